"""Places in the site that are ours: no file of docs/ may take one.

A leaflet in docs/print/ would replace the one that was checked, and docs/assets/boot.js the script
of every page. So files other than pages come from docs/assets/ only, under names that the site does
not use itself; and no page has the name of a folder that is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

# Folders and pages at the top of the site that are made, beside the folders of the kinds.
MADE = frozenset(
    {
        *("404", "assets", "at", "channels", "check", "downloads", "for", "genuine", "glossary"),
        *(
            "manifest",
            "offline",
            "packs",
            "print",
            "q",
            "remember",
            "says",
            "search",
            "selfcheck",
            "share",
        ),
        *("sitemap", "sw", "texts"),
    }
)
# Below assets/: what is joined from many sources, and the folders of the theme.
ASSETS = frozenset(
    {
        *("site.css", "fanzha.js", "search.js"),
        *("images", "javascripts", "stylesheets", "fonts"),
    }
)
# Below docs/, but never published.
HIDDEN = ("data/", "editors/pictures/", "engineers/")
# What single regions have (see local.py): the folder, what is no item there, what is published.
LAYERS, CHOICE = "local", "local.yml"
PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp"})
LISTS = frozenset({"index", "page"})  # below the folder of a kind: its lists


def takes(path: str, kinds: Iterable[str], ours: frozenset[str]) -> bool:
    """Whether a file below docs/ would stand in the place of a made one.

    `ours` are the names below overrides/site/assets/.
    """
    parts = PurePosixPath(path.lower()).parts
    if parts[0] == LAYERS and len(parts) > 2:  # a layer is laid out like docs/ itself
        path, parts = "/".join(parts[2:]), parts[2:]
        if path == CHOICE or PurePosixPath(path).suffix in PICTURES:
            return False
    if path.startswith(HIDDEN):
        return False
    if path.endswith(".md"):
        stem = PurePosixPath(parts[-1]).stem
        if len(parts) == 1:
            return stem in MADE or stem in kinds
        return stem in LISTS or parts[0] in MADE
    return parts[0] != "assets" or parts[1] in ASSETS or parts[1] in ours


def layer_of(paths: Sequence[Path], docs: Path) -> str:
    """The region in whose layer all these paths lie; "" where there is none."""
    here = (docs / LAYERS).resolve()
    found = {
        path.resolve().relative_to(here).parts[0] if path.resolve().is_relative_to(here) else ""
        for path in paths
        if path.resolve() != here
    }
    return found.pop() if len(found) == 1 else ""

"""What pages load: one style sheet and one script, joined from small sources; one more to search.

Sources stand in overrides/site/common/, those of the search page in search_parts/, and are joined
in the order of their names; `STYLES` come before them. Pages name the files with a version that is
a hash of all templates and sources, so that phones may keep them for ever. No tool is needed beside
Python.
"""

from __future__ import annotations

import hashlib
import re
from functools import cached_property
from pathlib import Path

from fanzha.kept import Kept, digest
from fanzha.site.styles import classes, colours, plain, trim, words

STYLE = "assets/site.css"
SCRIPT = "assets/fanzha.js"
SEARCH = "assets/search.js"
# Sources, below the site's folder of templates; they are not published themselves.
COMMON = "common/"
SEARCH_PARTS = "search_parts/"
OFFLINE = "offline/"
THEME = "assets/stylesheets/"
STYLES = ("assets/fanzha.css",)
_REMARK = re.compile(r"^\s*//.*$|^\s+", re.MULTILINE)


class Bundle:
    """The joined files of one build; `see` takes each finished page."""

    def __init__(self, overrides: Path, theme: Path, kept: Kept | None = None) -> None:
        self.kept = kept or Kept()
        self.folder = overrides / "site"
        self.tokens = overrides / "tokens.json"
        self.theme = theme
        self.used: set[str] = set()

    @cached_property
    def version(self) -> str:
        """Ten hexadecimal digits that change when a template, a style or a script does."""
        digest = hashlib.sha256(self.theme.read_bytes() + self.tokens.read_bytes())
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(self.folder).as_posix().encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:10]

    def see(self, page: str) -> None:
        """Remember the classes of a page; their rules stay in the style sheet."""
        key = digest("classes", page)
        self.used.update(self.kept.made(key, lambda: sorted(classes(page))))

    def files(self) -> dict[str, str]:
        """Path below the site → text; asked for when all pages have been seen."""
        return {
            STYLE: self._style(),
            SCRIPT: self._joined(COMMON),
            SEARCH: self._joined(SEARCH_PARTS),
        }

    def whole(self) -> str:
        """The style sheet with all rules, for a page that is shown before others were seen."""
        ours = colours(self.tokens) + "".join(plain(_text(path)) for path in self._styles())
        return _text(self.theme) + "\n" + ours

    def _joined(self, folder: str) -> str:
        """The scripts of a folder, without remarks and indentation."""
        sources = (_text(path) for path in sorted((self.folder / folder).glob("*.js")))
        return "".join(_REMARK.sub("", source) for source in sources)

    def _style(self) -> str:
        """The theme's rules that some page uses, then ours."""
        ours = colours(self.tokens) + "".join(plain(_text(path)) for path in self._styles())
        theme, used = _text(self.theme), self.used | words(self._scripts())
        key = digest("style", theme, sorted(used), ours)
        return self.kept.made(key, lambda: trim(theme, used, ours)) + "\n" + ours

    def _styles(self) -> list[Path]:
        first = [self.folder / name for name in STYLES]
        return [*first, *sorted((self.folder / COMMON).glob("*.css"))]

    def _scripts(self) -> str:
        return "".join(_text(path) for path in sorted(self.folder.rglob("*.js")))


def is_source(path: str) -> bool:
    """Whether a file of the theme or of ours goes into a joined one and not out by itself."""
    return path in STYLES or path.startswith((COMMON, SEARCH_PARTS, OFFLINE, THEME))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")

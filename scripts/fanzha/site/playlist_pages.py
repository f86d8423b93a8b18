"""The page of a playlist: what to download for which screen, and how long a round takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from markupsafe import escape

from fanzha.content.kinds.playlists import Playlist, Profile
from fanzha.product import Facts, Product

# The file that most people want comes first; what is not named here is in the ZIP.
FILES = ("usb-package", "local-slide", "video", "loop", "show", "lines")
MEGA = 1_000_000
HEAVY = 400_000  # bytes; a larger slide is no picture for a page on a phone


def players(
    playlist: str, meta: Playlist, profiles: Mapping[str, Profile], products: Sequence[Product],
    facts: Facts,
) -> list[dict[str, Any]]:  # fmt: skip
    """One row for each screen of a playlist, in its order; texts are escaped."""
    rows = []
    for profile_id in meta.profiles:
        folder = f"screens/{playlist}/{profile_id}"
        own = [p for p in products if str(PurePosixPath(p.path).parent) == folder]
        profile = profiles.get(profile_id)
        if profile is None or not own:
            continue
        slides = [product for product in own if product.kind == "slide"]
        seconds = [facts.get(p.path, {}).get("seconds", 0) for p in own if p.kind == "loop"]
        first = slides[0].path
        light = facts.get(first, {}).get("bytes", HEAVY) < HEAVY
        files = sorted((p for p in own if p.kind in FILES), key=lambda p: FILES.index(p.kind))
        rows.append(
            {
                "label": escape(profile.label),
                "size": f"{profile.width}×{profile.height}",
                "colour": escape(profile.colour.label),
                "distance": profile.distance,
                "count": len(slides),
                "seconds": round(seconds[0]) if seconds else 0,
                "picture": first if light else "",
                "width": profile.width,
                "height": profile.height,
                "files": [_file(product, profile, facts) for product in files],
            }
        )
    return rows


def hours(meta: Playlist) -> str:
    """When it plays, in words."""
    window = meta.window
    said = window.words
    if window.start or window.end:
        said += f"（{window.start or '现在'} 到 {window.end or '以后'}）"
    return str(escape(said))


def _file(product: Product, profile: Profile, facts: Facts) -> dict[str, str]:
    size = facts.get(product.path, {}).get("bytes", 0)
    suffix = PurePosixPath(product.path).suffix[1:].upper()
    shown = f"{size / MEGA:.1f} MB" if size >= MEGA else f"{max(1, round(size / 1000))} KB"
    label = product.label.removesuffix(f"（{profile.label}）")
    return {
        "url": product.path,
        "label": str(escape(label)),
        "facts": f"{suffix}，{shown}" if size else suffix,
        "page": "yes" if product.kind == "loop" else "",
    }

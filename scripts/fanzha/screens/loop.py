"""index.html: the loop page that shows a playlist's slides from a USB stick, without network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from fanzha.edition import Edition
from fanzha.product import Args, Made, Product
from fanzha.screens.slides import slides


def products(edition: Edition) -> Iterator[Product]:
    """One loop page per playlist and profile."""
    for playlist_id, playlist in edition.tables.screens.playlists.items():
        shown = slides(edition, playlist)
        if not shown:
            continue
        for profile_id in playlist.profiles:
            profile = edition.tables.screens.profiles[profile_id]
            yield Product(
                path=f"screens/{playlist_id}/{profile_id}/index.html",
                family="screens",
                kind="loop",
                label=f"循环播放页（{profile.label}）",
                items=tuple(slide.item.id for slide in shown),
                make=make,
                args={
                    "title": f"{edition.region.site_name}：{playlist.label}",
                    "width": profile.width,
                    "height": profile.height,
                    "slides": [
                        {
                            "file": slide.name,
                            "seconds": slide.seconds,
                            "alt": "，".join((*slide.headline, *slide.points)),
                            "until": slide.item.meta.expires.isoformat()
                            if slide.item.meta.expires
                            else None,
                        }
                        for slide in shown
                    ],
                },
            )


def make(args: Args, overrides: Path) -> Made:
    """The template with the slides written in as JSON that cannot close its script element."""
    template = (overrides / "screens" / "loop.html").read_text(encoding="utf-8")
    slides_json = json.dumps(args["slides"], ensure_ascii=False).replace("<", "\\u003c")
    title = str(args["title"]).replace("&", "&amp;").replace("<", "&lt;")
    page = template.replace("{{ title }}", title).replace("{{ slides }}", slides_json)
    seconds = sum(slide["seconds"] for slide in args["slides"])
    return Made(page.encode(), width=args["width"], height=args["height"], seconds=seconds)

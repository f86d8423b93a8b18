"""One plain page with links to all files, for a region that makes no website of its own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from fanzha.edition import Edition
from fanzha.product import Facts, Product

STYLE = (
    "body{margin:0 auto;max-width:40rem;padding:1rem;font:1.125rem/1.6 sans-serif;color:#1c1c1c}"
    "a{color:#0b4f9e}li{padding:.5rem 0}h2{margin:1.5rem 0 .5rem;font-size:1.25rem}"
)
FAMILIES = {
    "print": "印刷品",
    "screens": "屏幕",
    "share": "转发卡片",
    "texts": "文字稿",
    "packs": "整包",
}


def write_list(edition: Edition, products: Sequence[Product], facts: Facts, folder: Path) -> None:
    """index.html in `folder`: the region, its station, and every file by family."""
    region = edition.region
    police = "，".join(filter(None, (region.police.name, region.police.phone)))
    rows = [f"<h1>{escape(region.site_name)}</h1>", f"<p>{escape(police)}</p>" if police else ""]
    for family, label in FAMILIES.items():
        mine = [product for product in products if product.family == family]
        rows += [f"<h2>{label}</h2>", "<ul>"] if mine else []
        for product in sorted(mine, key=lambda one: one.path):
            size = _size(int(facts[product.path]["bytes"]))
            name = f"{product.label}：{Path(product.path).name}"
            rows.append(f'<li><a href="{quote(product.path)}">{escape(name)}</a>（{size}）</li>')
        rows += ["</ul>"] if mine else []
    text = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(region.site_name)}</title><style>{STYLE}</style></head>\n<body>"
        + "\n".join(filter(None, rows))
        + f"\n<p>{escape(region.publisher)}</p></body></html>\n"
    )
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, encoding="utf-8", newline="\n")


def _size(count: int) -> str:
    """Bytes as people say them."""
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{max(1, count // 1000)} KB"

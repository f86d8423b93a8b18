"""What every sheet carries: the region, dates, code, address and QR code.

`sheet_args` is plan time (plain data, quick); `sheet_data` is make time (Markdown and QR).
"""

from __future__ import annotations

from typing import Any

from fanzha.content.kinds import LABELS
from fanzha.content.library import Item
from fanzha.content.markup import fill, to_xhtml
from fanzha.content.models import Basis, Meta
from fanzha.edition import Edition
from fanzha.printing.pictures import as_svg
from fanzha.product import Args
from fanzha.typeset import qr_svg

COMPOSITE = "情节为综合改编，不是某一个人的事"


def sheet_args(edition: Edition, item: Item[Meta]) -> dict[str, Any]:
    """Everything a sheet of `item` is made from, as plain JSON data."""
    region = edition.region
    url = f"{region.site_url}q/{item.id}/"
    fields = item.meta.model_dump(mode="json")
    return {
        **fill(fields, region),
        "kind": item.kind,
        "label": LABELS[item.kind],
        "body": fill(item.document.body, region),
        "region": region.model_dump(mode="json"),
        "logo": as_svg(edition.project.docs / region.logo) if region.logo else "",
        "url": url,
        "address": url.split("://", 1)[1].rstrip("/"),
        "code": f"{region.id}-{item.id}-{item.meta.reviewed:%Y%m%d}",
        "edition": _month(item),
        "valid": _day(item),
        "day": item.meta.reviewed.isoformat(),
        "note": COMPOSITE if item.kind == "cases" and item.meta.basis is Basis.COMPOSITE else "",
    }


def sheet_data(args: Args) -> dict[str, Any]:
    """What the template receives: the arguments with body as XHTML and the QR code as SVG."""
    return {**args, "body": to_xhtml(args["body"]), "qr": qr_svg(args["url"])}


def _month(item: Item[Meta]) -> str:
    day = item.meta.reviewed
    return f"{day.year}年{day.month}月"


def _day(item: Item[Meta]) -> str:
    day = item.valid_until
    return f"{day.year}年{day.month}月{day.day}日"

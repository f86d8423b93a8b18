"""What every sheet carries: its format, the region, dates, code, address and QR code.

A town without a website has neither address nor code on its sheets: both would lead nowhere.

`item_args` and `general_args` are plan time (plain data, quick); `set_sheet` is make time
(Markdown, QR, Typst, and the print shop's boxes and colours).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.data.short_codes import aloud
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill, to_xhtml
from fanzha.content.picture_svg import as_svg
from fanzha.language.days import day_text
from fanzha.language.phrases import MONEY_GONE, calls_data, rule_lines
from fanzha.printing.body import on_paper
from fanzha.printing.pictures import in_greys
from fanzha.product import ITEMS, Args, Made, Maker, Product
from fanzha.typeset import pdf, qr_svg

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

COMPOSITE = "情节为综合改编，不是某一个人的事"
REVIEW_DAYS = 180
HOME = "index.md"
BLEED = 3.0  # millimetres, the general practice of print shops
# What is not prose: it must reach the template as it stands.
TECHNICAL = frozenset(
    {"format", "region", "logo", "pictures", "url", "address", "code", "day", "image"}
)
NO_SCANNING = re.compile("[不别勿]要?(?:再|随便|乱)?扫")
# Fields in which a sheet tells people what to do, and those of them that signs do not show.
SPOKEN_BY_US = (
    *("title", "rule", "headline", "points", "red_flags", "steps", "tips", "signs", "clauses"),
    *("story", "turning_point", "lesson", "course", "stop_here", "type", "news"),
)
BODIES = ("body", "parts")
SIGNS = frozenset({"posters", "plates", "cards"})
LONG_RUN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.%_~-]{16,}")
BREAK = "\u200b"  # zero width space


@dataclass(frozen=True)
class Format:
    """How a sheet is put on paper: its trimmed size in millimetres, and for whom.

    `bw` is for a copier without colours; `shop` adds bleed and crop marks, and makes CMYK.
    """

    width: float
    height: float
    bw: bool = False
    shop: bool = False

    @property
    def bleed(self) -> float:
        """Millimetres of picture beyond each trimmed edge."""
        return BLEED if self.shop else 0.0


A4 = Format(210, 297)
A4_BW = Format(210, 297, bw=True)
A4_LANDSCAPE = Format(297, 210)
A3 = Format(297, 420)
A3_BW = Format(297, 420, bw=True)


def product(
    edition: Edition,
    kind: str,
    name: str,
    items: Sequence[str],
    make: Maker,
    args: Args,
    *,
    parts: tuple[Product, ...] = (),
    cost: int = 1,
    suffix: str = "pdf",
    table: str = ITEMS,
) -> Product:
    """A sheet of a kind of docs/data/sheets.yml; `name` is its file name without suffix.

    `items` are ids of `table`.
    """
    return Product(
        path=f"print/{kind}/{name}.{suffix}",
        family="print",
        kind=kind,
        label=edition.tables.sheets[kind].label,
        items=tuple(items),
        make=make,
        args=args,
        parts=parts,
        cost=cost,
        table=table,
    )


def item_args(edition: Edition, item: Item[Meta], form: Format = A4) -> dict[str, Any]:
    """Everything a sheet of `item` is made from, as plain JSON data."""
    fields = item.meta.model_dump(mode="json")
    return {
        **fill(fields, edition.region),
        **_common(edition, form, item.id, item.meta.reviewed, item.holds_until(edition.today)),
        "kind": item.kind,
        "rule_lines": list(rule_lines(fill(item.meta.rule or "", edition.region))),
        "label": KINDS[item.kind].label,
        "body": on_paper(fill(item.document.body, edition.region)),
        "note": COMPOSITE if item.composite else "",
    }


def general_args(
    edition: Edition, name: str, title: str, form: Format, about: Sequence[Item[Meta]]
) -> dict[str, Any]:
    """The same for a sheet of no single item, such as a banner: its code leads to the home page.

    It is dated by the latest review of the items that it is about; where it is about none, by that
    of the home page. It is not dated by the edition: one new warning would remake every banner. It
    holds for half a year, the usual time between reviews.
    """
    home = edition.library.by_page.get(HOME)
    days = [item.meta.reviewed for item in about or ([home] if home else [])]
    day = max(days, default=edition.date)
    until = day + datetime.timedelta(days=REVIEW_DAYS)
    return {
        **_common(edition, form, "", day, until, name),
        "title": title,
        "keywords": [],
        "body": "",
        "note": "",
    }


def set_sheet(args: Args, overrides: Path, template: str, **more: Any) -> Made:
    """The sheet by a template below overrides/print/, ready for the office or for the shop.

    `more` are values that only this setting of the sheet has, such as type sizes.
    """
    data = {**sheet_data(args, overrides), **more}
    form = args["format"]
    if not form["shop"]:
        return pdf(overrides, f"print/{template}", data, args["day"])
    from fanzha.printing.press import press_ready  # slow to import; no check needs it

    made = pdf(overrides, f"print/{template}", data, args["day"], office=False)
    return press_ready(made, overrides, form["width"], form["height"], form["bleed"])


def sheet_data(args: Args, overrides: Path) -> dict[str, Any]:
    """What the template receives: the body as XHTML, the QR code as SVG, pictures in greys."""
    prose = {name: breakable(value) for name, value in args.items() if name not in TECHNICAL}
    data = {**args, **prose, "body": to_xhtml(prose["body"])}
    data["qr"] = qr_svg(args["url"]) if args["url"] and carries_code(args) else ""
    if args["format"]["bw"]:
        pictures = {name: in_greys(svg, overrides) for name, svg in args["pictures"].items()}
        data |= {"pictures": pictures, "logo": in_greys(args["logo"], overrides)}
    return data


def carries_code(args: Args) -> bool:
    """Whether the sheet has a code: not one that is told to have none, or that says not to scan.

    `says` is what the sheet tells people, where it shows only some fields of its item. What a fraudster
    says is no advice, and the body of a sign says where to hang it.
    """
    fields = SPOKEN_BY_US if args.get("kind") in SIGNS else (*SPOKEN_BY_US, *BODIES)
    says = args["says"] if "says" in args else [args.get(name) for name in fields]
    return bool(args.get("scan", True)) and may_scan(_strings(says))


def _strings(value: Any) -> Iterator[str]:
    """All texts in lists and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _strings(part)


def may_scan(texts: Iterable[str]) -> bool:
    """Whether a sheet with these texts may carry a code: one that says not to scan must not."""
    return not any(NO_SCANNING.search(text) for text in texts)


def breakable(value: Any) -> Any:
    """Texts in lists and dicts with places to break in runs of Latin or digits.

    An address of forty letters in a fraudster's message would run off the sheet; phone numbers are
    shorter than a run and stay whole.
    """
    if isinstance(value, str):
        return LONG_RUN.sub(lambda run: BREAK.join(re.findall(".{1,12}", run[0])), value)
    if isinstance(value, list | tuple):
        return [breakable(part) for part in value]
    if isinstance(value, dict):
        return {name: breakable(part) for name, part in value.items()}
    return value


def picture(edition: Edition, path: str | None) -> str:
    """The picture at a path from docs/ as SVG text, for `args["pictures"]`; "" for none."""
    return as_svg(edition.project.docs / path) if path else ""


def _common(
    edition: Edition,
    form: Format,
    item: str,
    day: datetime.date,
    until: datetime.date,
    name: str = "",
) -> dict[str, Any]:
    region = edition.region
    row = edition.tables.published.get(item)
    code = row.code if row is not None else ""
    url = region.short(item, code) if item else region.site_url
    return {
        "format": {**asdict(form), "bleed": form.bleed},
        "region": region.model_dump(mode="json"),
        "logo": picture(edition, region.logo),
        "pictures": {},
        "calls": calls_data(edition.tables),
        "gone": list(MONEY_GONE),
        "url": url,
        "address": url.partition("://")[2].rstrip("/"),
        "aloud": aloud(code) if code and url else "",
        "code": f"{region.id}-{item or name}-{day:%Y%m%d}",
        "edition": f"{day.year}年{day.month}月",
        "valid": day_text(until),
        "day": day.isoformat(),
    }

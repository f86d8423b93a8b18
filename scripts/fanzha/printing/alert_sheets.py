"""alert-poster, alert-notice: an alert on a wall, amber from edge to edge (R3, R4, R8).

The poster is read in passing: how urgent, what about, the rule, what is new. The sheet for a notice
board says all of it: since when, where, how to tell, what to do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.body_pictures import in_body
from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Meta, Severity
from fanzha.content.markup import to_xhtml
from fanzha.language.days import day_text
from fanzha.language.phrases import topic
from fanzha.printing.body import sections
from fanzha.printing.sheet import (
    A3,
    A3_BW,
    A4,
    A4_BW,
    Format,
    item_args,
    picture,
    product,
    set_sheet,
)
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

POSTERS = {
    "alert-poster-a3": A3,
    "alert-poster-a4": A4,
    "alert-poster-a4-bw": A4_BW,
}
NOTICES = {"alert-notice": A3, "alert-notice-bw": A3_BW}


def products(edition: Edition) -> Iterator[Product]:
    """Posters and notices of every current alert."""
    for item in edition.alerts:
        for kind, form in POSTERS.items():
            args = alert_args(edition, item, item.meta, form)
            yield product(edition, kind, item.id, [item.id], make_poster, args)
        for kind, form in NOTICES.items():
            args = alert_args(edition, item, item.meta, form)
            yield product(edition, kind, item.id, [item.id], make_notice, args)


@opens("print/alert-poster.typ")
def make_poster(args: Args, overrides: Path) -> Made:
    """The poster as PDF for the office."""
    return set_sheet(args, overrides, "alert-poster.typ")


@opens("print/alert-notice.typ")
def make_notice(args: Args, overrides: Path) -> Made:
    """The sheet for a notice board as PDF for the office."""
    parts = [[title, to_xhtml(text)] for title, text in args["parts"]]
    return set_sheet(args, overrides, "alert-notice.typ", parts=parts)


def alert_args(edition: Edition, item: Item[Meta], alert: Alert, form: Format) -> dict[str, Any]:
    """Everything a sheet of an alert is made from; `facts` are pairs of a name and what it is."""
    scam = edition.library.scam(alert.scam)
    args = item_args(edition, item, form)
    image = alert.image or (scam.meta.image if scam else None)
    body, drawn = in_body(edition.project.docs, item.page, args["body"])
    return args | {
        "severity_label": alert.severity.label,
        "urgent": alert.severity is Severity.URGENT,
        "topic": topic(alert, scam),
        "facts": _facts(alert, args),
        "dated": _day(alert),
        "pictures": {"main": picture(edition, image), **drawn},
        "parts": [[title, text] for title, text in sections(body).items()],
        "body": "",
    }


def _facts(alert: Alert, args: Args) -> list[list[str]]:
    """Since when, where it was seen, until when; `args` hold the words of the region."""
    facts = []
    if alert.since is not None:
        facts.append(["最早见于", day_text(alert.since)])
    if alert.seen:
        facts.append(["在哪里碰到", str(args["seen"])])
    facts.append(["管到哪天", str(args["valid"])])
    return facts


def _day(meta: Alert) -> str:
    return f"{meta.published.month}月{meta.published.day}日"

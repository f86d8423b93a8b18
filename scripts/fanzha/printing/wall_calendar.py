"""calendar-a4: a year on twelve sheets, each with a rule and what the season brings (R6).

No holidays: they are fixed by a notice of every autumn, and a wrong day on a wall is worse than
none. A month has the warning whose season begins nearest before it; where no season is on, the
frequent types take turns.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Alert
from fanzha.content.markup import fill
from fanzha.language.phrases import rule_lines
from fanzha.printing.handbook import short_name
from fanzha.printing.sheet import A4, general_args, picture, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "calendar-a4"
MONTHS = range(1, 13)
MIDDLE = 15  # the day of a month that decides which season it lies in
DAYS = 365
AUTUMN = 10  # from this month on a calendar is for the next year
RULES = "rules"


def on_demand(edition: Edition) -> Iterator[Product]:
    """The calendars of the year that people plan for, and of the other of this year and the next."""
    if not edition.tables.rules or not edition.frequent:
        return
    this = edition.today.year
    for year in sorted((this, this + 1), reverse=edition.today.month >= AUTUMN):
        title = f"{year}年反诈月历"
        args = {
            **general_args(edition, str(year), title, A4, edition.frequent),
            "valid": f"{year}年12月31日",
            "months": [_month(edition, year, month) for month in MONTHS],
        }
        args["pictures"] = {
            month["picture"]: picture(edition, month["picture"])
            for month in args["months"]
            if month["picture"]
        }
        yield product(edition, KIND, str(year), [*edition.tables.rules], make, args, table=RULES)


def weeks(year: int, month: int) -> list[list[int]]:
    """The days of a month in weeks that begin on Monday; 0 for days of other months."""
    return calendar.Calendar(calendar.MONDAY).monthdayscalendar(year, month)


def _month(edition: Edition, year: int, month: int) -> dict[str, Any]:
    rules = [*edition.tables.rules.values()]
    rule = rules[(month - 1) % len(rules)]
    warning = _warning(edition, year, month)
    scam = edition.library.scam(warning.scam_id) if warning.kind == "alerts" else None
    drawn = scam.meta.image if scam is not None else warning.meta.image
    title, after = short_name(warning.meta.title)
    words: dict[str, Any] = fill(
        {
            "rule": rule.text,
            "lines": [*rule_lines(rule.text)],
            "why": rule.why,
            "warning": title,
            "about": after,
            "do": warning.meta.rule,
        },
        edition.region,
    )
    return {**words, "month": month, "weeks": weeks(year, month), "picture": drawn or ""}


def _warning(edition: Edition, year: int, month: int) -> Item[Any]:
    """The alert whose season began last before the middle of a month, or a frequent type."""
    day = datetime.date(year, month, MIDDLE)
    found = []
    for item in edition.library.of(Alert):
        season = item.meta.season
        if season is None or not item.meta.status.out or item.elsewhere or not season.holds(day):
            continue
        start = datetime.date.fromisoformat(f"{year}-{season.start}")
        found.append(((day - start).days % DAYS, item.id, item))
    if found:
        return min(found, key=lambda row: row[:2])[2]
    return edition.frequent[(month - 1) % len(edition.frequent)]


@opens("print/calendar.typ")
def make(args: Args, overrides: Path) -> Made:
    """Twelve pages as PDF for the office."""
    return set_sheet(args, overrides, "calendar.typ")

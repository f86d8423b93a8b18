"""The plan of the year: month by month what to put out, for whom, on which medium (R26).

Warnings fade within weeks, so every type of fraud comes back within 90 days. Each has its week in a
cycle of twelve (84 days), counted from a fixed Monday: a plan made in March says of June what one made
in January said. Every round uses another medium. Seasons of alerts, days of review and last days come
from the items; what is done in certain months stands in docs/data/plan.yml.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.kinds.meta import Status
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill

if TYPE_CHECKING:
    from fanzha.content.kinds.meta import Meta
    from fanzha.content.library import Item
    from fanzha.edition import Edition

WEEKS = 12  # 84 days, within the 90 after which a topic must be back
MONDAY = datetime.date(2026, 1, 5)
WEEK = datetime.timedelta(days=7)
MONTHS = 12
FEW = 3  # audiences and venues that a line names


def year_plan(edition: Edition) -> dict[str, Any]:
    """Twelve months from that of today, as plain JSON data, and what is overdue already."""
    region = edition.region
    starts = [_month(edition.today, number) for number in range(MONTHS + 1)]
    weeks = list(_weeks(edition, starts[0], starts[-1]))
    late, due = _reviews(edition)
    months = [
        {
            "start": str(start),
            "year": start.year,
            "month": start.month,
            "season": list(_season(edition, start, end)),
            "weeks": [week for week in weeks if str(start) <= week["day"] < str(end)],
            "work": [
                row.model_dump(include={"what", "who"})
                for row in edition.tables.plan.work
                if start.month in row.months
            ],
            "review": [row for row in due if str(start) <= row["day"] < str(end)],
            "ends": [row for row in _ends(edition) if str(start) <= row["day"] < str(end)],
        }
        for start, end in pairwise(starts)
    ]
    first, last = months[0], months[-1]
    span = f"{first['year']}年{first['month']}月～{last['year']}年{last['month']}月"
    return {
        "title": f"{region.name}反诈宣传全年计划",
        "span": span,
        "today": str(edition.today),
        "region": {**region.model_dump(mode="json"), "id": region.id},
        "day": str(edition.date),
        "months": months,
        "late": late,
    }


def _month(day: datetime.date, later: int) -> datetime.date:
    """The first day of the month that is so many months later."""
    years, month = divmod(day.month - 1 + later, 12)
    return datetime.date(day.year + years, month + 1, 1)


def _weeks(edition: Edition, start: datetime.date, end: datetime.date) -> Iterator[dict[str, Any]]:
    """Every week that begins in the time, with the types whose turn it is and the medium."""
    frequent = edition.frequent
    others = [item for item in edition.current(Scam) if item not in frequent]
    types = [*frequent, *others]
    rounds = edition.tables.plan.rounds
    first = (start - MONDAY).days // 7
    for number in range(first, first + 56):
        day = MONDAY + number * WEEK
        if start <= day < end:
            media = rounds[number // WEEKS % len(rounds)] if rounds else None
            yield {
                "day": str(day),
                "media": media.media if media else "",
                "how": media.how if media else "",
                "types": [_told(edition, item) for item in types[number % WEEKS :: WEEKS]],
            }


def _told(edition: Edition, item: Item[Meta]) -> dict[str, str]:
    """What a line says of an item: its short name, its rule, for whom, where."""
    tables = edition.tables
    title = str(fill(item.meta.title, edition.region))
    people = [tables.audiences[key].label for key in item.meta.audiences if key in tables.audiences]
    places = [tables.venues[key].label for key in item.meta.venues if key in tables.venues]
    return {
        "id": item.id,
        "title": title,
        "short": title.partition("：")[0],
        "rule": str(fill(item.meta.rule or "", edition.region)),
        "people": "、".join(people[:FEW]),
        "places": "、".join(places[:FEW]),
    }


def _season(edition: Edition, start: datetime.date, end: datetime.date) -> Iterator[dict[str, str]]:
    """Alerts whose season begins in the month: from that day on they come out by themselves."""
    found = []
    for item in edition.library.of(Alert):
        season = item.meta.season
        if season is None or item.meta.status is not Status.PUBLISHED or item.elsewhere:
            continue
        day = _on(start.year, season.start)
        if start <= day < end:
            until = _on(day.year + (season.end < season.start), season.end)
            found.append((str(day), item.id, item, str(until)))
    for since, _, item, last in sorted(found, key=lambda row: row[:2]):
        yield {**_told(edition, item), "day": since, "until": last}


def _on(year: int, month_day: str) -> datetime.date:
    """The day of a year; 29 February is the 28th in most."""
    try:
        return datetime.date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        return datetime.date(year, 2, 28)


def _reviews(edition: Edition) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What should have been read again by today, and what is to be, by the day."""
    today = edition.today
    mine = [item for item in edition.library.items if item.live(today)]
    rows = [_to_do(item, item.due) for item in sorted(mine, key=lambda i: (i.due, i.page))]
    late = [row for row in rows if row["day"] < str(today)]
    return late, [row for row in rows if row["day"] >= str(today)]


def _ends(edition: Edition) -> list[dict[str, str]]:
    """What goes out of use on a day, and is to be taken down."""
    mine = [item for item in edition.library.items if item.live(edition.today)]
    dated = [(day, item) for item in mine if (day := item.ends(edition.today))]
    return [_to_do(item, day) for day, item in sorted(dated, key=lambda row: (row[0], row[1].page))]


def _to_do(item: Item[Meta], day: datetime.date) -> dict[str, str]:
    kind = KINDS[item.kind].label
    return {
        "id": item.id,
        "page": item.page,
        "title": item.meta.title,
        "kind": kind,
        "day": str(day),
    }


def names(rows: Sequence[dict[str, str]]) -> str:
    """The short names of types or alerts, for one line."""
    return "、".join(row["short"] for row in rows)

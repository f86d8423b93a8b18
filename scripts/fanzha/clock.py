"""Today, read in one place; and the days that a calendar of ours may hold.

The day is that of China, also on a server whose clock is on the day before. It has a fixed offset:
names of zones need a database that Windows lacks, and China has had no summer time since 1991.
"""

from __future__ import annotations

import datetime
import re

from fanzha.errors import UsageError

CHINA = datetime.timezone(datetime.timedelta(hours=8))
FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


def now() -> datetime.datetime:
    """The clock of the machine; the only place that asks it for a day."""
    return datetime.datetime.now(CHINA)


def today() -> datetime.date:
    """The day in China; raises UsageError where the clock cannot be right."""
    day = now().date()
    if not FIRST <= day <= LAST:
        raise UsageError(f"电脑的日期是 {day}，不对；请先改对，或者用 --today 写明今天是哪一天")
    return day


def read_day(text: str) -> datetime.date:
    """A day as people write it; raises ValueError with a message for them."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        raise ValueError(f"日期要写成 2026-11-20 这样，不是 {text}")
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"没有 {text} 这一天") from None
    if not FIRST <= day <= LAST:
        raise ValueError(f"日期要在 {FIRST} 到 {LAST} 之间，不是 {text}")
    return day

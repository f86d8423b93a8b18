"""Days as people write and read them."""

from __future__ import annotations

import datetime


def day_text(day: datetime.date) -> str:
    """A day as it stands on paper and on a page: 2026年11月20日."""
    return f"{day.year}年{day.month}月{day.day}日"

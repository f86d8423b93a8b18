"""One last day of an alert: a season ends long before `expires`, and every medium names that end."""

from __future__ import annotations

import json
from typing import Any

from fanzha import producers
from fanzha.content.kinds.items import Alert
from fanzha.language.days import day_text
from fanzha.language.declaration import item_rows
from tests.printing import on_demand


def test_no_product_names_a_later_day_than_the_sheets() -> None:
    """A sheet went down on 5 December; article, message, guide and list said a year later."""
    edition = on_demand.edition()
    seasonal = {i.id: i for i in edition.current(Alert) if i.meta.season is not None}
    assert seasonal, "no alert of this day has a season: the test would prove nothing"
    wrong = {
        name: {form for day in (item.meta.expires, item.due) for form in (str(day), day_text(day))}
        for name, item in seasonal.items()
        if item.holds_until(edition.today) not in (item.meta.expires, item.due)
    }
    assert wrong
    for product in producers.plan(edition):
        if (name := next(iter(product.items), "")) in wrong:
            told = json.dumps(_shown(product.args), ensure_ascii=False, default=str)
            assert not [form for form in wrong[name] if form in told], product.path


def test_lists_name_it_too() -> None:
    edition = on_demand.edition()
    for item in edition.current(Alert):
        last = str(item.holds_until(edition.today))
        assert item_rows(edition, [item.id])[item.id]["valid_until"] == last


def _shown(args: Any) -> Any:
    """Arguments without the fields that came along unread: a field `expires` stays what it is."""
    if isinstance(args, dict):
        return {k: _shown(v) for k, v in args.items() if k != "expires" or "review_in" not in args}
    return [_shown(one) for one in args] if isinstance(args, list | tuple) else args

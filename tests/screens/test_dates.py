"""From when and until when each part of a playlist is shown: no date in the place of another.

The shipped items are published and reviewed on one day; here every date is another.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from fanzha.edition import read_edition
from fanzha.product import Made
from fanzha.screens import loop, playlist_files
from fanzha.screens.deck import Deck, decks
from tests import samples
from tests.conftest import ROOT, MakeProject

WINDOW = '{start: "2026-11-03", days: [1, 3, 5], hours: "07:30-21:15"}'
FILES = {
    "scams/shuadan.md": samples.scam(published="2026-10-05", reviewed="2026-11-11"),
    "posters/poster-dianfu.md": samples.poster(published="2026-11-09", reviewed="2026-11-12"),
    "alerts/qun.md": samples.alert(
        published="2026-11-07", reviewed="2026-11-13", expires="2026-12-10"
    ),
    "screens/datang.md": samples.screens(
        *("alerts: current", "item: poster-dianfu, seconds: 7", "item: shuadan, seconds: 12"),
        "slogan: s001",
        published="2026-10-01",
        reviewed="2026-11-14",
        window=WINDOW,
    ),
}
# What is shown from the day on which it was published, or from that on which the playlist begins.
FROM = {
    "qun": "2026-11-07",
    "poster-dianfu": "2026-11-09",
    "shuadan": "2026-11-03",
    "": "2026-11-03",
}
UNTIL = {"qun": "2026-12-10", "poster-dianfu": None, "shuadan": None, "": None}


def deck(project: MakeProject, files: dict[str, str], today: str = "2026-11-21") -> Deck:
    edition, findings = read_edition(project(files, today=today))
    assert findings == []
    (found,) = decks(edition)
    return found


def said(found: Deck) -> dict[str, Any]:
    """The playlist as JSON; its pictures and its film are stand-ins."""
    film = playlist_files.Product(
        "loop.mp4", "screens", "video", "", (), playlist_files.make_json, {}
    )
    product = next(playlist_files.products(found, [film]))
    parts = tuple(Made(b"", seconds=47) for _ in product.parts)
    data: dict[str, Any] = json.loads(product.make(product.args, ROOT / "overrides", parts).data)
    return data


def test_each_entry_has_its_own_days(project: MakeProject) -> None:
    data = said(deck(project, FILES))
    entries = data["entries"]
    assert {e["item"]: e["valid_from"] for e in entries} == FROM
    assert {e["item"]: e["valid_to"] for e in entries} == UNTIL
    assert data["seconds"] == sum(e["seconds"] for e in entries)
    times = {e["item"]: e["seconds"] for e in entries}
    assert (times["poster-dianfu"], times["shuadan"]) == (7, 12)
    assert data["video"]["seconds"] == 47


def test_anthias_shows_it_from_its_first_day_to_the_end_of_its_last(project: MakeProject) -> None:
    """That player wants an end; what has none ends long after the player."""
    data = said(deck(project, FILES))
    for asset, entry in zip(data["anthias"], [*data["entries"], *data["local"]], strict=True):
        end = UNTIL[entry["item"]] or "2099-12-31"
        assert asset["start_date"] == f"{FROM[entry['item']]}T00:00:00+08:00"
        assert asset["end_date"] == f"{end}T23:59:59+08:00"
        assert (asset["play_time_from"], asset["play_time_to"]) == ("07:30", "21:15")
        assert asset["play_days"] == [1, 3, 5]


def test_the_loop_knows_the_same_days_and_its_whole_time(project: MakeProject) -> None:
    found = deck(project, FILES)
    (product,) = loop.products(found)
    slides = product.args["loop"]["slides"]
    assert [slide["from"] for slide in slides] == [FROM[frame.item] for frame in found.frames]
    assert [slide["until"] for slide in slides] == [UNTIL[frame.item] for frame in found.frames]
    assert product.args["loop"]["hours"] == ["07:30", "21:15"]
    made = product.make(product.args, ROOT / "overrides")
    assert made.seconds == sum(frame.seconds for frame in found.frames) > 19


@pytest.mark.parametrize(("today", "shown"), [("2026-12-10", True), ("2026-12-11", False)])
def test_an_alert_is_shown_on_its_last_day_and_no_longer(
    project: MakeProject, today: str, shown: bool
) -> None:
    frames = deck(project, FILES, today).frames
    assert any(frame.item == "qun" for frame in frames) is shown


@pytest.mark.parametrize("today", ["2026-11-21", "2026-12-05"])
def test_a_seasonal_alert_ends_with_this_season(project: MakeProject, today: str) -> None:
    """It comes back next year; from its first to its last day it is shown, and not until it expires."""
    season = '{start: "11-01", end: "12-05"}'
    alert = samples.alert(season=season, expires="2028-12-31")
    frames = deck(project, {**FILES, "alerts/qun.md": alert}, today).frames
    assert [frame.valid_to for frame in frames if frame.item == "qun"] == ["2026-12-05"]


def test_what_ends_with_the_playlist_ends_no_later(project: MakeProject) -> None:
    """The earlier of two ends holds, whichever it is."""
    window = '{end: "2026-11-30"}'
    short = {**FILES, "screens/datang.md": FILES["screens/datang.md"].replace(WINDOW, window)}
    assert {frame.valid_to for frame in deck(project, short).frames} == {"2026-11-30"}
    window = '{end: "2027-01-31"}'
    late = {**FILES, "screens/datang.md": FILES["screens/datang.md"].replace(WINDOW, window)}
    ends = {frame.item: frame.valid_to for frame in deck(project, late).frames}
    assert ends["qun"] == "2026-12-10" and ends["shuadan"] == "2027-01-31"

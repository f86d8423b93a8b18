"""Family T: what `fanzha new` leaves open must not go out."""

from __future__ import annotations

from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import BODY, alert, line_of, scam


def test_what_is_left_open_stops_what_goes_out(project: MakeProject) -> None:
    """It would stand on the poster, or on a screen, in letters of half a metre."""
    body = BODY.replace("先返小钱。", "待写")
    text = alert(body, topic="待写", keywords="[待写]")
    made = project({"scams/shuadan.md": scam(), "alerts/a.md": text})
    found = [one for one in findings(made, "T") if one.code == "T014"]
    places = [line_of(text, "topic"), line_of(text, "keywords"), text.split("\n").index("待写") + 1]
    assert sorted(one.line for one in found) == sorted(places)
    assert all("待写" in one.hint for one in found)


def test_a_draft_may_be_half_written(project: MakeProject) -> None:
    text = alert(status="draft", topic="待写")
    assert findings(project({"scams/shuadan.md": scam(), "alerts/a.md": text}), "T014") == []

"""Family R, alerts: towns that there are, and one newer alert in the place of an older."""

from __future__ import annotations

from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import alert, line_of, scam

OLD = alert(published="2026-11-10", reviewed="2026-11-10", since="2026-11-01")


def test_a_local_alert_names_towns_that_there_are(project: MakeProject) -> None:
    wrong = alert(scope="local", regions="[shifen]")
    files = {"scams/shuadan.md": scam(), "alerts/a.md": wrong}
    (found,) = findings(project(files), "R02")
    assert (found.code, found.line) == ("R021", line_of(wrong, "regions"))
    assert found.fix is not None and found.fix.text == "shifan"
    (found,) = findings(project({**files, "alerts/a.md": alert(scope="local")}), "S")
    assert "regions" in found.message
    (found,) = findings(project({**files, "alerts/a.md": alert(regions="[shifan]")}), "S")
    assert "scope" in found.message


def test_an_alert_is_replaced_once_and_by_a_newer_one(project: MakeProject) -> None:
    """Who follows the links must come to an end."""
    files = {"scams/shuadan.md": scam(), "alerts/a.md": OLD, "alerts/b.md": alert(replaces="a")}
    assert findings(project(files), "R02") == []
    twice = project({**files, "alerts/c.md": alert(replaces="a")})
    assert [f.path for f in findings(twice, "R022")] == ["docs/alerts/c.md"]
    itself = project({**files, "alerts/c.md": alert(replaces="c")})
    assert "不能代替自己" in findings(itself, "R022")[0].message
    back = project({**files, "alerts/a.md": OLD.replace("scam:", "replaces: b\nscam:")})
    assert "比它还新" in findings(back, "R022")[0].message
    circle = project({**files, "alerts/a.md": alert(replaces="b")})
    assert all("转成了一圈" in f.message for f in findings(circle, "R022"))

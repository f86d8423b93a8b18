"""Today is read in one place, and is the day in China."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
import yaml

from fanzha import clock
from fanzha.cli import cli
from fanzha.errors import UsageError
from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import page

PACKAGE = Path(clock.__file__).parent


def at(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the machine's clock, as its owner or an empty battery does."""
    moment = datetime.datetime.fromisoformat(text)
    monkeypatch.setattr(clock, "now", lambda: moment.astimezone(clock.CHINA))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-20T15:59:59+00:00", "2026-11-20"),
        ("2026-11-20T16:00:00+00:00", "2026-11-21"),
        ("2026-11-20T23:00:00-08:00", "2026-11-21"),
        ("2036-02-28T16:00:00+00:00", "2036-02-29"),
    ],
)
def test_the_day_is_that_of_china(moment: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A review of this morning is not in the future for a server in another zone."""
    at(moment, monkeypatch)
    assert clock.today().isoformat() == day


@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00+00:00", "2100-01-01T00:00:00+00:00"])
def test_a_clock_that_cannot_be_right_is_said(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    at(moment, monkeypatch)
    with pytest.raises(UsageError, match=r"电脑的日期是 .*--today"):
        clock.today()


def test_nobody_else_asks_the_machine_for_a_day() -> None:
    """A second place would be forgotten when the clock is set for a proof."""
    asking = ("date.today", "datetime.now", "utcnow", "time.localtime", "time.strftime")
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in asking)
    }
    assert found == {"clock.py"}


def test_a_check_works_in_any_year(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The whole command, with the clock of the machine set ahead; `--strict` is for the office."""
    root = project({"help/x.md": page()}).root
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('today: "2026-11-21"', "offline: true"), encoding="utf-8")
    check = ["check", "--config", str(config), "--ignore", "L"]
    for moment, code in (("2026-11-21", None), ("2027-09-01", "T009"), ("2036-02-29", "T009")):
        at(f"{moment}T08:00:00+08:00", monkeypatch)
        cli.main(check, standalone_mode=False)
        said = capsys.readouterr().out
        assert ("T009" in said) == (code == "T009"), said
        if code:
            with pytest.raises(SystemExit) as end:
                cli.main([*check, "--strict"], standalone_mode=False)
            assert end.value.code == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0001-01-01", "2000-01-01 到 2099-12-31"),
        ("9999-12-31", "2000-01-01 到 2099-12-31"),
        ("2026-02-29", "没有 2026-02-29 这一天"),
        ("20261121", "要写成 2026-11-20 这样"),
        ("２０２６-１１-２１", "要写成 2026-11-20 这样"),
    ],
)
def test_only_days_of_this_century(text: str, said: str) -> None:
    """Sums with days at the ends of the calendar ended in a traceback."""
    with pytest.raises(ValueError, match=said):
        clock.read_day(text)


@pytest.mark.parametrize("text", ["2000-01-01", "2036-02-29", "2099-12-31"])
def test_days_that_are(text: str) -> None:
    assert clock.read_day(text).isoformat() == text


def test_a_site_where_all_is_overdue_is_built(project: MakeProject) -> None:
    """Nobody has looked after it for nine years: no paper, no screens, and every page says so."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "cases/a.md": samples.case(),
        "alerts/b.md": samples.alert(),
        "posters/poster-dianfu.md": samples.poster(),
        "screens/datang.md": samples.screens("item: poster-dianfu", "item: shuadan"),
        "help/x.md": page(),
    }
    root = project(files, today="2036-02-29", fonts=True).root
    done = fanzha(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = json.loads((root / "site" / "manifest.json").read_text(encoding="utf-8"))["products"]
    items = {item for row in rows for item in row["items"]}
    rules = yaml.safe_load((root / "docs" / "data" / "rules.yml").read_text(encoding="utf-8"))
    assert items == {"s001", *rules}, "slogans and general rules have no date"
    for name in ("scams/shuadan", "cases/a", "posters/poster-dianfu", "screens/datang", "help/x"):
        text = (root / "site" / name / "index.html").read_text(encoding="utf-8")
        assert "这一页已经很久没有核对" in text, name
    assert "2027年1月19日</time>过期" in (root / "site/alerts/b/index.html").read_text(
        encoding="utf-8"
    )
    assert "scams/shuadan/" not in (root / "site/scams/index.html").read_text(encoding="utf-8")
    count = len(files) - 1 + len(["index", "about"])  # the alert has expired
    assert f"有 {count} 篇很久没有核对" in done.stdout
    strict = fanzha(root, "build", "--strict")
    assert strict.returncode == 1 and "T009" in strict.stderr
    one = fanzha(root, "print", "shuadan", "--product", "leaflet-a4")
    assert one.returncode == 2 and "很久没有核对" in one.stderr

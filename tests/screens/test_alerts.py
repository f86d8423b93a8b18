"""Alerts on screens: the urgent first, for whom they concern, not for ever, and unlike all else."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from fanzha.content.kinds.playlists import Shape
from fanzha.edition import Edition, read_edition
from fanzha.screens.deck import Deck, decks, message_pages
from fanzha.screens.messages import alert_message
from tests import samples
from tests.conftest import ROOT, MakeProject

AMBER = (0xFF, 0xC2, 0x4B)
FILES = {
    "scams/shuadan.md": samples.scam(),
    "alerts/qun.md": samples.alert(severity="urgent", topic="假客服群"),
    "alerts/yiban.md": samples.alert(audiences="[students]"),
    "alerts/siji.md": samples.alert(severity="warning", audiences="[drivers]"),
    "screens/xuexiao.md": samples.screens(
        *("item: shuadan", "alerts: current"),
        audiences="[students]",
        profiles="[1920x1080, 400x16]",
    ),
    "screens/qita.md": samples.screens("item: shuadan", profiles="[1920x1080]"),
}


def edition(project: MakeProject, today: str = "2026-11-21", **files: str) -> Edition:
    found, findings = read_edition(project({**FILES, **files}, today=today))
    assert findings == []
    return found


def by_name(found: Edition) -> dict[str, Deck]:
    return {f"{deck.playlist} {deck.profile_id}": deck for deck in decks(found)}


def test_the_urgent_come_first_and_each_alert_to_those_whom_it_concerns(
    project: MakeProject,
) -> None:
    """A school saw warnings for drivers; an urgent one played sixteenth of twenty-three."""
    found = by_name(edition(project))
    shown = {name: [frame.item for frame in deck.frames] for name, deck in found.items()}
    assert shown["xuexiao 1920x1080"] == ["qun", "shuadan", "yiban"]
    assert shown["qita 1920x1080"] == ["qun", "shuadan"]
    lines = found["xuexiao 400x16"].lines
    assert lines[0] == "【预警】假客服群：先垫钱的都是骗"
    assert [line.startswith("【预警】") for line in lines] == [True, False, True, False, False]
    assert found["xuexiao 400x16"].frames[0].headline[0].startswith("【预警】")


def test_no_alert_plays_longer_than_sixty_days(project: MakeProject) -> None:
    """A season of four months would wear out its warning."""
    season = samples.alert(
        season='{start: "09-01", end: "12-31"}',
        published="2026-08-01",
        expires="2027-12-31",
        since="2026-08-01",
    )
    for today, plays in (("2026-10-31", True), ("2026-11-01", False)):
        made = edition(
            project,
            today,
            **{
                "alerts/qun.md": season,
                "scams/shuadan.md": samples.scam(published="2026-08-01", reviewed="2026-10-20"),
                "screens/qita.md": samples.screens(
                    "alerts: current",
                    "item: shuadan",
                    published="2026-08-01",
                    reviewed="2026-10-20",
                    profiles="[1920x1080]",
                ),
            },
        )
        frames = {f.item: f for f in by_name(made)["qita 1920x1080"].frames}
        assert ("qun" in frames) is plays
        if plays:
            assert frames["qun"].valid_to == "2026-10-31"


@pytest.mark.parametrize("severity", ["urgent", "notice"])
def test_it_is_amber_on_every_screen_and_names_the_trick(
    project: MakeProject, severity: str
) -> None:
    """On the smallest screens in turn: what it is about, then the rule."""
    made = edition(
        project, **{"alerts/qun.md": samples.alert(severity=severity, topic="冒充电商物流客服群")}
    )
    (item,) = (item for item in made.alerts if item.id == "qun")
    message = alert_message(made, item)
    for name, profile in made.tables.screens.profiles.items():
        pages = message_pages(made, profile, message, "x")
        said = "".join("".join(page.headline) for page in pages)
        assert "冒充电商物流客服群" in said and message.rule in said, name
        if profile.shape is Shape.STRIP or profile.width > 1920:
            continue
        for page in pages:
            drawn = page.make(page.args, ROOT / "overrides")
            assert drawn.overflow == (), name
            with Image.open(io.BytesIO(drawn.data)) as image:
                colours = image.convert("RGB").getcolors(1 << 24)
            near = sum(
                n for n, c in colours if max(abs(a - b) for a, b in zip(c, AMBER, strict=True)) < 12
            )
            assert near > 0.25 * profile.width * profile.height, name

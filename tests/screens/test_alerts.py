"""Alerts on screens: the urgent first, for whom they concern, not for ever, and unlike all else."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pptx import Presentation

from fanzha.content.kinds.playlists import STRIP_CELL, Shape
from fanzha.edition import Edition, read_edition
from fanzha.language.lines import cells, fill
from fanzha.language.phrases import calls
from fanzha.screens import pptx, strips
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
    shown = {name: [f.item for f in deck.frames if f.item] for name, deck in found.items()}
    assert shown["xuexiao 1920x1080"] == ["qun", "shuadan", "yiban"]
    assert shown["qita 1920x1080"] == ["qun", "shuadan"]
    lines = found["xuexiao 400x16"].lines
    assert lines[0] == "【紧急预警】假客服群：先垫钱的都是骗"
    assert [line.partition("】")[0] for line in lines if "【" in line] == ["【紧急预警", "【提醒"]
    assert found["xuexiao 400x16"].frames[0].headline[0].startswith("【紧急预警】")


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
        pages = message_pages(made, profile, message)
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
            assert near > (0.02 if profile.night else 0.25) * profile.width * profile.height, name


def longest(project: MakeProject) -> Edition:
    """An alert whose every field is as long as it may be, with the widest date."""
    return edition(
        project,
        **{
            "alerts/qun.md": samples.alert(
                severity="urgent",
                topic="假冒电商物流客服群组",
                rule="群里叫您先垫钱的都是骗人",
                news="不再发链接，改叫您加好友进群，装一个“会议”软件，再把屏幕共享给他看一看，他来办",
                published="2026-11-12",
                reviewed="2026-11-20",
                expires="2026-12-31",
            )
        },
    )


def test_the_last_day_stands_on_every_slide(project: MakeProject) -> None:
    """A screen on which nobody looks after the programme still says until when it holds."""
    made = longest(project)
    (item,) = (item for item in made.alerts if item.id == "qun")
    message = alert_message(made, item)
    for name, profile in made.tables.screens.profiles.items():
        if profile.shape is Shape.STRIP:
            continue
        drawn = []
        for date in (None, ""):
            page = message_pages(made, profile, message)[0]
            assert page.args["date"].endswith("至12月31日"), name
            args = page.args if date is None else {**page.args, "date": date}
            picture = page.make(args, ROOT / "overrides")
            assert picture.overflow == (), name
            drawn.append(picture.data)
        assert drawn[0] != drawn[1], name


def test_a_strip_names_no_day_beside_the_name_of_a_trick(project: MakeProject) -> None:
    """至1月19日 alone read as if the fake notice were valid until then."""
    made = longest(project)
    (item,) = (item for item in made.alerts if item.id == "qun")
    message = alert_message(made, item)
    shown = {}
    for name, profile in made.tables.screens.profiles.items():
        if profile.shape is Shape.STRIP:
            pages = strips.pages(profile, message, calls(made.tables))
            shown[name] = [row["text"] for row in pages[0].args["rows"]]
    assert shown == {
        "400x16": ["【紧急预警】假冒电商物流客服群组"],
        "128x32": ["【紧急】假冒", "电商物流客服群组"],
        "320x32": ["紧急", "假冒电商物流客服群组"],
        "256x64": ["【紧急预警】", "假冒电商物流客服群组"],
    }


def test_the_bracket_of_an_alert_stands_beside_its_word(project: MakeProject) -> None:
    """At the start of a line the opening mark lost half of its cell, and a gap stood behind it."""
    made = longest(project)
    (item,) = (item for item in made.alerts if item.id == "qun")
    profile = made.tables.screens.profiles["400x16"]
    page = message_pages(made, profile, alert_message(made, item))[0]
    (row,) = page.args["rows"]
    with Image.open(io.BytesIO(page.make(page.args, ROOT / "overrides").data)) as image:
        left = row["x"]
        half = (left, 0, left + STRIP_CELL // 2, STRIP_CELL)
        other = (left + STRIP_CELL // 2, 0, left + STRIP_CELL, STRIP_CELL)
        assert image.crop(half).getbbox() is None
        assert image.crop(other).getbbox() is not None


@pytest.mark.parametrize("name", ["1920x1080", "1080x1920"])
def test_the_days_stand_on_one_line_of_a_slide_to_be_edited(
    project: MakeProject, name: str
) -> None:
    """Office programmes put gaps between digits and characters, and the date fell into two lines."""
    made = longest(project)
    deck = next(decks(made, only=name))
    (product,) = pptx.products(deck)
    parts = tuple(part.make(part.args, ROOT / "overrides") for part in product.parts)
    show = Presentation(io.BytesIO(product.make(product.args, ROOT / "overrides", parts).data))
    slide = next(s for frame, s in zip(deck.frames, show.slides, strict=True) if frame.alert)
    for words in ("11月12日至12月31日", "假冒电商物流客服群组", "紧急预警"):
        (shape,) = (s for s in slide.shapes if s.has_text_frame and s.text_frame.text == words)
        (run,) = shape.text_frame.paragraphs[0].runs
        letters = shape.width / run.font.size
        assert letters > cells(words) / 2 + (1 if "月" in words else 0), words


@pytest.mark.parametrize("height", [80, 120, 200, 400])
@pytest.mark.parametrize("rule", ["叫装软件的，先挂断", "先垫钱的都是骗", "骗走了的钱，追得回吗"])
def test_no_line_begins_with_what_leans_on_the_word_before(rule: str, height: int) -> None:
    """的 at the head of a line is read twice before it is understood."""
    for width in (200, 300, 480, 700):
        assert not [line for line in fill(rule, width, height, 20) if line[0] in "的了吗"]


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        ("银行柜员多问一句，是帮您守钱", ("银行柜员多问一句，", "是帮您守钱")),
        ("群里发文件，先打电话问", ("群里发文件，", "先打电话问")),
    ],
)
def test_no_word_is_torn_and_a_line_ends_where_one_breathes(
    rule: str, lines: tuple[str, ...]
) -> None:
    """多问一 / 句，是帮您守钱 was on every bank's television."""
    assert fill(rule, 1760, 800, 40) == lines


def test_a_warning_shows_its_own_drawing_before_that_of_its_type(project: MakeProject) -> None:
    """A subsidy for cars stood beside the baby of another subsidy."""
    made = project(
        {
            "scams/shuadan.md": samples.scam(image="assets/pictures/typ.svg", alt="一只手机"),
            "alerts/eigen.md": samples.alert(image="assets/pictures/eigen.svg", alt="一辆汽车"),
            "alerts/ohne.md": samples.alert(title="刷单：没有自己的图"),
            "screens/men.md": samples.screens("alerts: current"),
            "assets/pictures/typ.svg": "<svg xmlns='http://www.w3.org/2000/svg' id='typ'/>",
            "assets/pictures/eigen.svg": "<svg xmlns='http://www.w3.org/2000/svg' id='eigen'/>",
        },
        today="2026-11-21",
    )
    found, _ = read_edition(made)
    (deck,) = decks(found, "1920x1080")
    shown = {f.item: f.image.args["picture"] for f in deck.frames if f.item}
    assert "eigen" in shown["eigen"] and "typ" in shown["ohne"]

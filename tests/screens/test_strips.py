"""Strips of lamps: single pixels, the two colours of the lamps, and lines as text."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from fanzha.content.kinds.playlists import Colour
from fanzha.edition import read_edition
from fanzha.language.lines import cells, wrap
from fanzha.screens.deck import Deck, decks
from fanzha.screens.strip_rows import halves, in_lines
from tests import samples
from tests.conftest import ROOT, MakeProject

FONT = ROOT / "overrides" / "fonts" / "Unifont.otf"
LAMPS = {
    Colour.ONE: {(0, 0, 0), (255, 0, 0)},
    Colour.TWO: {(0, 0, 0), (255, 255, 0), (0, 255, 0), (255, 0, 0)},
}
# 110 in a row of 16: 14 lamps high, two thick. # is a lamp that is lit.
ONE_ONE_ZERO = """
...##........##.......####..
..###.......###......######.
.####......####.....##....##
.####......####.....##....##
...##........##.....##....##
...##........##.....##....##
...##........##.....##....##
...##........##.....##....##
...##........##.....##....##
...##........##.....##....##
...##........##.....##....##
...##........##.....##....##
.######....######....######.
.######....######.....####..
""".strip().split("\n")


@pytest.fixture(scope="module")
def shipped_strips(shipped: Path) -> list[tuple[Path, Colour]]:
    """Every picture of a strip of the shipped site, with the lamps it is for."""
    lamps = {"400x16": Colour.ONE, "320x32": Colour.TWO, "256x64": Colour.TWO}
    found = [
        (path, colour)
        for profile, colour in lamps.items()
        for path in sorted((shipped / "screens").glob(f"*/{profile}/*.bmp"))
    ]
    assert len(found) > 60
    return found


def test_lamps_are_on_or_off(shipped_strips: list[tuple[Path, Colour]]) -> None:
    """A smoothed edge is a half-lit lamp, which a controller shows as it likes."""
    for path, colour in shipped_strips:
        with Image.open(path) as image:
            assert (image.format, image.mode, image.info.get("compression")) == ("BMP", "RGB", 0)
            colours = {shade for _, shade in image.getcolors()}
        assert colours <= LAMPS[colour] and len(colours) > 1, path


def test_no_page_says_only_whom_to_ring_and_the_number_costs_no_size(project: MakeProject) -> None:
    """A quarter of the pages of a panel of 64 rows said 拿不准问96110 and nothing else."""
    for entry, topic in (("slogan: s032", False), ("item: shuadan", True)):
        frame = one_deck(project, entry, profile="256x64").frames[0]
        rows = frame.image.args["rows"]
        assert max(row["size"] for row in rows) >= 24
        assert ("点赞" in "".join(frame.headline)) is topic
        assert sum(row["size"] for row in rows) <= 64


def test_two_scams_one_after_the_other_have_two_colours(project: MakeProject) -> None:
    deck = one_deck(project, "slogan: s032", "item: shuadan", profile="256x64")
    rules = [max(f.image.args["rows"], key=lambda row: row["size"]) for f in deck.frames]
    assert {row["colour"] for row in rules} == {"#FFFF00", "#00FF00"}


def test_digits_stand_lamp_for_lamp(project: MakeProject) -> None:
    """96110 and 110 must be read from across the street, so they fill their row; here is each lamp of one."""
    deck = one_deck(project, "slogan: s035")
    image = drawn_frame(deck, 0)
    rows = [
        "".join("#" if image.getpixel((x, y)) != (0, 0, 0) else "." for x in range(image.width))
        for y in range(image.height)
    ]
    found = [row for row in rows if ONE_ONE_ZERO[0] in row]
    assert found, "\n".join(rows)
    top, left = rows.index(found[0]), found[0].index(ONE_ONE_ZERO[0])
    assert [row[left : left + 28] for row in rows[top : top + 14]] == ONE_ONE_ZERO


def test_a_quotation_mark_stands_beside_its_word(project: MakeProject) -> None:
    """“ was drawn over the first character behind it: nobody saw it."""
    deck = one_deck(project, "slogan: s106")
    (row, _) = deck.frames[0].image.args["rows"]
    at = row["text"].index("“")
    left = row["x"] + 8 * sum(row["cells"][:at])
    image = drawn_frame(deck, 0)
    assert image.crop((left, 0, left + 8, 16)).getbbox() is not None


def test_the_number_stands_at_one_place_from_page_to_page(project: MakeProject) -> None:
    """On a single row: who looks for it does not have to search."""
    deck = one_deck(project, "slogan: s106", "slogan: s032")
    ends = [frame.image.args["rows"][-1] for frame in deck.frames]
    assert [row["text"] for row in ends] == ["拿不准问96110"] * 2
    assert ends[0]["x"] == ends[1]["x"] and ends[0]["x"] + 8 * 13 <= 400


def test_a_rule_on_two_rows_of_lamps_is_bold_where_it_can_be(project: MakeProject) -> None:
    """Letters of 16 in a panel of 32 left half of it dark."""
    deck = one_deck(project, "slogan: s032", profile="320x32")
    assert [row["size"] for row in deck.frames[0].image.args["rows"]] == [28]


def test_what_a_rule_is_about_stands_with_it_on_one_page(project: MakeProject) -> None:
    """停好车，自己去查 says nothing to who has not seen the page before."""
    for profile in ("400x16", "320x32", "256x64"):
        deck = one_deck(project, "item: shuadan", profile=profile)
        for frame in deck.frames:
            words = "".join(row["text"] for row in frame.image.args["rows"])
            assert "点赞赚小钱" in words and "先垫钱" in words, (profile, words)


def test_no_page_of_a_small_strip_says_what_it_is_about_and_nothing_else(
    project: MakeProject,
) -> None:
    """骗术：机票退改签 stood alone on 128x32: who came by then learnt nothing."""
    for rule in ("挂掉电话，自己去查", "叫您付钱的都是骗人"):
        deck = one_deck(project, "item: shuadan", profile="128x32", rule=rule)
        pages = [[row["text"] for row in frame.image.args["rows"]] for frame in deck.frames]
        said = [[text for text in page if text in rule] for page in pages]
        assert all(said) and "".join(map("".join, said)) == rule.replace("，", ""), pages
        if "，" in rule:
            assert pages == [["点赞赚小钱", "挂掉电话"], ["点赞赚小钱", "自己去查"]]


def test_a_number_beside_words_is_as_high_as_they_are(project: MakeProject) -> None:
    """In a row of 22 the digits of 拿不准问96110 were 16 lamps high, the thinnest thing on the panel."""
    deck = one_deck(project, "item: shuadan", profile="256x64", rule="点赞的，不点链接")
    row = deck.frames[0].image.args["rows"][-1]
    assert row["text"] == "拿不准问96110" and not row["digits"]
    drawn = drawn_frame(deck, 0).crop((160, row["y"] - 2, 256, row["y"] + row["size"] + 2))
    _, top, _, bottom = drawn.getbbox()
    assert bottom - top >= row["size"] * 0.88


def test_no_character_stands_alone_beside_a_number(project: MakeProject) -> None:
    """拿不准 / 打 looked torn."""
    for profile in ("128x32", "320x32", "256x64"):
        deck = one_deck(project, "slogan: s034", profile=profile)
        rows = [row["text"] for row in deck.frames[0].image.args["rows"]]
        assert rows == ["拿不准，打", "96110"], profile


def test_lines_of_text_end_where_one_breathes(project: MakeProject) -> None:
    """征|信的事 and 冒充电商物流｜客服 came out of filling lines; and 【预警】 of all but the first was lost."""
    text = "【紧急预警】假冒电商物流客服：征信的事，不用先转钱，都是骗"
    assert in_lines(text, 26) == [
        "【紧急预警】",
        "假冒电商物流客服：",
        "征信的事，",
        "不用先转钱，都是骗",
    ]
    deck = one_deck(project, "alerts: current", "item: shuadan", profile="128x32")
    assert deck.lines[0] == "【提醒】"


def test_what_they_say_cannot_be_taken_for_ours(project: MakeProject) -> None:
    """您的快递弄丢了，我们赔给您 in lights over a shop read like an offer."""
    asked = 0
    for profile in ("400x16", "320x32", "256x64", "128x32"):
        deck = one_deck(project, "item: shuadan, look: question", profile=profile)
        for frame in deck.frames:
            words = "".join(row["text"] for row in frame.image.args["rows"])
            if "“" in words:
                asked += 1
                assert words.startswith("骗子说"), (profile, words)
    assert asked


def test_a_number_to_ring_is_as_large_as_the_rule_or_larger(project: MakeProject) -> None:
    """96110 stood in thin letters of 16 below a rule of 32: nobody across the street read it."""
    deck = one_deck(project, "slogan: s035", "slogan: s032", profile="256x64")
    number = [row for row in deck.frames[0].image.args["rows"] if row["digits"]]
    assert [row["text"] for row in number] == ["110"] and number[0]["size"] >= 40
    for frame in deck.frames:
        assert min(row["size"] for row in frame.image.args["rows"]) >= 20


@pytest.mark.parametrize(
    ("topic", "rows"),
    [
        ("ETC失效短信", ["ETC失效", "短信"]),
        ("跟着老师炒股", ["跟着", "老师炒股"]),
        ("便宜货私下付", ["便宜货", "私下付"]),
    ],
)
def test_a_label_on_two_rows_tears_no_word(topic: str, rows: list[str]) -> None:
    assert halves(topic) == rows


def one_deck(project: MakeProject, *entries: str, profile: str = "400x16", rule: str = "") -> Deck:
    about = {"call": "点赞赚小钱"} | ({"rule": rule} if rule else {})
    made = project(
        {
            "scams/shuadan.md": samples.scam(**about),
            "data/slogans.yml": samples.SLOGANS,
            "alerts/qun.md": samples.alert(topic="年底讨工钱、领补贴"),
            "screens/men.md": samples.screens(*entries, profiles=f"[{profile}]"),
        }
    )
    edition, findings = read_edition(made)
    assert findings == []
    (deck,) = decks(edition)
    return deck


def drawn_frame(deck: Deck, at: int) -> Image.Image:
    image = deck.frames[at].image
    with Image.open(io.BytesIO(image.make(image.args, ROOT / "overrides").data)) as picture:
        return picture.convert("RGB")


def test_cells_are_those_of_the_face() -> None:
    """Lines are broken by counting; the count must be what the face draws."""
    face = ImageFont.truetype(str(FONT), 16)
    text = (ROOT / "docs" / "data" / "slogans.yml").read_text(encoding="utf-8")
    characters = {c for c in text if not c.isspace() and unicodedata.category(c) != "Cc"}
    assert len(characters) > 400
    for character in sorted(characters | set("①⑩，。“”‘’—…·：；（）《》、？！　")):
        assert face.getlength(character) == 8 * cells(character), character


def test_nothing_on_a_strip_is_an_empty_box(shipped: Path) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(FONT, lazy=True) as font:
        known = set(font.getBestCmap())
    for path in (shipped / "screens").glob("*/*/lines-utf8.txt"):
        lacking = {c for c in path.read_text(encoding="utf-8") if ord(c) not in known} - set("\r\n")
        assert lacking == set(), path


def test_lines_fit_and_say_the_same_in_both_codes(shipped: Path) -> None:
    """Old controllers read text as ANSI: UTF-8 comes out as rubbish there."""
    folders = [path.parent for path in (shipped / "screens").glob("*/*/lines-gb18030.txt")]
    assert len(folders) >= 4
    for folder in folders:
        columns = int(folder.name.split("x")[0]) // 8
        raw = (folder / "lines-utf8.txt").read_bytes()
        assert raw.endswith(b"\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
        text = raw.decode("utf-8")
        assert (folder / "lines-gb18030.txt").read_bytes().decode("gb18030") == text
        lines = text.splitlines()
        assert lines[-2:] == ["钱转走了打110", "拿不准问96110"]
        for line in lines:
            assert 0 < cells(line) <= columns, (folder, line)


def test_a_warning_stands_on_two_pages(project: MakeProject) -> None:
    """25 characters are all that a strip of four metres shows at a time."""
    deck = one_deck(project, "alerts: current")
    first, second = deck.frames
    assert first.headline == ("【提醒】年底讨工钱、领补贴",)
    assert deck.lines[0] == "【提醒】年底讨工钱、领补贴：先垫钱的都是骗"
    assert second.headline[0].startswith("先垫钱的都是骗")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("密码验证码，谁要都不给", ["密码验证码，", "谁要都不给"]),
        ("叫您转钱的警察是假的", ["叫您转钱的", "警察是假的"]),
        ("拿不准，打96110问", ["拿不准，", "打96110问"]),
        ("先垫钱的都是骗", ["先垫钱的都是骗"]),
    ],
)
def test_lines_break_where_a_speaker_would(text: str, lines: list[str]) -> None:
    assert wrap(text, 16) == lines


def test_no_line_begins_with_a_mark_or_tears_a_number() -> None:
    text = "“客服”来电，说退款；先挂断，再拨96110问一问（不急）。"
    for columns in range(8, 60):
        for line in wrap(text, columns) or []:
            assert line[0] not in "，。；、”）" and line[-1] not in "“（", (columns, line)
            assert "96110" in line or not any(c.isdigit() for c in line)

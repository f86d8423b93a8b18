"""What is shipped for those who teach: somebody for every counter, something for every school."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
AT_WORK = ("banks", "hotels", "delivery", "markets", "communities", "hospitals")


def shipped(folder: str) -> dict[str, dict[str, Any]]:
    """File name → front matter."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.CSafeLoader)
        for path in sorted((DOCS / folder).glob("*.md"))
    }


@pytest.mark.parametrize("venue", AT_WORK)
def test_who_stands_beside_the_payment_is_taught_in_a_quarter_of_an_hour(venue: str) -> None:
    """Tellers, hotel desks, couriers, markets, guards, hospitals: a talk between two shifts."""
    talks = [
        talk
        for talk in shipped("lessons").values()
        if "frontline" in talk["audiences"] and venue in talk["venues"]
    ]
    assert talks
    assert all(10 <= talk["minutes"] <= 15 for talk in talks)
    for talk in talks:
        said = "".join(slide["say"] for slide in talk["slides"])
        assert "110" in said, "whoever sees a payment must know whom to ring"


def test_who_visits_at_home_is_taught_the_visit() -> None:
    [talk] = [talk for talk in shipped("lessons").values() if "grid" in talk["audiences"]]
    assert 10 <= talk["minutes"] <= 15


@pytest.mark.parametrize("name", ["ceyice-xiaoxue", "ceyice-zhongxue", "ceyice-gaozhong"])
def test_every_school_has_its_quiz_with_genuine_messages(name: str) -> None:
    """Who meets frauds only, learns to answer "fraud"."""
    quiz = shipped("quizzes")[name]
    genuine = [question["genuine"] for question in quiz["questions"]]
    assert "students" in quiz["audiences"] and "schools" in quiz["venues"]
    assert 0.25 <= sum(genuine) / len(genuine) <= 0.5


GENRES = {"three-and-a-half": 2, "clappers": 2, "sketch": 2, "rhyme": 2, "story": 3, "cheer": 1}


def test_there_is_something_of_each_kind_for_the_stage() -> None:
    """Village theatre takes what there is: drums, clappers, a family on two chairs."""
    found = [play["genre"] for play in shipped("performances").values()]
    assert {genre: found.count(genre) for genre in GENRES} == GENRES
    plays = shipped("performances").values()
    headings = Counter(
        play["genre"] for play in plays for line in play["script"] if "say" not in line
    )
    assert headings["rhyme"] == 10 and headings["story"] == 30


@pytest.mark.parametrize("name", sorted(shipped("performances")))
def test_a_script_can_be_cast_and_lasts_as_long_as_it_says(name: str) -> None:
    """Speech on a stage is slow: 130 to 270 characters a minute with what is done between."""
    play = shipped("performances")[name]
    spoken = [line for line in play["script"] if "say" in line]
    who = {line["who"] for line in spoken} - {"合"}
    assert who == {role["name"] for role in play["cast"]}, "everybody has a line"
    said = "".join(line["say"] for line in spoken)
    assert 60 * play["minutes"] <= len(said) <= 270 * play["minutes"]
    assert "110" in said or "96110" in said or play["genre"] in ("rhyme", "story")
    if play["genre"] == "sketch":
        assert 4 <= play["minutes"] <= 6


@pytest.mark.parametrize(
    "name",
    [n for n, play in shipped("performances").items() if play["genre"] == "three-and-a-half"],
)
def test_three_and_a_half_are_three_lines_and_a_half(name: str) -> None:
    script = shipped("performances")[name]["script"]
    verses = [script[at : at + 4] for at in range(0, len(script), 4)]
    for verse in verses:
        assert [line["who"] for line in verse] == ["甲", "乙", "丙", "丁"]
        lengths = [len(line["say"].replace("96110", "九六一一零")) for line in verse]
        assert all(7 <= length <= 8 for length in lengths[:3]), verse
        assert 2 <= lengths[3] <= 5, verse


@pytest.mark.parametrize(
    "name", [name for name, play in shipped("performances").items() if play["genre"] == "story"]
)
def test_a_mini_story_is_read_in_half_a_minute(name: str) -> None:
    script = shipped("performances")[name]["script"]
    for heading, first, second in zip(script[::3], script[1::3], script[2::3], strict=True):
        assert heading["act"].startswith("第")
        assert 55 <= len(first["say"] + second["say"]) <= 92, heading


# 三步, 四样, 两招: how many are announced. 第44条 and 两卡 announce nothing.
DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
ANNOUNCED = re.compile(
    "(?<![第一二三四五六七八九十0-9])([二三四五六七八九十两])(?:步|样|招|句|件|个(?!月|字|人)|种|条路|问|处)"
)
LISTED = ("points", "clauses", "lines")  # of an item, in the order in which one has them


def announced(title: str) -> int:
    """How many things a title says there are; 0 where it says no number."""
    found = ANNOUNCED.search(title)
    return DIGITS[found[1]] if found else 0


def test_a_slide_lists_as_many_as_its_title_says() -> None:
    """三个信号 stood over two lines: whoever counts along looks for the third."""
    counted = 0
    for name, lesson in shipped("lessons").items():
        for slide in lesson["slides"]:
            if number := announced(slide["title"]):
                counted += 1
                listed = [*slide.get("points", ()), *([slide["act"]] if "act" in slide else [])]
                assert len(listed) == number, (name, slide["title"], listed)
    assert counted >= 12


@pytest.mark.parametrize("folder", ["cards", "plates", "notices", "posters"])
def test_a_sheet_lists_as_many_as_its_title_says(folder: str) -> None:
    for name, item in shipped(folder).items():
        listed = next((item[field] for field in LISTED if item.get(field)), None)
        number = announced(item["title"])
        if number and listed is not None and "三句半" not in item["title"]:
            assert len(listed) == number, (name, item["title"], listed)


@pytest.mark.parametrize("folder", ["help", "law", "scams", "lessons", "alerts"])
def test_a_list_has_as_many_lines_as_its_heading_says(folder: str) -> None:
    """Of every page: a heading that counts, and the list or the table that follows it."""
    for path in sorted((DOCS / folder).glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for part in re.split(r"(?m)^#+ ", text.split("---\n", 2)[2])[1:]:
            heading, _, below = part.partition("\n")
            rows = re.findall(r"(?m)^(?:\d+\.|[-*]) ", below) or re.findall(r"(?m)^\| ", below)[1:]
            number = announced(heading)
            if number and rows:
                assert len(rows) == number, (path.stem, heading)

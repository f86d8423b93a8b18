"""Scripts to read aloud: as long as they say, whole, and with numbers as people say them."""

from __future__ import annotations

import re
import subprocess
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from fanzha.language.speech import syllables
from fanzha.texts import scripts
from fanzha.texts.points import has_points
from tests.conftest import ROOT, Some
from tests.printing.sheets import missing
from tests.texts.made import edition, plan, plans, shipped, text

PATHS = [path for path in plans() if path.endswith("/script.txt")]
LIMITS = {"15秒": 15, "30秒": 30, "60秒": 60, "学校两个人念": 120}
CALIBRATED = 260  # espeak-ng's own measure, at which its pace is taken


def versions(path: str) -> list[dict]:  # type: ignore[type-arg]
    return list(plan(path).args["versions"])


def said(version: dict) -> str:  # type: ignore[type-arg]
    return "\n".join(words for _, words in version["lines"])


def test_everything_that_can_be_told_has_every_length() -> None:
    told = [i for i in edition().library.items if has_points(i) and i.current(edition().today)]
    assert {f"texts/{item.id}/script.txt" for item in told} == set(PATHS)
    for item in told:
        names = [version["name"] for version in versions(f"texts/{item.id}/script.txt")]
        assert names == (["全文"] if item.kind == "notices" else [*LIMITS]), item.id


@pytest.mark.parametrize("pace", [200, 220])
def test_no_script_is_longer_than_it_says(pace: int) -> None:
    """A slot on the loudspeaker is as long as it is, whether one reads slowly or briskly."""
    for path in PATHS:
        for version in versions(path):
            counted = len(re.findall(r"[\u4e00-\u9fffA-Z]", said(version)))
            assert abs(version["seconds"] - counted * 60 / pace) <= version["seconds"] * 0.06 + 1
            limit = LIMITS.get(version["name"], 10**6)
            assert limit * 0.7 <= version["seconds"] <= limit or limit > 120, (path, version)


def test_every_script_gives_rule_and_number_as_one_says_them() -> None:
    for path in PATHS:
        assert not re.search(r"\d|[（）()\[\]{}/%]", "".join(map(said, versions(path)))), path
        for version in versions(path):
            words = said(version)
            assert re.search("幺幺零|派出所", words), (path, version["name"])
            if version["name"] in ("30秒", "60秒"):
                assert words.count("九六幺幺零") >= 2, (path, version["name"])


def test_a_story_has_its_sheet_when_somebody_asks() -> None:
    """There are many stories: document and sheet hold what their text file holds."""
    asked = {p.path: p for p in scripts.on_demand(edition())}
    cases = [i for i in edition().library.items if i.kind == "cases" and i.current(edition().today)]
    assert len(asked) == 2 * len(cases) > 100 and not set(asked) & set(plans())
    sheet = asked["texts/story-script/kuaiji-yinhu.pdf"]
    assert sheet.args["copy"] == plan("texts/kuaiji-yinhu/script.txt").args["copy"]
    made = sheet.make(sheet.args, ROOT / "overrides")
    assert made.pages and not made.overflow


def test_a_letter_is_read_to_its_end() -> None:
    """The sheet of twenty words was read up to the twelfth."""
    (whole,) = versions("texts/guanjianci/script.txt")
    assert "第二十，" in said(whole) and "别告诉家里人" in said(whole)


def test_the_two_voices_take_turns() -> None:
    (school,) = [v for v in versions("texts/gongjianfa/script.txt") if v["name"] == "学校两个人念"]
    voices = [voice for voice, _ in school["lines"]]
    assert set(voices) == {"甲", "乙", "合"}
    assert all(one != other for one, other in pairwise(voices))
    assert "您" not in said(school)


def test_the_sheet_is_read_from_at_arms_length() -> None:
    """Type of 18 points; every word of every version stands on it."""
    import pypdfium2

    made = shipped("texts/gongjianfa/script.pdf")
    with pypdfium2.PdfDocument(made.data) as document:
        pages = [page.get_textpage() for page in document]
        whole = "".join("".join(page.get_text_bounded().split()) for page in pages)
        sizes = {
            round(obj.get_font_size()) if hasattr(obj, "get_font_size") else 18
            for page in document
            for obj in page.get_objects(filter=[1])
        }
    for version in versions("texts/gongjianfa/script.txt"):
        assert missing(whole, [words for _, words in version["lines"]]) is None
        assert f"约{version['seconds']}秒" in whole
    assert 18 in sizes
    assert f"约{versions('texts/gongjianfa/script.txt')[0]['seconds']}秒" in text(
        "texts/gongjianfa/script.txt"
    )


@pytest.mark.long
def test_a_voice_takes_as_long_as_the_sheet_says(some: Some, tmp_path: Path) -> None:
    """Within 15 % by a speech synthesiser, calibrated at 210 syllables a minute.

    espeak-ng's speed is in English words, so its pace is taken first on other sentences of ours, and
    its times are stretched by that.
    """
    rules = "".join(f"{rule.text}。{rule.why}" for rule in edition().tables.rules.values())
    stretch = syllables(rules) / spoken_seconds(rules, tmp_path) * 60 / 210
    kinds = edition().library.by_id
    for path in some(PATHS, lambda path: kinds[plan(path).items[0]].kind):
        for version in versions(path):
            needed = spoken_seconds(said(version), tmp_path) * stretch
            assert needed == pytest.approx(version["seconds"], rel=0.15), (path, version["name"])


def spoken_seconds(words: str, folder: Path) -> float:
    """How long espeak-ng speaks."""
    target = folder / "said.wav"
    command = ["espeak-ng", "-v", "cmn", "-s", str(CALIBRATED), "-w", str(target)]
    subprocess.run(command, input=words.encode(), check=True)
    with wave.open(str(target)) as sound:
        return sound.getnframes() / sound.getframerate()

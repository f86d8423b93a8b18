"""What models refuse, said in Chinese at the right place, with the line as it could be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.content.data.tables import Number, Screens
from fanzha.content.kinds.fields import Model
from fanzha.content.kinds.items import Alert, Case, Poster, Scam
from fanzha.content.kinds.meta import Page
from fanzha.content.kinds.registry import KINDS
from fanzha.content.reading import clock_times
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.source import decode
from fanzha.content.reading.validate import validate
from fanzha.content.region import Region
from fanzha.findings import Finding
from tests.samples import alert, case, page, poster, scam

ENGLISH = re.compile(r"[Ii]nput|should|valid|[Ff]ield required|must|[Ee]rror")
MODELS: list[type[Model]] = [
    *dict.fromkeys(kind.model for kind in KINDS.values()),
    Region,
    Number,
    Screens,
]


def findings(
    model: type[Model], text: str, elsewhere: dict[str, str] | None = None
) -> list[Finding]:
    source, found = decode("docs/x.md", text.encode("utf-8"))
    document, broken = read_markdown(source)
    assert found == broken == []
    return validate(model, document, elsewhere)[1]


def only(model: type[Model], text: str) -> Finding:
    (finding,) = findings(model, text)
    return finding


def test_good_items_become_models() -> None:
    texts = {Scam: scam(), Case: case(), Alert: alert(), Poster: poster(), Page: page()}
    for model, text in texts.items():
        assert findings(model, text) == [], model


def test_a_missing_field_is_named_with_an_example() -> None:
    """The editor learns what it is for and how it is written."""
    found = only(Scam, scam(summary=None))
    assert (found.code, found.line, found.column) == ("S020", 1, 1)
    assert found.message == "缺少字段 summary"
    assert found.hint == (
        "在开头两行 --- 的中间加上它：一句话说清是什么，例如 summary: 先返小钱，再要您垫大钱。"
    )


def test_a_missing_field_inside_is_reported_at_its_entry() -> None:
    text = case(
        story="\n  - {when: 第1天}\n  - {when: 第2天, text: 好}\n  - {when: 第3天, text: 坏}"
    )
    missing = [f for f in findings(Case, text) if f.code == "S020"]
    assert [(f.line, f.message) for f in missing] == [(16, "缺少字段 story 第1条的 text")]


def test_an_unknown_field_shows_the_known_ones() -> None:
    found = only(Page, page(author="张三"))
    assert (found.code, found.line, found.column, found.end_column) == ("S021", 12, 1, 7)
    assert "title 标题、summary 一句话说清是什么、" in found.hint


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("sumary", "summary"),
        ("keyword", "keywords"),
        ("Title", "title"),
        ("review-in", "review_in"),
    ],
)
def test_a_misspelt_field_is_recognised(wrong: str, right: str) -> None:
    found = [f for f in findings(Page, page(**{wrong: "x"})) if f.code == "S021"]
    assert [f.mended for f in found] == [f"{right}: x"]
    assert f"是不是想写 {right}？" in found[0].hint


def test_a_field_of_another_kind_says_whose_it_is() -> None:
    """`story` in a scam is no misspelling; the text belongs into a case."""
    (found,) = findings(Scam, scam(story="x"), {"story": "案例故事"})
    assert "它是“案例故事”的字段" in found.message


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    found = only(Page, page(title="骗" * 27))
    assert (found.code, found.line, found.column) == ("S024", 2, 8)
    assert found.message == "title 太长：最多 24 个字，现在 27 个"
    assert found.hint == "减少 3 个字"


def test_lengths_count_characters_not_bytes() -> None:
    assert findings(Page, page(title="骗" * 24, summary="骗" * 60, rule="骗" * 12)) == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [("骗" * 25, "S024"), ("", "S022"), ("{a: b}", "S023"), ("[a]", "S023")],
    ids=["too long", "empty", "mapping", "list"],
)
def test_a_wrong_entry_does_not_make_the_list_too_short(entry: str, code: str) -> None:
    """Three flags stand there; telling the editor that three are needed misleads."""
    flags = f"\n  - 要先垫钱\n  - {entry}\n  - 取不出来"
    found = findings(Scam, scam(red_flags=flags))
    assert [(f.code, f.line) for f in found] == [(code, 19)]
    assert "red_flags 第2条" in found[0].message


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_list_that_is_too_short_says_how_many_are_needed(count: int) -> None:
    flags = "[" + ", ".join(["要先垫钱"] * count) + "]"
    found = only(Scam, scam(red_flags=flags))
    assert (found.code, found.line) == ("S024", 17)
    assert "red_flags 太少：最少 3 条" in found.message


def test_a_list_that_is_too_long() -> None:
    found = only(Poster, poster(headline="[一, 二, 三, 四]"))
    assert (found.code, found.message) == ("S024", "headline 太多：最多 3 条，现在 4 条")


def test_an_example_for_an_entry_is_one_that_can_be_typed() -> None:
    """`例如 0: [38]` would be typed into the file as it stands."""
    for found in findings(Scam, scam(law="[x]", red_flags="\n  - 甲\n  - 乙\n  -")):
        assert not re.search(r"例如 \d+:", found.hint), found.hint


def test_a_text_where_a_list_belongs_is_shown_as_a_list() -> None:
    found = only(Page, page(keywords="刷单、兼职，返利"))
    assert found.mended == "keywords: [刷单, 兼职, 返利]"


def test_a_list_where_a_text_belongs() -> None:
    found = only(Page, page(title="[刷单]"))
    assert (found.code, found.column) == ("S023", 8)
    assert "一行文字" in found.message
    assert "引号" in found.message + found.hint


@pytest.mark.parametrize(
    ("field", "value", "mended"),
    [
        ("status", "Published", "status: published"),
        ("status", "publish", "status: published"),
        ("basis", "composit", "basis: composite"),
    ],
)
def test_a_choice_that_is_nearly_right(field: str, value: str, mended: str) -> None:
    found = only(Page, page(**{field: value}))
    assert (found.code, found.mended) == ("S023", mended)


def test_the_choices_are_listed() -> None:
    found = only(Page, page(status="好了"))
    assert "draft 草稿、review 待核对、published 已发布、withdrawn 已撤下" in found.hint
    assert found.fix is None


@pytest.mark.parametrize("value", ["6", "731"])
def test_a_number_out_of_range(value: str) -> None:
    found = only(Page, page(review_in=value))
    assert (found.code, found.line, found.column) == ("S023", 9, 12)
    assert f"现在是 {value}" in found.message


@pytest.mark.parametrize("value", ["180天", "1.5", "-1", "半年", "1e3", "１８０"])
def test_what_is_no_whole_number(value: str) -> None:
    found = only(Page, page(review_in=value))
    assert "整数" in found.message


@pytest.mark.parametrize(
    ("value", "days"),
    [
        *(("180天", "180"), ("180 天", "180"), ("１８０日", "180"), ("三十天", "30")),
        *(("一百八十", "180"), ("两周", "14"), ("26个星期", "182")),
        *(("半年", ""), ("六个月", ""), ("一年", ""), ("90分钟", ""), ("很久", ""), ("1.5天", "")),
    ],
)
def test_a_number_of_days_in_words(value: str, days: str) -> None:
    """180天 can only mean 180; how many days half a year has, a person says."""
    found = only(Page, page(review_in=value))
    assert found.mended == (f"review_in: {days}" if days else None)
    assert ("半年写 180" in found.hint) == (value in ("半年", "六个月", "一年"))


@pytest.mark.parametrize("value", ["true", "false"])
def test_yes_and_no(value: str) -> None:
    text = f"---\nlabel: a\nfor: b\nsay: c\ncall: {value}\n---\n"
    assert findings(Number, text) == []


def test_neither_yes_nor_no() -> None:
    found = only(Number, "---\nlabel: a\nfor: b\nsay: c\ncall: 能\n---\n")
    assert "true（是）或 false（否）" in found.message


@pytest.mark.parametrize(
    "value",
    ["", "x", "5", "[]", "[x]", "[[x]]", "[{x: y}]", "{}", "{x: y}", "{x: {y: z}}", '"a\\nb"'],
)
def test_no_message_is_in_english(value: str) -> None:
    """pydantic's own words must never reach an editor, whatever stands in whatever field."""
    said = {
        (model.__name__, name, found.message)
        for model in MODELS
        for name, info in model.model_fields.items()
        for found in findings(model, f"---\n{info.alias or name}: {value}\n---\n")
        if ENGLISH.search((found.message + found.hint).replace(name, ""))
    }
    assert said == set()


@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(
        st.sampled_from(sorted({n for kind in KINDS.values() for n in kind.model.model_fields})),
        st.text(st.sampled_from("ab刷19-[]{}:,，\"' ."), max_size=20),
        max_size=6,
    ),
)
def test_any_fields_give_a_model_or_findings(kind: str, values: dict[str, str]) -> None:
    """No value may end in a traceback, and no finding may point outside the file."""
    text = "---\n" + "".join(f"{name}: {value}\n" for name, value in values.items()) + "---\n"
    document, _ = read_markdown(decode("x.md", text.encode("utf-8"))[0])
    model, found = validate(KINDS[kind].model, document)
    assert (model is None) == bool(found)
    for finding in found:
        assert 1 <= finding.column <= len(document.source.line(finding.line)) + 1
        assert finding.as_text()


@pytest.mark.parametrize(
    ("word", "near"), [("sumary", "summary"), (" Title ", "title"), ("xyz", None), ("", None)]
)
def test_did_you_mean(word: str, near: str | None) -> None:
    assert did_you_mean(word, ["title", "summary", "status"]) == near


@pytest.mark.parametrize(
    ("written", "right"),
    [
        *(("08:00-24:00", "08:00-00:00"), ("8:00-18:00", "08:00-18:00")),
        *(("8点-18点", "08:00-18:00"), ("7：30～21：00", "07:30-21:00")),
        *(("早上到晚上", ""), ("08:00", ""), ("25:00-26:00", "")),
    ],
)
def test_hours_as_people_write_them(written: str, right: str) -> None:
    """They have one meaning; and midnight at the end of a day is that of the next."""
    assert clock_times.span(written) == right

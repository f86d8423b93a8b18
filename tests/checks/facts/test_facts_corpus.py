"""Family F: a corpus of invented lines about hotlines, the law, lists and figures."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.checks.engine.fixes import repaired
from fanzha.checks.engine.rule import Rule
from fanzha.checks.facts import hotline_purpose, law, money_gone, numbers, other_laws, sources
from fanzha.content.reading.numerals import number, written
from fanzha.findings import Severity
from tests.checking import rules_of
from tests.checks.texts import TABLES, corpus, found, in_body
from tests.samples import BODY, case, line_of, page, scam

HOTLINES: tuple[Rule, ...] = (*rules_of(hotline_purpose), *rules_of(money_gone))
RULES: tuple[Rule, ...] = (*rules_of(numbers), *HOTLINES, *rules_of(law), *rules_of(sources))
PIECES = [
    *"，。；：？！、“”（）|#*\n 0123456789一二十百第条之法年月日天倍元万%％起占",
    *(
        "96110",
        "110",
        "12381",
        "12321",
        "12377",
        "回拨",
        "拨打",
        "报警",
        "已经转账",
        "被骗",
        "不用",
    ),
    *(
        "反电信网络诈骗法",
        "刑法",
        "帮信罪",
        "惩戒",
        "拘留",
        "罚款",
        "不足",
        "公安部",
        "2025年",
        "十大高发",
    ),
    *("骗子说", "短信", "链接", "验证码", "| 第38条 | 第44条 |\n|---|---|\n", "全镇", "平均年龄"),
]


def test_the_corpus() -> None:
    """Every line is found by its rule and by no other; errors at least 98 times in 100."""
    rows = corpus("facts")
    hits, false, missed = Counter[str](), Counter[str](), Counter[str]()
    report = []
    texts = [scam(f"{BODY}\n{text}\n") for _, text in rows]
    for (expected, text), findings in zip(rows, found(RULES, texts), strict=True):
        codes = {f.code for f in findings}
        hits.update(codes & {expected})
        for code in codes - {expected}:
            false[code] += 1
            report.append(f"    {code} false: {text}")
        if expected != "-" and expected not in codes:
            missed[expected] += 1
            report.append(f"    {expected} missed: {text}")
    for rule in RULES:
        right, wrong, lost = hits[rule.code], false[rule.code], missed[rule.code]
        precision, recall = right / max(1, right + wrong), right / max(1, right + lost)
        print(f"{rule.code}  {right + lost:3}  {precision:.2f}  {recall:.2f}  {rule.title}")
        if rule.severity is Severity.ERROR and right + lost:
            assert precision >= 0.98 and recall >= 0.98, report
    assert sum(expected != "-" for expected, _ in rows) >= 60
    assert sum(expected == "-" for expected, _ in rows) >= 60


def test_a_repair_leaves_nothing_to_repair() -> None:
    """`--fix` goes on until nothing is left, and must come to an end."""
    for _, text in corpus("facts"):
        line = scam(f"{BODY}\n{text}\n")
        for _ in range(6):
            (findings,) = found(RULES, [line])
            mended = repaired(line, findings)
            if mended == line:
                break
            line = mended
        assert repaired(line, findings) == line, text


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_breaks_a_rule(pieces: list[str]) -> None:
    """Findings lie within their line, whatever stands there."""
    for finding in in_body(RULES, "".join(pieces)):
        assert 1 <= finding.column <= finding.end_column <= len(finding.source) + 1


def test_no_rule_reads_over_a_line_end() -> None:
    """Two lines are two thoughts, and a mark over both could not be shown."""
    for _, text in corpus("facts"):
        for at in range(1, len(text)):
            if "\n" not in text:
                for f in in_body(RULES, f"{text[:at]}\n{text[at:]}")[:1]:
                    assert f.end_column <= len(f.source) + 1, (f.code, text)


# Hotlines.


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("已经转账，拨打96110报警。", "已经转账，拨打110报警。"),
        ("被骗了，打12321报案。", "被骗了，打110报案。"),
        ("骚扰电话，打12377举报。", "骚扰电话，打12321举报。"),
        ("反诈专线110", "反诈专线96110"),
        ("报警电话：96110", "报警电话：110"),
        ("受骗后拨打110或96110报警。", None),
        ("万一被骗，拨打反诈专线96110。", None),
        ("请回拨12381。", None),
    ],
)
def test_the_one_right_number_is_put_in(line: str, mended: str | None) -> None:
    """Only where changing the number alone makes the sentence right."""
    (finding,) = in_body(HOTLINES, line)
    assert finding.mended == mended


def test_what_fraudsters_say_is_quoted_not_advised() -> None:
    """`lines` holds their words; the same words as a step are advice."""
    words = "\n  - 请您回拨12381核实\n  - 钱已经转走，打96110\n  - 反诈专线110"
    assert in_body(HOTLINES, "", lines=words) == []
    steps = "\n  - 回拨12381核实\n  - 停手\n  - 马上打110"
    assert [f.code for f in in_body(HOTLINES, "", steps=steps)] == ["F003"]


def test_a_number_is_marked_at_its_place() -> None:
    (finding,) = in_body(HOTLINES, "先停手。已经转账，拨打96110报警。")
    assert finding.source[finding.column - 1 : finding.end_column - 1] == "96110"


# The law.


def test_every_figure_of_the_table_is_numbers_too() -> None:
    """A text without numbers could not be compared."""
    for key, row in TABLES.law.items():
        for figure in row.figures:
            assert figure.days or figure.multiple or (figure.below and figure.fine), key
        if row.penalty:
            assert TABLES.law[str(row.penalty)].figures


def test_the_texts_of_the_table_agree_with_its_numbers() -> None:
    """The table is held against itself: its words, put into a body, must give no finding."""
    for key, row in TABLES.law.items():
        for figure in row.figures:
            assert in_body(rules_of(law), f"反电信网络诈骗法第{key}条：{figure.text}。") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("38", 38),
        ("３８", 38),
        ("三十八", 38),
        ("十", 10),
        ("二十", 20),
        ("一百零三", 103),
        ("2.5", 2.5),
    ],
)
def test_numbers_are_read_however_they_are_written(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("value", range(1, 100))
def test_chinese_numerals_come_back(value: int) -> None:
    assert number(written(value, "十")) == value
    assert written(value, "1") == str(value)


def test_a_heading_forgets_the_law_named_before() -> None:
    """第99条 below the first heading is that of the criminal code."""
    body = "反电信网络诈骗法要学。\n\n## 刑法\n\n刑法第266条。\n第99条。\n\n## 反诈\n\n第99条。\n"
    (finding,) = in_body(rules_of(law), body)
    assert finding.line == scam(body).split("\n").index("## 反诈") + 3


def test_a_bare_article_that_punishes_is_of_our_law() -> None:
    """Without a name beside it residents take it for the law that the sheet is about."""
    assert [f.code for f in in_body(rules_of(law), "按第99条，拘留5天。")] == ["F008"]
    assert [f.code for f in in_body(rules_of(law), "第44条：拘留20天。")] == ["F010"]
    assert in_body(rules_of(law), "公约第9条：借卡的，全村开会说一说。") == []
    assert in_body(rules_of(law), "告知书第99条，请念给财务听。") == []


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("未成年人保护法第103条护着孩子。", []),
        ("《未成年人保护法》第一百零三条护着孩子。", []),
        ("《刑法》第二百八十七条之二讲的是帮信罪。", []),
        ("未成年人保护法第130条护着孩子。", ["F021"]),
        ("《刑法》（2020年修正）第二百七十八条讲的是诈骗。", ["F021"]),
    ],
)
def test_articles_of_other_laws_are_those_that_were_looked_up(line: str, codes: list[str]) -> None:
    assert [f.code for f in in_body(rules_of(other_laws), line)] == codes


def test_an_item_that_names_articles_speaks_of_the_law() -> None:
    """`law: [38]` is enough; the body need not repeat the name."""
    assert [f.code for f in in_body(rules_of(law), "按第38条，拘留5天到15天。", law="[38]")] == [
        "F010"
    ]


# Grounds.


def test_a_source_makes_a_statistic_good() -> None:
    line = "刷单案件占全部案件的80%。"
    source = "\n  - {publisher: 公安部, title: 年度通报, date: 2025-06}"
    assert [f.code for f in in_body(rules_of(sources), line)] == ["F013"]
    assert [f.code for f in in_body(rules_of(sources), line, sources=source)] == ["F013"]
    assert in_body(rules_of(sources), f"公安部说，{line}", sources=source) == []


def test_promises_of_fraudsters_are_no_statistics() -> None:
    words = "\n  - 全国占80%的人都赚了\n  - 全省破获100起\n  - 稳赚"
    assert in_body(rules_of(sources), "", lines=words) == []


@pytest.mark.parametrize("kind", ["scams", "cases", "help"])
def test_what_is_official_says_where_it_comes_from(kind: str) -> None:
    text = {"scams": scam, "cases": case, "help": page}[kind](basis="official")
    ((finding,),) = found(rules_of(sources), [text], kind)
    assert (finding.code, finding.line) == ("F014", line_of(text, "basis"))

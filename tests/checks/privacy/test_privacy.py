"""Family P: a corpus of invented lines, and what a line cannot show.

No number belongs to anybody: identity numbers have counties that do not exist (…9999), phones and
cards are rows of zeros.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit

from fanzha.checks.engine.rule import Context, Rule
from fanzha.checks.facts import numbers
from fanzha.checks.privacy import combinations, contacts, identity_numbers, persons
from fanzha.content.data.tables import load_tables
from fanzha.content.library import Library
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.source import decode
from fanzha.content.regions import load_region
from fanzha.edition import Edition, Project
from fanzha.findings import Finding
from tests.checking import findings, rules_of
from tests.conftest import ROOT, TODAY, MakeProject
from tests.samples import BODY, case, line_of, page, scam

RULES: tuple[Rule, ...] = (
    *rules_of(identity_numbers),
    *rules_of(contacts),
    *rules_of(persons),
    *rules_of(combinations),
)
# F001 takes phones in plain digits; no phone is reported twice.
PHONES = next(rule for rule in rules_of(numbers) if rule.code == "F001")
DOCS = ROOT / "docs"
TABLES = replace(load_tables(ROOT, DOCS)[0], texts={})  # slogans and the like are not looked at
REGION, _ = load_region(ROOT, DOCS, "shifan")


def corpus() -> list[tuple[str, str]]:
    """(expected code or "-", text)."""
    path = ROOT / "tests" / "checks" / "corpus" / "privacy.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(code, text) for code, text in rows[1:]]


def found(texts: list[str], kind: str = "scams") -> list[list[Finding]]:
    """What these rules find in each text; each is an item of its own, and nothing is written."""
    documents = {}
    for number, text in enumerate(texts):
        source, _ = decode(f"docs/{kind}/c{number}.md", text.encode())
        document, _ = read_markdown(source)
        documents[f"{kind}/c{number}.md"] = document
    assert REGION is not None
    project = Project(ROOT, DOCS, "shifan", TODAY)
    context = Context(Edition(project, Library((), documents), REGION, TABLES))
    result: dict[str, list[Finding]] = {f"docs/{page}": [] for page in documents}
    for rule in (*RULES, PHONES):
        for finding in rule.run(context):
            if finding.path in result:
                result[finding.path].append(finding)
    return list(result.values())


def marked(line: str, **fields: str) -> list[tuple[str, str]]:
    """(code, marked characters) of what is found in a line of an item's body."""
    (hits,) = found([scam(f"{BODY}\n{line}\n", **fields)])
    return [(f.code, f.source[f.column - 1 : f.end_column - 1]) for f in hits]


def test_the_corpus() -> None:
    """Every line is found by its rule and by no other; errors at least 98 times in 100."""
    rows = corpus()
    hits: dict[str, int] = defaultdict(int)
    false: dict[str, list[str]] = defaultdict(list)
    missed: dict[str, list[str]] = defaultdict(list)
    results = found([scam(f"{BODY}\n{text}\n") for _, text in rows])
    for (expected, text), result in zip(rows, results, strict=True):
        wanted, codes = {expected} - {"-"}, {finding.code for finding in result}
        for code in wanted & codes:
            hits[code] += 1
        for code in wanted - codes:
            missed[code].append(text)
        for code in codes - wanted:
            false[code].append(text)
    for rule in (*RULES, PHONES):
        right, wrong, lost = hits[rule.code], len(false[rule.code]), len(missed[rule.code])
        assert right + lost >= 5, f"{rule.code} has too few lines"
        precision, recall = right / max(1, right + wrong), right / (right + lost)
        print(f"{rule.code}  {right + lost:3}  {precision:.2f}  {recall:.2f}  {rule.title}")
        for text in (*false[rule.code], *missed[rule.code]):
            print(f"    {text}")
        assert precision >= 0.98, false[rule.code]
        assert recall >= 0.98, missed[rule.code]


def test_the_corpus_is_large_and_each_line_stands_once() -> None:
    """Ten easy lines would prove nothing."""
    rows = corpus()
    assert len({text for _, text in rows}) == len(rows)
    assert sum(code == "-" for code, _ in rows) >= 200
    assert sum(code != "-" for code, _ in rows) >= 200


# Numbers.


@st.composite
def identity_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A number with a right check digit in a county that does not exist, and as somebody types it."""
    province = draw(st.sampled_from(["11", "33", "50", "65", "81"]))
    born = draw(st.dates(datetime.date(1850, 1, 1), datetime.date(2030, 12, 31)))
    head = f"{province}9999{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    number = head + calc_check_digit(head + "0")
    gap = draw(st.sampled_from(["", " ", "-", "·", "\u3000", "—"]))
    cuts = sorted(draw(st.sets(st.integers(1, 17), max_size=5)))
    parts = [number[a:b] for a, b in zip([0, *cuts], [*cuts, 18], strict=True)]
    typed = gap.join(parts)
    if draw(st.booleans()):
        typed = typed.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    if draw(st.booleans()):
        typed = typed.lower()
    return number, typed


WORDS = st.text("老人说身份号码是，。：（在里和的钱转了看图", max_size=12)


@given(identity_numbers(), WORDS, WORDS)
def test_an_identity_number_is_found_in_any_dress(
    typed: tuple[str, str], before: str, after: str
) -> None:
    """Gaps, full-width digits and a small x change nothing for a reader, nor here."""
    assert ("P001", typed[1]) in marked(f"他{before}{typed[1]}{after}")


@given(identity_numbers(), WORDS)
def test_one_wrong_digit_is_no_way_out(typed: tuple[str, str], before: str) -> None:
    """A slip of the pen still points at a person; it can be allowed, a right number cannot."""
    wrong = typed[0][:17] + ("0" if typed[0][17] != "0" else "1")
    codes = [code for code, _ in marked(f"身份证号{wrong}，{before}")]
    assert codes == ["P002"]


@given(
    st.text("0123456789０１9五一 -·*xX年月日元,.", max_size=40),
    st.sampled_from(["", "卡号", "电话"]),
)
def test_a_number_is_reported_once(digits: str, words: str) -> None:
    """Two findings on one number would be two jobs for the editor."""
    (hits,) = found([scam(f"{BODY}\n他说{words}{digits}。\n")])
    spans = sorted(
        (f.column, f.end_column) for f in hits if f.code in ("P001", "P002", "P003", "P004")
    )
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@given(st.text(max_size=120))
def test_no_text_makes_a_rule_fail(text: str) -> None:
    """People paste anything; a traceback stops the whole town's build."""
    (hits,) = found([scam(f"{BODY}\n{text}\n")])
    for finding in hits:
        assert 1 <= finding.column < finding.end_column <= len(finding.source) + 1


@given(st.integers(1000, 99_999_999), st.dates(), st.integers(1, 50))
def test_amounts_dates_and_articles_are_nobody(
    amount: int, day: datetime.date, article: int
) -> None:
    """What every warning is full of."""
    line = (
        f"{day.year}年{day.month}月{day.day}日，转走{amount}元，共{amount:,}元，见第{article}条。"
    )
    more = f"日期{day.isoformat()}，编号{amount}。"
    assert [code for code, _ in marked(f"{line}{more}") if code[0] == "P"] == []


def test_a_right_identity_number_cannot_be_allowed(project: MakeProject) -> None:
    """Nothing silences what is certain."""
    text = scam(f"{BODY}\n证件号509999199002121235。\n", allow='{P001: "举例"}')
    assert "P001" in {f.code for f in findings(project({"scams/shuadan.md": text}))}


def test_editors_pages_are_read_too(project: MakeProject) -> None:
    """A handbook is public as well; only what it quotes as code is not said."""
    text = page(f"{BODY}\n证件号509999199002121235。\n\n不要写 `509999195512030044`。\n")
    (finding,) = findings(project({"editors/x.md": text}), "P")
    assert (finding.code, finding.line) == ("P001", line_of(text, "证件号"))


def test_fields_are_read_too() -> None:
    """A number is as public in a story as in the body."""
    (hits,) = found([case(story="\n  - {when: 第1天, text: 来电是199****0000。}")], "cases")
    (finding,) = hits
    assert finding.code == "P003"
    assert finding.source[finding.column - 1 : finding.end_column - 1] == "199****0000"


def test_a_mailbox_of_an_allowed_domain_is_an_office() -> None:
    """Towns may name where to write to."""
    assert marked("写信到fankui@shifan.gov.cn反映。") == []
    assert marked("写信到fankui@shifan.gov.cn.example反映。")[0][0] == "P006"


# Names.


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("村民王建国接到电话。", "村民王某接到电话。"),
        ("受害人欧阳明珠报了警。", "受害人欧阳某报了警。"),
        ("请王建国老师讲一讲。", "请王老师讲一讲。"),
        ("村民王建国、李秀英都来了。", "村民王某、李某都来了。"),
    ],
)
def test_a_name_is_mended_to_its_surname(line: str, mended: str) -> None:
    """The surname is enough for a story; `--fix` writes it so."""
    text = scam(f"{BODY}\n{line}\n")
    for _ in range(5):
        (hits,) = found([text])
        fixes = [finding.fix for finding in hits if finding.fix]
        if not fixes:
            break
        rows = text.split("\n")
        row = rows[fixes[0].line - 1]
        rows[fixes[0].line - 1] = (
            row[: fixes[0].column - 1] + fixes[0].text + row[fixes[0].end_column - 1 :]
        )
        text = "\n".join(rows)
    assert text == scam(f"{BODY}\n{mended}\n")


def test_every_name_of_a_list_is_found() -> None:
    """Mending the first one only would leave the others."""
    line = "嫌疑人刘志刚、陈某、吴大勇和赵丽娟落网。"
    assert [name for _, name in marked(line)] == ["刘志刚", "吴大勇", "赵丽娟"]


# Facts together.

FACTS = ["今年63岁", "家在石桥村", "在红星机械厂上班", "转走18532元", "3月12日接到电话"]


@pytest.mark.parametrize("count", range(6))
def test_facts_add_up_over_the_whole_item(count: int) -> None:
    """Five lines apart they still point at one person."""
    body = "\n".join(f"\n他{fact}。" for fact in FACTS[:count])
    (hits,) = found([scam(f"{BODY}\n{body}\n")])
    expected = {3: ["P012"], 4: ["P013"], 5: ["P013"]}.get(count, [])
    assert [finding.code for finding in hits] == expected
    assert all(fact in hits[0].message for fact in ("63岁", "石桥村", "红星机械厂") if expected)


@pytest.mark.parametrize(
    "line",
    [
        "3月，{地区}一位六十多岁的老人转走近2万元。",
        "3月12日，{地区}一位60岁以上的老人转走18500元。",
        "12月1日起，未满16岁的孩子不能开卡，最高罚18532元。",
        "5月，某村一位63岁左右的老人在一家公司上班，约18532元没了。",
        "3月12日，全村63岁的老人都来了。",
    ],
)
def test_vague_facts_point_at_nobody(line: str) -> None:
    """This is how a story is to be told."""
    assert marked(line) == []


def test_law_and_help_tell_of_nobody() -> None:
    """Dates, ages and amounts of a law are not a person's."""
    text = page(f"{BODY}\n3月12日，石桥村一位63岁的老人转走18532元。\n")
    assert found([text], "law") == found([text], "help") == [[]]
    assert [f.code for f in found([text], "alerts")[0]] == ["P013"]


def test_an_item_is_judged_as_a_whole() -> None:
    """Kinship, age, village, day and amount in five sentences and fields: what to blur is said."""
    body = (
        "他72岁。\n\n老宋住在柳湾村。\n\n10月6日他去了银行。\n\n他女儿后来才知道，43210元没了。\n"
    )
    (hits,) = found([scam(f"{BODY}\n{body}\n")])
    (whole,) = [one for one in hits if one.code == "P013"]
    assert "只有一个人对得上" in whole.message
    assert all(word in whole.message for word in ("72岁", "柳湾村", "10月6日", "43210元", "女儿"))
    assert "金额写“近2万元”" in whole.hint and "岁数写“六十多岁”" in whole.hint


def test_a_whole_item_may_tell_vague_things() -> None:
    """A band of age, a month, a rounded loss and a daughter fit hundreds."""
    body = "她七十多岁。\n\n10月，她去了银行。\n\n她女儿后来才知道，近4万元没了。\n"
    (hits,) = found([scam(f"{BODY}\n{body}\n")])
    assert [one.code for one in hits] == []

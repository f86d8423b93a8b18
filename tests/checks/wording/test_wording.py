"""Family W: a corpus of invented lines, and what a line cannot show."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha.checks.engine.fixes import repaired
from fanzha.checks.engine.rule import Context, Rule
from fanzha.checks.wording import (
    app_voluntary,
    blame_promise_panic,
    outline,
    plain_words,
    punctuation,
)
from fanzha.content.data.tables import Tables, load_tables
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.content.reading.validate import validate
from fanzha.content.region import Region
from fanzha.content.regions import load_region
from fanzha.edition import Edition, Project
from fanzha.findings import Finding, Severity
from tests import samples
from tests.checking import rules_of
from tests.conftest import ROOT, TODAY

RULES: tuple[Rule, ...] = (
    *rules_of(blame_promise_panic),
    *rules_of(app_voluntary),
    *rules_of(plain_words),
    *rules_of(punctuation),
    *rules_of(outline),
)
ERRORS = {rule.code for rule in RULES if rule.severity is Severity.ERROR}
# What random texts are made of.
PIECES = [
    *"，。！？；：、,.:;!?()（）\"'“”‘’《》…—-#*_`[]|<\\ \u3000\t=0123%aA汉字转账",
    *(
        "贪心",
        "傻",
        "轻信",
        "国家反诈中心APP",
        "反诈app",
        "自愿",
        "不装不能办",
        "绝对",
        "100%",
        "速看",
    ),
    *(
        "对账户进行冻结",
        "予以",
        "均为",
        "即可",
        "\n",
        "\n\n",
        "\n## ",
        "是什么",
        "\n---\n",
        "\n===\n",
    ),
]
FIELD = re.compile(r"([a-z_]+): (.*)", re.DOTALL)


def corpus() -> list[tuple[str, str]]:
    """(expected code or "-", text); `\\n` in a text is a line feed."""
    path = ROOT / "tests" / "checks" / "corpus" / "wording.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(code, text.replace("\\n", "\n")) for code, text in rows[1:]]


def written(text: str) -> str:
    """A sample scam with the line as a field or in its body."""
    if match := FIELD.fullmatch(text):
        return samples.scam(**{match[1]: match[2]})
    return samples.scam(f"{samples.BODY}\n{text}\n")


@cache
def project() -> tuple[Project, Region, Tables]:
    """The repository's own project, with its data."""
    docs = ROOT / "docs"
    tables, _ = load_tables(ROOT, docs)
    region, _ = load_region(ROOT, docs, "shifan")
    assert region is not None
    return Project(ROOT, docs, "shifan", TODAY), region, tables


def context(items: list[Item[Meta]], documents: dict[str, Document]) -> Context:
    """What rules look at."""
    where, region, tables = project()
    return Context(Edition(where, Library(tuple(items), documents), region, tables))


def found(files: dict[str, str]) -> dict[str, list[Finding]]:
    """Path below docs/ → what the rules of this family find there; the files are never written."""
    documents: dict[str, Document] = {}
    items: list[Item[Meta]] = []
    for page, text in files.items():
        source, _ = decode(f"docs/{page}", text.encode())
        document, problems = read_markdown(source)
        assert not problems, (page, text, problems)
        kind = page.split("/")[0]
        meta, _ = validate(KINDS[kind].model, document, {})
        documents[page] = document
        if meta is not None:
            items.append(Item(page.split("/")[1].removesuffix(".md"), kind, page, meta, document))
    looked_at = context(items, documents)
    result: dict[str, list[Finding]] = {page: [] for page in files}
    for rule in RULES:
        for finding in rule.run(looked_at):
            if (page := finding.path.removeprefix("docs/")) in result:
                result[page].append(finding)
    return result


def one(text: str, kind: str = "scams") -> list[Finding]:
    """The findings of one item."""
    return found({f"{kind}/x.md": text})[f"{kind}/x.md"]


def test_the_corpus() -> None:
    """Every line is found by its rule and by no other; errors at least 98 times in 100."""
    rows = corpus()
    results = found({f"scams/c{n}.md": written(text) for n, (_, text) in enumerate(rows)})
    hits: dict[str, int] = defaultdict(int)
    false: dict[str, list[str]] = defaultdict(list)
    missed: dict[str, list[str]] = defaultdict(list)
    for (expected, text), findings in zip(rows, results.values(), strict=True):
        wanted = set(expected.split("+")) - {"-"}
        codes = {finding.code for finding in findings}
        for code in wanted & codes:
            hits[code] += 1
        for code in wanted - codes:
            missed[code].append(text)
        for code in codes - wanted:
            false[code].append(text)
    for rule in RULES:
        right, wrong, lost = hits[rule.code], len(false[rule.code]), len(missed[rule.code])
        assert right + lost >= 2, f"{rule.code} has no lines"
        precision, recall = right / max(1, right + wrong), right / (right + lost)
        print(f"{rule.code}  {right + lost:3}  {precision:.2f}  {recall:.2f}  {rule.title}")
        for text in false[rule.code]:
            print(f"    false: {text}")
        for text in missed[rule.code]:
            print(f"    missed: {text}")
    for code in sorted(ERRORS):
        right = hits[code]
        assert right / max(1, right + len(false[code])) >= 0.98, false[code]
        assert right / (right + len(missed[code])) >= 0.98, missed[code]


# Repairs.


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("先挂断,再打110。", "先挂断，再打110。"),
        ("先挂断, 再打110.", "先挂断，再打110。"),
        ('他说"先垫一笔"，别信。', "他说“先垫一笔”，别信。"),
        ("他说：“老师讲'先垫一笔'。”", "他说：“老师讲‘先垫一笔’。”"),
        ("家里人(老人)都要知道。", "家里人（老人）都要知道。"),
        ("一.先挂断", "一、先挂断"),
        ("他说自己是客服...", "他说自己是客服……"),
        ("先挂断，，再打110。", "先挂断，再打110。"),
        ("先挂断，。再打110。", "先挂断。再打110。"),
        ("马上打110！！", "马上打110！"),
        ("请打 110 报警。", "请打110报警。"),
        ("对可疑电话进行核实。", "核实可疑电话。"),
        ("请对孩子进行宣传。", "请对孩子宣传。"),
        ("请予以配合。", "请配合。"),
        ("予以方便。", "给方便。"),
        ("扫码即可返利，打110即可。", "扫码就能返利，打110就行。"),
        ("请勿向任何人告知验证码。", "请不要告诉任何人验证码。"),
        ("广大居民要留心，广大人民群众也要留心。", "居民要留心，大家也要留心。"),
        ("自愿安装“国家反诈中心” App。", "自愿安装国家反诈中心APP。"),
        ("#### 再小一级", "### 再小一级"),
        ("#大标题", "## 大标题"),
    ],
)
def test_repairs_are_exact_and_come_to_an_end(line: str, mended: str) -> None:
    """`--fix` applies the first repair of a line again and again until none is left."""
    text = written(line)
    for _ in range(10):
        text = repaired(text, one(text))
    assert text == written(mended)


def test_no_repair_where_the_file_holds_the_words_otherwise() -> None:
    """YAML folds lines and unescapes; a repair by column would hit other characters."""
    folded = samples.scam(summary=">\n  先返小钱，再要您垫大钱。\n  先挂断,再打110。")
    escaped = samples.scam(summary='"他说\\"好\\"，先挂断,再打110。"')
    for text in (folded, escaped):
        findings = one(text)
        assert "W020" in {finding.code for finding in findings}
        for finding in findings:
            assert finding.fix is None or finding.mended != finding.source
            if finding.fix:
                row = text.split("\n")[finding.fix.line - 1]
                old = row[finding.fix.column - 1 : finding.fix.end_column - 1]
                assert old in (",", '"好"')


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_is_read_and_repaired_to_an_end(text: str) -> None:
    """No traceback, no place outside the file, no repair that goes on for ever."""
    text = samples.scam(f"{text}\n")
    for _ in range(80):
        findings = one(text)
        rows = text.split("\n")
        for finding in findings:
            row = rows[finding.line - 1]
            assert 1 <= finding.column <= max(finding.column, finding.end_column) <= len(row) + 1
        better = repaired(text, findings)
        if better == text:
            return
        text = better
    raise AssertionError(text)


# The three parts and the other headings.


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("", ["正文缺少“## 是什么”、“## 怎么认”、“## 怎么办”"]),
        ("先返小钱。\n", ["正文缺少“## 是什么”、“## 怎么认”、“## 怎么办”"]),
        ("## 是什么\n\n甲。\n\n## 怎么办\n\n乙。\n", ["正文缺少“## 怎么认”"]),
        (
            "## 是什么\n\n甲。\n\n## 如何识别\n\n乙。\n\n## 怎么办\n\n丙。\n",
            ["这一段的标题要写成“## 怎么认”"],
        ),
        (
            "## 是什么\n\n甲。\n\n### 怎么认？\n\n乙。\n\n## 怎么办\n\n丙。\n",
            ["这一段的标题要写成“## 怎么认”"],
        ),
        (
            "## 怎么认\n\n甲。\n\n## 是什么\n\n乙。\n\n## 怎么办\n\n丙。\n",
            ["“是什么”的位置不对"],
        ),
        (
            "## 是什么\n\n甲。\n\n## 怎么认\n\n## 怎么办\n\n丙。\n",
            ["“怎么认”下面没有内容"],
        ),
        ("## 是什么\n\n甲。\n\n## 怎么认\n\n乙。\n\n## 怎么办\n", ["“怎么办”下面没有内容"]),
        ("## 是什么：\n\n甲。\n\n##怎么认 ##\n\n### 细说\n\n乙。\n\n## 怎么办\n\n丙。\n", []),
        ("是什么\n---\n\n甲。\n\n## 怎么认\n\n乙。\n\n## 怎么办\n\n丙。\n", []),
        (samples.BODY + "\n## 还可以看\n\n别的。\n", []),
    ],
)
@pytest.mark.parametrize("kind", ["scams", "cases", "alerts"])
def test_the_three_parts(kind: str, body: str, messages: list[str]) -> None:
    """Page, leaflet and slides look for the same three headings."""
    make = {"scams": samples.scam, "cases": samples.case, "alerts": samples.alert}[kind]
    found = [finding for finding in one(make(body), kind) if finding.code == "W030"]
    assert [finding.message for finding in found] == messages


def test_other_kinds_have_their_own_outline() -> None:
    assert one(samples.page("先停一停。\n"), "help") == []
    assert one(samples.poster("贴在门口。\n"), "posters") == []


def test_a_file_without_fields_gets_no_second_finding_for_its_body() -> None:
    """Without its front matter we do not know where the body begins."""
    source, _ = decode("docs/scams/x.md", "没有字段\n".encode())
    document, problems = read_markdown(source)
    assert problems
    looked_at = context([], {"scams/x.md": document})
    assert [f for rule in rules_of(outline) for f in rule.run(looked_at)] == []


# Sentences.


@pytest.mark.parametrize(
    ("size", "codes"), [(40, []), (41, ["W012"]), (60, ["W012"]), (61, ["W013"])]
)
def test_the_length_of_a_sentence(size: int, codes: list[str]) -> None:
    """Neither its stop counts, nor list marks, emphasis and link targets."""
    for line in (
        "话" * size + "。",
        "- **" + "话" * size + "**。",
        "[" + "话" * size + "](../scams/shuadan.md)。先停一停。",
    ):
        assert [finding.code for finding in one(written(line))] == codes, line


def test_only_long_fields_are_looked_at() -> None:
    """What a model limits to 60 characters is not counted a second time."""
    assert one(samples.scam(summary="话" * 59 + "。")) == []
    slides = "\n  - {title: 先停, points: [停], minutes: 3, say: " + "话" * 70 + "。}"
    assert [f.code for f in one(samples.page(slides=slides), "help")] == ["W013"]


def test_a_place_is_the_place_of_the_words() -> None:
    text = samples.scam(summary="老人贪小便宜，才会被骗。")
    (finding,) = one(text)
    row = text.split("\n")[finding.line - 1]
    assert row[finding.column - 1 : finding.end_column - 1] == "贪小便宜"


def test_messages_of_a_quiz_are_not_ours() -> None:
    """A question shows what a fraudster writes."""
    questions = (
        "\n  - {message: 速看，零风险，请予以配合。, genuine: false, explain: 说零风险的都是骗。}"
    )
    assert one(samples.page(questions=questions), "help") == []
    spoken = questions.replace("说零风险的都是骗。", "我们零风险。")
    assert [f.code for f in one(samples.page(questions=spoken), "help")] == ["W002"]


def test_handbooks_for_editors_may_show_bad_examples() -> None:
    assert one(samples.page("老人贪小便宜,才会被骗...\n"), "editors") == []

"""What holds for all rules: codes, words, examples that are true, and paths."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest

from fanzha import checks
from fanzha.checks import RULES, Rule, below
from fanzha.edition import Project
from fanzha.errors import UsageError
from fanzha.findings import Finding
from tests import samples
from tests.checking import findings
from tests.conftest import ROOT, TODAY, MakeProject
from tests.samples import BODY, page, scam

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
REGION = (
    "name: 新镇\nsite_name: 新镇反诈宣传\npublisher: 新镇反诈宣传工作小组\n"
    "site_url: https://xinzhen.example/\n"
)
STATION = "police: {name: 新镇派出所, phone: 0591-87654321}\n"
SAMPLES = {
    "scams": samples.scam,
    "cases": samples.case,
    "alerts": samples.alert,
    "posters": samples.poster,
    "notices": samples.notice,
    "help": samples.page,
    "law": samples.page,
    "pages": samples.page,
    "editors": samples.page,
}
FIELD = re.compile(r"\s*\[?([a-z_]+)\]?\s*[:：]")
# An example in brackets describes a file as a whole; others are one line each.
LINES = [
    rule for rule in RULES if not rule.bad.startswith("（") and rule.kind in (*SAMPLES, "region")
]


def written(rule: Rule, example: str) -> str:
    """A sample item with the example: fields take the place of the sample's, the rest is body."""
    lines = example.split("\n")
    fields = [line for line in lines if FIELD.match(line)]
    named = {match[1] for line in fields if (match := FIELD.match(line))}
    text = SAMPLES[rule.kind](
        "\n".join([BODY, *(line for line in lines if line not in fields), ""]),
        **dict.fromkeys(named),
        **({"alt": "手机屏幕"} if "image" in named else {}),
    )
    return text.replace("\n---\n", "\n" + "".join(f"{line}\n" for line in fields) + "---\n", 1)


def codes(project: MakeProject, rule: Rule, example: str) -> set[str]:
    """What a check finds when the example stands in an item of the rule's kind, or in a region."""
    files: dict[str, str | bytes | None] = {
        "scams/shuadan.md": scam(),
        "scams/kefu.md": scam(title="冒充客服"),
    }
    for name in ("assets/pictures/shuadan.svg", "assets/biaozhi.svg"):
        if name in example:  # what nothing uses is reported too
            files[name] = SVG
    region = "shifan"
    if rule.kind == "region":
        region = "xinzhen"
        station = "" if "police:" in example else STATION
        own = {line.partition(":")[0] for line in example.split("\n")}
        rows = [row for row in REGION.splitlines(True) if row.partition(":")[0] not in own]
        files["data/regions/xinzhen.yml"] = f"{''.join(rows)}{station}{example}\n"
    else:
        path = "example.md" if rule.kind == "pages" else f"{rule.kind}/example.md"
        files[path] = written(rule, example)
    return {f.code for f in findings(project(files, region=region))}


def test_codes_are_unique_and_say_their_family() -> None:
    """A code is quoted in `allow` and in letters; two meanings would be none."""
    counts = Counter(rule.code for rule in RULES)
    assert [code for code, count in counts.items() if count > 1] == []
    assert all(re.fullmatch(r"[SRFPWTL]\d{3}", code) for code in counts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_its_words(rule: Rule) -> None:
    """A code without a reason and examples cannot be obeyed."""
    for words in (rule.title, rule.why, rule.bad, rule.good):
        assert words.strip()
    assert not rule.title.isascii()
    assert not rule.why.isascii()
    assert rule.bad != rule.good


@pytest.mark.parametrize("rule", LINES, ids=lambda rule: rule.code)
def test_the_bad_example_is_found(project: MakeProject, rule: Rule) -> None:
    """The rules page shows it as wrong; it must be."""
    assert rule.code in codes(project, rule, rule.bad)


@pytest.mark.sample(3)
@pytest.mark.parametrize("rule", LINES, ids=lambda rule: rule.code)
def test_the_good_example_is_good(project: MakeProject, rule: Rule) -> None:
    """Whoever follows the rules page must get no other finding for it."""
    assert codes(project, rule, rule.good) == set()


def test_every_code_that_is_reported_is_a_rule(project: MakeProject) -> None:
    """`fanzha explain` must know every code that a report shows."""
    files: dict[str, str | bytes | None] = {
        "scams/a.md": b"\xff",
        "scams/b.md": "\n" + scam(title="a: b", rule=None, sumary="x", law="[9]", lines="[a]"),
        "scams/B.md": scam(published="x", review_in=""),
        "films/c.md": scam(),
        "help/d.md": page("<b>打95588</b>看[这](meiyou.md)、example.com、{没有}\n"),
        "data/channels.yml": None,
    }
    found = findings(project(files))
    assert len({f.code for f in found}) > 10
    assert {f.code for f in found} <= {rule.code for rule in RULES}
    assert all(f.message and not f.message.isascii() for f in found)


def test_the_shipped_library_is_clean() -> None:
    """A finding in what we ship would be copied into every town."""
    assert checks.check(Project(ROOT, ROOT / "docs", "shifan", TODAY)).findings == ()


def test_the_samples_are_clean(project: MakeProject) -> None:
    """Every other test relies on it."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "cases/baoma.md": samples.case(),
        "alerts/dianzan.md": samples.alert(),
        "posters/dianfu.md": samples.poster(),
        "plates/liugeyilv.md": samples.plate(),
        "cards/qianbao.md": samples.card(),
        "help/beipian.md": samples.page(),
        "notices/xin.md": samples.notice(),
        "quizzes/ceyice.md": samples.quiz(),
    }
    assert findings(project(files)) == []


def test_only_time_depends_on_the_day(project: MakeProject) -> None:
    """A rebuild years later finds the same errors, and only more that is stale."""
    files = {"scams/shuadan.md": scam("<b>打95588</b>\n", law="[9]")}
    now, later = (
        {(f.code, f.line) for f in findings(project(files, today=day)) if f.code[0] != "T"}
        for day in (TODAY, datetime.date(2031, 1, 1))
    )
    assert now == later


def test_findings_come_in_order_of_place(project: MakeProject) -> None:
    found = findings(project({"scams/b.md": scam(law="[9]"), "scams/a.md": scam(title=None)}))
    assert [(f.path, f.line) for f in found] == sorted((f.path, f.line) for f in found)


# Paths.


def finding(path: str) -> Finding:
    return Finding(path, 1, 1, "S001", "x")


def test_findings_of_some_paths(project: MakeProject) -> None:
    root = project({"scams/a.md": scam(), "scams/ab.md": scam(), "help/c.md": page()}).root
    found = [finding(f"docs/{name}.md") for name in ("scams/a", "scams/ab", "help/c")]
    assert below(found, [], root) == found
    assert below(found, [root / "docs" / "scams"], root) == found[:2]
    assert below(found, [root / "docs" / "scams" / "a.md"], root) == found[:1]
    assert below(found, [root / "docs" / "scams" / "a.md", root / "docs" / "help"], root) == [
        found[0],
        found[2],
    ]


def test_a_path_that_is_not_there_is_wrong_use(project: MakeProject) -> None:
    """A typing error must not look like a clean file."""
    root = project().root
    with pytest.raises(UsageError, match="找不到"):
        below([], [root / "docs" / "scam"], root)


def test_a_check_of_one_file_finds_all_that_is_wrong_with_it(project: MakeProject) -> None:
    """It leaves other files' prose and pictures aside, and nothing of its own."""
    wrong = (
        "<b>打95588</b>看[这](meiyou.md)和[那](../help/d.md#meiyou)，example.com，{没有}\n"
        "![](../assets/kong.png)老人贪小便宜,才会被骗。村民王建国住在示范小区12号楼3单元502室。\n"
    )
    files: dict[str, str | bytes | None] = {
        "scams/a.md": scam(f"{BODY}\n{wrong}", law="[9]", audiences="[nobody]"),
        "cases/b.md": samples.case(scam="meiyou"),
        "alerts/c.md": samples.alert(image="assets/meiyou.svg", alt="手机"),
        "help/d.md": page(wrong, allow="{W020: 照抄原文, W021: 没有}"),
        "assets/kong.png": b"",
        "assets/pictures/b.svg": SVG,
    }
    made = project(files)
    every = checks.check(made).findings
    for path in [made.docs / name for name in files if name.endswith(".md")]:
        shown = path.relative_to(made.root).as_posix()
        one = [f for f in checks.check(made, [path]).findings if f.path == shown]
        assert one == [f for f in every if f.path == shown]
        assert one

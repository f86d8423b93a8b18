"""`fanzha check` as a whole: which rules, which files, repairs, formats, and what it stops.

Sheets print by the thousand: what this lets through cannot be taken back.
"""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fanzha import checking, checks
from fanzha.checks import RULES
from fanzha.checks.engine import fixes
from fanzha.checks.engine.rule import Rule
from fanzha.edition import Project
from fanzha.findings import Finding
from tests.commands import fanzha, run
from tests.conftest import ROOT, MakeProject
from tests.samples import BODY, alert, case, page, poster, scam

# Invented; the check digit is right, and no such region code exists.
PRIVATE = page("对方报出他的身份证号509999199002121235。\n")
GOOD = {
    "scams/shuadan.md": scam(),
    "cases/baoma.md": case(),
    "alerts/dianzan.md": alert(),
    "posters/dianfu.md": poster(),
}
# One finding each of W020 (error), W024 (warning), P003 (error).
MIXED = {
    "help/a.md": page("先挂断,再打电话。\n\n请打 110。\n"),
    "help/b.md": page("来电是199****0000。\n"),
}
FIXABLE = BODY + "\n先挂断,再打电话。\n\n马上打110！！\n\n不要轉账。\n"


def found(root: Path, *args: str) -> list[str]:
    """The codes that the command reports."""
    done = fanzha(root, "check", "--format", "json", *args)
    assert done.returncode in (0, 1), done.stderr
    return [row["code"] for row in json.loads(done.stdout)]


def mend(project: Project, **options: str) -> list[str]:
    """Repair the project; the paths that changed."""
    changes = checking.fix(project, checking.Options(**options), write=True)
    return [change.path for change in changes]


# Which rules.


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        ([], ["W020", "W024", "P003"]),
        (["--select", "W"], ["W020", "W024"]),
        (["--select", "W02"], ["W020", "W024"]),
        (["--select", "W024"], ["W024"]),
        (["--select", "P,W020"], ["W020", "P003"]),
        (["--select", "p， w024"], ["W024", "P003"]),
        (["--ignore", "W,L"], ["P003"]),
        (["--ignore", "W02,P"], []),
        (["--select", "W", "--ignore", "W020"], ["W024"]),
        (["--select", "T"], []),
    ],
)
def test_rules_are_chosen_by_the_beginning_of_their_codes(
    project: MakeProject, args: list[str], codes: list[str]
) -> None:
    """Whoever tidies punctuation does not want to see the rest; a Chinese comma is a comma too."""
    assert found(project(MIXED).root, *args) == codes


def test_what_is_not_shown_does_not_fail(project: MakeProject) -> None:
    """A CI step for privacy must not be red because of a comma."""
    root = project(MIXED).root
    assert fanzha(root, "check", "--select", "W024").returncode == 0
    assert fanzha(root, "check", "--select", "W020").returncode == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("code", ["W999", "X", "W020,Q1", "W0200"])
def test_an_unknown_code_is_wrong_use(project: MakeProject, option: str, code: str) -> None:
    """A typing error that silently checks nothing would be green for ever."""
    done = fanzha(project(GOOD).root, "check", option, code)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"没有以 {code.split(',')[-1]} 开头的规则" in done.stderr


def test_statistics_count_each_code_with_its_title(project: MakeProject) -> None:
    """Most frequent first: that is what to teach the editors."""
    files = {**MIXED, "help/c.md": page("请打 110。\n")}
    done = fanzha(project(files).root, "check", "--statistics")
    titles = {rule.code: rule.title for rule in RULES}
    rows = [line.split(maxsplit=2) for line in done.stdout.splitlines()]
    assert [row[:2] for row in rows] == [["2", "W024"], ["1", "P003"], ["1", "W020"]]
    assert [row[2] for row in rows] == [titles[code] for _, code, _ in rows]
    assert done.returncode == 1


# Repairs.


def test_fix_says_what_it_changed_and_then_reports_what_is_left(project: MakeProject) -> None:
    made = project(MIXED)
    done = fanzha(made.root, "check", "--fix", "--ignore", "L")
    assert done.stdout.startswith("已改 docs/help/a.md\n")
    assert "已改 docs/help/b.md" not in done.stdout
    assert "P003" in done.stdout
    assert done.returncode == 1
    text = (made.docs / "help" / "a.md").read_text(encoding="utf-8")
    assert text == page("先挂断，再打电话。\n\n请打110。\n")


def test_fix_leaves_everything_else_as_it_is(project: MakeProject) -> None:
    """An editor's comments and habits are his; a diff must show only the mistake."""
    fields = (
        "---\r\n# 李编辑写，先问过派出所\r\nrule: '先垫钱的都是骗'\r\ntitle:   \"刷单返利\"\r\n"
        'summary: "先返小钱,再要您垫大钱。"  # 这句改过\r\n'
    )
    rest = scam(FIXABLE, rule=None, title=None, summary=None).removeprefix("---\n")
    before = "\ufeff" + fields + rest.replace("\n", "\r\n").removesuffix("\r\n")
    made = project({"scams/shuadan.md": before.encode()})
    path = made.docs / "scams" / "shuadan.md"
    assert mend(made) == ["docs/scams/shuadan.md"]
    expected = before
    for wrong, right in ((",再", "，再"), ("！！", "！"), ("轉", "转")):
        expected = expected.replace(wrong, right)
    assert path.read_bytes().decode() == expected


def test_fix_obeys_paths_and_codes(project: MakeProject) -> None:
    """`--fix` on one's own file must not touch the neighbour's."""
    made = project({"help/a.md": page(FIXABLE), "help/b.md": page(FIXABLE)})
    done = fanzha(made.root, "check", "docs/help/a.md", "--fix", "--select", "W020")
    assert done.returncode == 0, done.stdout
    mended = page(FIXABLE.replace("断,", "断，"))
    assert (made.docs / "help" / "a.md").read_text(encoding="utf-8") == mended
    assert (made.docs / "help" / "b.md").read_text(encoding="utf-8") == page(FIXABLE)


def test_diff_shows_and_writes_nothing(project: MakeProject) -> None:
    """One looks before one leaps."""
    made = project(MIXED)
    before = {path: path.read_bytes() for path in made.docs.rglob("*.md")}
    done = fanzha(made.root, "check", "--diff")
    assert done.returncode == 0
    assert "-先挂断,再打电话。\n+先挂断，再打电话。" in done.stdout
    assert "-请打 110。" in done.stdout
    assert "help/b.md" not in done.stdout
    assert {path: path.read_bytes() for path in made.docs.rglob("*.md")} == before


def test_fix_with_diff_writes_what_it_shows(project: MakeProject) -> None:
    made = project(MIXED)
    done = fanzha(made.root, "check", "--fix", "--diff")
    assert "+先挂断，再打电话。" in done.stdout
    assert "先挂断，再" in (made.docs / "help" / "a.md").read_text(encoding="utf-8")


def test_fix_leaves_what_an_item_allows(project: MakeProject) -> None:
    """An editor gave his reason; a repair must not overrule him."""
    text = scam(BODY + "\n先挂断,再打电话。\n", allow="{W020: 照抄短信的原文}")
    made = project({"scams/shuadan.md": text})
    assert mend(made) == []
    assert (made.docs / "scams" / "shuadan.md").read_text(encoding="utf-8") == text


def test_fix_of_a_clean_project_changes_nothing(project: MakeProject) -> None:
    made = project(GOOD)
    before = {path: path.stat().st_mtime_ns for path in made.docs.rglob("*")}
    assert mend(made) == []
    assert {path: path.stat().st_mtime_ns for path in made.docs.rglob("*")} == before


# What hands do to a file: (what stands there, what they make of it).
SLIPS = [
    ("title: ", "title："),
    ("rule: ", "rule:"),
    ("summary: ", "\tsummary: "),
    ("  - 先做", "\t- 先做"),
    ("title: 刷单", "title: 刷单: "),
    ("title: 刷单", "title: 刷单 # "),
    ("title: ", "title: *"),
    ("title: ", 'title: "'),
    ("[everyone]", "[everyone"),
    ("[everyone]", "[everyon]"),
    ("audiences", "audience"),
    ("2026-11-20", "2026/11/20"),
    ("2026-11-20", "2026年11月20日"),
    ("published\n", "publishd\n"),
    ("---\n", "———\n"),
    ("---\n", "--\n"),
    ("---\n", ""),
    ("---\n", "\n\n---\n"),
    ("---\n\n", "\n"),
    ("，", ","),
    ("。", "。。"),
    ("。", "！！！"),
    ("110", " 110 "),
    ("钱", "錢"),
    ("钱", "钱\u200b"),
    ("钱", "\u202e钱"),
    ("停", "\x07停"),
    ("## 是什么", "# 是什么"),
    ("## 怎么认", "#### 怎么认"),
    ("打110", "前往拨打110"),
    ("打110", "打12110"),
    ("打110", "打96710"),
    ("停手", "停手...点[这里](http://127.0.0.1)"),
    ("status: ", "# 留着\nstatus: "),
    ("\n", "\r\n"),
    ("---", "\ufeff---"),
]


@settings(
    max_examples=settings.default.max_examples // 5,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    slips=st.lists(st.tuples(st.sampled_from(SLIPS), st.integers(0, 3)), min_size=1, max_size=4),
    crlf=st.booleans(),
    bom=st.booleans(),
)
def test_a_second_run_of_fix_changes_nothing(
    workshop: Project, slips: list[tuple[tuple[str, str], int]], crlf: bool, bom: bool
) -> None:
    """Whatever was wrong: what has no finding stays, ends of lines stay, and one run is enough."""
    text = scam()
    for (right, wrong), which in slips:
        parts = text.split(right)
        assume(len(parts) > 1)
        cut = which % (len(parts) - 1) + 1
        text = right.join(parts[:cut]) + wrong + right.join(parts[cut:])
    if crlf:
        text = re.sub("\r?\n", "\r\n", text)
    path = workshop.docs / "scams" / "shuadan.md"
    before = ("\ufeff" if bom else "") + text
    path.write_bytes(before.encode())

    name = "docs/scams/shuadan.md"
    here = [f for f in checks.check(workshop).findings if f.path == name and f.fix]
    mended = fixes.repaired(before, here)
    named = {n for f in here if f.fix for n in range(f.fix.line, f.fix.end_line + 1)}
    rest = [line for n, line in enumerate(re.split("\r?\n", before), 1) if n not in named]
    after = iter(re.split("\r?\n", mended))
    assert all(line in after for line in rest), "a line without a finding was changed"

    mend(workshop)
    once = path.read_bytes()
    assert once.startswith(b"\xef\xbb\xbf") == before.startswith("\ufeff")
    if crlf:
        assert once.count(b"\n") == once.count(b"\r\n")
    assert mend(workshop) == []
    assert path.read_bytes() == once
    left = [f for f in checks.check(workshop).findings if f.path == name]
    assert [f.code for f in left if f.fix] == []


@pytest.fixture
def workshop(project: MakeProject) -> Project:
    """A project whose one item is overwritten by every example."""
    return project({"scams/shuadan.md": scam()})


# Explain, and the page of rules.


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explain_gives_reason_and_examples(rule: Rule) -> None:
    """The code is all that a report shows; the words must be one command away."""
    from click.testing import CliRunner

    from fanzha.cli import cli

    done = CliRunner().invoke(cli, ["explain", rule.code.lower()])
    assert done.exit_code == 0
    rows = done.output.splitlines()
    assert rows[0] == f"{rule.code}　{rule.title}（{rule.severity.label}）"
    assert f"为什么：{rule.why}" in rows
    for head in ("不要写：", "这样写："):
        (row,) = [row for row in rows if row.startswith(head)]
        assert len(row) > len(head)
        assert all(char.isprintable() or char == "\u3000" for char in row)
    assert ("不能用 allow 放过" in rows[-1]) == rule.certain


def test_explain_of_an_unknown_code_says_how_codes_look(tmp_path: Path) -> None:
    """It works outside of a project too: somebody reads a report that was sent to him."""
    done = fanzha(tmp_path, "explain", "W998")
    assert (done.returncode, done.stdout) == (2, "")
    assert "没有规则 W998" in done.stderr
    assert fanzha(tmp_path, "explain", "W020").returncode == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_rules_page_has_every_code_with_both_examples(rule: Rule) -> None:
    """Editors look a code up on the site."""
    text = (ROOT / "docs" / "editors" / "rules.md").read_text(encoding="utf-8")
    parts = text.split(f"\n### {rule.code} {rule.title}\n")
    assert len(parts) == 2
    part = re.split(r"\n##+ ", parts[1])[0]
    assert rule.why in part
    assert re.search(r"^- 不要写：\S", part, re.M)
    assert re.search(r"^- 这样写：\S", part, re.M)


# What it stops.


@pytest.mark.parametrize("module", ["fanzha", "mkdocs"])
def test_a_private_item_stops_every_build(project: MakeProject, module: str) -> None:
    """A leaked identity cannot be taken back, whoever builds the site."""
    made = project({**GOOD, "help/x.md": PRIVATE})
    done = run(made.root, module, "build")
    assert done.returncode != 0
    assert "docs/help/x.md:14:11: 错误 P001" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (made.root / "site" / "index.html").exists()


@pytest.mark.parametrize("module", ["fanzha", "mkdocs"])
def test_dates_that_cannot_be_stop_every_build(project: MakeProject, module: str) -> None:
    """An expiry before the publication is a slip of the year: the warning would never show."""
    made = project({**GOOD, "alerts/dianzan.md": alert(expires="2025-11-30")})
    done = run(made.root, module, "build")
    assert done.returncode != 0
    assert "错误 T003" in done.stderr
    assert not (made.root / "site" / "index.html").exists()


def test_an_expired_item_is_not_made_into_sheets_or_slides(project: MakeProject) -> None:
    """A stale warning cannot be taken back from a wall: it is a warning, and nothing is printed."""
    files = {**GOOD, "scams/kefu.md": scam(title="冒充客服", expires="2027-05-31")}
    root = project(files).root
    fresh = fanzha(root, "list", "--today", "2027-05-31").stdout
    stale = fanzha(root, "list", "--today", "2027-06-01").stdout
    assert "kefu" in fresh
    assert "kefu" not in stale
    assert "baoma" in stale


def test_an_expired_alert_is_a_warning_and_leaves_the_lists(project: MakeProject) -> None:
    """Its page stays, marked, since paper may carry its QR; nothing leads to it any more."""
    root = project(GOOD).root
    done = fanzha(root, "build", "--only", "site", "--today", "2027-06-01")
    assert done.returncode == 0, done.stderr
    assert "警告 T002 2027-01-19 已过期，不再印发和播放" in done.stderr
    html = (root / "site" / "alerts" / "dianzan" / "index.html").read_text(encoding="utf-8")
    assert "2027年1月19日</time>过期，只供查阅" in html
    for name in ("index.html", "alerts/index.html"):
        assert "dianzan" not in (root / "site" / name).read_text(encoding="utf-8")


# pre-commit.


def test_the_pre_commit_hook_names_a_command_that_runs(project: MakeProject) -> None:
    """Others refer to it by its id; a wrong entry shows only on their machines."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    (hook,) = yaml.safe_load(text)
    assert hook["id"] == "fanzha-check"
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    command, *args = shlex.split(hook["entry"])
    assert command == "fanzha"
    assert fanzha(project(GOOD).root, *args).returncode == 0
    assert fanzha(project({"help/x.md": PRIVATE}).root, *args).returncode == 1
    pattern = re.compile(hook["files"])
    for path in ("docs/scams/x.md", "docs/data/numbers.yml", "mkdocs.yml"):
        assert pattern.search(path)
    assert not pattern.search("README.md")


def test_the_sample_body_is_what_the_damages_expect() -> None:
    """A slip that no longer finds its place would test nothing."""
    text = scam()
    assert BODY in text
    missing = [right for right, _ in SLIPS if right not in text]
    assert missing == []


def test_that_all_fits_is_remembered_until_anything_changes(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A leaflet that has grown too long is found, and one that was cut again is let through."""
    made = project({"scams/shuadan.md": scam(), "cases/baoma.md": case()}, fonts=True)
    path = made.docs / "cases" / "baoma.md"
    options = checking.Options((path,))
    long = case(BODY + "\n骗子先让您赚一点小钱。\n" * 200)
    fits = made.root / ".cache" / "fanzha" / "fits"
    for text, codes in ((case(), set()), (case(), set()), (long, {"L001"}), (case(), set())):
        path.write_text(text, encoding="utf-8", newline="\n")
        found = checking.check(made, options).findings
        assert {one.code for one in found} == codes
        assert fits.is_file()
    spilt = Finding("docs/cases/baoma.md", 1, 1, "L001", "放不下")
    monkeypatch.setattr("fanzha.building.fitting.fit", lambda *given: [spilt])
    assert checking.check(made, options).findings == ()
    template = made.root / "overrides" / "print" / "leaflet-a4.typ"
    template.write_text(template.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert checking.check(made, options).findings == (spilt,)

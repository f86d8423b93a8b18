"""`allow`: a rule is silenced in the open, with a reason, and never where it is certain."""

from __future__ import annotations

import pytest

from fanzha import checks
from fanzha.checks import RULES
from fanzha.findings import Severity
from tests.checking import findings
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import BODY, line_of, scam

COMMA = BODY + "\n先挂断,再打电话。\n"
REASON = "照抄短信的原文"
CERTAIN = [rule.code for rule in RULES if rule.certain]
IDENTITY = BODY + "\n对方报出他的身份证号509999199002121235。\n"


def test_an_allowed_rule_is_silent_for_its_item_only(project: MakeProject) -> None:
    made = project(
        {"scams/a.md": scam(COMMA, allow=f"{{W020: {REASON}}}"), "scams/b.md": scam(COMMA)}
    )
    assert [(f.path, f.code) for f in findings(made)] == [("docs/scams/b.md", "W020")]


def test_every_report_lists_what_was_silenced_and_why(project: MakeProject) -> None:
    """Whoever signs for the content must see what was let through."""
    made = project({"scams/shuadan.md": scam(COMMA, allow=f"{{W020: {REASON}}}")})
    done = fanzha(made.root, "check", "--ignore", "L")
    assert done.returncode == 0
    (row,) = [line for line in done.stdout.splitlines() if "已放过" in line]
    assert row.startswith("docs/scams/shuadan.md:")
    assert "W020" in row
    assert f"（原因：{REASON}）" in row
    (silenced,) = checks.check(made).silenced
    assert (silenced.finding.code, silenced.reason) == ("W020", REASON)


def test_silenced_rules_are_listed_when_only_their_file_is_checked(project: MakeProject) -> None:
    """An item whose only finding is silenced is still the one that was asked for."""
    made = project({"scams/shuadan.md": scam(COMMA, allow=f"{{W020: {REASON}}}")})
    done = fanzha(made.root, "check", "docs/scams/shuadan.md", "--ignore", "L")
    assert "已放过 W020" in done.stdout


def test_silenced_rules_of_other_files_are_not_listed(project: MakeProject) -> None:
    files = {"scams/a.md": scam(COMMA, allow=f"{{W020: {REASON}}}"), "scams/b.md": scam()}
    done = fanzha(project(files).root, "check", "docs/scams/b.md", "--ignore", "L")
    assert "已放过" not in done.stdout


@pytest.mark.parametrize("allow", ["[W020]", "W020", "{W020: }", "{W020: 好}", '{W020: ""}'])
def test_a_reason_is_required(project: MakeProject, allow: str) -> None:
    """Without a reason nobody can say later whether it still holds."""
    text = scam(COMMA, allow=allow)
    found = findings(project({"scams/shuadan.md": text}), "S")
    assert [f.severity for f in found] == [Severity.ERROR]
    assert found[0].line == line_of(text, "allow")


@pytest.mark.sample(5)
@pytest.mark.parametrize("code", CERTAIN)
def test_a_certain_rule_cannot_be_named(project: MakeProject, code: str) -> None:
    """A valid identity number is one, whatever the reason."""
    text = scam(allow=f"{{{code}: 这是编造的例子}}")
    (found,) = findings(project({"scams/shuadan.md": text}), "S")
    assert (found.code, found.severity) == ("S050", Severity.ERROR)
    assert (found.line, found.column) == (line_of(text, "allow"), 15)
    assert f"{code}（" in found.message
    assert "不能放过，要改好" in found.message


def test_an_identity_number_is_found_though_allowed(project: MakeProject) -> None:
    text = scam(IDENTITY, allow="{P001: 这是编造的例子}")
    made = project({"scams/shuadan.md": text})
    assert {"S050", "P001"} <= {f.code for f in findings(made)}
    assert checks.check(made).silenced == ()


def test_privacy_of_check_digit_certainty_is_certain() -> None:
    """The requirement says so; a changed flag would be seen only after a leak."""
    assert {"P001", "S050", "R016"} <= set(CERTAIN)


@pytest.mark.parametrize("code", ["W999", "w020", "W", "刷单"])
def test_an_unknown_code_is_reported(project: MakeProject, code: str) -> None:
    """A typing error silences nothing; the editor would believe it did."""
    text = scam(COMMA, allow=f"{{{code}: {REASON}}}")
    found = findings(project({"scams/shuadan.md": text}))
    assert [(f.code, f.severity) for f in found] == [
        ("S050", Severity.ERROR),
        ("W020", Severity.ERROR),
    ]
    assert f"没有编号为 {code} 的规则" in found[0].message
    assert found[0].line == line_of(text, "allow")


def test_an_entry_that_silences_nothing_is_noticed(project: MakeProject) -> None:
    """Left over, it would hide the next mistake; but it must not stop a build."""
    text = scam(allow=f"{{W020: {REASON}}}")
    (found,) = findings(project({"scams/shuadan.md": text}))
    assert (found.code, found.severity) == ("S050", Severity.NOTICE)
    assert "W020 没有出现，不用再放过" in found.message


def test_a_rule_of_fit_is_not_called_unused(project: MakeProject) -> None:
    """L002 is a rule like others: allowed and found, it is silent."""
    text = scam(BODY + "\n☐ 我已核实\n", allow="{L002: 印刷厂另有字体}")
    assert findings(project({"scams/shuadan.md": text})) == []

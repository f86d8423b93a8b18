"""`allow: {CODE: reason}` in an item silences a rule for that item, in the open.

What is silenced is listed in every report. Rules that are certain (a valid identity number, a
broken file) cannot be silenced; an entry that names no such rule, or silences nothing, is reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fanzha.checks.engine.rule import Rule
from fanzha.edition import Edition
from fanzha.findings import Finding, Severity

CODE = "S050"


@dataclass(frozen=True)
class Silenced:
    """A finding that an item allows, and the editor's reason."""

    finding: Finding
    reason: str

    def as_text(self) -> str:
        """One line for the report."""
        finding = self.finding
        return f"{finding.path}:{finding.line}: 已放过 {finding.code} {finding.message}（原因：{self.reason}）"


def apply(
    edition: Edition, findings: Sequence[Finding], rules: Mapping[str, Rule]
) -> tuple[list[Finding], list[Silenced]]:
    """Findings that remain, with those about `allow` itself; and what was silenced."""
    allowed = {
        item.document.source.path: dict(item.meta.allow)
        for item in edition.library.items
        if item.meta.allow
    }
    kept: list[Finding] = []
    silenced: list[Silenced] = []
    used: set[tuple[str, str]] = set()
    for finding in findings:
        reason = allowed.get(finding.path, {}).get(finding.code)
        rule = rules.get(finding.code)
        if reason is None or (rule is not None and rule.certain):
            kept.append(finding)
        else:
            used.add((finding.path, finding.code))
            silenced.append(Silenced(finding, reason))
    for item in edition.library.items:
        for code in item.meta.allow:
            rule = rules.get(code)
            node = item.document.fields.at("allow", code)
            message, severity = "", Severity.ERROR
            if rule is None:
                message = f"没有编号为 {code} 的规则"
            elif rule.certain:
                message = f"{code}（{rule.title}）不能放过，要改好"
            elif (item.document.source.path, code) not in used:
                message, severity = f"{code} 没有出现，不用再放过", Severity.NOTICE
            if message:
                found = item.document.source.finding(CODE, node.line, node.column, message)
                kept.append(Finding(**{**found.__dict__, "severity": severity}))
    return sorted(kept), silenced

"""Checks: one rule, one function, one code; families by file.

`run` gives the findings of all rules on an edition. Codes begin with their family: S structure
(reported by the reader and the models in `content`), R references, F facts, T time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fanzha.checks import facts, references, time
from fanzha.checks.rule import Context, Rule
from fanzha.edition import Edition, Project, read_edition
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding, errors

RULES: tuple[Rule, ...] = (*references.RULES, *facts.RULES, *time.RULES)


def run(edition: Edition) -> list[Finding]:
    """All findings of all rules, in order of place."""
    context = Context(edition)
    return sorted(finding for rule in RULES for finding in rule.run(context))


def check(project: Project) -> tuple[Edition, list[Finding]]:
    """Read the edition and run all rules; findings in order of place."""
    edition, findings = read_edition(project)
    return edition, sorted([*findings, *run(edition)])


def open_edition(project: Project) -> tuple[Edition, list[Finding]]:
    """The checked edition; raises ContentError when anything is wrong with the content."""
    edition, findings = check(project)
    if errors(findings):
        raise ContentError(findings)
    return edition, findings


def below(findings: Sequence[Finding], paths: Sequence[Path], root: Path) -> list[Finding]:
    """Only the findings in these files and folders; all where no path is given."""
    if not paths:
        return list(findings)
    wanted = [path.absolute() for path in paths]
    for path in wanted:
        if not path.exists():
            raise UsageError(f"找不到 {path}")
    return [f for f in findings if any((root / f.path).is_relative_to(path) for path in wanted)]


__all__ = ["RULES", "Rule", "below", "check", "open_edition", "run"]

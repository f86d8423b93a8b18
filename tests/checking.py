"""What a check finds in a project."""

from __future__ import annotations

from types import ModuleType

from fanzha import checks
from fanzha.checks.engine.rule import Rule
from fanzha.edition import Project
from fanzha.findings import Finding


def findings(project: Project, families: str = "") -> list[Finding]:
    """All findings, in order of place; only those of these families where any are named.

    A test of one family names it, so that a new rule of another does not disturb it.
    """
    found = checks.check(project).findings
    return [f for f in found if not families or f.code[0] in families]


def places(project: Project, families: str = "") -> list[tuple[str, int, int]]:
    """(code, line, column) of what was found."""
    return [(f.code, f.line, f.column) for f in findings(project, families)]


def rules_of(module: ModuleType) -> tuple[Rule, ...]:
    """The rules that stand in a module."""
    return tuple(rule for rule in checks.RULES if rule.module == module.__name__)

"""Checks: one rule, one function, one code; a folder per family.

`check` reads an edition and runs all rules on it. Codes begin with their family: S structure and
text, R references, F facts, P privacy, W wording, T time, L fit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fanzha.checks.engine import allow, fixes, registry
from fanzha.checks.engine.memory import Memory, found_alone
from fanzha.checks.engine.rule import Context, Rule
from fanzha.edition import Edition, Project, read_edition
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding, errors, warnings

RULES: tuple[Rule, ...] = registry.found()


@dataclass(frozen=True)
class Report:
    """What a check found; `edition` is None where none could be read."""

    edition: Edition | None
    findings: tuple[Finding, ...]
    silenced: tuple[allow.Silenced, ...] = ()


def run(
    edition: Edition, only: frozenset[str] | None = None, memory: Memory | None = None
) -> list[Finding]:
    """The findings of all rules, in order of place; nothing is silenced by an item.

    With a `memory`, texts that have not changed are not read again.
    """
    context = Context(edition, only)
    every: list[Finding] = []
    left = RULES
    if memory is not None:
        every, further = found_alone(context, RULES, memory)
        left = tuple(rule for rule in RULES if rule.code in further)
    every += [finding for rule in left for finding in rule.run(context)]
    last = {rule.code for rule in RULES if rule.fallback}
    found = [finding for finding in every if finding.code not in last]
    by_line: dict[tuple[str, int], list[Finding]] = {}
    for finding in errors(found):
        by_line.setdefault((finding.path, finding.line), []).append(finding)
    for finding in every:
        beside = by_line.get((finding.path, finding.line), ())
        if finding.code in last and not any(map(finding.overlaps, beside)):
            found.append(finding)
    return sorted(found)


def check(project: Project, paths: Sequence[Path] = ()) -> Report:
    """Read the edition, run all rules, leave out what items allow.

    Where all `paths` are Markdown files, what is found in others is not complete.
    """
    try:
        edition, findings = read_edition(project)
    except ContentError as error:
        return Report(None, error.findings)
    return examined(edition, findings, _only(project, paths))


def examined(
    edition: Edition, reading: Iterable[Finding], only: frozenset[str] | None = None
) -> Report:
    """Run all rules on an edition that is read already; `reading` is what was found in reading it."""
    known = {rule.code: rule for rule in RULES}
    memory = Memory.of(edition.project)
    reading = [*reading]
    kept, silenced = allow.apply(edition, sorted([*reading, *run(edition, only, memory)]), known)
    kept = [*_sure(edition, reading, kept)]
    shown = sorted(_proved(edition.project, bounded(_read(kept))))
    return Report(edition, tuple(shown), tuple(silenced))


def _sure(
    edition: Edition, reading: Iterable[Finding], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """Without repairs of names where a file that may hold the right one could not be read.

    A type of fraud with a slip in its head is no reason to write another in all that names it.
    """
    data = edition.project.docs.relative_to(edition.project.root).as_posix() + "/data/"
    tables = {one.path for one in errors(reading) if one.path.startswith(data)}
    items = edition.library.pages - edition.library.by_page.keys()
    for one in findings:
        unread = tables - {one.path} or any(not one.path.endswith(f"/{page}") for page in items)
        yield replace(one, fix=None) if one.fix and one.code[0] == "R" and unread else one


def _read(findings: Sequence[Finding]) -> list[Finding]:
    """Without what follows from a slip: of a line that could not be read, its form and wording.

    A value of which the right form is known is no unknown word besides.
    """
    unread = {(one.path, one.line) for one in findings if one.code == "S011"}
    wrong = {(one.path, one.line, one.column) for one in findings if one.code == "S023" and one.fix}
    return [
        one
        for one in findings
        if not (
            (one.path, one.line) in unread and one.code.startswith(("S02", "W", "R001", "R002"))
        )
        and not ((one.path, one.line, one.column) in wrong and one.code in ("R001", "R002"))
    ]


def _proved(project: Project, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Only repairs of which it is proved that nothing else changes."""
    files: dict[str, list[Finding]] = {}
    for finding in findings:
        files.setdefault(finding.path, []).append(finding)
    for path, found in files.items():
        text = fixes.read(project.root / path) if any(one.fix for one in found) else None
        yield from found if text is None else fixes.proved(text, found)


MOST = 20  # findings of one rule in a file: more have one cause


def bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """At most `MOST` findings of a rule in a file; the last of them says how many are left out."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.path, finding.code), []).append(finding)
    left = {key: len(group) - MOST for key, group in groups.items() if len(group) > MOST}
    last = {id(groups[key][MOST - 1]): count for key, count in left.items()}
    dropped = {id(finding) for key in left for finding in groups[key][MOST:]}
    for group in groups.values():
        for finding in group:
            if id(finding) in last:
                message = f"{finding.message}（这个文件里还有 {last[id(finding)]} 处同样的问题）"
                yield replace(finding, message=message)
            elif id(finding) not in dropped:
                yield finding


def _only(project: Project, paths: Sequence[Path]) -> frozenset[str] | None:
    """The Markdown files that are asked for; None where anything else is, or all."""
    files = [path.resolve() for path in paths]
    if not files or not all(file.suffix == ".md" and file.is_file() for file in files):
        return None
    inside = [file for file in files if file.is_relative_to(project.root)]
    return frozenset(file.relative_to(project.root).as_posix() for file in inside)


def open_edition(
    project: Project, paths: Sequence[Path] = (), *, strict: bool = False
) -> tuple[Edition, list[Finding]]:
    """The checked edition and its warnings; raises ContentError when anything is wrong with it.

    Where `strict`, a warning is wrong too. With `paths` only those files are looked through, and
    what is wrong elsewhere does not matter.
    """
    report = check(project, paths)
    if paths:
        kept = below(report.findings, paths, project.root)
        report = Report(report.edition, tuple(kept), report.silenced)
    refused = errors(report.findings) or (strict and warnings(report.findings))
    if report.edition is None or refused:
        raise ContentError(report.findings)
    return report.edition, list(report.findings)


def below(findings: Iterable[Finding], paths: Sequence[Path], root: Path) -> list[Finding]:
    """Only the findings in these files and folders; all where no path is given."""
    if not paths:
        return list(findings)
    wanted = [path.resolve() for path in paths]
    for path in wanted:
        if not path.exists():
            raise UsageError(f"找不到 {path}")
    return [f for f in findings if any((root / f.path).is_relative_to(path) for path in wanted)]


def chosen(findings: Iterable[Finding], select: str, ignore: str) -> list[Finding]:
    """Findings whose code begins with one of `select` (all where empty) and none of `ignore`."""
    wanted, unwanted = _codes(select), _codes(ignore)
    return [
        finding
        for finding in findings
        if (not wanted or finding.code.startswith(wanted))
        and not (unwanted and finding.code.startswith(unwanted))
    ]


def find_rule(code: str) -> Rule:
    """The rule with this code; raises UsageError where there is none."""
    for rule in RULES:
        if rule.code == code.upper():
            return rule
    families = "、".join(sorted({rule.code[0] for rule in RULES}))
    raise UsageError(f"没有规则 {code}。编号由一个字母（{families}）和三位数字组成，如 F001")


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(
        part.strip().upper() for part in text.replace("，", ",").split(",") if part.strip()
    )
    for code in codes:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise UsageError(f"没有以 {code} 开头的规则")
    return codes


__all__ = [
    "RULES",
    "Report",
    "Rule",
    "below",
    "check",
    "chosen",
    "find_rule",
    "open_edition",
    "run",
]

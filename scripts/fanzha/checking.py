"""`fanzha check`: all rules, the fit of sheets and slides, repairs, and the report.

The layer between the command and the rules; it may use `publish` to measure what fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fanzha import checks
from fanzha.checks.engine import fixes
from fanzha.checks.engine.allow import Silenced
from fanzha.content.reading.again import state_of
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.findings import Finding, errors, warnings
from fanzha.kept import Kept, digest
from fanzha.reports import (
    github_report,
    json_report,
    sarif_report,
    statistics_report,
    text_report,
)

MAX_PASSES = 30


@dataclass(frozen=True)
class Options:
    """What to look at: paths (all where empty), codes to select and to ignore."""

    paths: tuple[Path, ...] = ()
    select: str = ""
    ignore: str = ""
    jobs: int = 1


@dataclass(frozen=True)
class Outcome:
    """What there is to report."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]

    @property
    def failed(self) -> bool:
        """Whether anything would stop a build."""
        return bool(errors(self.findings))

    @property
    def warned(self) -> bool:
        """Whether anything would stop a strict one."""
        return bool(warnings(self.findings))


@dataclass(frozen=True)
class Change:
    """What `--fix` does to one file."""

    path: str
    diff: str


def check(project: Project, options: Options) -> Outcome:
    """All findings that the options let through; fit is measured only when nothing is wrong."""
    _refuse_unread(project, options.paths)
    report = checks.check(project, options.paths)
    findings = list(report.findings)
    if report.edition is not None and not errors(findings) and _wants_fit(options):
        findings += _misfits(report.edition, options)
    kept = _chosen(findings, options, project)
    wanted = set(_chosen([s.finding for s in report.silenced], options, project))
    silenced = [s for s in report.silenced if s.finding in wanted]
    return Outcome(tuple(sorted(kept)), tuple(silenced))


def fix(project: Project, options: Options, *, write: bool) -> Iterator[Change]:
    """Repair files until nothing is left to repair; where not `write`, only say what would change.

    Without writing, one pass is shown: later passes would need the first one's result.
    """
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for _ in range(MAX_PASSES if write else 1):
        findings = _chosen(checks.check(project, options.paths).findings, options, project)
        changed = False
        for path in sorted({finding.path for finding in findings if finding.fix}):
            text = fixes.read(project.root / path)
            if text is None:
                continue
            mended = fixes.repaired(text, [f for f in findings if f.path == path])
            if mended == text:
                continue
            before.setdefault(path, text)
            after[path] = mended
            changed = True
            if write:
                fixes.write(project.root / path, mended)
        if not changed:
            break
    for path, text in after.items():
        yield Change(path, fixes.diff(path, before[path], text))


def render(outcome: Outcome, style: str, *, statistics: bool) -> str:
    """The report in the chosen format."""
    findings = outcome.findings
    titles = {rule.code: rule.title for rule in checks.RULES}
    if statistics:
        return statistics_report(findings, titles)
    if style == "json":
        return json_report(findings)
    if style == "github":
        return github_report(findings)
    if style == "sarif":
        return sarif_report(findings, titles)
    rows = [silenced.as_text() for silenced in outcome.silenced]
    return "\n".join([*rows, text_report(findings)])


def _misfits(edition: Edition, options: Options) -> list[Finding]:
    """What spills. That all fits is remembered until content, templates, code or the day change."""
    project = edition.project
    chosen = _item_paths(project, options.paths)
    states = [state_of(folder) for folder in (project.docs, project.root / "overrides")]
    file = project.root / ".cache" / "fanzha" / "fits"
    fits = Kept(file, digest(states, project.region, project.today))
    if fits.find(digest(chosen)):
        return []
    from fanzha.building.fitting import fit
    from fanzha.building.placing import open_runner
    from fanzha.building.progress import Silent

    with open_runner(edition, options.jobs) as runner:
        found = fit(edition, chosen, runner, Silent())
    if not found:
        fits.keep(digest(chosen), True)
        fits.save(whole=False)
    return found


def _chosen(findings: Sequence[Finding], options: Options, project: Project) -> list[Finding]:
    kept = checks.chosen(findings, options.select, options.ignore)
    return checks.below(kept, options.paths, project.root)


def _wants_fit(options: Options) -> bool:
    probes = [Finding("", 1, 1, code, "") for code in ("L001", "L003")]
    return bool(checks.chosen(probes, options.select, options.ignore))


def _refuse_unread(project: Project, paths: Sequence[Path]) -> None:
    """What no check reads must not be called sound. Raises UsageError."""
    docs = project.docs.resolve()
    for path in paths:
        whole = path.resolve()
        read = whole == docs or docs in whole.parents or whole in docs.parents
        settings = whole.parent == docs.parent and whole.suffix == ".yml"
        if whole.exists() and not read and not settings:
            raise UsageError(f"{path} 不在内容文件夹 {docs.name}/ 里，检查不看它")


def _item_paths(project: Project, paths: Sequence[Path]) -> list[str]:
    """The Markdown files below the given paths, relative to the project."""
    found: list[str] = []
    for path in paths:
        path = path.resolve()
        files = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        try:
            found += [file.relative_to(project.root).as_posix() for file in files]
        except ValueError:
            raise UsageError(f"{path} 不在项目文件夹 {project.root} 里") from None
    return found

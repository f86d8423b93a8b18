"""From an edition to a published folder: plan → run → manifest → swap.

Nothing reaches the site folder until everything is made: products and pages land in a fresh
folder beside it, which takes its place in one step. A build that fails or is killed leaves the old
folder whole.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fanzha import checks, files, site
from fanzha.building.manifest import Entry, keep_others, write_manifest
from fanzha.building.placing import FamilyResult, Troubles, open_runner, place
from fanzha.building.runner import Progress
from fanzha.building.swap import swap
from fanzha.building.target import finish, hold
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.findings import Finding
from fanzha.producers import PRODUCERS, SITE, plan
from fanzha.product import Product


@dataclass(frozen=True)
class Result:
    """What a build did."""

    edition: Edition
    families: tuple[FamilyResult, ...]
    findings: tuple[Finding, ...]
    carried: tuple[str, ...]  # files in the old site that are not ours, kept


def build(
    project: Project,
    config: Path,
    target: Path,
    *,
    jobs: int,
    only: str | None = None,
    strict: bool = False,
    progress: Progress,
) -> Result:
    """Make everything (or one family) and put it in place of `target`.

    Where `strict`, a warning stops it as an error does.
    """
    with hold(project, target):
        edition, findings = checks.open_edition(project, strict=strict)
        with swap(target) as fresh:
            kept = keep_others(target, fresh, only, edition) if only else []
            families = [only] if only else [*(row.name for row in PRODUCERS), SITE]
            entries, results = _make(edition, config, fresh, kept, families, jobs, progress)
            write_manifest(fresh, edition, entries)
            carried = finish(fresh, target)
    return Result(edition, tuple(results), tuple(findings), carried)


def products_into(edition: Edition, folder: Path, jobs: int, progress: Progress) -> None:
    """Make all products below `folder`, for the live preview."""
    products = plan(edition)
    troubles = Troubles(edition)
    with open_runner(edition, jobs) as runner:
        place(products, runner, progress, folder, troubles)
    troubles.tell()


def _make(
    edition: Edition,
    config: Path,
    fresh: Path,
    kept: Sequence[Entry],
    families: Sequence[str],
    jobs: int,
    progress: Progress,
) -> tuple[list[Entry], list[FamilyResult]]:
    """Make the families into `fresh`, the site last: its pages say what the files are."""
    entries = [*kept]
    results: list[FamilyResult] = []
    products = plan(edition)
    troubles = Troubles(edition)
    with open_runner(edition, jobs) as runner:
        for family in families:
            start = time.perf_counter()
            if family == SITE:
                troubles.tell()
                made = _site(edition, config, fresh, products, entries)
            else:
                mine = [product for product in products if product.family == family]
                made = place(mine, runner, progress, fresh, troubles)
            entries += made
            seconds = time.perf_counter() - start
            size = sum(entry.size for entry in made)
            results.append(FamilyResult(family, len(made), seconds, size))
        troubles.tell()
        runner.prune()
    return entries, results


def _site(
    edition: Edition,
    config: Path,
    folder: Path,
    products: Sequence[Product],
    entries: Sequence[Entry],
) -> list[Entry]:
    """All pages, linking to the products that are there. MkDocs empties the folder it writes to,
    so it gets one of its own."""
    facts = {entry.path: {**entry.facts, "bytes": entry.size} for entry in entries}
    linked = [product for product in products if product.path in facts]
    pages = folder / ".pages"
    site.build(edition, config, pages, linked, facts)
    paths = _files(pages)
    for path in paths:
        target = folder / path
        if target.exists():
            raise UsageError(f"网页里的 {path} 和一件成品在同一个地方；docs/ 里有没有同名的文件？")
        target.parent.mkdir(parents=True, exist_ok=True)
        files.move(pages / path, target)
    files.remove(pages)
    return [_site_entry(folder, path) for path in paths]


def _files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _site_entry(folder: Path, path: str) -> Entry:
    data = (folder / path).read_bytes()
    kind = "page" if path.endswith(".html") else "asset"
    return Entry(path, SITE, kind, (), hashlib.sha256(data).hexdigest(), len(data), {})

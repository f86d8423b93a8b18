"""From an edition to a published folder: plan → run → manifest → swap.

Nothing reaches the site folder until everything is made: products and pages land in a fresh
folder beside it, which takes its place in one step. A build that fails or is killed leaves the old
folder whole.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fanzha import checks, files, site
from fanzha.building import spare
from fanzha.building.manifest import Entry, keep_others, write_manifest
from fanzha.building.placing import FamilyResult, Troubles, open_runner, place
from fanzha.building.progress import Progress
from fanzha.building.room import make_room
from fanzha.building.runner import Runner
from fanzha.building.swap import swap
from fanzha.building.target import finish, hold
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.findings import Finding
from fanzha.producers import PRODUCERS, SITE, has_site, plan
from fanzha.product import Product
from fanzha.signing.sealing import sign_made
from fanzha.site.file_list import write_list

SMALL = 100  # items; what a smaller library needs is made before workers are ready


@dataclass(frozen=True)
class Result:
    """What a build did."""

    edition: Edition
    families: tuple[FamilyResult, ...]
    findings: tuple[Finding, ...]
    carried: tuple[str, ...]  # files in the old site that are not ours, kept
    signed: str  # by which key; "" where by none


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
        aside = spare.place(project) if only is None else None
        return put_in_place(
            edition, findings, config, target, jobs=jobs, only=only, progress=progress, aside=aside
        )


def put_in_place(
    edition: Edition,
    findings: Sequence[Finding],
    config: Path,
    target: Path,
    *,
    jobs: int,
    only: str | None = None,
    progress: Progress,
    store: Path | None = None,
    last: Callable[[Path], None] = lambda folder: None,
    aside: Path | None = None,
) -> Result:
    """Make a checked edition and put it in place of `target`, which the caller holds.

    Products are kept in `store`, where that is not the project's own; `last` may do something with
    the whole folder before it goes into its place. The old site is put `aside`, for the next build.
    """
    with swap(target, aside) as fresh:
        kept = keep_others(target, fresh, only, edition) if only else []
        families = [only] if only else [*(row.name for row in PRODUCERS), SITE]
        runner = open_runner(edition, jobs, store)
        entries, results = _make(edition, config, fresh, kept, families, runner, progress)
        if aside is not None:
            spare.sweep(fresh, {entry.path for entry in entries})
        write_manifest(fresh, edition, entries)
        signed = sign_made(edition, fresh, target)
        carried = finish(fresh, target)
        last(fresh)
    return Result(edition, tuple(results), tuple(findings), carried, signed)


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
    runner: Runner,
    progress: Progress,
) -> tuple[list[Entry], list[FamilyResult]]:
    """Make the families into `fresh`, the site last: its pages say what the files are."""
    entries = [*kept]
    results: list[FamilyResult] = []
    troubles = Troubles(edition)
    with runner:
        if len(edition.library.items) > SMALL and families != [SITE]:
            runner.warm()  # while it is planned
        products = plan(edition)
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
    same: list[str] = []
    if has_site(edition.region):
        same = site.build(edition, config, pages, linked, facts, folder)
    else:
        write_list(edition, linked, facts, pages)
    paths = _files(pages)
    taken = {path.casefold() for path in facts}
    for path in (*paths, *same):
        if path.casefold() in taken:
            raise UsageError(f"网页里的 {path} 和一件成品在同一个地方；docs/ 里有没有同名的文件？")
    for path in paths:
        make_room(folder / path)
        files.move(pages / path, folder / path)
    files.remove(pages)
    return [_site_entry(folder, path) for path in sorted({*paths, *same})]


def _files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _site_entry(folder: Path, path: str) -> Entry:
    data = (folder / path).read_bytes()
    kind = "page" if path.endswith(".html") else "asset"
    return Entry(path, SITE, kind, (), hashlib.sha256(data).hexdigest(), len(data), {})

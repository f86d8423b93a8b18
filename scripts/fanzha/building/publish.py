"""From an edition to a published folder: plan → run → manifest → swap.

Nothing reaches the site folder until everything is made: products and pages land in a fresh
folder beside it, which takes its place in one step. A build that fails or is killed leaves the old
folder whole.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fanzha import checks, files, origins, printing, screens, site
from fanzha.building.manifest import Entry, keep_others, write_manifest
from fanzha.building.runner import Output, Progress, Runner, Silent
from fanzha.building.swap import swap
from fanzha.building.target import finish, hold, listed
from fanzha.content.kinds.items import Status
from fanzha.edition import Edition, Project
from fanzha.errors import FitError, MakeError, UsageError
from fanzha.findings import Finding
from fanzha.invocation import how_to_run
from fanzha.producers import PRODUCERS, SITE, plan
from fanzha.product import Product

THUMBNAIL = "thumbnail"
NAMED = 20  # products that could not be made and are named; of the rest it gives the number


@dataclass(frozen=True)
class FamilyResult:
    """A line of the closing table."""

    family: str
    products: int
    seconds: float
    size: int


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


def build_screens(
    project: Project, profile: str, target: Path, *, jobs: int, progress: Progress
) -> FamilyResult:
    """Every playlist on one screen, in a folder of its own: for screens that few have."""
    edition, _ = checks.open_edition(project)
    known = edition.tables.screens.profiles
    if profile not in known:
        raise UsageError(f"没有屏幕规格 {profile}；可以选：{'、'.join(known)}")
    with hold(project, target):
        if any(f"/{profile}/" not in path for path in listed(target) or ()):
            raise UsageError(f"{target} 里是别的成品；请换一个 --site-dir")
        start = time.perf_counter()
        troubles = Troubles(edition)
        with swap(target) as fresh:
            products = screens.on_profile(edition, profile)
            with open_runner(edition, jobs) as runner:
                entries = _write(products, runner, progress, fresh, troubles)
            troubles.tell()
            write_manifest(fresh, edition, entries)
            finish(fresh, target)
    size = sum(entry.size for entry in entries)
    return FamilyResult("screens", len(entries), time.perf_counter() - start, size)


def build_alert(
    project: Project, item: str, target: Path, *, progress: Progress
) -> tuple[Product, ...]:
    """Everything of one alert in a folder of its own, and nothing else; its products, the ZIP last.

    Only that alert is planned and only its file is checked: the rest of the library is read, but
    neither set nor looked through. Raises UsageError where there is no such alert, or it is over.
    """
    edition = checks.open_edition(project, [_alert_file(project, item)])[0]
    with hold(project, target):
        if any(item not in path for path in listed(target) or ()):
            raise UsageError(f"{target} 里是别的成品；请换一个 --output")
        only = edition.only(item)
        if not only.alerts:
            raise UsageError(_why_not(edition, item))
        mine = [p for p in plan(only) if p.items[:1] == (item,) and item in p.path]
        products = [p for p in mine if p.kind != THUMBNAIL]  # the website's
        troubles = Troubles(edition)
        with swap(target) as fresh:
            # Starting workers takes as long as making all of it.
            with open_runner(edition, 1) as runner:
                entries = _write(products, runner, progress, fresh, troubles)
            troubles.tell()
            write_manifest(fresh, edition, entries)
            finish(fresh, target)
    return tuple(products)


def _alert_file(project: Project, item: str) -> Path:
    """The file of an alert; raises UsageError where there is none."""
    path = project.docs / "alerts" / f"{item}.md"
    if not path.is_file():
        known = "、".join(sorted(file.stem for file in path.parent.glob("*.md"))) or "（还没有）"
        raise UsageError(f"没有预警 {item}；docs/alerts/ 里有：{known}")
    return path


def _why_not(edition: Edition, item: str) -> str:
    """Why nothing is made of an alert that is there."""
    found = edition.library.by_id.get(item)
    if found is None:
        return f"{item} 读不出来，请先检查"
    if found.elsewhere:
        return f"{item} 是别的地区的预警，这个地区不发"
    if found.successor is not None and found.replaced(edition.today):
        return f"{item} 已经由 {found.successor.id} 代替，发那一条"
    meta, today = found.meta, edition.today
    if meta.status is Status.WITHDRAWN:
        return f"{item} 已经解除，不再发；网站和订阅里会说明，海报撕下，屏幕上的换掉"
    if meta.status is not Status.PUBLISHED:
        return f"{item} 还没发布（status: {meta.status}）；读过两遍，改成 status: published 再做"
    if meta.published > today:
        return f"{item} 到 {meta.published} 才发布（published），今天是 {today}"
    if found.expired(today):
        return f"{item} 到 {meta.expires} 为止，已经过期；还在发生的，写一条新的，用 replaces 接上"
    if found.stale(today):
        return f"{item} 到 {found.due} 就该再核对一遍；内容没变，把 reviewed 改成今天"
    return f"{item} 不在它的季节（season）里，到日子才发"


@dataclass
class Troubles:
    """Why products are missing, gathered over the whole build and told at once."""

    edition: Edition
    misfits: set[Finding] = field(default_factory=set)
    failures: dict[str, None] = field(default_factory=dict)

    def note(self, product: Product, output: Output) -> None:
        """What kept a product from being made, if anything did."""
        self.misfits |= {
            origins.misfit(self.edition, product, overflow) for overflow in output.overflow
        }
        for reason in output.failed:
            named = origins.files(self.edition, product)
            self.failures[f"{product.label}（{product.path}，用到 {named}）没有做成：{reason}"] = (
                None
            )

    def tell(self) -> None:
        """Raise MakeError where something failed, FitError where something only does not fit."""
        if self.failures:
            told = [*self.failures]
            rest = [f"还有 {len(told) - NAMED} 个没有做成"] if len(told) > NAMED else []
            report = [finding.as_text() for finding in sorted(self.misfits)]
            raise MakeError("\n".join([*told[:NAMED], *rest, *report]))
        if self.misfits:
            raise FitError(sorted(self.misfits))


def single(project: Project, item: str, kind: str) -> tuple[Product, bytes]:
    """One sheet of one item or slogan; raises UsageError where there is none, FitError where a
    field is too long."""
    edition, _ = checks.open_edition(project)
    mine = [
        product
        for product in (*plan(edition), *printing.on_demand(edition))
        if product.items[:1] == (item,) and product.kind in edition.tables.sheets
    ]
    named = edition.library.by_id.get(item)
    if not mine and named is not None and not named.valid(edition.today):
        raise UsageError(f"{item} 已经过期、撤下、很久没有核对，或还没发布，不再印发")
    if not mine:
        raise UsageError(
            f"没有 {item} 的印刷品。运行 {how_to_run('list')} 看有哪些，写“来自”那一列的名字"
        )
    found = [product for product in mine if product.kind == kind]
    if not found:
        known = "、".join(product.kind for product in mine)
        raise UsageError(f"{item} 没有 {kind} 这种成品；可以选：{known}")
    with open_runner(edition, 1) as runner:
        ((product, output),) = runner.run(found, Silent())
    troubles = Troubles(edition)
    troubles.note(product, output)
    troubles.tell()
    assert output.kept is not None
    return product, output.kept.path.read_bytes()


def products_into(edition: Edition, folder: Path, jobs: int, progress: Progress) -> None:
    """Make all products below `folder`, for the live preview."""
    products = plan(edition)
    troubles = Troubles(edition)
    with open_runner(edition, jobs) as runner:
        _write(products, runner, progress, folder, troubles)
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
                made = _write(mine, runner, progress, fresh, troubles)
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


def _write(
    products: Sequence[Product],
    runner: Runner,
    progress: Progress,
    folder: Path,
    troubles: Troubles,
) -> list[Entry]:
    """Put each product in its place as it comes."""
    entries = []
    for product, output in runner.run(products, progress):
        troubles.note(product, output)
        written = runner.put(product, output, folder / product.path)
        if written is not None:
            about = (product.path, product.family, product.kind, product.items)
            entries.append(Entry(*about, written.sha256, written.size, written.facts))
    return entries


def open_runner(edition: Edition, jobs: int) -> Runner:
    """The runner of a project, with its templates and its cache."""
    root = edition.project.root
    return Runner(root / "overrides", root / ".cache" / "fanzha", jobs)


def _files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _site_entry(folder: Path, path: str) -> Entry:
    data = (folder / path).read_bytes()
    kind = "page" if path.endswith(".html") else "asset"
    return Entry(path, SITE, kind, (), hashlib.sha256(data).hexdigest(), len(data), {})

"""The coordinator: read once, check all, hand the towns to an engine, write index and report.

A fault in what all towns share stops everything before anything is made. A town with faults of its own
has failed, and the others are made.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from fanzha.building.target import hold_project, locked
from fanzha.edition import Contents, Project, read_contents
from fanzha.editions import files_once, fingerprints, index_page, report
from fanzha.editions.choosing import chosen, shard
from fanzha.editions.engine import Engine
from fanzha.editions.examined import examine
from fanzha.editions.place import HIDDEN, POOL, PUBLIC, Local, Place, refuse_strangers
from fanzha.editions.report import Report
from fanzha.editions.tasks import FAILED, SAME, Outcome, Task
from fanzha.errors import ContentError, UsageError
from fanzha.findings import errors
from fanzha.reports import text_report
from fanzha.signing import private_keys


@dataclass(frozen=True)
class Wanted:
    """Which towns, and which part of them."""

    some: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    shard: str = ""

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.some or self.below or self.shard)


Tell = Callable[[int, int, Outcome], None]  # how many are done, of how many, and the last


def make_all(
    project: Project, config: Path, place: Place, wanted: Wanted, engine: Engine, tell: Tell
) -> Report:
    """Make the towns that are wanted; raises ContentError where what all share has errors."""
    shard([], wanted.shard)  # one that is wrong leaves nothing behind
    with ExitStack() as held:
        if isinstance(place, Local):
            if place.path.resolve().is_relative_to(project.docs.resolve()):
                raise UsageError(f"成品不能放在内容文件夹 {project.docs} 里；请换一个 --site-dir")
            refuse_strangers(place.path)
            place.path.parent.mkdir(parents=True, exist_ok=True)
            part = f"-{wanted.shard.replace('/', 'of')}" if wanted.shard else ""
            lock = place.path.with_name(f".{place.path.name}{part}.lock")
            held.enter_context(locked(lock, place.path))
        if not wanted.shard:
            held.enter_context(hold_project(project))
        return _make_all(project, config, place, wanted, engine, tell)


def _make_all(
    project: Project, config: Path, place: Place, wanted: Wanted, engine: Engine, tell: Tell
) -> Report:
    contents = read_contents(project)
    known = [*contents.region_texts]
    names = shard(chosen(contents.regions, known, wanted.some, wanted.below), wanted.shard)
    found = examine(contents)
    if errors(found.shared):
        raise ContentError(found.shared)
    outcomes: list[Outcome] = []

    def done(outcome: Outcome) -> None:
        outcomes.append(outcome)
        tell(len(outcomes), len(names), outcome)

    if isinstance(place, Local) and not place.read(PUBLIC):
        place.write(PUBLIC, index_page.towns_json({}, ()))  # from now on the folder is ours
    tasks = []
    base = fingerprints.shared(project, config)
    library = fingerprints.everything(base, project)
    signed = _signed_by(contents)
    for name in names:
        region = contents.regions.get(name)
        stopping = found.stopping(region.chain if region is not None else (name,))
        if region is None or stopping:
            reason = text_report(stopping) or "它的上级有错，先改好上级的档案"
            done(Outcome(name, region.name if region else name, FAILED, reason=reason))
            continue
        inputs = fingerprints.town(base, project, region.chain)
        if place.same(name, inputs):
            done(Outcome(name, region.name, SAME))
        else:
            task = _task(project, config, place, name, library, inputs)
            tasks.append(replace(task, signed=signed))
    for outcome in engine.run(tasks):
        done(outcome)
    outcomes.sort(key=lambda one: one.region)
    told = Report(
        project.today.isoformat(),
        tuple(outcomes),
        wanted.shard,
        phones=report.phones_from_above(contents, names),
    )
    if wanted.shard:
        report.write(told, place)
        return told
    return finished(contents, place, told)


def finished(contents: Contents, place: Place, told: Report) -> Report:
    """Write the index of all towns that are there, the report, and clear what nobody uses."""
    there, gone = report.towns_there(place, contents.region_texts)
    told = replace(told, gone=tuple(gone))
    # A file that has become wrong makes no new site, and takes nobody the one that is there.
    before = index_page.towns_before(place.read(PUBLIC) or b"{}", contents.regions)
    regions = {**before, **contents.regions}
    there = [name for name in there if name in regions]
    place.write("index.html", index_page.index_page(regions, there).encode())
    place.write(PUBLIC, index_page.towns_json(regions, there))
    report.write(told, place)
    if isinstance(place, Local):
        files_once.prune(place.path / HIDDEN / POOL)
    return told


def _signed_by(contents: Contents) -> str:
    """The key that this computer signs with; "" where there is none."""
    keys = contents.tables.keys
    signer = private_keys.signer(keys, contents.project.root) if keys else None
    return signer.key if signer is not None else ""


def _task(
    project: Project, config: Path, place: Place, name: str, library: str, inputs: str
) -> Task:
    return Task(
        root=str(project.root),
        docs=project.docs.relative_to(project.root).as_posix(),
        config=config.relative_to(project.root).as_posix(),
        region=name,
        today=project.today,
        place=place,
        library=library,
        inputs=inputs,
        code=fingerprints.code(),
    )


def merge(project: Project, place: Place) -> Report:
    """The reports of all shards as one, with the index of all towns."""
    contents = read_contents(project)
    told = report.merged(place, [*contents.region_texts])
    return finished(contents, place, told)

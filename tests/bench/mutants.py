"""`make.py bench mutants`: how many small faults in the code the tests catch.

Cosmic Ray puts one fault after the other into a copy of the project (another operator, a number
one larger, a condition turned round, a loop that does not run) and runs the tests of that module;
what no test notices is printed with its line. mutmut is quicker but takes sources in `src/` or at
the root only. Faults in annotations are left out: nothing reads them.

All faults take hours: `--share 20` tries one of twenty, the same ones each time. What cannot be
caught stands with its reason in mutants.yml and is not counted.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import yaml

from tests.shared import ROOT

# Module below scripts/fanzha/ → the quickest tests that are to notice.
TARGETS = {
    "building/publish.py": "tests/building/test_publish.py",
    "building/on_demand.py": "tests/packs tests/cli",
    "building/placing.py": "tests/building/test_publish.py",
    "building/runner.py": "tests/building/test_runner.py",
    "building/workers.py": "tests/building/test_runner.py",
    "building/store.py": "tests/building/test_runner.py",
    "building/keys.py": "tests/building/test_keys.py",
    "building/swap.py": "tests/building/test_swap.py tests/building/test_target.py",
    "building/target.py": "tests/building/test_target.py",
    "building/manifest.py": "tests/building/test_target.py tests/building/test_publish.py",
    "edition.py": "tests/test_edition.py",
    "product.py": "tests/test_origins.py tests/building/test_runner.py",
    "site/feeds.py": "tests/site/test_feeds.py",
    "screens/playlist_files.py": "tests/screens/test_dates.py tests/screens/test_playlist_files.py",
    "printing/cards.py": "tests/printing/test_cards.py",
    "printing/trifold.py": "tests/printing/test_trifold.py",
    "screens/deck.py": "tests/screens/test_dates.py tests/screens/test_slides.py",
    "checks/facts/money_gone.py": "tests/checks/facts",
    "checks/privacy/contacts.py": "tests/checks/privacy",
    "checks/references/links.py": "tests/checks/references",
    "checks/time/review_and_expiry.py": "tests/checks/time",
}
COPIED = ("scripts", "docs", "overrides", "tests", "mkdocs.yml", "pyproject.toml")
COPIED += ("requirements.txt", "README.md", "README.zh-CN.md", "CHANGELOG.md")
KNOWN = Path(__file__).with_name("mutants.yml")
AIM = 90  # of a hundred
SECONDS = 600  # a fault may make an endless loop


@dataclass(frozen=True)
class Mutant:
    """A fault: where it is, what it changes, whether a test noticed."""

    module: str
    line: int
    operator: str
    text: str  # of the line before the change
    diff: str
    caught: bool

    @property
    def name(self) -> str:
        """Without the number of the line, which changes with every edit above it."""
        return f"{self.module}: {self.operator}: {self.text.strip()}"


def main(argv: Sequence[str]) -> int:
    """Try the faults, print the table and what escaped; 1 where fewer than the aim are caught."""
    options = _parser().parse_args(argv)
    modules = options.modules or list(TARGETS)
    for module in modules:
        if module not in TARGETS or not (ROOT / "scripts" / "fanzha" / module).is_file():
            _say(f"没有模块 {module}；可以选：{'、'.join(TARGETS)}")
            return 2
    excused: Mapping[str, str] = yaml.safe_load(KNOWN.read_text(encoding="utf-8")) or {}
    with (
        tempfile.TemporaryDirectory(prefix="fanzha-mutants-") as folder,
        ThreadPoolExecutor(options.jobs) as pool,
    ):
        work = [pool.submit(run, Path(folder), m, options.share) for m in modules]
        found = {m: job.result() for m, job in zip(modules, work, strict=True)}
    escaped, tried = [], 0
    for module, mutants in found.items():
        counted = [one for one in mutants if one.caught or one.name not in excused]
        caught = sum(one.caught for one in counted)
        escaped += [one for one in counted if not one.caught]
        tried += len(counted)
        print(f"{module:<36}{caught:>5} / {len(counted):<5}")
    share = 100 * (tried - len(escaped)) / max(1, tried)
    print(f"{'合计':<34}{tried - len(escaped):>5} / {tried:<5}{share:.1f}%（目标 {AIM}%）")
    for one in escaped:
        print(f"\n没有发现：scripts/fanzha/{one.module}:{one.line} {one.operator}\n{one.diff}")
    return int(share < AIM)


def run(folder: Path, module: str, share: int) -> list[Mutant]:
    """The faults of one module, tried one after the other in a copy of the project."""
    root = folder / module.replace("/", "-")
    root.mkdir()
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, root / name)
    path = f"scripts/fanzha/{module}"
    command = f"{sys.executable} -m pytest -q -x -p no:cacheprovider {TARGETS[module]}"
    config = root / "mutants.toml"
    config.write_text(
        f'[cosmic-ray]\nmodule-path = "{path}"\ntimeout = {SECONDS}\nexcluded-modules = []\n'
        f"test-command = '{command}'\n[cosmic-ray.distributor]\nname = \"local\"\n",
        encoding="utf-8",
    )
    _ray(root, "baseline", config.name)  # without a fault all must pass
    _ray(root, "init", config.name, "faults.sqlite")
    text = (root / path).read_text(encoding="utf-8")
    _choose(root / "faults.sqlite", text, share)
    _ray(root, "exec", config.name, "faults.sqlite")
    _say(f"{module} 试完了")
    return list(_results(root / "faults.sqlite", module, text.splitlines()))


def _choose(session: Path, text: str, share: int) -> None:
    """Skip what lies in annotations, and all but one of `share`."""
    from cosmic_ray.work_db import use_db
    from cosmic_ray.work_item import WorkerOutcome, WorkResult

    notes = list(_annotations(text))
    with use_db(str(session)) as base:
        for item in list(base.pending_work_items):
            (fault,) = item.mutations
            key = f"{fault.operator_name} {fault.occurrence}"
            inside = any(start <= fault.start_pos and fault.end_pos <= end for start, end in notes)
            if inside or crc32(key.encode()) % share:
                base.set_result(item.job_id, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))


def _annotations(text: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """(line, column) of the beginning and the end of each annotation."""
    for node in ast.walk(ast.parse(text)):
        for name in ("annotation", "returns"):
            note = getattr(node, name, None)
            if note is not None:
                yield (note.lineno, note.col_offset), (note.end_lineno, note.end_col_offset)


def _results(session: Path, module: str, lines: Sequence[str]) -> Iterator[Mutant]:
    from cosmic_ray.work_db import use_db
    from cosmic_ray.work_item import TestOutcome, WorkerOutcome

    with use_db(str(session)) as base:
        for item, result in base.completed_work_items:
            if result.worker_outcome is WorkerOutcome.SKIPPED:
                continue
            (fault,) = item.mutations
            line = fault.start_pos[0]
            yield Mutant(
                module=module,
                line=line,
                operator=fault.operator_name.removeprefix("core/"),
                text=lines[line - 1],
                diff=result.diff or "",
                caught=result.test_outcome is not TestOutcome.SURVIVED,
            )


def _ray(root: Path, *command: str) -> None:
    """Cosmic Ray in the copy, whose own code comes before that of the repository."""
    env = {**os.environ, "PYTHONPATH": str(root / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    program = [sys.executable, "-m", "cosmic_ray.cli", *command]
    done = subprocess.run(program, cwd=root, env=env, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"cosmic-ray {command[0]} 没有成功：\n{done.stdout}{done.stderr}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make.py bench mutants", description="往代码里放小错，看测试能发现多少。"
    )
    parser.add_argument(
        "modules", nargs="*", metavar="模块", help="如 building/swap.py；不写就全部"
    )
    parser.add_argument("--share", type=int, default=1, metavar="N", help="每 N 处只试一处")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="同时试几个模块")
    return parser

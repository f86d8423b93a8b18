"""`python -m tests.bench`: how long each stage takes, how much memory, and how both grow.

Libraries of several sizes are generated, each stage runs in a process of its own, and the tables
stand beside the aims. Stages run three times (the table shows the median), but for the long ones
above 1,000 items. All of it is done in a temporary folder; the project's own site/ and cache are
not touched.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from fanzha.edition import Project
from fanzha.errors import FanzhaError
from tests.bench.library import copy_project, write_project
from tests.bench.measure import ROOT, Measured, StageError, run_fanzha, run_stage
from tests.bench.report import Figure, aim_table, aims, figure, leaflet_table, stage_table
from tests.bench.stages import JOBS

SIZES = (200, 500, 1000, 5000)
QUICK = (200, 500)
RUNS = 3
OFTEN = 1000  # above this size, only the stages in SHORT run more than once
SHORT = frozenset({"read", "checks", "site"})
STOCK_MOST = 1000  # 5,000 pages take stock Material some twelve minutes


def main(argv: Sequence[str]) -> int:
    """Measure, print, and return the exit code; an aim that is missed does not change it."""
    if argv[:1] == ["mutants"]:
        from tests.bench import mutants  # not needed to measure

        return mutants.main(argv[1:])
    options = _parser().parse_args(argv)
    sizes = QUICK if options.quick else options.sizes
    most = max(sizes) if options.stock_full else STOCK_MOST
    _say(f"Python {platform.python_version()}，{platform.system()}，{os.cpu_count()} 核")
    _say_load()
    shipped: dict[str, Figure] = {}
    figures: list[Figure] = []
    code = 0
    with tempfile.TemporaryDirectory(prefix="fanzha-bench-") as folder:
        try:
            shipped |= _shipped(Path(folder) / "shipped")
            for size in sizes:
                figures += _library(Path(folder) / str(size), size, stock=size <= most)
        except (StageError, FanzhaError) as error:
            _say(f"\n测不下去了，下面只有在这以前测到的：{error}")
            code = 1
    _report(shipped, figures, options.json)
    return code


def _report(shipped: Mapping[str, Figure], figures: Sequence[Figure], file: Path | None) -> None:
    leaflets = [f for f in (*shipped.values(), *figures) if f.stage == "leaflets"]
    found = aims(figures, shipped)
    print(f"\n{stage_table(figures)}\n\n{leaflet_table(leaflets)}\n\n{aim_table(found)}")
    if file:
        data = {
            "python": platform.python_version(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "jobs": JOBS,
            "shipped": {name: result.as_dict() for name, result in shipped.items()},
            "figures": [result.as_dict() for result in figures],
            "aims": [vars(aim) for aim in found],
        }
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        file.write_text(text, encoding="utf-8", newline="\n")


def _shipped(root: Path) -> dict[str, Figure]:
    """The repository's own content: leaflets, and a build when everything is made already."""
    _say("自带内容")
    project = copy_project(ROOT, root)
    _build(project)
    rebuilds = [_build(project) for _ in range(RUNS)]
    count = run_stage("read", project).facts["items"]
    return {
        "rebuild": figure("rebuild", count, rebuilds),
        "leaflets": figure("leaflets", count, [run_stage("leaflets", project)]),
    }


def _library(root: Path, size: int, stock: bool) -> list[Figure]:
    """All stages on a library of `size` items."""
    project = write_project(ROOT, root, size)
    stages = ["read", "checks", "site", *["stock"] * stock, "print", "screens"]
    runs: dict[str, list[Measured]] = defaultdict(list)
    for turn in range(RUNS):
        again = turn > 0 and size > OFTEN
        _clear(root / name for name in (".cache", "site", "pages", "stock"))
        for name in stages:
            if name in SHORT or not again:
                _say(f"{size} 条，第{turn + 1}次，{name}")
                runs[name].append(run_stage(name, project))
        if not again:  # With all products in the cache.
            runs["check"].append(run_fanzha(project, "check"))
            runs["rebuild"].append(_build(project))
    runs["leaflets"].append(run_stage("leaflets", project))
    _clear([root])
    return [figure(name, size, measured) for name, measured in runs.items()]


def _build(project: Project) -> Measured:
    return run_fanzha(project, "build", "--jobs", str(JOBS))


def _clear(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _say_load() -> None:
    """Other work spoils the figures; not every system tells how much there is."""
    if hasattr(os, "getloadavg"):
        _say(f"开始前一分钟的负载：{os.getloadavg()[0]:.1f}（别的程序在忙时，结果偏慢）")


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in text.split(",")))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make.py bench", description="测量各步的时间和内存。")
    parser.add_argument(
        "--sizes", type=_sizes, default=SIZES, help="内容库的大小，默认 200,500,1000,5000"
    )
    parser.add_argument("--quick", action="store_true", help="只测 200 条和 500 条")
    parser.add_argument(
        "--stock-full",
        action="store_true",
        help="大的内容库也和原样 Material 比（5000条要十几分钟）",
    )
    parser.add_argument("--json", type=Path, metavar="文件", help="把结果另存为 JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

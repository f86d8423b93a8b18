"""A province: what a further town costs, whether that stays so, and what 1,500 rows take.

Run: `python -m tests.bench.province [--towns 10 50] [--full]`. The small set is one fraud with two
texts, a leaflet and the pages of its site. `--full` makes three whole editions of the shipped library
(some minutes). CPU seconds are those of all processes; new bytes are what the disk holds more.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import os
import resource
import shutil
import subprocess
import tempfile
import time
from itertools import product
from pathlib import Path

from fanzha.edition import Project
from tests.bench.library import copy_project
from tests.bench.measure import ROOT, run_fanzha
from tests.conftest import ITEM_REFERENCE
from tests.samples import scam

DAY = datetime.date(2026, 11, 21)
FIRST, SECOND = "东西南北上下大小新白清青", "河桥溪山湖田石泉林沙湾坪"
TOWNS = [f"{a}{b}{c}镇" for a, b, c in product(FIRST, SECOND, SECOND)]
PROVINCE = (
    "name: 清江省\nsite_name: 清江省反诈宣传\npublisher: 清江省反诈工作专班\n"
    'sites_url: https://qingjiang.example.org/\narea_code: "0312"\n'
    "police: {name: 清江派出所, phone: 0312-1234567, address: 清江路}\n"
)
SMALL = "products: {texts: [all], print: [leaflet-a4], site: [all]}\n"
ROWS = 1_500


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="一个省要多久")
    parser.add_argument("--towns", type=int, nargs="+", default=[10, 50])
    parser.add_argument("--full", action="store_true", help="整个内容库的三个地区")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fanzha-bench-") as folder:
        _table(Path(folder) / "table")
        for count in options.towns:
            _small(Path(folder) / f"small-{count}", count)
        if options.full:
            _full(Path(folder) / "full")


def _table(root: Path) -> None:
    """1,500 rows in, checked, and what that takes."""
    project = _project(root, PROVINCE)
    table = root / "towns.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["档案名", "地区名", "级别", "上级", "派出所", "派出所电话"])
        for number, name in enumerate(TOWNS[:ROWS]):
            station = f"{name[:-1]}派出所"
            writer.writerow(
                [f"t{number}", name, "镇", "sheng", station, f"0312-{2000000 + number}"]
            )
    for words in (("towns", "import", str(table), "--write"), ("towns", "check")):
        done = run_fanzha(project, *words)
        print(f"{ROWS} 个地区 {words[1]}：{done.seconds:.1f} 秒，内存 {done.peak:.0f} MiB")


def _small(root: Path, count: int) -> None:
    """Many towns of few products."""
    project = small_towns(root, count)
    before, start = _cpu(), time.perf_counter()
    done = run_fanzha(project, "build", "--all", "--jobs", "2", "--site-dir", str(root / "out"))
    cpu, wall = _cpu() - before, time.perf_counter() - start
    print(
        f"{count} 个地区：{wall:.0f} 秒，每个 {cpu / count:.2f} CPU 秒，"
        f"{_size(root / 'out', project.root / '.cache') / count:.2f} MB，内存 {done.peak:.0f} MiB，"
        f"其中主持的进程 {done.first:.0f} MiB"
    )


def small_towns(root: Path, count: int) -> Project:
    """A project of so many regions, each of which makes few products."""
    project = _project(root, PROVINCE + SMALL)
    for number, name in enumerate(TOWNS[: count - 1]):
        text = f"name: {name}\nparent: sheng\npolice: {{name: {name}派出所, phone: 0312-7654321}}\n"
        (project.docs / "data" / "regions" / f"t{number}.yml").write_text(text, encoding="utf-8")
    return project


def _full(root: Path) -> None:
    """The first town, and two further ones."""
    project = copy_project(ROOT, root)
    regions = project.docs / "data" / "regions"
    (regions / "sheng.yml").write_text(PROVINCE, encoding="utf-8")
    for number, name in enumerate(TOWNS[:2]):
        text = f"name: {name}\nparent: sheng\npublisher: {name}反诈工作专班\n"
        text += f"police: {{name: {name}派出所, phone: 0312-7654321}}\n"
        (regions / f"t{number}.yml").write_text(text, encoding="utf-8")
    sizes = [0.0]
    for name in ("sheng", "t0", "t1"):
        before = _cpu()
        run_fanzha(
            project, "build", "--towns", name, "--jobs", "1", "--site-dir", str(root / "out")
        )
        sizes.append(_size(root / "out", project.root / ".cache"))
        print(f"{name}：{_cpu() - before:.1f} CPU 秒，新的 {sizes[-1] - sizes[-2]:.0f} MB")


def _project(root: Path, region: str) -> Project:
    docs = root / "docs"
    shutil.copytree(ROOT / "docs" / "data", docs / "data")
    for path in (docs / "data").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(ITEM_REFERENCE.sub("", text), encoding="utf-8")
    for name in ("index.md", "about.md"):
        shutil.copyfile(ROOT / "docs" / name, docs / name)
    (docs / "data" / "regions" / "shifan.yml").unlink()
    (docs / "data" / "regions" / "sheng.yml").write_text(region, encoding="utf-8")
    (docs / "scams").mkdir()
    (docs / "scams" / "shuadan.md").write_text(scam(), encoding="utf-8")
    rows = "".join(f"{id}: {{kind: {kind}, day: 2026-11-20}}\n" for id, kind in KNOWN)
    (docs / "data" / "published.yml").write_text(rows, encoding="utf-8")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("shifan", "sheng")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return Project(root, docs, "sheng", DAY)


KNOWN = (("shuadan", "scams"), ("index", "pages"), ("about", "pages"))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _size(*folders: Path) -> float:
    """MB on the disk, where a file with several names counts once."""
    told = subprocess.run(
        ["du", "-sck", *map(str, folders)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ},
    )
    return int(told.stdout.split()[-2]) * 1024 / 1e6


if __name__ == "__main__":
    main()

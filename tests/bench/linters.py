"""`fanzha check` beside yamllint and check-jsonschema on the same front matter, in one run.

Run: `python -m tests.bench.linters [--items 5000]`. The two others read only the front matter,
written out as `.yml`; ours reads the whole files and runs every rule but the fit of sheets.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from tests.bench.library import write_project

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Write a library, run the three tools on it, print seconds and peak memory of each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5000)
    count = parser.parse_args().items
    with tempfile.TemporaryDirectory() as folder:
        project = write_project(ROOT, Path(folder) / "project", count)
        front = Path(folder) / "front"
        front.mkdir()
        for page in project.docs.rglob("*.md"):
            if "data" not in page.parts:
                text = page.read_text(encoding="utf-8").split("---\n", 2)[1]
                kind = page.parent.name
                (front / kind).mkdir(exist_ok=True)
                (front / kind / f"{page.stem}.yml").write_text(text, encoding="utf-8")
        python, day = sys.executable, project.today.isoformat()
        check = [python, "-m", "fanzha", "check", "--ignore", "L", "--today", day]
        one = next((project.docs / "scams").glob("*.md"))
        schema = project.docs / "data" / "schema" / "cases.json"
        cases = sorted(str(path) for path in (front / "cases").glob("*.yml"))
        rows = {
            "fanzha check": (check, project.root),
            "fanzha check, one file": ([*check, str(one)], project.root),
            "yamllint": ([python, "-m", "yamllint", "-d", "relaxed", str(front)], None),
            f"check-jsonschema ({len(cases)} cases)": (
                [python, "-m", "check_jsonschema", "--schemafile", str(schema), *cases],
                None,
            ),
        }
        print(f"{count} items")
        for name, (command, cwd) in rows.items():
            seconds, megabytes = measure(command, cwd)
            print(f"{name:36s} {seconds:7.2f} s {megabytes:7.0f} MiB")


def measure(command: Sequence[str], cwd: Path | None) -> tuple[float, float]:
    """Seconds and peak resident memory of a command; its output is thrown away."""
    start, peak = time.perf_counter(), 0
    process = subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    watched = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            peak = max(peak, watched.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.02)
    process.wait()
    return time.perf_counter() - start, peak / 2**20


if __name__ == "__main__":
    main()

"""What is measured: the real functions, one stage per process.

`python -m tests.bench.stages STAGE ROOT DAY` runs one stage on the project in ROOT as on DAY and
prints one line of JSON: the seconds that the stage took, without the start of Python and of our
code, and what it has to tell beside. The imports of MkDocs count, for us and for the stock site.
"""

from __future__ import annotations

import datetime
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

JOBS = 2  # the same on every machine; `fanzha build` takes up to four
LEAFLETS = 200
STOCK = """\
site_name: stock
docs_dir: docs
site_dir: stock
theme:
  name: material
  language: zh
plugins: [search]
exclude_docs: |
  /data/
"""

Facts = dict[str, Any]


def read(root: Path, day: datetime.date) -> Facts:
    """Files → edition."""
    from fanzha.edition import read_edition

    start = time.perf_counter()
    edition, _ = read_edition(_project(root, day))
    return {"seconds": time.perf_counter() - start, "items": len(edition.library.items)}


def checks(root: Path, day: datetime.date) -> Facts:
    """Edition → findings; a generated library must have none."""
    from fanzha import checks
    from fanzha.edition import read_edition

    edition, findings = read_edition(_project(root, day))
    start = time.perf_counter()
    found = [*findings, *checks.run(edition)]
    return {"seconds": time.perf_counter() - start, "findings": [f.as_text() for f in found[:5]]}


def family(name: str) -> Callable[[Path, datetime.date], Facts]:
    """Edition → one family of products, as `fanzha build --only` makes it."""

    def run(root: Path, day: datetime.date) -> Facts:
        from fanzha import publish

        result = publish.build(
            _project(root, day),
            root / "mkdocs.yml",
            root / "site",
            jobs=JOBS,
            only=name,
            progress=_Silence(),
        )
        made = result.families[0]
        return {"seconds": made.seconds, "products": made.products, "bytes": made.size}

    return run


def leaflets(root: Path, day: datetime.date) -> Facts:
    """Leaflets in one process, without the first, which loads fonts and templates."""
    from fanzha import checks, printing
    from fanzha.printing import leaflet

    edition, _ = checks.open_edition(_project(root, day))
    sheets = [made for made in printing.products(edition) if made.kind == leaflet.KIND]
    sheets = sheets[:: -(-len(sheets) // LEAFLETS)]
    overrides = root / "overrides"
    sheets[0].make(sheets[0].args, overrides)
    each = []
    start, core = time.perf_counter(), time.process_time()
    for sheet in sheets:
        before = time.perf_counter()
        sheet.make(sheet.args, overrides)
        each.append(time.perf_counter() - before)
    return {
        "seconds": time.perf_counter() - start,
        "leaflets": len(sheets),
        "core_ms": (time.process_time() - core) / len(sheets) * 1000,
        "median_ms": statistics.median(each) * 1000,
        "slowest_ms": max(each) * 1000,
    }


def stock(root: Path, day: datetime.date) -> Facts:
    """The same Markdown with Material as it comes: its search, and all pages in the navigation."""
    config = root / "stock.yml"
    config.write_text(STOCK, encoding="utf-8", newline="\n")
    start = time.perf_counter()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    loaded = load_config(str(config))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    loaded.plugins.on_shutdown()
    return {"seconds": time.perf_counter() - start}


STAGES: dict[str, Callable[[Path, datetime.date], Facts]] = {
    "read": read,
    "checks": checks,
    "site": family("site"),
    "print": family("print"),
    "screens": family("screens"),
    "leaflets": leaflets,
    "stock": stock,
}


class _Silence:
    """No progress bar."""

    def start(self, total: int, label: str) -> None: ...

    def step(self) -> None: ...

    def finish(self) -> None: ...


def _project(root: Path, day: datetime.date) -> Any:
    from fanzha.content.config import read_config
    from fanzha.edition import Project

    settings = read_config(root / "mkdocs.yml")
    return Project(root, settings.docs_dir, settings.region, day)


def main(stage: str, root: str, day: str) -> None:
    """Run a stage and print its facts."""
    print(json.dumps(STAGES[stage](Path(root), datetime.date.fromisoformat(day))))


if __name__ == "__main__":
    main(*sys.argv[1:])

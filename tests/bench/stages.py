"""What is measured: the real functions, one stage per process.

`python -m tests.bench.stages STAGE ROOT DAY` runs one stage on the project in ROOT as on DAY and
prints one line of JSON: the seconds that the stage took, without the start of Python and of our
code, how long processors worked in them (other work on the machine does not change that), and what
it has to tell beside. The imports of MkDocs count, for us and for the stock site.
"""

from __future__ import annotations

import datetime
import json
import os
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

    clock = _Clock()
    edition, _ = read_edition(_project(root, day))
    return {**clock.facts(), "items": len(edition.library.items)}


def checks(root: Path, day: datetime.date) -> Facts:
    """Edition → findings, warnings only."""
    from fanzha import checks
    from fanzha.edition import read_edition

    edition, _ = read_edition(_project(root, day))
    clock = _Clock()
    findings = checks.run(edition)
    return {**clock.facts(), "findings": len(findings)}


def site(root: Path, day: datetime.date) -> Facts:
    """Edition → pages, with the plan of the products that they link to."""
    from fanzha import checks
    from fanzha import site as website
    from fanzha.producers import plan

    edition, _ = checks.open_edition(_project(root, day))
    clock = _Clock()
    website.build(edition, root / "mkdocs.yml", root / "pages", plan(edition), {})
    return clock.facts()


def family(name: str) -> Callable[[Path, datetime.date], Facts]:
    """Edition → one family of products, as `fanzha build --only` makes it."""

    def run(root: Path, day: datetime.date) -> Facts:
        from fanzha.building import publish
        from fanzha.building.progress import Silent

        clock = _Clock()
        result = publish.build(
            _project(root, day),
            root / "mkdocs.yml",
            root / "site",
            jobs=JOBS,
            only=name,
            progress=Silent(),
        )
        made = result.families[0]
        facts = {"seconds": made.seconds, "products": made.products, "bytes": made.size}
        return {**clock.facts(), **facts}

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
    clock = _Clock()
    for sheet in sheets:
        before = time.perf_counter()
        sheet.make(sheet.args, overrides)
        each.append(time.perf_counter() - before)
    facts = clock.facts()
    return {
        **facts,
        "leaflets": len(sheets),
        "core_ms": facts["core_seconds"] / len(sheets) * 1000,
        "median_ms": statistics.median(each) * 1000,
        "slowest_ms": max(each) * 1000,
    }


def stock(root: Path, day: datetime.date) -> Facts:
    """The same Markdown with Material as it comes: its search, and all pages in the navigation."""
    config = root / "stock.yml"
    config.write_text(STOCK, encoding="utf-8", newline="\n")
    clock = _Clock()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    loaded = load_config(str(config))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    loaded.plugins.on_shutdown()
    return clock.facts()


STAGES: dict[str, Callable[[Path, datetime.date], Facts]] = {
    "read": read,
    "checks": checks,
    "site": site,
    "print": family("print"),
    "screens": family("screens"),
    "leaflets": leaflets,
    "stock": stock,
}


class _Clock:
    """Seconds since its making, and what processors worked in them, with ended processes."""

    def __init__(self) -> None:
        self.start = time.perf_counter()
        self.core = _core_seconds()

    def facts(self) -> Facts:
        return {
            "seconds": time.perf_counter() - self.start,
            "core_seconds": _core_seconds() - self.core,
        }


def _core_seconds() -> float:
    return sum(os.times()[:4])  # Windows does not count ended processes


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

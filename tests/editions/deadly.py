"""What kills its process, for the proofs: a town for the pool, a place for workers of a scheduler.

Run as a program it makes a province on a scheduler, where some towns kill the workers that make them:
`python -m tests.editions.deadly ROOT OUT ADDRESS`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fanzha.edition import Project
from fanzha.editions.place import Local, LocalFolder
from fanzha.editions.tasks import Outcome, Task

ONCE, ALWAYS = "once", "always"


def deadly(task: Task, progress: object = None) -> Outcome:
    """For the pool of this computer."""
    _die(task.region, Path(task.root))
    return Outcome(task.region, task.region, "made")


@dataclass(frozen=True)
class DeadlyPlace(Local):
    """A folder that kills whoever makes certain towns in it."""

    @contextmanager
    def folder(self, region: str, inputs: str) -> Iterator[LocalFolder]:
        _die(region, self.path.parent)
        with super().folder(region, inputs) as folder:
            yield folder


def _die(region: str, folder: Path) -> None:
    mark = folder / f"{region}.killed"
    if region == ALWAYS or (region == ONCE and not mark.exists()):
        mark.touch()
        os._exit(9)


if __name__ == "__main__":
    from fanzha.editions.making import Wanted, make_all
    from fanzha.editions.scheduled import engine_of

    root = Path(sys.argv[1])
    project = Project(root, root / "docs", "sheng", date(2026, 11, 21))
    config = root / "mkdocs.yml"
    engine = engine_of(sys.argv[3], project, config, shared=True)
    told = make_all(
        project,
        config,
        DeadlyPlace(sys.argv[2]),
        Wanted(),
        engine,
        lambda *said: print(said[2].said),
    )
    print(told.as_text())

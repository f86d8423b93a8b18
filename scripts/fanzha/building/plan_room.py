"""The plan of the year into a folder: for the office, never a part of the site (R26)."""

from __future__ import annotations

from pathlib import Path

from fanzha import checks
from fanzha.edition import Project
from fanzha.files import make_folder, save
from fanzha.packs import year_files
from fanzha.packs.year import year_plan

PAGE, WALL, TABLE, CALENDAR = "plan.html", "plan-wall.pdf", "plan.xlsx", "plan.ics"


def make(project: Project, target: Path) -> tuple[list[Path], int]:
    """The four files, and how much is overdue."""
    edition, _ = checks.open_edition(project)
    plan = year_plan(edition)
    overrides = project.root / "overrides"
    files = {
        PAGE: year_files.page(plan, overrides),
        WALL: year_files.wall(plan, overrides).data,
        TABLE: year_files.table(plan),
        CALENDAR: year_files.calendar(plan),
    }
    make_folder(target)
    for name, data in files.items():
        save(target / name, data)
    return [target / name for name in files], len(plan["late"])

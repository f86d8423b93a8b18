"""One sheet to read a new town's data on, and to ring the numbers, before thousands are printed."""

from __future__ import annotations

from fanzha.edition import Project, read_edition
from fanzha.errors import ContentError, UsageError
from fanzha.printing.sheet import A4, general_args, set_sheet
from fanzha.product import Made


def check_sheet(project: Project) -> Made:
    """The sheet as PDF. Raises ContentError where the content cannot be read."""
    edition, findings = read_edition(project)
    if any(finding.path.startswith("docs/data/regions/") for finding in findings):
        raise ContentError(findings)
    args = general_args(edition, "hedui", f"{edition.region.name}：印之前核对", A4, [])
    args["signature"] = edition.region.signature
    made = set_sheet(args, project.root / "overrides", "town.typ")
    if made.overflow:
        raise UsageError("地区档案里有的字太长，核对单放不下，请改短一点")
    return made

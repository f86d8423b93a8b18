"""A project: where things are, which town, which day. All that a command knows before it reads."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from fanzha.findings import Finding


@dataclass(frozen=True)
class Project:
    """Where things are: the folder of mkdocs.yml, its docs folder, the region, and today.

    `notes` are findings on mkdocs.yml itself, still without a code.
    """

    root: Path
    docs: Path
    region: str
    today: datetime.date
    notes: tuple[Finding, ...] = ()

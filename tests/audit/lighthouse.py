"""Lighthouse as on a cheap phone with a slow line (its simulated slow 4G)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.audit.tools import chrome, output, script

# Category → aim, of the issue on the site; the same order as in the table.
AIMS = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = "--headless=new --no-sandbox --disable-gpu"


@dataclass(frozen=True)
class Score:
    """One page: category → points of 100, and the first full sight of it in seconds."""

    page: str
    points: dict[str, int]
    seconds: float
    lost: tuple[str, ...]  # what cost points

    @property
    def reached(self) -> bool:
        """Whether every category has reached its aim."""
        return all(self.points[name] >= aim for name, aim in AIMS.items())


def measure(page: str, url: str) -> Score:
    """Run Lighthouse once on `url`, as a phone."""
    command = script("lighthouse/cli/index.js", url, "--quiet", "--output=json")
    command += [f"--only-categories={','.join(AIMS)}", f"--chrome-flags={FLAGS}"]
    found = json.loads(output(command, CHROME_PATH=chrome()))
    audits = found["audits"]
    points, lost = {}, []
    for name in AIMS:
        category = found["categories"][name]
        points[name] = round((category["score"] or 0) * 100)
        if points[name] < AIMS[name]:
            weighed = [row["id"] for row in category["auditRefs"] if row["weight"]]
            lost += [key for key in weighed if (audits[key]["score"] or 0) < 1]
    paint = audits["largest-contentful-paint"]["numericValue"] / 1000
    return Score(page, points, paint, tuple(lost))

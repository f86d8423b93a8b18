"""The shipped alerts have windows: a warning that never ends is no warning."""

from __future__ import annotations

import datetime
from pathlib import Path

import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
NEWS = datetime.timedelta(days=60)


def test_an_alert_holds_for_sixty_days_or_until_the_end_of_a_season() -> None:
    """One that comes every year ends with its next whole season; then an editor reads it again."""
    for path in DOCS.glob("alerts/*.md"):
        meta = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.CSafeLoader)
        season = meta.get("season")
        if season:
            assert f"{meta['expires']:%m-%d}" in (season["end"], "02-28"), path.name
            assert meta["expires"] - meta["published"] <= datetime.timedelta(days=430), path.name
        else:
            assert meta["expires"] - meta["published"] <= NEWS, path.name

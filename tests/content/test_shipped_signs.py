"""The shipped signs say one thing: who warns of codes carries none."""

from __future__ import annotations

from pathlib import Path

import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"
WARNINGS = ("扫码", "码不要扫", "的码", "别扫")


def test_a_sign_against_codes_has_no_code() -> None:
    """Headline or points tell people to scan nothing; then the sign asks for no scan either."""
    for path in [*DOCS.glob("posters/*.md"), *DOCS.glob("cards/*.md")]:
        meta = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.CSafeLoader)
        lines = [*meta["headline"], *meta.get("points", ())]
        warns = any(word in line for line in lines for word in WARNINGS)
        assert meta.get("scan", True) is not warns, path.name

"""The shipped types of fraud have what the one, his family and the one at the counter need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"


def scams() -> dict[str, dict[str, Any]]:
    """File name → front matter."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.CSafeLoader)
        for path in sorted(DOCS.glob("scams/*.md"))
    }


def test_every_type_says_what_comes_next() -> None:
    """Whoever hears the next line, having read it here, knows at once; police in Hong Kong do so."""
    for name, meta in scams().items():
        assert meta.get("call") and meta.get("counter"), name
        assert 1 <= len(meta.get("next_line", ())) <= 4 and meta.get("relatives"), name


def test_the_next_line_is_another_one() -> None:
    """What he says at first stands in `lines` already."""
    for name, meta in scams().items():
        assert not set(meta.get("next_line", ())) & set(meta["lines"]), name


def test_every_type_is_drawn_twice() -> None:
    """A drawing and a strip of its course, of our own."""
    for name, meta in scams().items():
        assert meta["image"] == f"assets/pictures/{name}.svg"
        assert (DOCS / meta["image"]).exists()
        assert (DOCS / "assets" / "pictures" / f"{name}-steps.svg").exists(), name

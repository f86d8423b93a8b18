"""All PDFs of a published folder, and how to ask something of each."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.printing.sheets import MM

# On cloth above a street, or for the press alone: nothing to scan, no station to ring.
BANNER = re.compile(r"banner-(\d+|proof)")


@dataclass(frozen=True)
class Pdf:
    """A published PDF, its kind, and what the library says of that kind."""

    path: Path
    kind: str
    row: dict[str, Any]
    shop: bool

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.path.stem}"


def read_pdfs(site: Path, docs: Path) -> list[Pdf]:
    """Every PDF that a library was made into."""
    kinds = yaml.safe_load((docs / "data" / "sheets.yml").read_text(encoding="utf-8"))
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    return [
        Pdf(site / row["path"], row["kind"], row, bool(kinds[row["kind"]].get("shop")))
        for row in manifest["products"]
        if row["family"] == "print" and row["path"].endswith(".pdf")
    ]


def office(pdfs: list[Pdf]) -> list[Pdf]:
    return [pdf for pdf in pdfs if not pdf.shop and pdf.kind != "booklet-a5-print"]


def each(pdfs: list[Pdf], ask: Callable[[Pdf], object]) -> dict[str, object]:
    """What `ask` complains of, by file."""
    return {pdf.name: answer for pdf in pdfs if (answer := ask(pdf))}


def millimetres(box: Any) -> tuple[float, ...]:
    return tuple(round(float(edge) / MM, 1) for edge in box)

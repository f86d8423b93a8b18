"""Sheets as a print shop gets them: PDF files, read with tools that are not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import yaml
import zxingcpp

from tests.shared import ROOT

MM = 72 / 25.4
LIGHT = re.compile("[，、；]")
REGION = {"{地区}": "示范镇", "{派出所}": "示范镇派出所", "{发布单位}": "示范镇反诈宣传工作小组"}


@dataclass(frozen=True)
class Sheet:
    """A PDF and the file of content that it was made from."""

    path: Path
    row: dict[str, Any]
    fields: dict[str, Any]
    body: str

    @property
    def name(self) -> str:
        return f"{self.row['kind']}/{self.path.stem}"

    @property
    def is_poster(self) -> bool:
        return self.row["kind"] == "poster-a3"


def read_sheets(site: Path, docs: Path) -> list[Sheet]:
    """All sheets of a published folder, by its manifest."""
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    rows = [row for row in manifest["products"] if row["kind"] in ("leaflet-a4", "poster-a3")]
    return [Sheet(site / row["path"], row, *source(docs, row["items"][0])) for row in rows]


def source(docs: Path, item: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of an item, with the region's words in their places."""
    (path,) = docs.rglob(f"{item}.md")
    text = path.read_text(encoding="utf-8-sig")
    for word, name in REGION.items():
        text = text.replace(word, name)
    _, head, body = text.split("---\n", 2)
    return yaml.load(head, yaml.CSafeLoader), body


def texts(path: Path) -> list[str]:
    """The text of each page in the order in which it is read out, without white space."""
    return [squeeze(page) for page in raw_texts(path)]


def raw_texts(path: Path) -> tuple[str, ...]:
    """The text of each page in lines; taken out of a file once for all tests of a worker."""
    return _raw_texts(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2000)
def _raw_texts(path: Path, written: int) -> tuple[str, ...]:
    with pypdfium2.PdfDocument(path) as document:
        return tuple(page.get_textpage().get_text_bounded() for page in document)


@cache
def code_of(item: str) -> str:
    """The short code that paper of the shipped library carries for an item."""
    text = (ROOT / "docs" / "data" / "published.yml").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^(\S+): .*code: (\d{6})\}", text))[item]


def squeeze(text: str) -> str:
    """Without white space: a line break on paper, or a thin space beside Latin, is no text.

    PDFium reads a hyphen at the end of a line as the character 2.
    """
    return re.sub(r"[\s\u200b]", "", text.replace("\x02", "-"))


def missing(text: str, parts: Sequence[str]) -> str | None:
    """The first of `parts` that does not follow the one before it in `text`.

    A light mark at the end of a line is not printed: they are left out on both sides.
    """
    at, text = 0, LIGHT.sub("", text)
    for part in parts:
        bare = LIGHT.sub("", squeeze(part))
        found = text.find(bare, at)
        if found < 0:
            return part
        at = found + len(bare)
    return None


def plain(body: str) -> list[str]:
    """The lines of a Markdown body without their marks."""
    lines = []
    for line in body.splitlines():
        if re.fullmatch(r"[\s|:-]*", line):
            continue
        line = re.sub(r"^\s*(#+|[-*]|\d+\.|>) ", "", line)
        line = re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", line)
        lines.append(re.sub(r"[*|`]", "", line))
    return lines


def fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every font that any page or drawing of the file uses."""
    for page in pdf.pages:
        yield from _fonts(page.obj.Resources)


def _fonts(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield from resources.get("/Font", pikepdf.Dictionary()).values()
    for drawing in resources.get("/XObject", pikepdf.Dictionary()).values():
        if "/Resources" in drawing:
            yield from _fonts(drawing.Resources)


def structure(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The elements of the structure tree in reading order: what a screen reader meets."""
    found: list[pikepdf.Object] = []

    def walk(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for part in node:
                walk(part)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            walk(node.get("/K"))

    walk(pdf.Root.StructTreeRoot.K)
    return found


def codes(path: Path, dpi: int = 150, part: float = 0.5) -> list[str]:
    """What a phone reads from the lower part of the first page, in an office printer's greys."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        upper = (0, 0, 0, page.get_height() * (1 - part))
        image = page.render(scale=dpi / 72, grayscale=True, crop=upper).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(image)]


def boxes(path: Path) -> Iterator[tuple[int, tuple[float, float], list[tuple[float, ...]]]]:
    """(page number, its size, boxes of its pieces of text), in points."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            rows = [text.get_rect(n) for n in range(text.count_rects())]
            yield number, page.get_size(), rows

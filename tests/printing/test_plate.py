"""Plates: few words for a door, each line whole, as large as the sheet allows."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from fanzha.edition import read_edition
from fanzha.printing import plate
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import MM, boxes, codes, missing, texts

OWN_TOWN = """name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇反诈办
site_url: http://qingshi.example:8080/
"""


def lines(text: str, count: int, tail: str = "") -> str:
    """The field `lines`: `count` times the same."""
    entry = f"{{text: {text}, tail: {tail}}}" if tail else f"{{text: {text}}}"
    return "".join(f"\n  - {entry}" for _ in range(count))


def made(
    project: MakeProject, folder: Path, region: str = "shifan", **fields: str
) -> dict[str, Path]:
    """Kind → the PDF of a plate with these fields."""
    files = {"plates/p.md": samples.plate(**fields), "data/regions/qingshi.yml": OWN_TOWN}
    edition, findings = read_edition(project(files, region=region))
    assert findings == []
    paths = {}
    for product in plate.products(edition):
        output = product.make(product.args, ROOT / "overrides")
        assert output.overflow == ()
        paths[product.kind] = folder / f"{product.kind}.pdf"
        paths[product.kind].write_bytes(output.data)
    return paths


@pytest.mark.parametrize(
    "entries",
    [
        lines("不点击", 2),
        lines("谁要的钱？", 3, "打老号码问"),
        lines("陌生来电转接公检法", 6, "一律挂掉"),
        lines("退票退款，共享屏幕", 8),
        lines("骗" * 24, 4, "不给"),
    ],
    ids=["short", "questions", "six", "eight", "broken lines"],
)
def test_a_plate_is_read_in_passing(project: MakeProject, tmp_path: Path, entries: str) -> None:
    """At 1.5 metres: each line at least 10 mm on A4, and whole; the A3 one in proportion."""
    words = re.findall(r"(?:text|tail): ([^,}]+)", entries)
    sizes = {}
    for kind, path in made(project, tmp_path, lines=entries).items():
        (text,) = texts(path)
        assert missing(text, ["六个一律", *words, "110", "96110"]) is None
        assert codes(path) == ["https://shifan.example/fanzha/q/p/"]
        with pikepdf.open(path) as pdf:
            (page,) = pdf.pages
            sizes[kind] = tuple(round(float(edge) / MM) for edge in page.MediaBox[2:])
        width, height = (edge * MM for edge in sizes[kind])
        for _, _, rows in boxes(path):
            for left, bottom, right, top in rows:
                assert left > 8 * MM and right < width - 8 * MM
                assert bottom > 8 * MM and top < height - 8 * MM
        tall = _height_of(words[0][0], path)
        assert tall >= 0.85 * 10 * (sizes[kind][0] / 210), kind
    assert sizes == {"plate-a4": (210, 297), "plate-a3": (297, 420)}


def test_fewer_words_are_larger(project: MakeProject, tmp_path: Path) -> None:
    heights = [
        _height_of("骗", made(project, tmp_path, lines=lines(text, count))["plate-a4"])
        for text, count in (("骗", 2), ("骗" * 10, 6), ("骗" * 14, 8))
    ]
    assert heights[0] > heights[1] > heights[2]


def test_a_town_without_a_station_gets_a_line_to_write_on(
    project: MakeProject, tmp_path: Path
) -> None:
    path = made(project, tmp_path, region="qingshi")["plate-a4"]
    text = texts(path)[0]
    assert missing(text, ["青石镇", "110", "96110", "青石镇反诈办编印"]) is None
    assert "示范" not in text and "None" not in text


def test_too_many_words_are_named_with_their_line(project: MakeProject) -> None:
    """Every line may be 24 characters, but eight such lines are a leaflet, not a plate."""
    text = samples.plate(lines=lines("骗" * 24, 8, "一律挂掉"))
    done = fanzha(project({"plates/man.md": text}, fonts=True).root, "build", "--only", "print")
    line = samples.line_of(text, "lines:")
    assert done.returncode == 1
    assert re.search(rf"docs/plates/man\.md:{line + 1}:.*L001.*lines 超出", done.stderr)


def _height_of(character: str, path: Path) -> float:
    """The height in millimetres of the ink of the first such character."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0].get_textpage()
        at = page.get_text_bounded().index(character)
        _, bottom, _, top = page.get_charbox(at)
        return float((top - bottom) / MM)

"""What does not fit on its sheet is never cut or shrunk away: it stops the build and is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from fanzha.edition import Project, read_edition
from fanzha.printing import leaflet, products
from fanzha.product import Made, Overflow
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import missing, plain, texts

FINDING = re.compile(
    r"^(?P<path>docs/\S+):(?P<line>\d+):1: 错误 L001 (?P<sheet>\S+)放不下："
    r"(?P<field>\S+) 超出 (?P<over>[\d.]+) 毫米$.*?大约减少 (?P<cut>\d+) 个字",
    re.MULTILINE | re.DOTALL,
)


class Misfit(NamedTuple):
    path: str
    line: int
    sheet: str
    field: str
    over: float
    cut: int


def rows(text: str, count: int) -> str:
    """A YAML list of `count` entries."""
    return "".join(f"\n  - {text}" for _ in range(count))


FULL_SCAM = samples.scam(
    title="题" * 24,
    rule="规" * 12,
    red_flags=rows("旗" * 24, 6),
    steps=rows("步" * 36, 6),
    lines=rows("话" * 40, 8),
)
FULL_CASE = samples.case(
    title="题" * 24,
    rule="规" * 12,
    story=rows(f"{{when: {'时' * 8}, text: {'事' * 60}}}", 7),
    turning_point=f"{{step: 3, text: {'停' * 60}}}",
    lesson="训" * 60,
)
LONG_CASE = samples.case(samples.BODY + "\n骗子先让您赚一点小钱。\n" * 200)


def build(made: Project) -> tuple[int, list[Misfit]]:
    done = fanzha(made.root, "build", "--only", "print")
    found = [
        Misfit(m["path"], int(m["line"]), m["sheet"], m["field"], float(m["over"]), int(m["cut"]))
        for m in FINDING.finditer(done.stderr)
        if m["sheet"].startswith(("传单", "海报"))
    ]
    return done.returncode, found


def sheets(made: Project) -> dict[str, Made]:
    """Item → its sheet, made in this process."""
    edition, findings = read_edition(made)
    assert findings == []
    overrides = ROOT / "overrides"
    kinds = ("leaflet-a4", "poster-a3")
    return {p.items[0]: p.make(p.args, overrides) for p in products(edition) if p.kind in kinds}


def field_lines(text: str, field: str) -> range:
    """The lines of a field, from its name to the next name."""
    lines = text.splitlines()
    start = samples.line_of(text, f"{field}:")
    inside = next(n for n in range(start, len(lines)) if re.match(r"\w+:|---", lines[n]))
    return range(start, inside + 1)


def body_lines(text: str) -> range:
    """From below the front matter to the first line of the body."""
    end = text.splitlines().index("---", 1) + 1
    return range(end, samples.line_of(text, "## ") + 1)


def test_all_that_is_too_long_is_named_at_once_at_its_line(project: MakeProject) -> None:
    """Every field may be as long as the model allows, but not all of them together on one sheet.

    An editor who filled everything must learn which field to cut, and by how much; a leaflet that
    quietly lost its last step would be printed two thousand times.
    """
    files = {
        "scams/shuadan.md": FULL_SCAM,
        "cases/man.md": FULL_CASE,
        "cases/chang.md": LONG_CASE,
    }
    code, found = build(project(files, fonts=True))
    assert code == 1
    named = {misfit.path: misfit.field for misfit in found if misfit.sheet.startswith("传单")}
    assert named == {
        "docs/cases/chang.md": "正文",
        "docs/cases/man.md": "story、turning_point",
        "docs/scams/shuadan.md": "red_flags、steps",
    }
    for misfit in found:
        text = files[misfit.path.removeprefix("docs/")]
        first = misfit.field.split("、")[0]
        lines = body_lines(text) if first == "正文" else field_lines(text, first)
        assert misfit.line in lines, misfit
        assert misfit.over > 1 and misfit.cut > 1, misfit


def test_cutting_as_told_makes_it_fit(project: MakeProject) -> None:
    """“About 1,600 characters” must be true, or the editor cuts and builds all afternoon."""
    paragraph = "骗子先让您赚一点小钱，再要您垫大钱，最后连本带利都拿不回来。" * 2 + "\n\n"
    length, count = len(paragraph) - 2, 50

    def overflow(count: int) -> tuple[Overflow, ...]:
        return sheets(project({"scams/shuadan.md": samples.scam(paragraph * count)}))[
            "shuadan"
        ].overflow

    (over,) = overflow(count)
    assert overflow(count - over.characters // length - 1) == ()
    assert overflow(count - over.characters // length // 2) != ()


@pytest.mark.parametrize(
    "block",
    [
        "骗子先让您赚一点小钱，再要您垫大钱，最后连本带利都拿不回来。\n\n",
        "- 要先垫钱\n- 说**稳赚**\n\n",
        "### 小标题\n\n1. 挂断\n2. 打110\n\n",
        "| 说法 | 真相 |\n|---|---|\n| 先垫钱 | 是骗 |\n\n",
    ],
    ids=["paragraphs", "lists", "headings", "tables"],
)
def test_a_body_of_any_length_is_whole_or_refused(
    project: MakeProject, tmp_path: Path, block: str
) -> None:
    """Between short and too long lies the text that fits only in small type, in two columns."""
    seen = set()
    for count in (1, 8, 14, 20, 26, 32, 40, 55, 80):
        body = block * count
        made = sheets(project({"scams/shuadan.md": samples.scam(body)}))["shuadan"]
        seen.add(bool(made.overflow))
        if made.overflow:
            assert [over.field for over in made.overflow] == ["正文"]
            continue
        path = tmp_path / f"{count}.pdf"
        path.write_bytes(made.data)
        front, back = texts(path)
        assert missing(back, plain(body)) is None, count
        assert "110" in front
    assert seen == {False, True}


@pytest.mark.parametrize("length", [4, 12, 18, 24])
@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_a_front_of_any_length_is_whole_or_refused(
    project: MakeProject, tmp_path: Path, length: int, count: int
) -> None:
    """The same for red flags and steps, which share the front with rule and phones."""
    flags, steps = "旗" * length, "步" * (length + 12)
    text = samples.scam(red_flags=rows(flags, count), steps=rows(steps, count))
    made = sheets(project({"scams/shuadan.md": text}))["shuadan"]
    if made.overflow:
        assert [over.field for over in made.overflow] == ["red_flags、steps"]
        assert count * length >= 6 * 18, "so little must fit"
        return
    path = tmp_path / "a.pdf"
    path.write_bytes(made.data)
    front, _ = texts(path)
    assert missing(front, [flags] * count + [steps] * count + ["96110"]) is None


def test_the_type_is_as_large_as_the_text_allows(project: MakeProject) -> None:
    """Old people read these; a short text is set large, not left in small type on an empty page."""
    assert leaflet.FRONT_SIZES[0] > leaflet.FRONT_SIZES[-1]
    sizes = []
    for count in (3, 6):
        text = samples.scam(red_flags=rows("旗" * 16, count), steps=rows("步" * 24, count))
        sizes.append(_size_of("旗", sheets(project({"scams/shuadan.md": text}))["shuadan"]))
    assert sizes[0] > sizes[1] >= 14


def _size_of(character: str, made: Made) -> float:
    """The type size in points of the first such character."""
    with pypdfium2.PdfDocument(made.data) as document:
        page = document[0].get_textpage()
        at = page.get_text_bounded().index(character)
        return float(pdfium.FPDFText_GetFontSize(page, at))

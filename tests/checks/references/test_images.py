"""Family R, pictures: size, pixels, description, and whether anything uses them."""

from __future__ import annotations

import io

import pytest
import segno
from PIL import Image

from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import BODY, line_of, scam

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
NAME = "assets/pictures/jietu.png"
LINE = "![手机上的假任务页面](../assets/pictures/jietu.png)"


def png(width: int, height: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


def codes(project: MakeProject, content: bytes | str, line: str = LINE, **fields: str) -> list[str]:
    """What family R says of a picture in a body or a field."""
    text = scam(f"{BODY}\n{line}\n", **fields)
    return [f.code for f in findings(project({NAME: content, "scams/shuadan.md": text}), "R")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (png(100, 100), []),
        (png(4000, 4000), []),
        (png(4001, 10), ["R011"]),
        (png(10, 4001), ["R011"]),
        (png(10, 10) + b"\0" * 512_000, ["R011"]),
        (png(10, 10) + b"\0" * 511_000, []),
        (b"PK\x03\x04 a document", ["R018"]),
        (b"", ["R018"]),
        (png(10, 10)[:20], ["R018"]),
    ],
    ids=["small", "at most", "wide", "high", "heavy", "not heavy", "no picture", "empty", "cut"],
)
@pytest.mark.parametrize("place", ["body", "field"])
def test_how_large_a_picture_is(
    project: MakeProject, content: bytes, code: list[str], place: str
) -> None:
    if place == "body":
        assert codes(project, content) == code
    else:
        assert codes(project, content, "", image=NAME, alt="手机上的假任务页面") == code


def test_a_drawing_has_no_pixels(project: MakeProject) -> None:
    files = {
        "assets/tu.svg": SVG,
        "assets/huai.svg": "假的",
        "scams/shuadan.md": scam(
            f"{BODY}\n![假任务页面](../assets/tu.svg)\n\n![假网页](../assets/huai.svg)\n"
        ),
    }
    assert [f.code for f in findings(project(files), "R")] == ["R018"]


@pytest.mark.parametrize(
    "alt",
    ["", " ", "图片", "图1", "image", "IMG_20261120", "微信图片_20261120", "jietu", "jietu.png"],
)
def test_a_description_that_says_nothing(project: MakeProject, alt: str) -> None:
    """A screen reader would read the file's name aloud."""
    assert codes(project, png(9, 9), f"![{alt}](../assets/pictures/jietu.png)") == ["R012"]
    if alt.strip():
        assert codes(project, png(9, 9), "", image=NAME, alt=alt) == ["R012"]


@pytest.mark.parametrize(
    "alt", ["手机上的假任务页面", "图里是一张假的警官证", "截图：对方要验证码"]
)
def test_a_description_that_says_something(project: MakeProject, alt: str) -> None:
    assert codes(project, png(9, 9), f"![{alt}](../assets/pictures/jietu.png)") == []


def test_the_whole_picture_is_marked(project: MakeProject) -> None:
    text = scam(f"{BODY}\n看 ![](../assets/pictures/jietu.png) 。\n")
    (found,) = findings(project({NAME: png(9, 9), "scams/shuadan.md": text}), "R")
    marked = found.source[found.column - 1 : found.end_column - 1]
    assert (found.line, marked) == (line_of(text, "看 !"), "![](../assets/pictures/jietu.png)")


def test_what_nothing_uses(project: MakeProject) -> None:
    """A link, a field, or any region's logo counts as use."""
    region = "name: 新镇\nlogo: assets/biaozhi.svg\n"
    files = {
        "assets/jiu.svg": SVG,
        "assets/shang.svg": SVG,
        "assets/xia.svg": SVG,
        "assets/biao.pdf": b"%PDF",
        "assets/biaozhi.svg": SVG,
        "assets/.gitkeep": "",
        "data/regions/xinzhen.yml": region,
        "scams/shuadan.md": scam(
            f"{BODY}\n![假网页](../assets/xia.svg)和[表](../assets/biao.pdf)\n",
            image="assets/shang.svg",
            alt="手机",
        ),
    }
    found = findings(project(files), "R")
    assert [(f.code, f.path) for f in found] == [("R013", "docs/assets/jiu.svg")]


def test_a_code_in_a_picture_leads_nowhere_foreign(project: MakeProject) -> None:
    """The town's own address and those of offices may be scanned."""

    def code(text: str) -> bytes:
        buffer = io.BytesIO()
        segno.make(text).save(buffer, kind="png", scale=4)
        return buffer.getvalue()

    assert codes(project, code("https://fanzha.top/a")) == ["R032"]
    assert codes(project, code("加我微信")) == ["R032"]
    assert codes(project, code("https://www.gov.cn/a")) == []


def test_a_drawing_holds_nothing_that_runs(project: MakeProject) -> None:
    drawing = SVG.replace("/>", "><script>alert(1)</script></svg>")
    files = {
        "assets/tu.svg": drawing,
        "scams/shuadan.md": scam(f"{BODY}\n![假网页](../assets/tu.svg)\n"),
    }
    assert [f.code for f in findings(project(files), "R")] == ["R031"]


def test_files_of_other_kinds_do_not_go_out(project: MakeProject) -> None:
    """Nobody looks into a table of names, even where a page links it."""
    files = {
        "assets/mingdan.xlsx": b"PK",
        "scams/shuadan.md": scam(f"{BODY}\n[名单](../assets/mingdan.xlsx)\n"),
    }
    assert [f.code for f in findings(project(files), "R")] == ["R013"]


def test_a_picture_saved_from_a_page_by_windows_is_told_how_to_go_out(project: MakeProject) -> None:
    """It is a JPEG under another name, which no check would open."""
    text = scam(f"{BODY}\n![群里的通知](../assets/tongzhi.jfif)\n")
    found = findings(
        project({"assets/tongzhi.jfif": b"\xff\xd8\xff", "scams/shuadan.md": text}), "R"
    )
    (finding,) = [one for one in found if one.path == "docs/assets/tongzhi.jfif"]
    assert ".jpg" in finding.hint


def test_a_code_that_is_drawn_is_read_too(project: MakeProject) -> None:
    """An SVG of squares is painted first; our own site's code is fine there as anywhere."""
    buffer = io.BytesIO()
    segno.make("https://fanzha.top/a").save(buffer, kind="svg", scale=3)
    drawing = buffer.getvalue().decode()
    name = NAME.replace(".png", ".svg")
    line = LINE.replace(".png", ".svg")
    text = scam(f"{BODY}\n{line}\n")
    found = findings(project({name: drawing, "scams/shuadan.md": text}), "R")
    assert [(one.code, "fanzha.top" in one.message) for one in found] == [("R032", True)]

"""Pictures: what is said of broken and strange ones, and what goes out of good ones."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
import segno
from PIL import Image

from fanzha.content.picture_files import clean, look
from fanzha.content.picture_svg import as_svg

HEAD = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>"
# Each group draws the one before it ten times: a thousand million shapes in a page of text.
LAUGHS = (
    f"{HEAD}<g id='a0'><path d='M0 0h9'/></g>"
    + "".join(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9))
    + "</svg>"
)


def made(
    kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20), **options: object
) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size).save(buffer, kind, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def code(text: str) -> bytes:
    buffer = io.BytesIO()
    segno.make(text).save(buffer, kind="png", scale=4)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jpg", made("WEBP"), "其实是 WEBP"),
        ("a.png", made("PNG")[:60], "坏了"),
        ("a.jpg", made("JPEG", size=(400, 400))[:-400], "坏了"),
        ("a.tif", made("TIFF"), ".tif"),
        ("a.bmp", made("BMP"), ".bmp"),
        ("a.heic", b"\0\0\0\x18ftypheic" + b"\0" * 99, "手机存的 HEIC"),
        ("a.jpg", b"\0\0\0\x1cftypavif" + b"\0" * 99, "手机存的 AVIF"),
        ("a.svg", f"{HEAD}{'<g>' * 300}{'</g>' * 300}</svg>".encode(), "画不完"),
        ("a.svg", f"{HEAD}<g id='a'><use href='#a'/></g></svg>".encode(), "画不完"),
        ("a.svg", LAUGHS.encode(), "画不完"),
        ("a.svg", HEAD.encode("utf-16"), "UTF-8"),
        ("a.svg", b"<svg>", "打不开"),
        ("a.svg", f"<!DOCTYPE svg [<!ENTITY a 'b'>]>{HEAD}</svg>".encode(), "DOCTYPE"),
        ("a.svg", f"{HEAD}<script>1</script></svg>".encode(), "<script>"),
        ("a.svg", f"{HEAD}<foreignObject/></svg>".encode(), "<foreignObject>"),
        ("a.svg", f"{HEAD}<g onclick='a()'/></svg>".encode(), "onclick"),
        ("a.svg", f"{HEAD}<image xlink:href='https://a.top/b.png'/></svg>".encode(), "别处的文件"),
        ("a.svg", f"{HEAD}<style>@import 'a.css';</style></svg>".encode(), "别处的文件"),
        ("a.svg", f"{HEAD}<rect fill='url(//a.top/b)'/></svg>".encode(), "别处的文件"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    """In Chinese, with a mend; nothing is ever raised."""
    (tmp_path / name).write_bytes(content)
    seen = look(tmp_path / name)
    assert said in seen.wrong and seen.mend


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", made("JPEG", "CMYK")),
        ("a.jpeg", made("JPEG", "L")),
        ("a.png", made("PNG", "P")),
        ("a.webp", made("WEBP")),
        ("a.gif", made("GIF", "P")),
        ("a.svg", f"<?xml version='1.0'?><!--{'x' * 5000}-->{HEAD}<path d='M0 0'/></svg>".encode()),
        ("a.svg", f"{HEAD}<rect fill='url(#a)'/><use href='#b'/></svg>".encode()),
    ],
)
def test_what_is_right_goes_to_paper(tmp_path: Path, name: str, content: bytes) -> None:
    """A head of more than 4 KB is no fault; what paper cannot take is converted."""
    (tmp_path / name).write_bytes(content)
    assert not look(tmp_path / name).wrong
    drawn = as_svg(tmp_path / name)
    assert name.endswith(".svg") or "image/jpeg" in drawn or "image/png" in drawn


def test_a_code_is_read(tmp_path: Path) -> None:
    """Also inside a drawing."""
    (tmp_path / "a.png").write_bytes(code("https://fanzha.top/a"))
    assert look(tmp_path / "a.png").codes == ("https://fanzha.top/a",)
    inner = base64.b64encode(code("weixin://x")).decode()
    (tmp_path / "b.svg").write_text(
        f"{HEAD}<image href='data:image/png;base64,{inner}'/></svg>", encoding="utf-8"
    )
    assert look(tmp_path / "b.svg").codes == ("weixin://x",)


def test_a_photograph_goes_out_upright_and_bare() -> None:
    """Turned as the camera was held, in RGB, with neither place nor author."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Zhang"
    cleaned = clean(made("JPEG", exif=exif), ".jpg")
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.size == (20, 40) and not image.getexif()
    with Image.open(io.BytesIO(clean(made("JPEG", "CMYK"), ".jpg"))) as image:
        assert image.mode == "RGB"
    plain = made("PNG")
    assert clean(plain, ".png") is plain


def test_a_code_that_is_drawn_is_read(tmp_path: Path) -> None:
    """As a path, as squares, in colour, with a picture round it; and a picture has none."""
    buffer = io.BytesIO()
    segno.make("https://fanzha.top/a").save(buffer, kind="svg", scale=3, dark="#103070")
    path = buffer.getvalue().decode()
    (tmp_path / "path.svg").write_text(path, encoding="utf-8")
    matrix = segno.make("https://fanzha.top/a").matrix
    squares = "".join(
        f'<rect x="{x + 4}" y="{y + 4}" width="1" height="1"/>'
        for y, row in enumerate(matrix)
        for x, dark in enumerate(row)
        if dark
    )
    (tmp_path / "squares.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40">'
        f'<rect width="80" height="40" fill="#ffffff"/>{squares}'
        f'<circle cx="60" cy="20" r="9" fill="#c03020"/></svg>',
        encoding="utf-8",
    )
    dots = re.sub(
        r'<rect x="(\d+)" y="(\d+)" width="1" height="1"/>',
        lambda m: f'<circle cx="{int(m[1]) + 0.5}" cy="{int(m[2]) + 0.5}" r="0.4"/>',
        squares,
    )
    (tmp_path / "dots.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg"><g transform="rotate(20)">{dots}</g></svg>',
        encoding="utf-8",
    )
    for name in ("path.svg", "squares.svg", "dots.svg"):
        assert look(tmp_path / name).codes == ("https://fanzha.top/a",), name
    many = "".join(f'<rect x="{n}" width="1" height="9" fill="#103070"/>' for n in range(0, 200, 2))
    (tmp_path / "stripes.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 90">{many}</svg>', "utf-8"
    )
    assert look(tmp_path / "stripes.svg").codes == ()

"""Pictures as files: what is wrong with one, what it is worth to others, and how it goes out.

`look` opens a picture once and says in Chinese what an editor has to mend. `clean` gives the bytes
that go out: upright, in RGB, in the format of their name, without place, author and other metadata.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from fanzha.content import drawn_codes

if TYPE_CHECKING:
    from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"
# Formats by suffix: those that every telephone shows.
FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
# What draws, and nothing that runs, loads or holds pages of HTML.
ELEMENTS = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs"),
        *("text", "tspan", "textPath", "title", "desc", "use", "symbol", "marker", "image", "view"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "style"),
    }
)
_URL = re.compile(r"url\(\s*[\"']?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,(?P<data>[A-Za-z0-9+/=\s]+)$")
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
MOST_PIXELS = 40_000_000
# A drawing by hand has some hundreds of shapes, 20 deep; Typst gives up at a million and at 1,024.
MOST_SHAPES, DEEPEST = 100_000, 200
# What telephones store, by the name that stands in its first bytes; few other programs open it.
_PHONE = {b"heic": "HEIC", b"heix": "HEIC", b"mif1": "HEIC", b"hevc": "HEIC", b"avif": "AVIF"}
_SENT = (
    "用微信发给自己（不点“原图”），再存下来就是 JPG；或者在手机相机设置里选“兼容性最佳”，重拍一张"
)
_AGAIN = "用“画图”打开，另存为 JPG 或 PNG；打不开就换一张"
_PLAIN = "在画图软件里另存为“普通SVG”；还不行，就导出成 PNG"


@dataclass(frozen=True)
class Look:
    """What was seen: width and height (0, 0 for drawings), what is wrong and how to mend it, the
    texts of codes that a camera reads in it, and the words that stand in a drawing."""

    size: tuple[int, int] | None
    wrong: str = ""
    mend: str = ""
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unsafe: bool = False


def look(path: Path) -> Look:
    """Open the picture; nothing is raised whatever it holds."""
    try:
        stat = path.stat()
    except OSError:
        return Look(None, "打不开", _AGAIN)
    return _look(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=512)
def _look(path: Path, _changed: int, size: int) -> Look:
    if size > 20_000_000:
        return Look(None, f"有 {size // 1_000_000} MB，太大了", "缩小以后再放进来")
    try:
        content = path.read_bytes()
    except OSError:
        return Look(None, "打不开", _AGAIN)
    if path.suffix.lower() == ".svg":
        return _drawing(content)
    return _photo(content, path.suffix.lower())


def _photo(content: bytes, suffix: str) -> Look:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as image:
            size, kind = image.size, image.format or ""
            if size[0] * size[1] > MOST_PIXELS:
                return Look(size, f"有 {size[0]}×{size[1]} 像素，太大了", "缩小以后再放进来")
            wanted = FORMATS.get(suffix)
            if wanted is None:
                return Look(None, f"是 {suffix} 格式，很多手机打不开", _AGAIN)
            if kind not in (wanted, "MPO" if wanted == "JPEG" else wanted):
                return Look(None, f"后缀是 {suffix}，其实是 {kind} 格式", _AGAIN)
            if getattr(image, "n_frames", 1) > 1 and kind in ("GIF", "WEBP", "PNG"):
                return Look(size, "是会动的图，印不出来", "截取一张画面，存成 PNG")
            image.load()
            return Look(size, codes=_codes(image))
    except UnidentifiedImageError:
        stored = _PHONE.get(content[8:12]) if content[4:8] == b"ftyp" else None
        if stored:
            return Look(None, f"是手机存的 {stored} 格式，很多电脑和手机打不开", _SENT)
        return Look(None, "打不开，或者不是图片", _AGAIN)
    except Exception:  # Pillow raises nearly anything on broken pictures
        return Look(None, "坏了，只有一部分", "重新拍一张，或者从原来的地方再复制一次")


def _codes(image: Image.Image) -> tuple[str, ...]:
    """What a telephone's camera would read in it."""
    import zxingcpp

    if min(image.size) < 21:
        return ()
    grey = image.convert("L")
    return tuple(code.text for code in zxingcpp.read_barcodes(grey) if code.text)


def _drawing(content: bytes) -> Look:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Look(None, "不是 UTF-8 编码", _PLAIN)
    if "<!ENTITY" in text or ("<!DOCTYPE" in text and "[" in text.partition("<!DOCTYPE")[2][:200]):
        return Look(None, "开头有 DOCTYPE 定义", _PLAIN)
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, RecursionError):
        return Look(None, "打不开，或者不是图片", _PLAIN)
    if root.tag != f"{SVG}svg":
        return Look(None, "打不开，或者不是图片", _PLAIN)
    if _boundless(root):
        return Look((0, 0), "里面一层套一层，画不完", _PLAIN)
    codes: list[str] = []
    words: list[str] = []
    for element in root.iter():
        unsafe = _unsafe(element)
        if unsafe:
            return Look((0, 0), unsafe, _PLAIN, unsafe=True)
        if element.text and element.text.strip() and element.tag != f"{SVG}style":
            words.append(" ".join("".join(element.itertext()).split()))
        for name in _HREF:
            match = _DATA.match(element.get(name, ""))
            if match:
                try:
                    inner = _photo(base64.b64decode(match["data"]), ".png")
                except (binascii.Error, ValueError):
                    return Look((0, 0), "里面嵌的图片坏了", _PLAIN)
                codes += inner.codes
    painted = drawn_codes.picture(root)
    if painted is not None:
        codes += _codes(painted)
    return Look((0, 0), codes=tuple(codes), words=tuple(words))


def _boundless(root: ElementTree.Element) -> bool:
    """Whether a drawing goes too deep, or draws too much: a `use` draws all that it names once more."""
    named: dict[str, ElementTree.Element] = {}
    ways = [(root, 1)]
    while ways:  # no recursion: a drawing may be deeper than Python goes
        element, depth = ways.pop()
        if depth > DEEPEST:
            return True
        if "id" in element.attrib:
            named.setdefault(element.attrib["id"], element)
        ways += [(child, depth + 1) for child in element]
    shapes: dict[ElementTree.Element, float] = {}

    def drawn(element: ElementTree.Element, above: tuple[ElementTree.Element, ...]) -> float:
        if element in above or len(above) > DEEPEST:
            return MOST_SHAPES + 1  # it draws itself
        if element not in shapes:
            below = [*element]
            if element.tag == f"{SVG}use":
                goals = (named.get(element.get(name, "#")[1:]) for name in _HREF)
                below += [goal for goal in goals if goal is not None]
            shapes[element] = 1 + sum(drawn(one, (*above, element)) for one in below)
        return shapes[element]

    return drawn(root, ()) > MOST_SHAPES


def _unsafe(element: ElementTree.Element) -> str:
    """What in an element could run, load or hide something; "" where nothing."""
    tag = element.tag if isinstance(element.tag, str) else "注释"
    name = tag.removeprefix(SVG)
    if name not in ELEMENTS:
        return f"里面有 <{name.rpartition('}')[2]}>，浏览器和印刷都不认"
    if name == "style" and _URL.search(element.text or ""):
        return "样式里引用了别处的文件"
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on"):
            return f"里面有会运行的代码（{plain}）"
        if plain == "href" and not value.startswith("#") and not _DATA.match(value):
            return f"引用了别处的文件（{value[:40]}）"
        if _URL.search(value):
            return f"引用了别处的文件（{value[:40]}）"
    return ""


def clean(content: bytes, suffix: str) -> bytes:
    """The bytes that go out; the same where there is nothing to mend. Raises OSError, ValueError.

    A photograph is turned upright, CMYK becomes RGB, and all metadata stays behind.
    """
    kind = FORMATS.get(suffix.lower())
    if kind not in ("JPEG", "PNG", "WEBP"):
        return content
    from PIL import Image, ImageOps

    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as image:
        extra = set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
        extra -= {
            "transparency",
            "gamma",
            "srgb",
            "interlace",
            "progressive",
            "progression",
            "adobe",
        }
        extra -= {"adobe_transform", "loop", "background", "timestamp", "duration"}
        if not extra and image.mode not in ("CMYK", "YCCK") and image.format == kind:
            return content
        upright = ImageOps.exif_transpose(image)
        mode = "RGBA" if "A" in upright.getbands() or "transparency" in image.info else "RGB"
        if kind == "JPEG" or upright.mode not in ("L", "1", "P"):
            upright = upright.convert(
                "L" if upright.mode == "L" else mode if kind != "JPEG" else "RGB"
            )
        bare = Image.new(upright.mode, upright.size)
        bare.paste(upright)
        if upright.mode == "P":
            bare.putpalette(upright.getpalette() or [])
        buffer = io.BytesIO()
        options = {"quality": 90, "optimize": True} if kind == "JPEG" else {}
        bare.save(buffer, kind, **options)
        return buffer.getvalue()

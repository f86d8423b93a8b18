"""A .docx as blocks of text, with what lies beside the text: headers, comments, changes, names.

A .docx is a ZIP that anybody may have made: its size is looked at before it is opened, and no part
of it may define entities. Text comes from mammoth, which leaves deleted text out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from fanzha.errors import UsageError

MAX_FILE = 20_000_000  # bytes
MAX_OPENED = 100_000_000
MAX_PARTS = 2_000
OLD = b"\xd0\xcf\x11\xe0"  # .doc, .wps, and any Office file with a password
SAVE_AS = "请用 Word 或 WPS 打开它，点“另存为”，类型选“Word 文档（*.docx）”，再带进来"
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "tr"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BESIDE = re.compile(r"word/(header|footer|comments|footnotes|endnotes)\d*\.xml")


@dataclass(frozen=True)
class Block:
    """A piece of the text: `kind` is heading, text, entry (of a list) or row (of a table)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Writing:
    """What somebody else has written. `beside` is read for the rules and never taken over."""

    blocks: tuple[Block, ...]
    title: str = ""
    beside: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # for the person who imports
    pictures: tuple[bytes, ...] = ()


def read_docx(data: bytes, name: str) -> Writing:
    """The file's text and what lies beside it. Raises UsageError that says what to do."""
    archive = _opened(data, name)
    pictures: list[bytes] = []
    blocks = tuple(_blocks(data, name, pictures))
    beside, notes = [], []
    for part in archive.namelist():
        if _BESIDE.fullmatch(part) and (text := _text(archive, part)):
            beside.append(text)
    properties = dict(_properties(archive))
    beside += properties.values()
    if "word/comments.xml" in archive.namelist() and any("comments" in p for p in _parts(archive)):
        notes.append("文件里有批注，没有带进来")
    if _has(archive, f"{_W}del") or _has(archive, f"{_W}ins"):
        notes.append("文件里有修订：删去的字没有带进来，添上的字带进来了，请看一遍")
    if any(properties.get(key) for key in ("creator", "lastModifiedBy", "Manager", "Company")):
        notes.append("文件属性里有作者或单位的名字，没有带进来")
    if pictures:
        notes.append(f"文件里有 {len(pictures)} 张图片，没有带进来：先看有没有人脸、号码、姓名")
    if not blocks:
        raise UsageError(f"{name} 里没有文字；是扫描件或图片的，请先打成字")
    return Writing(
        blocks, properties.get("title", ""), tuple(beside), tuple(notes), tuple(pictures)
    )


def _opened(data: bytes, name: str) -> zipfile.ZipFile:
    if len(data) > MAX_FILE:
        size = len(data) // 1_000_000
        raise UsageError(f"{name} 太大（{size} MB），最多 20 MB；删去里面的图片再试")
    if data.startswith(OLD):
        raise UsageError(f"{name} 是旧格式，或者加了密码，读不了。{SAVE_AS}；有密码的先去掉")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise UsageError(f"{name} 不是 Word 文档，或者已经损坏。{SAVE_AS}") from None
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_OPENED:
        raise UsageError(f"{name} 解开以后大得不正常，不打开它；请向给您文件的人要一份新的")
    if any(part.flag_bits & 1 for part in parts):
        raise UsageError(f"{name} 加了密码，请先去掉密码再带进来")
    if "word/document.xml" not in archive.namelist():
        raise UsageError(f"{name} 里没有 Word 的正文。{SAVE_AS}")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and b"<!" in _bytes(archive, part.filename):
            raise UsageError(f"{name} 里有不正常的定义，不打开它；请向给您文件的人要一份新的")
    return archive


def _bytes(archive: zipfile.ZipFile, part: str) -> bytes:
    """A part, not longer than it says it is."""
    try:
        with archive.open(part) as file:
            return file.read(MAX_OPENED)
    except Exception as error:  # zlib.error and its kind: damaged in another way
        raise UsageError(f"这个 Word 文件已经损坏（{part}）。{SAVE_AS}") from error


def _blocks(data: bytes, name: str, pictures: list[bytes]) -> Iterator[Block]:
    import mammoth

    def picture(image: Any) -> dict[str, str]:
        with image.open() as file:
            pictures.append(file.read(MAX_FILE))
        return {"src": ""}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data), convert_image=mammoth.images.img_element(picture)
        )
    except Exception as error:
        # mammoth raises whatever its readers meet in a damaged file.
        raise UsageError(f"{name} 已经损坏，读不出文字。{SAVE_AS}") from error
    if not made.value.strip():
        return
    for element in html.fragment_fromstring(made.value, create_parent="div").iter(*BLOCKS):
        inside = any(up.tag in ("tr", "li") for up in element.iterancestors())
        if element.tag == "tr":
            cells = ("".join(cell.itertext()).strip() for cell in element.iter("td", "th"))
            text = "，".join(cell for cell in cells if cell)
        elif inside and element.tag != "li":
            continue
        else:
            nested = list(element.iter("ul", "ol"))
            text = "".join(element.itertext()) if not nested else (element.text or "")
        text = " ".join(text.split())
        if text:
            kind = {"tr": "row", "li": "entry", "p": "text"}.get(element.tag, "heading")
            yield Block(kind, text)


def _tree(archive: zipfile.ZipFile, part: str) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(_bytes(archive, part), parser)
    except etree.XMLSyntaxError:
        raise UsageError(f"这个 Word 文件已经损坏（{part}）。{SAVE_AS}") from None


def _text(archive: zipfile.ZipFile, part: str) -> str:
    return "".join(_tree(archive, part).itertext(f"{_W}t")).strip()


def _parts(archive: zipfile.ZipFile) -> list[str]:
    return [p for p in archive.namelist() if _BESIDE.fullmatch(p) and _text(archive, p)]


def _has(archive: zipfile.ZipFile, tag: str) -> bool:
    return _tree(archive, "word/document.xml").find(f".//{tag}") is not None


def _properties(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for part in ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        if part in archive.namelist():
            for element in _tree(archive, part).iter():
                if isinstance(element.tag, str) and element.text and element.text.strip():
                    yield etree.QName(element).localname, element.text.strip()

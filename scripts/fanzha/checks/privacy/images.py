"""Family P, images: photographs say where they were taken and who took them."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFile

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.findings import Finding, Severity

_PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".mpo"})
_PLACE_XMP = re.compile(rb"exif:GPS(?:Latitude|Longitude)")
_AUTHOR_XMP = re.compile(
    rb"dc:creator|photoshop:(?:AuthorsPosition|Credit)|aux:OwnerName|xmpRights:Owner"
)
_AUTHOR_TAGS = ("Artist", "XPAuthor", "CameraOwnerName", "BodySerialNumber")
_AUTHOR_KEYS = frozenset({"author", "artist", "creator"})
_BYLINE = (2, 80)  # IPTC
# A drawing keeps its author, and the folder it was exported from, which names the user.
_AUTHOR_SVG = re.compile(
    rb"<dc:creator|(?:export-filename|absref|docbase)\s*=\s*\"[^\"]*(?:[Uu]sers|home)[\\/]"
)
_HOW = "在 Windows 里右键点图片，选“属性”→“详细信息”→“删除属性和个人信息”，再放回来"


@rule(
    "P014",
    "照片里有拍摄地点",
    why="手机拍的照片带着经纬度，能找到谁家门口。",
    bad="（docs/assets/ 里的照片带着经纬度）",
    good="（删去属性和个人信息再放进来）",
)
def place_in_image(context: Context) -> Iterator[Finding]:
    """GPS in EXIF or XMP."""
    for path, shown in _images(context):
        if any(place for place, _ in _metadata(path)):
            yield Finding(shown, 1, 1, "", "这张照片里有拍摄地点（经纬度）", hint=_HOW)


@rule(
    "P015",
    "图片里有作者或机主",
    why="图片文件里会写着作者、机主的名字，或相机的编号。",
    bad="（docs/assets/ 里的图片写着作者的名字）",
    good="（删去属性和个人信息再放进来）",
    severity=Severity.WARNING,
)
def author_in_image(context: Context) -> Iterator[Finding]:
    """Author, owner or serial number in EXIF, XMP, IPTC, PNG text or SVG."""
    for path, shown in _images(context):
        if any(author for _, author in _metadata(path)):
            hint = "在画图软件里另存为“普通SVG”" if path.suffix.lower() == ".svg" else _HOW
            yield Finding(shown, 1, 1, "", "这张图片里有作者或机主的信息", hint=hint)


def _images(context: Context) -> Iterator[tuple[Path, str]]:
    """Image files below docs/, and their paths as shown; none where only texts are asked for."""
    if context.only is not None:
        return
    project = context.edition.project
    for folder, names, files in os.walk(project.docs):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            # A pipe is no picture, and to open it would wait for ever.
            if path.suffix.lower() in (*_PHOTOS, ".svg") and path.is_file():
                yield path, path.relative_to(project.root).as_posix()


def _metadata(path: Path) -> list[tuple[bool, bool]]:
    """(says where, says who) for each store of metadata in a picture; nothing where it is broken.

    Broken pictures are another rule's business; Pillow raises nearly anything on them.
    """
    # Imported on use, here and below: a check of one text looks at no pictures.
    from PIL import Image

    try:
        if path.suffix.lower() == ".svg":
            return [(False, bool(_AUTHOR_SVG.search(path.read_bytes())))]
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            return [_exif(image), _xmp(image), *_texts(image)]
    except Exception:
        return []


def _exif(image: ImageFile.ImageFile) -> tuple[bool, bool]:
    from PIL import ExifTags

    exif = image.getexif()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    place = ExifTags.GPS.GPSLatitude in gps or ExifTags.GPS.GPSLongitude in gps
    return place, any(str(tags.get(ExifTags.Base[tag], "")).strip("\0 ") for tag in _AUTHOR_TAGS)


def _xmp(image: ImageFile.ImageFile) -> tuple[bool, bool]:
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    xmp = xmp.encode() if isinstance(xmp, str) else xmp
    return bool(_PLACE_XMP.search(xmp)), bool(_AUTHOR_XMP.search(xmp))


def _texts(image: ImageFile.ImageFile) -> Iterator[tuple[bool, bool]]:
    """Text chunks of PNG, and IPTC."""
    from PIL import IptcImagePlugin

    yield False, any(str(key).lower() in _AUTHOR_KEYS for key in image.info)
    yield False, _BYLINE in (IptcImagePlugin.getiptcinfo(image) or {})

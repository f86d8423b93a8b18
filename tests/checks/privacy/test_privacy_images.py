"""Family P, images: metadata of photographs and drawings, in files that Pillow writes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from tests.checking import findings
from tests.conftest import MakeProject

XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{}</rdf:RDF></x:xmpmeta>'
# IPTC in a JPEG: the photographer (2:80) in an image resource of Photoshop.
BYLINE = b"\x1c\x02\x50\x00\x05Zhang"
IPTC = (
    b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(BYLINE).to_bytes(4, "big") + BYLINE + b"\x00" * 2
)


def picture(form: str = "JPEG", **options: object) -> bytes:
    """A small grey picture with these options of Pillow."""
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(data, form, **options)
    return data.getvalue()


def with_place() -> bytes:
    """A photograph as a phone writes it, from the middle of the sea."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (0.0, 0.0, 1.0),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (0.0, 0.0, 1.0),
        }
    )
    return picture(exif=exif)


def with_tag(tag: int, value: str) -> bytes:
    exif = Image.Exif()
    exif[tag] = value
    return picture(exif=exif)


def with_inner_tag(tag: int, value: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[tag] = value
    return picture(exif=exif)


def with_iptc() -> bytes:
    data = picture()
    segment = b"\xff\xed" + (len(IPTC) + 2).to_bytes(2, "big") + IPTC
    return data[:2] + segment + data[2:]


def with_text(name: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text(name, "zhang")
    return picture("PNG", pnginfo=info)


def codes(project: MakeProject, name: str, data: bytes) -> list[str]:
    """What is found in one picture of docs/assets/."""
    found = findings(project({f"assets/{name}": data}), "P")
    assert all(Path(f.path).as_posix() == f"docs/assets/{name}" for f in found)
    return [finding.code for finding in found]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", with_place()),
        ("a.JPG", with_place()),
        ("x/b.jpeg", picture(xmp=XMP.format("<exif:GPSLatitude>0</exif:GPSLatitude>").encode())),
        ("c.webp", picture("WEBP", xmp=XMP.format('<a exif:GPSLongitude="0"/>').encode())),
    ],
)
def test_where_a_photograph_was_taken(project: MakeProject, name: str, data: bytes) -> None:
    """A photograph of a case leads to somebody's door."""
    assert codes(project, name, data) == ["P014"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("artist.jpg", with_tag(ExifTags.Base.Artist, "zhang")),
        ("owner.jpg", with_inner_tag(ExifTags.Base.CameraOwnerName, "zhang")),
        ("serial.jpg", with_inner_tag(ExifTags.Base.BodySerialNumber, "00000001")),
        ("byline.jpg", with_iptc()),
        ("creator.jpg", picture(xmp=XMP.format("<dc:creator/>").encode())),
        ("text.png", with_text("Author")),
        ("drawing.svg", b"<svg><metadata><dc:creator>zhang</dc:creator></metadata></svg>"),
        ("export.svg", b'<svg inkscape:export-filename="C:\\Users\\zhang\\a.png"/>'),
    ],
)
def test_who_made_a_picture(project: MakeProject, name: str, data: bytes) -> None:
    """An officer's name in a photograph is nobody's business."""
    assert codes(project, name, data) == ["P015"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("clean.jpg", picture()),
        ("clean.png", picture("PNG")),
        ("software.jpg", with_tag(ExifTags.Base.Software, "Paint")),
        ("blank.jpg", with_tag(ExifTags.Base.Artist, " ")),
        ("title.png", with_text("Title")),
        ("plain.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("empty.jpg", b""),
        ("broken.jpg", with_place()[:60]),
        ("text.png", "不是图片".encode()),
        (".hidden/a.jpg", with_place()),
        ("notes.txt", with_place()),
    ],
)
def test_pictures_that_say_nothing(project: MakeProject, name: str, data: bytes) -> None:
    """Broken pictures are another rule's business, and never a traceback."""
    assert codes(project, name, data) == []

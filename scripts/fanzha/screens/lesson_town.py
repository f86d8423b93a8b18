"""The names of a town in a deck that was made without them.

Making the slides of a lesson takes a second, and only names and one QR code differ from town to town.
So the deck is made once with marks, characters that no text has, and each town gets a copy with its
own words in their places. A mark is as long as most names are, so that sizes are chosen for those.
"""

from __future__ import annotations

import io
import zipfile
from html import escape

from fanzha.content.markup import placeholders
from fanzha.content.region import Police, Region
from fanzha.office_files import entry
from fanzha.product import Args
from fanzha.typeset import qr_png

TOWN, STATION, OFFICE = "\ue000" * 6, "\ue001" * 10, "\ue002" * 12  # in the text of the lesson
SIGN, CONTACT = "\ue003" * 14, "\ue004" * 18  # who publishes it; whom to ask
CODE = "https://fanzha.example/q/lesson/"  # where the QR code of the town will lead


def anywhere(region: Region) -> Region:
    """The region with marks for names: what is filled in with it is the same for every town."""
    police = Police.model_construct(name=STATION)
    return region.model_copy(update={"name": TOWN, "publisher": OFFICE, "police": police})


def words(region: Region) -> dict[str, str]:
    """What stands in a town in place of each mark."""
    named = placeholders(region)
    police = "　".join(part for part in (region.police.name, region.police.phone) if part)
    sample = "（示范数据，请勿当真）" if region.sample else ""
    return {
        TOWN: named["地区"],
        STATION: named["派出所"],
        OFFICE: named["发布单位"],
        SIGN: f"{region.publisher}{sample}",
        CONTACT: police or region.publisher,
    }


def put(data: bytes, args: Args) -> bytes:
    """The deck with `words` in place of their marks, and with the code that leads to `url`."""
    found = [
        (mark.encode(), escape(word, quote=False).encode()) for mark, word in args["words"].items()
    ]
    sample = qr_png(CODE) if args["url"] else b""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name.endswith(".xml"):
                for mark, word in found:
                    part = part.replace(mark, word)
            elif part == sample:
                part = qr_png(args["url"])
            target.writestr(entry(name), part)
    return buffer.getvalue()

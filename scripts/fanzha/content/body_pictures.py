"""The pictures that stand in a body, so that paper and articles show what the web shows.

In a body a picture is named by its way from the page; on paper by a short name of its own, under which
it lies in `args["pictures"]` (where the copier's greys are made, too).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote
from zlib import crc32

from fanzha.content.picture_svg import as_svg

_PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\([ \t]*(?:<(?P<angled>[^<>\n]+)>|(?P<plain>[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*))"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)


def in_body(docs: Path, page: str, body: str) -> tuple[str, Mapping[str, str]]:
    """The body of a page with its pictures under short names, and name → picture as SVG text.

    What is no file below docs/ (a check says so) keeps its address, and paper leaves it out.
    """
    drawn: dict[str, str] = {}
    folder = posixpath.dirname(page)

    def short(match: re.Match[str]) -> str:
        target = unquote(match["angled"] or match["plain"])
        path = posixpath.normpath(posixpath.join(folder, target))
        if path.startswith(("../", "/")) or not (docs / path).is_file():
            return match[0]
        name = f"p{crc32(path.encode()):08x}"
        drawn[name] = as_svg(docs / path)
        return f"![{match['alt']}]({name})"

    return (_PICTURE.sub(short, body), drawn) if "![" in body else (body, drawn)

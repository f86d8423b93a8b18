"""Pictures as SVG text, so that they travel in a product's arguments like all other data.

An SVG file is passed on as it is; another is wrapped, upright and clean, in an SVG that carries its
bytes. The
strip that shows how a scam goes (docs/assets/pictures/<scam>-steps.svg) is cut into its stages.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from fanzha.errors import UsageError

SVG = "http://www.w3.org/2000/svg"
# The frame of a stage, and what stands inside it: a group moved to the middle of the frame.
FRAME = {"y": "20", "width": "124", "height": "140"}
STAGE = (-62, -70, 124, 140)


@lru_cache(maxsize=64)
def stages(path: Path) -> tuple[str, ...]:
    """The drawings of a strip as SVG texts, from left to right, without their frames.

    Empty where there is no such file; raises UsageError where it is no SVG.
    """
    if not path.is_file():
        return ()
    ElementTree.register_namespace("", SVG)
    try:
        (drawing,) = ElementTree.parse(path).getroot()
    except (ElementTree.ParseError, ValueError) as error:
        raise UsageError(f"图片读不了：{path}") from error
    found = []
    for frame, stage in pairwise(drawing):
        if all(frame.get(name) == value for name, value in FRAME.items()):
            root = ElementTree.Element(f"{{{SVG}}}svg", viewBox=" ".join(map(str, STAGE)))
            group = ElementTree.SubElement(root, f"{{{SVG}}}g", drawing.attrib)
            group.extend(stage)
            found.append(ElementTree.tostring(root, encoding="unicode"))
    return tuple(found)


def in_greys(svg: str, overrides: Path) -> str:
    """A drawing in the copier's palette: each of our colours becomes its grey."""
    tokens = json.loads((overrides / "tokens.json").read_text(encoding="utf-8"))
    for name, colour in tokens["colours"].items():
        svg = re.sub(re.escape(colour), tokens["copier"][name], svg, flags=re.IGNORECASE)
    return svg

"""Pictures as SVG text, so that they travel in a product's arguments like all other data.

An SVG file is passed on as it is; a PNG or JPEG is wrapped in an SVG that carries its bytes.
"""

from __future__ import annotations

import base64
import json
import re
from functools import lru_cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from fanzha.errors import UsageError

MIME = {"PNG": "image/png", "JPEG": "image/jpeg"}


@lru_cache(maxsize=64)
def as_svg(path: Path) -> str:
    """The picture at `path` as SVG text; raises UsageError for other formats."""
    if path.suffix.lower() == ".svg":
        return path.read_text(encoding="utf-8")
    try:
        with Image.open(path) as image:
            width, height, kind = image.width, image.height, image.format or ""
    except (OSError, UnidentifiedImageError) as error:
        raise UsageError(f"图片读不了：{path}") from error
    if kind not in MIME:
        raise UsageError(f"图片 {path} 要用 SVG、PNG 或 JPG 格式")
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" xlink:href="data:{MIME[kind]};base64,{data}"/></svg>'
    )


def in_greys(svg: str, overrides: Path) -> str:
    """A drawing in the copier's palette: each of our colours becomes its grey."""
    tokens = json.loads((overrides / "tokens.json").read_text(encoding="utf-8"))
    for name, colour in tokens["colours"].items():
        svg = re.sub(re.escape(colour), tokens["copier"][name], svg, flags=re.IGNORECASE)
    return svg

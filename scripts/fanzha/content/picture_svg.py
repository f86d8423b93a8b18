"""A picture as SVG text, so that it travels in a product's arguments like all other data.

An SVG file is passed on as it is; another is wrapped, upright and clean, in an SVG that carries its
bytes.
"""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from pathlib import Path

from fanzha.content.picture_files import clean
from fanzha.errors import UsageError

MIME = {"PNG": "image/png", "JPEG": "image/jpeg"}


@lru_cache(maxsize=64)
def as_svg(path: Path) -> str:
    """The picture at `path` as SVG text; raises UsageError for other formats."""
    if path.suffix.lower() == ".svg":
        return path.read_text(encoding="utf-8")
    from PIL import Image, UnidentifiedImageError  # slow to import; a drawing needs none

    try:
        content = clean(path.read_bytes(), path.suffix)
        with Image.open(io.BytesIO(content)) as image:
            width, height, kind = image.width, image.height, image.format or ""
            if kind in ("WEBP", "GIF", "BMP"):
                buffer = io.BytesIO()
                image.convert("RGBA").save(buffer, "PNG")
                content, kind = buffer.getvalue(), "PNG"
    except (OSError, ValueError, UnidentifiedImageError) as error:
        raise UsageError(f"图片读不了：{path}") from error
    if kind not in MIME:
        raise UsageError(f"图片 {path} 要用 SVG、PNG 或 JPG 格式")
    data = base64.b64encode(content).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" xlink:href="data:{MIME[kind]};base64,{data}"/></svg>'
    )

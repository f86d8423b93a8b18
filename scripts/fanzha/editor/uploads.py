"""A picture that somebody uploads: opened, turned upright, made smaller, written anew.

What is kept is pixels and nothing else: no place, no time, no camera, no hidden program.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from fanzha.errors import UsageError
from fanzha.files import save

LONGEST = 1600  # pixels of the longer side
MOST_PIXELS = 50_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "BMP")
FOLDER = "assets/uploads"
QUALITY = 85
FEW_COLOURS = 64  # a drawing; it stays a PNG


def take(docs: Path, kind: str, id: str, data: bytes) -> str:
    """Keep the picture below docs/; its path from there. Raises UsageError for what is none."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UsageError("图片太大了，先缩小一些")
            image = ImageOps.exif_transpose(opened)
            image.thumbnail((LONGEST, LONGEST))
            made, ending = _written(image)
    except UsageError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UsageError("这个文件不是图片，或者坏了；能用 JPG、PNG、WEBP、BMP") from None
    name = f"{id}-{hashlib.sha256(made).hexdigest()[:8]}.{ending}"
    folder = docs / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / name).exists():
        save(folder / name, made)
    return f"{FOLDER}/{name}"


def _written(image: Image.Image) -> tuple[bytes, str]:
    """A fresh picture of the pixels: a drawing as PNG, a photograph as JPEG."""
    flat = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    flat.paste(rgba, mask=rgba.getchannel("A"))
    buffer = io.BytesIO()
    if flat.getcolors(FEW_COLOURS) is not None:
        flat.save(buffer, "PNG", optimize=True)
        return buffer.getvalue(), "png"
    flat.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue(), "jpg"

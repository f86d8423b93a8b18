"""Pictures as video has them: brightness and two half-size colour planes (BT.709, 16-235).

The conversion is Pillow's arithmetic, not the encoder's scaler: that one rounds differently from
processor to processor, and the same slides must give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageChops

RATE = 25  # pictures a second of all videos

# ITU-R BT.709-6, items 3.2 to 3.4, for 8 bits: rows of Y, Cb, Cr over R, G, B and an offset.
BT709 = (
    *(0.182586, 0.614231, 0.062007, 16.0),
    *(-0.100644, -0.338572, 0.439216, 128.0),
    *(0.439216, -0.398942, -0.040274, 128.0),
)
BLACK = (16, 128, 128)


@dataclass(frozen=True)
class Planes:
    """One picture: `y` has its size, `cb` and `cr` half of it; width and height are even."""

    y: Image.Image
    cb: Image.Image
    cr: Image.Image

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.y.size

    @property
    def all(self) -> tuple[Image.Image, Image.Image, Image.Image]:
        """The three in the order of yuv420p."""
        return self.y, self.cb, self.cr


def black(width: int, height: int) -> Planes:
    """A dark screen."""
    half = (width // 2, height // 2)
    sizes = ((width, height), half, half)
    y, cb, cr = (Image.new("L", size, level) for size, level in zip(sizes, BLACK, strict=True))
    return Planes(y, cb, cr)


def picture(data: bytes, *, lamps: bool = False) -> Planes:
    """JPEG, PNG or BMP bytes as planes.

    With `lamps`, for strips of one or two colours, whatever is lit becomes white: colour at half
    size would blur strokes that are one pixel wide (20 dB instead of 58), and white lights every
    lamp that such a screen has. Red lamps show it red; red and green ones together, yellow.
    """
    with Image.open(io.BytesIO(data)) as image:
        rgb = image.convert("RGB")
    if lamps:
        red, green, blue = rgb.split()
        grey = ImageChops.lighter(ImageChops.lighter(red, green), blue)
        rgb = Image.merge("RGB", (grey, grey, grey))
    y, cb, cr = rgb.convert("RGB", BT709).split()
    return Planes(y, cb.reduce(2), cr.reduce(2))


def blend(first: Planes, second: Planes, share: float) -> Planes:
    """Between two pictures of one size: `share` 0 is the first, 1 the second."""
    y, cb, cr = (
        Image.blend(one, two, share) for one, two in zip(first.all, second.all, strict=True)
    )
    return Planes(y, cb, cr)


def window(line: Planes, left: int, width: int) -> Planes:
    """What a screen of `width` shows of a long line, from its column `left` on; dark beside it.

    `left` is even, so that colour keeps its place; it is negative while the line comes in.
    """
    shown = black(width, line.size[1])
    for target, source, scale in zip(shown.all, line.all, (1, 2, 2), strict=True):
        target.paste(source, (-left // scale, 0))
    return shown

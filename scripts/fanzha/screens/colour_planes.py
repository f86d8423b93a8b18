"""Pictures as video has them: brightness and two half-size colour planes (BT.709, 16-235).

The conversion is Pillow's arithmetic, not the encoder's scaler: that one rounds differently from
processor to processor, and the same slides must give the same bytes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

RATE = 25  # pictures a second of all videos
BLOCK = 16  # px: H.264 codes squares of this size

# ITU-R BT.709-6, items 3.2 to 3.4, for 8 bits: rows of Y, Cb, Cr over R, G, B and an offset.
BT709 = (
    *(0.182586, 0.614231, 0.062007, 16.0),
    *(-0.100644, -0.338572, 0.439216, 128.0),
    *(0.439216, -0.398942, -0.040274, 128.0),
)


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


@lru_cache(maxsize=2)  # what a segment leads to is what the next one begins with
def picture(data: bytes) -> Planes:
    """JPEG or PNG bytes as planes."""
    with Image.open(io.BytesIO(data)) as image:
        y, cb, cr = image.convert("RGB").convert("RGB", BT709).split()
    return Planes(y, cb.reduce(2), cr.reduce(2))


def wipe(before: Planes, after: Planes, share: float) -> Planes:
    """`after` as far as `share` of the width, from the left; the rest is still `before`.

    No text lies over another, as it does while one picture fades into the next. The edge stands
    where a block of the encoder begins, so that it has only whole blocks to change.
    """
    edge = round(before.size[0] * share / BLOCK) * BLOCK
    shown = Planes(*(plane.copy() for plane in before.all))
    for target, source, scale in zip(shown.all, after.all, (1, 2, 2), strict=True):
        target.paste(source.crop((0, 0, edge // scale, source.height)))
    return shown

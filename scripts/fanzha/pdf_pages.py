"""A page of a PDF → pixels, trimmed as the shop will trim it. The only place that imports pypdfium2."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image


def drawn(
    pdf: bytes, scale: Callable[[float, float], float] | None = None, number: int = 0
) -> tuple[Image.Image, int]:
    """RGB picture of a page, the first or the last where there are fewer, and how many there are.

    `scale` tells the pixels per point from the width and height in points; else it is one.
    """
    import pypdfium2  # 50 ms that a check need not wait for

    with pypdfium2.PdfDocument(pdf) as document:
        pages = len(document)
        page = document[min(number, pages - 1)]
        page.set_cropbox(*page.get_trimbox())
        factor = 1.0 if scale is None else scale(*page.get_size())
        image: Image.Image = page.render(scale=factor, rev_byteorder=True).to_pil()
        return image.convert("RGB"), pages

"""What every text file is: UTF-8 with a byte order mark and Windows line ends.

Notepad on any Windows, WPS and WeChat open it right, and the mark does not travel with pasted
text.
"""

from __future__ import annotations

from collections.abc import Mapping

from fanzha.product import Args, Made, Maker, Product

FAMILY = "texts"


def text_product(
    item: str, kind: str, name: str, label: str, make: Maker, args: Args, *, cost: int = 1
) -> Product:
    """The file `texts/<item>/<name>`."""
    return Product(
        path=f"texts/{item}/{name}",
        family=FAMILY,
        kind=f"text-{kind}",
        label=label,
        items=(item,),
        make=make,
        args=args,
        cost=cost,
    )


def as_file(
    text: str, *, seconds: float | None = None, more: Mapping[str, float | int] | None = None
) -> Made:
    """A text as a file for any editor."""
    data = (text.strip("\n") + "\n").replace("\n", "\r\n").encode("utf-8-sig")
    return Made(data, seconds=seconds, more=more or {})

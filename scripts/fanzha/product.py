"""A product: one file that is to be made. The one interface between producers and publish.

`make(args, overrides)` is a pure function: the same arguments and the same files below
`overrides/` give the same bytes, in this process, in a pool or on another machine. `args` is
plain JSON data, so it can be hashed, sent and kept.

What is made from other products (a video from its slides, a ZIP from its files) names them as
`parts`; they are made first, and `make(args, overrides, parts)` gets what was made of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

Args = Mapping[str, Any]
ITEMS = "items"  # the table of the files of docs/
SLOGANS = "slogans"
BODY = "正文"  # the field that is the text below the front matter


@dataclass(frozen=True)
class Origin:
    """A row of a table (`items`, `slogans`, `venues` …) and a field of it such as `police.name`."""

    table: str
    id: str
    field: str = ""


@dataclass(frozen=True)
class Overflow:
    """A field that is too long for its place: by `over` millimetres, about `characters`.

    Several fields that share the place are named "story、turning_point". `origin` is the row whose
    field it is, where that is not the first that the product is made from. `room` is the number of
    characters that would fit; on screens it stands for the millimetres.
    """

    field: str
    over: float
    characters: int
    origin: Origin | None = None
    room: int = 0

    @property
    def first_field(self) -> str:
        """The first of its fields."""
        return self.field.split("、")[0]

    def origin_in(self, product: Product) -> Origin:
        """The row and the field that are too long."""
        return replace(self.origin or product.origins[0], field=self.first_field)


@dataclass(frozen=True)
class Made:
    """What a maker returns: bytes, and what the manifest says about them."""

    data: bytes
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    overflow: tuple[Overflow, ...] = ()
    back: int | None = None  # the page on which a second side begins

    def facts(self) -> dict[str, float | int]:
        """Pages, width, height, seconds: those that are known."""
        names = ("pages", "width", "height", "seconds")
        return {name: value for name, value in asdict(self).items() if name in names and value}


Maker = Callable[..., Made]
Facts = Mapping[str, Mapping[str, float | int]]  # path of a product → what is known of it


@dataclass(frozen=True)
class Product:
    """`path` is below the site folder; `family` is print, screens …; `kind` names the product.

    `items` are the ids of what it is made from: files of docs/, or rows of `table`. `cost` is the
    time that making it takes, in leaflets.
    """

    path: str
    family: str
    kind: str
    label: str
    items: tuple[str, ...]
    make: Maker
    args: Args
    parts: tuple[Product, ...] = ()
    cost: int = 1
    table: str = ITEMS

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The rows that it is made from."""
        return tuple(Origin(self.table, name) for name in self.items)

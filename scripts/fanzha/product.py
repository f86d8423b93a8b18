"""A product: one file that is to be made. The one interface between producers and publish.

`make(args, overrides)` is a pure function: the same arguments and the same files below
`overrides/` give the same bytes, in this process, in a pool or on another machine. `args` is
plain JSON data, so it can be hashed, sent and kept.

What is made from other products (a video from its slides, a ZIP from its files) names them as
`parts`; they are made first, and `make(args, overrides, parts)` gets what was made of them. What is
only a copy of its parts is `assembled` while publishing, and not kept in the store: then
`make(args, overrides, files, target)` gets the paths of its parts, and writes the file itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self, TypeVar

Args = Mapping[str, Any]
ITEMS = "items"  # the table of the files of docs/
SLOGANS = "slogans"
COMMON_FACTS = ("pages", "width", "height", "seconds")
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
    """What a maker returns: bytes, and what the manifest says about them.

    What not every producer has to say of its files (segments of a message) stands in `more`.
    """

    data: bytes
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    overflow: tuple[Overflow, ...] = ()
    back: int | None = None  # the page on which a second side begins
    more: Mapping[str, float | int] = field(default_factory=dict)

    def facts(self) -> dict[str, float | int]:
        """Pages, width, height, seconds and more: those that are known."""
        known = {name: getattr(self, name) for name in COMMON_FACTS}
        return {name: value for name, value in known.items() if value} | {**self.more}

    @classmethod
    def of(cls, data: bytes, facts: Mapping[str, float | int]) -> Self:
        """The same again from bytes and facts."""
        known: dict[str, Any] = {name: facts[name] for name in COMMON_FACTS if name in facts}
        return cls(data, **known, more={n: facts[n] for n in facts if n not in COMMON_FACTS})


Maker = Callable[..., Any]  # gives Made; of an assembled product nothing
M = TypeVar("M", bound=Maker)
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
    assembled: bool = False

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The rows that it is made from."""
        return tuple(Origin(self.table, name) for name in self.items)


def opens(*templates: str) -> Callable[[M], M]:
    """Says of a maker which files below `overrides/` it opens; those that they import are found.

    A product is made again when one of them has changed, and only then.
    """

    def mark(maker: M) -> M:
        maker.__dict__["opens"] = templates
        return maker

    return mark


def opened_by(maker: Maker) -> tuple[str, ...]:
    """What `opens` said of a maker."""
    found: tuple[str, ...] = maker.__dict__.get("opens", ())
    return found

"""packs/<venue>.zip: what a school, a bank, a village … is handed, with guide.pdf and list.xlsx (R24).

The site carries a light one: a few sheets, texts and one talk. `fanzha pack` makes the full one, with
screens and clips (building/pack_room.py). Names in the ZIP are ASCII, for every system shows them; what
people read stands in the guide and in the list, which are made from the very names of the ZIP.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha import zips
from fanzha.content.data.public_keys import current
from fanzha.language.declaration import declaration
from fanzha.packs import guide
from fanzha.packs.choosing import Chosen, chosen, sorted_by_kind
from fanzha.product import ITEMS, Args, Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "venue-pack"
TABLE = "packs"
GUIDE, LIST = "guide.pdf", "list.xlsx"


def products(edition: Edition, planned: Sequence[Product]) -> Iterator[Product]:
    """The light pack of every venue for which there is something."""
    by_kind = sorted_by_kind(planned)
    for name in edition.tables.packs:
        files = list(chosen(edition, name, by_kind, light=True))
        if files and name in edition.tables.venues:
            yield packed(edition, name, files, light=True)


def packed(
    edition: Edition,
    name: str,
    files: Sequence[Chosen],
    *,
    light: bool = False,
    variant: str = "",
    file: str = "",
) -> Product:
    """The ZIP of these files; `variant` says in words which choice it is, `file` how it will be named
    where that is not the name of the site's."""
    fingerprint = current(edition.tables.keys)
    path = f"packs/{name}.zip"
    args = guide.args(edition, name, files, light=light, variant=variant, fingerprint=fingerprint)
    label = f"{args['place']}整包"
    parts = (
        _part(f"packs/{name}/{GUIDE}", "怎么用", name, guide.make, args),
        _part(f"packs/{name}/{LIST}", "清单", name, guide.make_list, args),
        *(one.product for one in files),
    )
    return Product(
        path=path,
        family="packs",
        kind=KIND,
        label=label,
        items=(name,),
        make=assemble,
        args={
            "names": [GUIDE, LIST, *(one.name for one in files)],
            "about": declaration(edition, file or path, f"{label}{variant}", _items(files)),
        },
        parts=parts,
        table=TABLE,
        assembled=True,
    )


def assemble(args: Args, overrides: Path, files: Sequence[Path], target: Path) -> None:
    """The guide first, then the list, then the files by name."""
    first, second, *rest = zip(args["names"], files, strict=True)
    zips.write(target, [first, second, *sorted(rest)], args["about"])


def _items(files: Sequence[Chosen]) -> Iterator[str]:
    for file in files:
        if file.product.table == ITEMS:
            yield from file.product.items


def _part(path: str, label: str, name: str, make: guide.Make, args: Args) -> Product:
    return Product(
        path=path,
        family="packs",
        kind=f"{KIND}-part",
        label=label,
        items=(name,),
        make=make,
        args=args,
        table=TABLE,
    )

"""Sheets that somebody asks for by name, also those that no build makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from fanzha import checks
from fanzha.building.placing import Troubles, open_runner
from fanzha.building.progress import Silent
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.invocation import how_to_run
from fanzha.printing import print_order
from fanzha.producers import by_name
from fanzha.product import Args, Product


@dataclass(frozen=True)
class Sheet:
    """A sheet that was made."""

    product: Product
    data: bytes

    @property
    def file(self) -> str:
        """Its usual name: the kind and the name of what it is made from."""
        return f"{self.product.kind}-{PurePosixPath(self.product.path).name}"


def single(project: Project, name: str, kind: str) -> Sheet:
    """One sheet of an item, a slogan or a row of a table; raises UsageError where there is none,
    FitError where a field is too long."""
    edition, _ = checks.open_edition(project)
    mine = _of(edition, name)
    found = [product for product in mine if product.kind == kind]
    if not found:
        raise UsageError(f"{name} 没有 {kind} 这种成品；可以选：{_kinds(mine)}")
    return _made(edition, found[:1])[0]


def all_sizes(project: Project, name: str, kind: str) -> list[Sheet]:
    """The sheet in every size, for the office, the copier and the shop: `kind` and what begins so."""
    edition, _ = checks.open_edition(project)
    mine = _of(edition, name)
    found = [p for p in mine if p.kind == kind or p.kind.startswith(f"{kind}-")]
    if not found:
        raise UsageError(f"{name} 没有 {kind} 这种成品；可以选：{_kinds(mine)}")
    return _made(edition, found)


def order(project: Project, venue: str) -> tuple[Args, list[Sheet]]:
    """The order of a venue, as the arguments of its two files, and every sheet that it names.

    Raises UsageError where there is no such venue.
    """
    edition, _ = checks.open_edition(project)
    known = edition.tables.venues
    if venue not in known:
        words = "、".join(f"{name}（{row.label}）" for name, row in known.items())
        raise UsageError(f"没有 {venue} 这种场所；可以选：{words}")
    lines = print_order.lines(edition, venue, by_name(edition))
    sheets = _made(edition, [line.product for line in lines])
    return print_order.order_args(edition, venue, lines), sheets


def order_files(args: Args, project: Project) -> dict[str, bytes]:
    """Name → content of the order itself: to read and print, and to fill prices into."""
    made = print_order.make(args, project.root / "overrides")
    name = args["title"]
    return {f"{name}.pdf": made.data, f"{name}.xlsx": print_order.make_table(args)}


def _of(edition: Edition, name: str) -> list[Product]:
    """The sheets that are made from it first, or named so."""
    mine = [
        product
        for product in by_name(edition)
        if product.kind in edition.tables.sheets
        and name in (*product.items[:1], PurePosixPath(product.path).stem)
    ]
    item = edition.library.by_id.get(name)
    if not mine and item is not None and not item.valid(edition.today):
        raise UsageError(f"{name} 已经过期、撤下、很久没有核对，或还没发布，不再印发")
    if not mine:
        raise UsageError(
            f"没有 {name} 的印刷品。运行 {how_to_run('list')} 看有哪些，写“来自”那一列的名字"
        )
    return mine


def _kinds(products: Sequence[Product]) -> str:
    return "、".join(dict.fromkeys(product.kind for product in products))


def _made(edition: Edition, products: Sequence[Product]) -> list[Sheet]:
    troubles = Troubles(edition)
    sheets = []
    with open_runner(edition, 1) as runner:
        for product, output in runner.run(products, Silent()):
            troubles.note(product, output)
            if output.kept is not None:
                sheets.append(Sheet(product, output.kept.path.read_bytes()))
    troubles.tell()
    return sheets

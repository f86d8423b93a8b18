"""Where a text of a product comes from: the one place that looks it up.

An origin is a row of a table and a field of that row. The table is `items` for a file of docs/, the
name of a file of docs/data/ (slogans, venues, sayings …), or `regions` for the profile of a town.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fanzha.content.reading.front_matter import read_yaml
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import Source, decode
from fanzha.findings import Finding
from fanzha.product import BODY, ITEMS, SLOGANS, Origin, Overflow, Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

REGIONS = "regions"
FEW = 3  # files that a message names
# The field of a row that names it, by table; other tables have a label.
NAMES = {"slogans": "text", "rules": "text"}


def place(edition: Edition, origin: Origin) -> tuple[Source, int]:
    """The file of an origin and the line of its field; that of the row where the field is absent."""
    document = _document(edition, origin)
    steps = [int(step) if step.isdigit() else step for step in origin.field.split(".") if step]
    if origin.table == ITEMS:
        at_body = origin.field == BODY
        return document.source, document.body_line if at_body else document.fields.at(*steps).line
    row = [] if origin.table == REGIONS else [origin.id]
    return document.source, document.fields.at(*row, *steps).line


def source(edition: Edition, origin: Origin) -> Source:
    """The file that an origin stands in."""
    return place(edition, origin)[0]


def name(edition: Edition, origin: Origin) -> str:
    """What readers call a row: the title of an item, the words of a slogan, a label; else its id."""
    if origin.table == ITEMS and origin.id in edition.library.by_id:
        return edition.library.by_id[origin.id].meta.title
    value = _document(edition, origin).fields.at(origin.id).plain()
    found = value.get(NAMES.get(origin.table, "label")) if isinstance(value, dict) else None
    return str(found or origin.id)


def venues(edition: Edition, origin: Origin) -> tuple[str, ...] | None:
    """The venues that a row is for: those that it names, or None where rows of its table name none."""
    if origin.table == ITEMS:
        return edition.library.by_id[origin.id].meta.venues
    tables = edition.tables
    if origin.table == SLOGANS:
        return tables.slogans[origin.id].venues
    if origin.table == "counters":
        return (tables.counters[origin.id].venue,)
    return None


def files(edition: Edition, product: Product) -> str:
    """The files that a product is made from, the first few of many."""
    paths = dict.fromkeys(source(edition, origin).path for origin in product.origins)
    few = "、".join([*paths][:FEW])
    return few if len(paths) <= FEW else f"{few} 等 {len(paths)} 个文件"


def misfit(edition: Edition, product: Product, overflow: Overflow) -> Finding:
    """The finding for a field that is too long for its sheet or slide, at the line of the field."""
    file, line = place(edition, overflow.origin_in(product))
    if overflow.room:
        first = overflow.first_field
        return file.finding(
            "L003",
            line,
            1,
            f"{product.label}放不下：{first} 最多 {overflow.room} 个字",
            hint=f"减少 {overflow.characters} 个字；或在播放列表里不放这种屏幕",
        )
    return file.finding(
        "L001",
        line,
        1,
        f"{product.label}放不下：{overflow.field} 超出 {overflow.over:g} 毫米",
        hint=f"大约减少 {overflow.characters} 个字",
    )


def _document(edition: Edition, origin: Origin) -> Document:
    """The file of an origin as it was read; tables without prose are read again."""
    if origin.table == ITEMS:
        return edition.library.by_id[origin.id].document
    if origin.table in edition.tables.texts:
        return edition.tables.texts[origin.table][1]
    data = edition.project.docs / "data"
    path = data / REGIONS / f"{origin.id}.yml" if origin.table == REGIONS else None
    path = path or data / f"{origin.table}.yml"
    file, _ = decode(path.relative_to(edition.project.root).as_posix(), path.read_bytes())
    return read_yaml(file)[0]

"""An edition: the library, one region and a date. Every producer gets this and nothing else.

`today` decides only what is current; every date that is printed comes from the items.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from fanzha.clock import FIRST
from fanzha.content.data.tables import Tables, load_tables
from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.kinds.registry import PAGES, Kind
from fanzha.content.library import Item, Library, M, by_urgency, load_library
from fanzha.content.local import Layer, load_layers, overlaid
from fanzha.content.reading.nodes import Document
from fanzha.content.region import Region
from fanzha.content.regions import load_regions, region_ids
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding
from fanzha.project import Project

__all__ = ["Contents", "Edition", "Project", "read_contents", "read_edition"]


@dataclass(frozen=True)
class Edition:
    """What producers make products from."""

    project: Project
    library: Library
    region: Region
    tables: Tables
    regions: Mapping[str, Region] = field(default_factory=dict)  # all there are
    region_texts: Mapping[str, Document] = field(default_factory=dict)

    @property
    def today(self) -> datetime.date:
        """The day that decides what is current."""
        return self.project.today

    @cached_property
    def date(self) -> datetime.date:
        """The edition date: the day of the latest review of any current item, or of any that is out."""
        items = self.library.items
        days = [item.meta.reviewed for item in items if item.current(self.today)]
        out = [item.meta.reviewed for item in items if item.shown(self.today)]
        return max(days or out, default=FIRST)

    @cached_property
    def stale(self) -> list[Item[Meta]]:
        """What would be current, had somebody read it again in time."""
        return [
            item
            for item in self.library.items
            if item.stale(self.today)
            and item.meta.status is Status.PUBLISHED
            and not item.expired(self.today)
            and not item.elsewhere
        ]

    def current(self, kind: type[M] | Kind[M]) -> list[Item[M]]:
        """Published items of a model, or of a kind, that have not expired and are in season."""
        found = self._current.get(kind)
        if found is None:
            found = [item for item in self.library.of(kind) if item.current(self.today)]
            self._current[kind] = found
        return [*found]

    @cached_property
    def _current(self) -> dict[object, list[Any]]:
        """What `current` has answered: every producer asks, some for each of their sheets."""
        return {}

    @cached_property
    def alerts(self) -> list[Item[Alert]]:
        """The current alerts, the most urgent first."""
        return by_urgency(self.current(Alert))

    def only(self, name: str) -> Edition:
        """The edition with one item, and what it cannot do without: its type of fraud and the pages
        directly in docs/. Plans of it are those of the whole, as far as that item is concerned."""
        kept = tuple(
            item
            for item in self.library.items
            if item.kind == PAGES or name == item.id or item.id == self._type_of(name)
        )
        tables = replace(self.tables, slogans={})  # hundreds of banners
        return replace(self, library=replace(self.library, items=kept), tables=tables)

    def _type_of(self, name: str) -> str | None:
        item = self.library.by_id.get(name)
        return item.scam_id if item is not None else None

    def listed(self, kind: type[M] | Kind[M]) -> list[Item[M]]:
        """What lists of pages name: the current ones, and those that nobody has read again."""
        return [item for item in self.library.of(kind) if item.listed(self.today)]

    @cached_property
    def frequent(self) -> list[Item[Scam]]:
        """Current scams of the ministry's latest list, in its order."""
        return self.ranked(self.current(Scam))

    def ranked(self, scams: Iterable[Item[Scam]]) -> list[Item[Scam]]:
        """Those of the scams that stand in the ministry's latest list, in its order."""
        year = max(self.tables.taxonomy, default="")
        names = list(self.tables.taxonomy[year].names) if year else []
        found = []
        for item in scams:
            ranks = [
                names.index(o.name)
                for o in item.meta.official
                if o.edition == year and o.name in names
            ]
            if ranks:
                found.append((min(ranks), item))
        return [item for _, item in sorted(found, key=lambda pair: pair[0])]


@dataclass(frozen=True)
class Contents:
    """Everything of docs/, read once; `edition` is what one region has of it."""

    project: Project
    tables: Tables
    regions: Mapping[str, Region]
    region_texts: Mapping[str, Document]
    library: Library
    layers: Mapping[str, Layer]
    findings: tuple[Finding, ...]

    def edition(self, name: str) -> Edition:
        """The edition of a region; raises ContentError where its file is wrong."""
        region = self.regions.get(name)
        if region is None:
            raise ContentError(self.findings)
        if region.parent and region.products is None:
            region = region.model_copy(update={"products": self.tables.below})
        layers = [self.layers[one] for one in reversed(region.chain) if one in self.layers]
        library = overlaid(self.library, layers) if layers else self.library
        return Edition(
            replace(self.project, region=name),
            library.for_region(*region.chain),
            region,
            self.tables,
            self.regions,
            self.region_texts,
        )


def read_contents(project: Project) -> Contents:
    """Read everything; findings are those of reading. Raises UsageError where nothing is there."""
    if not project.docs.is_dir():
        raise UsageError(f"找不到内容文件夹 {project.docs}")
    tables, findings = load_tables(project.root, project.docs)
    regions, texts, found = load_regions(project.root, project.docs)
    findings += found
    library, found = load_library(project.root, project.docs)
    findings += found
    layers, found = load_layers(project.root, project.docs, library, region_ids(project.docs))
    findings += found
    return Contents(project, tables, regions, texts, library, layers, tuple(findings))


def read_edition(project: Project) -> tuple[Edition, list[Finding]]:
    """Everything, as one region has it. Raises where no edition can be had at all."""
    if project.docs.is_dir() and project.region not in (known := region_ids(project.docs)):
        raise UsageError(
            f"没有地区档案 {project.region}：请建 docs/data/regions/{project.region}.yml。"
            f"已有：{'、'.join(known) or '（还没有）'}"
        )
    contents = read_contents(project)
    return contents.edition(project.region), list(contents.findings)

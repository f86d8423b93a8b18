"""All region files, read; and inheritance: what a region leaves empty comes from the one above it.

province → city → county → town → village, by `parent:`. Names never come from above. The station's
name, phone and address come together or not at all: another station's number under one's own name
would be wrong. So do the publisher and the signature of text messages. An address comes from
`sites_url` only: a printed code must open the town's own pages. What came from where is kept, so
that it can be shown: nobody shall print a number that he has not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha.content.data.reader import TableReader
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.nodes import Document
from fanzha.content.region import Region
from fanzha.findings import Finding

# Groups of fields that come from above, each as a whole.
GROUPS = (
    ("publisher", "sms_signature"),
    ("area_code",),
    ("police",),
    ("sms_alarm",),
    ("reporting",),
    ("reward",),
    ("logo",),
    ("sites_url",),
)


@dataclass(frozen=True)
class Inherited:
    """A value that stands in no line of the region's own file; `source` is the region it is from."""

    field: str
    source: str


def load_region(root: Path, docs: Path, name: str) -> tuple[Region | None, list[Finding]]:
    """Read docs/data/regions/<name>.yml and what is above it."""
    reader, read, todo = TableReader(root, docs / "data" / "regions"), dict[str, Region](), [name]
    there = set(region_ids(docs))
    while todo:
        one = todo.pop()
        region = reader.one(one, Region)
        if region is not None:
            read[one] = region
            todo += [region.parent] if region.parent in there - read.keys() else []
    regions, findings = resolved(read, reader.documents, there)
    return regions.get(name), [*reader.findings, *findings]


def load_regions(
    root: Path, docs: Path
) -> tuple[dict[str, Region], dict[str, Document], list[Finding]]:
    """All regions and their files: a fault in any of them is found in every check."""
    reader = TableReader(root, docs / "data" / "regions")
    names = region_ids(docs)
    read = {name: region for name in names if (region := reader.one(name, Region)) is not None}
    reader.strangers()
    for name, document in reader.documents.items():
        if wrong_id(name):
            message = f"文件名 {name}.yml {wrong_id(name)}"
            hint = "把文件改名，例如 xinzhen.yml，mkdocs.yml 里的 region 一起改"
            reader.findings.append(document.source.finding("S032", 1, 1, message, hint=hint))
    regions, findings = resolved(read, reader.documents, names)
    return regions, reader.documents, [*reader.findings, *findings]


def region_ids(docs: Path) -> list[str]:
    """The regions there are."""
    return sorted(path.stem for path in (docs / "data" / "regions").glob("*.yml"))


def resolved(
    read: Mapping[str, Region], documents: Mapping[str, Document], there: Iterable[str]
) -> tuple[dict[str, Region], list[Finding]]:
    """Each region with what comes from above; a parent that is not there, or a circle, is found.

    Regions below one that could not be read are left out: its own findings say why.
    """
    regions: dict[str, Region] = {}
    findings: list[Finding] = []
    known = {*there}
    for name in read:
        parent, above = read[name].parent, _above(name, read)
        if parent and parent not in known:
            near = did_you_mean(parent, sorted(known))
            hint = f"是不是 {near}？" if near else "先建上级的档案，或者删去 parent"
            message = f"没有 {parent} 这个上级：docs/data/regions/{parent}.yml 不在"
            findings.append(_at_parent(documents[name], message, hint))
        elif name in above:
            message = f"上级转成了一圈：{' → '.join((name, *above))}"
            findings.append(_at_parent(documents[name], message, "想一想谁管谁，删去一处 parent"))
        elif not read[[name, *above][-1]].parent:
            for one in reversed((name, *above)):
                if one not in regions:
                    regions[one] = _filled(one, read[one], regions)
    return regions, findings


def _above(name: str, read: Mapping[str, Region]) -> list[str]:
    """All above a region, the nearest first, as far as they were read; once round a circle."""
    found: list[str] = []
    parent = read[name].parent
    while parent in read and parent not in found:
        found.append(parent)
        parent = read[parent].parent
    return found


def _at_parent(document: Document, message: str, hint: str) -> Finding:
    node = document.fields.at("parent")
    end = node.end_column if node.line == node.end_line else 0
    return document.source.finding(
        "S070", node.line, node.column, message, end_column=end, hint=hint
    )


def _filled(name: str, own: Region, regions: Mapping[str, Region]) -> Region:
    """A region with what its parent, which is filled already, has for it."""
    update: dict[str, Any] = {"id": name}
    parent = regions.get(own.parent)
    if parent is not None:
        update["above"] = parent.chain
        for group in GROUPS:
            if not any(_given(own, field) for field in group):
                update |= {field: getattr(parent, field) for field in group}
        update["requires_check"] = own.requires_check or parent.requires_check
        update["site_name"] = own.site_name or f"{own.name}反诈宣传"
        update["levels"] = {**parent.levels, **own.levels}
        if not own.site_url and parent.sites_url:
            update["site_url"] = f"{parent.sites_url}{name}/"
        update["products"] = own.products or (
            update["levels"].get(own.level, parent.products) if own.level else parent.products
        )
    return own.model_copy(update=update)


def _given(region: Region, field: str) -> bool:
    value = getattr(region, field)
    return any(value.model_dump().values()) if field == "police" else bool(value)


def inherited(region: Region, texts: Mapping[str, Document]) -> list[Inherited]:
    """What of a region stands in the files above it, and in which."""
    found = []
    for group in GROUPS:
        for field in group:
            if not _given(region, field) or _written(texts, region.id, field, group):
                continue
            source = next((one for one in region.above if _written(texts, one, field, group)), "")
            found.append(Inherited(field, source))
    return found


def _written(texts: Mapping[str, Document], name: str, field: str, group: tuple[str, ...]) -> bool:
    fields = texts[name].fields.value if name in texts else None
    return isinstance(fields, Mapping) and any(one in fields for one in group)

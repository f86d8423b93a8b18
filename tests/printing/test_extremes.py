"""The stress set: items with the longest and the shortest fields that their model allows, in characters of the
standard table's third level, in the town with the longest names, on every sheet that there is for them.

A sheet is whole and inside its edges, or it says which field is too long; what it tells people to do does not end
with a single character on a line of its own.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import pypdfium2
import pytest

from fanzha import printing
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source
from fanzha.edition import Edition, read_edition
from fanzha.product import Product
from tests import samples
from tests.conftest import MakeProject
from tests.printing.on_demand import LONG, make, town
from tests.printing.sheets import squeeze
from tests.printing.test_stress import COMMON, FIXED, RARE, hold, sensible

PRINTED = ("scams", "cases", "alerts", "posters", "plates", "cards", "notices", "quizzes")
BODY = "## 是什么\n\n先返小钱，再要您垫大钱。\n\n## 怎么认\n\n- 要先垫钱\n\n## 怎么办\n\n1. 打110\n"
# One-character ends are looked for in these.
TOLD = ("rule", "headline", "short_headline", "points", "red_flags", "steps")
# Fields whose value another field decides.
OURS: dict[str, Any] = {"status": "published", "regions": [], "scope": "national", "ended": None}
WORDS = COMMON[:30] + RARE


def extreme(schema: dict[str, Any], whole: dict[str, Any], *, long: bool) -> Any:
    """The longest or the shortest value that a JSON schema of pydantic allows."""
    if "$ref" in schema:
        return extreme(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, long=long)
    if "anyOf" in schema:
        return extreme(schema["anyOf"][0 if long else -1], whole, long=long)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "null":
            return None
        case "boolean":
            return True
        case "integer":
            return schema.get("minimum", 1)
        case "array":
            count = schema.get("maxItems", 8) if long else schema.get("minItems", 0)
            return [extreme(schema["items"], whole, long=long) for _ in range(count)]
        case "object":
            return {
                name: FIXED[name] if name in FIXED else extreme(part, whole, long=long)
                for name, part in schema["properties"].items()
            }
        case _ if schema.get("format") == "date":
            return "2027-05-31"
        case _:
            count = schema.get("maxLength", 40) if long else schema.get("minLength", 1)
            return (WORDS * 8)[:count]


def probe(kind: str, *, long: bool) -> Item[Any]:
    """The item as the library would have read it."""
    schema = KINDS[kind].model.model_json_schema()
    fields = extreme(schema, schema, long=long)
    fields |= {name: value for name, value in OURS.items() if name in fields}
    meta = KINDS[kind].model.model_validate(sensible(kind, fields))
    source = Source(f"docs/{kind}/probe.md", tuple(BODY.split("\n")))
    return Item("probe", kind, f"{kind}/probe.md", meta, Document(source, Node({}, 1, 1, 1, 1), 1))


@pytest.fixture(scope="module")
def edition(project: MakeProject) -> Edition:
    found, findings = read_edition(project({"scams/shuadan.md": samples.scam()}))
    assert findings == []
    region = town(LONG | {"sample": False}).region
    return dataclasses.replace(found, region=region)


@pytest.mark.parametrize("long", [True, False])
@pytest.mark.parametrize("kind", PRINTED)
def test_every_sheet_of_an_extreme_item_is_whole_or_refused(
    kind: str, long: bool, edition: Edition
) -> None:
    one = probe(kind, long=long)
    there = dataclasses.replace(edition, library=Library((*edition.library.items, one)))
    sheets = [*printing.products(there), *printing.on_demand(there)]
    tried = [s for s in sheets if s.items == ("probe",) and s.path.endswith(".pdf") and not s.parts]
    assert tried
    for sheet in tried:
        made = make(sheet)
        assert long or made.overflow == (), sheet.path
        hold(sheet, made, one)
        if not made.overflow:
            assert lonely(made.data, one) == [], sheet.path


@cache
def shipped() -> dict[tuple[str, str], Product]:
    there = town(LONG | {"sample": False})
    return {(p.kind, p.items[0]): p for p in printing.products(there) if len(p.items) == 1}


@pytest.mark.parametrize(
    "item", ["shuadan", "gongjianfa", "poster-ai-huanlian", "poster-gongjuren"]
)
def test_nothing_that_is_told_ends_with_a_single_character(item: str) -> None:
    """Real words, with their marks and numbers, between the longest names."""
    one = town({}).library.by_id[item]
    for (_, name), sheet in shipped().items():
        if name == item and sheet.path.endswith(".pdf") and not sheet.parts:
            assert lonely(make(sheet).data, one) == [], sheet.path


def lonely(data: bytes, one: Item[Any]) -> list[str]:
    """What the sheet tells people whose last line is a single character; marks do not count."""
    told = [getattr(one.meta, name, None) or () for name in TOLD]
    lines = [line for value in told for line in ((value,) if isinstance(value, str) else value)]
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            whole = text.get_text_range()
            at = [n for n, letter in enumerate(whole) if squeeze(letter)]
            said = "".join(whole[n] for n in at)
            for line in filter(lambda line: len(squeeze(line)) > 3, lines):
                start = said.find(squeeze(line))
                if start < 0:
                    continue
                letters = [at[n] for n in range(start, start + len(squeeze(line)))]
                words = [n for n in letters if whole[n].isalnum()]
                low = [text.get_charbox(n, loose=True)[1] for n in words]
                last = [y for y in low if abs(y - low[-1]) < 1]
                if len(last) == 1 < len(low):
                    found.append(line)
    return found

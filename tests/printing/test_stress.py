"""Items that nobody would write: each gives a correct PDF or a clear error, never a wrong sheet.

The items are drawn from the JSON schemas of the models: shortest and longest texts, rare
characters of the standard table (its third level), digits, Latin, punctuation in odd places.
"""

from __future__ import annotations

import dataclasses
import datetime
import re
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fanzha import printing
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source
from fanzha.edition import Edition, read_edition
from fanzha.product import Made, Product
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import missing, squeeze

COMMON = "的一是了我不在人他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下"
RARE = "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌"
MIXED = "0123456789%¥ABCxyz.-，。、：；！？“”（）《》·～"
CHARACTERS = st.sampled_from(COMMON + COMMON + COMMON + RARE + MIXED)
PRINTED = ("scams", "cases", "alerts", "posters", "plates", "cards", "notices", "quizzes")
DAY = datetime.date(2026, 11, 20)
# Fields that name something else, or that paper does not show.
FIXED: dict[str, Any] = {
    "revised": None,
    "short_headline": [],  # test_extremes.py tries it
    "scam": "shuadan",
    "audiences": [],
    "venues": [],
    "channels": ["phone"],
    "law": [],
    "official": [],
    "sources": [],
    "allow": {},
    "sms_for": {},
    "image": None,
    "alt": None,
    "season": None,
    "keywords": [],
    "year": "2021",
    "genuine": False,
    "step": 1,
    "after": 1,
    "width": 20,
    "side_by_side": 1,
    "published": DAY.isoformat(),
    "reviewed": DAY.isoformat(),
    "review_in": 180,
    "expires": "2027-05-31",
    "status": "published",
}
BODY = st.lists(
    st.sampled_from(
        [
            "## 是什么\n\n先返小钱，再要您垫大钱。",
            "- 做任务要先垫钱\n- 96110问一问\n- " + RARE[:20],
            "1. 停手\n2. 打110\n3. 留好记录",
            "**还没垫钱**：截好图，再退群。\n" + "马上打110，说清时间、金额、账户。" * 6,
            "| 说法 | 真相 |\n|---|---|\n| 先垫钱 | 是骗 |",
        ]
    ),
    max_size=8,
).map("\n\n".join)


def texts(least: int, most: int) -> st.SearchStrategy[str]:
    """A line of `least` to `most` characters; the limits themselves often."""
    size = st.one_of(st.just(most), st.just(least), st.integers(least, most))
    line = size.flatmap(lambda n: st.text(CHARACTERS, min_size=n, max_size=n))
    # Piles of commas or brackets are found by the checks, and no printer could set them.
    return line.map(
        lambda text: re.sub(r"([，。、：；！？”）》·～“（《%¥.-])[^\w]+", r"\1字", text)[:most]
    )


def values(schema: dict[str, Any], whole: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a JSON schema of pydantic allows; `whole` holds its definitions."""
    if "$ref" in schema:
        return values(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema:
        return st.one_of([values(part, whole) for part in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "null":
            return st.none()
        case "boolean":
            return st.booleans()
        case "integer":
            return st.integers(schema.get("minimum", 1), schema.get("maximum", 9))
        case "array":
            least, most = schema.get("minItems", 0), schema.get("maxItems", 8)
            size = st.one_of(st.just(most), st.just(least), st.integers(least, most))
            entry = values(schema["items"], whole)
            return size.flatmap(lambda n: st.lists(entry, min_size=n, max_size=n))
        case "object":
            return st.fixed_dictionaries(
                {
                    name: st.just(FIXED[name]) if name in FIXED else values(part, whole)
                    for name, part in schema["properties"].items()
                }
            )
        case _ if schema.get("format") == "date":
            return st.just("2027-05-31")
        case _:
            return texts(schema.get("minLength", 1), schema.get("maxLength", 40))


def sensible(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Without the parts that this form of a paper does not have."""
    if kind == "notices":
        form = fields["form"]
        table = form == "record" or (form == "pledge" and fields["columns"])
        fields |= {"questions": fields["questions"] if form == "survey" else []}
        fields |= {"columns": fields["columns"] if table else []}
        fields |= {"blanks": [] if table else fields["blanks"]}
    return fields


def item(kind: str, fields: dict[str, Any], body: str) -> Item[Any]:
    """The item as the library would have read it; refused by the model: no example."""
    try:
        meta = KINDS[kind].model.model_validate(sensible(kind, fields))
    except ValidationError:
        assume(False)
    document = Document(
        Source(f"docs/{kind}/probe.md", tuple(body.split("\n"))), Node({}, 1, 1, 1, 1), 1
    )
    return Item("probe", kind, f"{kind}/probe.md", meta, document)


@pytest.fixture(scope="module")
def edition(project: MakeProject) -> Edition:
    """A town with one scam, to which items may refer."""
    found, findings = read_edition(project({"scams/shuadan.md": samples.scam()}))
    assert findings == []
    return found


# No shrinking: a sheet takes 30 ms, and the drawn item says enough. Items are large by nature.
@pytest.mark.parametrize("kind", PRINTED)
@settings(
    max_examples=settings.default.max_examples // 3,
    phases=[Phase.generate],
    suppress_health_check=[*HealthCheck],
)
@given(data=st.data())
@pytest.mark.long
def test_any_item_is_whole_or_refused(kind: str, data: st.DataObject, edition: Edition) -> None:
    """Items drawn at random; one of the sheets of each, drawn too."""
    schema = KINDS[kind].model.model_json_schema()
    fields = data.draw(values(schema, schema))
    probe = item(kind, fields, data.draw(BODY))
    which = data.draw(st.integers(0, 99))
    library = Library((*edition.library.items, probe))
    town = dataclasses.replace(edition, library=library)
    sheets = [
        sheet
        for sheet in printing.products(town)
        if sheet.items == ("probe",) and not sheet.parts and sheet.path.endswith(".pdf")
    ]
    assume(sheets)
    sheet = sheets[which % len(sheets)]
    hold(sheet, sheet.make(sheet.args, ROOT / "overrides"), probe)


def hold(sheet: Product, made: Made, probe: Item[Any]) -> None:
    """The sheet says what is too long, or it is whole and inside its edges."""
    for spilt in made.overflow:
        assert spilt.field and spilt.over > 0 and spilt.characters >= 1, sheet.kind
    if made.overflow:
        return
    with pypdfium2.PdfDocument(made.data) as document:
        assert len(document) == made.pages
        said = ""
        for page in document:
            text = page.get_textpage()
            said += text.get_text_bounded()
            left, bottom, right, top = page.get_trimbox()
            for n in range(text.count_rects()):
                box = text.get_rect(n)
                inside = box[0] >= left and box[1] >= bottom and box[2] <= right and box[3] <= top
                assert inside, (sheet.kind, box)
    numbers = re.findall(r"\d+", said)
    for field in ("rule", "headline", "red_flags", "steps", "points", "clauses", "lines"):
        if field in SHOWN.get(sheet.kind.split("-")[0], ()):
            value = getattr(probe.meta, field, None) or ()
            for part in (value,) if isinstance(value, str) else value:
                words = part if isinstance(part, str) else part.text
                assert missing(squeeze(said), [words]) is None, (sheet.kind, field, words, said)
    assert "110" in numbers and "96110" in numbers, (sheet.kind, numbers)


# Which fields stand whole on which sheets.
SHOWN = {
    "leaflet": ("rule", "red_flags", "steps"),
    "poster": ("headline", "points"),
    "plate": ("lines",),
    "bank": ("clauses",),
    "notice": ("clauses",),
    "letter": ("clauses",),
    "pledge": ("clauses",),
}

"""What is too long is named at its line, whatever table it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha import origins
from fanzha.edition import read_edition
from fanzha.product import BODY, Made, Origin, Overflow, Product
from tests import samples
from tests.conftest import MakeProject


def make(args: object, overrides: Path) -> Made:
    raise AssertionError("nothing is made here")


# A row of each kind of table with one of its fields, and what is written on its line.
ROWS = [
    (Origin("items", "shuadan", "red_flags"), "要先垫钱"),
    (Origin("items", "shuadan", "title"), "刷单返利"),
    (Origin("slogans", "s001", "text"), "先垫钱的都是骗"),
    (Origin("venues", "banks", "label"), "银行"),
    (Origin("sayings", "pingmu", "why"), "屏幕一共享"),
    (Origin("sheets", "cards", "label"), "卡片"),
    (Origin("regions", "shifan", "police.name"), "示范镇派出所"),
    (Origin("selfcheck questions", "zhuan", "ask"), "钱已经转走了吗"),
]


@pytest.mark.parametrize(("origin", "written"), ROWS, ids=lambda value: str(value))
def test_every_table_is_found(origin: Origin, written: str, project: MakeProject) -> None:
    """A venue or a saying that is too long once ended in a traceback; a slogan got the blame."""
    edition, _ = read_edition(project({"scams/shuadan.md": samples.scam()}))
    product = Product("a.pdf", "print", "cards", "卡片", (origin.id,), make, {}, table=origin.table)
    finding = origins.misfit(edition, product, Overflow(f"{origin.field}、别的", 3.5, 12))
    assert finding.message == f"卡片放不下：{origin.field}、别的 超出 3.5 毫米"
    assert (edition.project.root / finding.path).is_file()
    assert written in finding.source


def test_the_body_begins_below_the_front_matter(project: MakeProject) -> None:
    edition, _ = read_edition(project({"scams/shuadan.md": samples.scam()}))
    file, line = origins.place(edition, Origin("items", "shuadan", BODY))
    assert file.line(line - 1) == "---"


def test_an_item_and_a_slogan_of_one_name_are_two_things(project: MakeProject) -> None:
    """An editor may call a file s001.md; the slogan s001 must not get its findings."""
    edition, _ = read_edition(project({"scams/s001.md": samples.scam()}))
    for table, path in {"items": "docs/scams/s001.md", "slogans": "docs/data/slogans.yml"}.items():
        product = Product("a.pdf", "print", "cards", "卡片", ("x",), make, {})
        overflow = Overflow("text", 3.5, 12, origin=Origin(table, "s001"))
        assert origins.misfit(edition, product, overflow).path == path

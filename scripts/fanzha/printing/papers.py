"""Papers of an office: slips, notices, letters, pledges and tables to fill in (R10-R14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.notices import Form, Notice
from fanzha.language.days import day_text
from fanzha.printing.sheet import A4, A4_LANDSCAPE, item_args, product, set_sheet
from fanzha.product import Args, Made, Product, opens

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KINDS = {
    Form.SLIP: "bank-slip",
    Form.NOTICE: "notice",
    Form.LETTER: "letter",
    Form.PLEDGE: "pledge",
    Form.RECORD: "form",
    Form.SURVEY: "survey",
}


def products(edition: Edition) -> Iterator[Product]:
    """One sheet per current notice; what kind it is, its form says."""
    for item in edition.current(Notice):
        maker = make_table if item.meta.columns else _MAKERS.get(item.meta.form, make)
        args = paper_args(edition, item)
        yield product(edition, KINDS[item.meta.form], item.id, [item.id], maker, args)


def paper_args(edition: Edition, item: Item[Notice]) -> dict[str, Any]:
    """What a paper is made from: called by its form, and dated by its review."""
    day = item.meta.reviewed
    return {
        **item_args(edition, item, A4_LANDSCAPE if item.meta.columns else A4),
        "label": item.meta.form.label,
        "dated": day_text(day),
    }


@opens("print/paper.typ")
def make(args: Args, overrides: Path) -> Made:
    """A notice, letter or pledge: on one side, or on two where small type is not enough.

    A slip to tear off would take text of the other side with it, so then there is one side only.
    """
    ways = [{"sides": 1, "tight": False}, {"sides": 1, "tight": True}]
    if not args["receipt"]:
        ways.append({"sides": 2, "tight": False})
    return _first_that_fits(args, overrides, "paper.typ", ways)


@opens("print/bank-slip.typ")
def make_slip(args: Args, overrides: Path) -> Made:
    """Two equal copies of a slip on one sheet, to be cut."""
    return _first_that_fits(args, overrides, "bank-slip.typ", [{"tight": False}, {"tight": True}])


@opens("print/form.typ")
def make_table(args: Args, overrides: Path) -> Made:
    """A table that fills its sheet, with rows to write in."""
    return set_sheet(args, overrides, "form.typ")


@opens("print/survey.typ")
def make_survey(args: Args, overrides: Path) -> Made:
    """Questions with answers to tick, on one sheet."""
    return set_sheet(args, overrides, "survey.typ")


def _first_that_fits(
    args: Args, overrides: Path, template: str, ways: Sequence[Mapping[str, Any]]
) -> Made:
    """The sheet in the first of `ways` to set it that fits, or in the last."""
    for way in ways:
        made = set_sheet(args, overrides, template, **way)
        if not made.overflow:
            break
    return made


_MAKERS = {Form.SLIP: make_slip, Form.SURVEY: make_survey}

"""paper: letters, notices and pledges as text for a group, and for Word (R11-R13).

The text is what a parents' group reads: of the slip, which only paper has, it says nothing. The
document has the slip and the lines to sign, so that an office can change a sentence and print it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.notices import Form, Notice
from fanzha.content.markup import fill
from fanzha.language.days import day_text
from fanzha.language.phrases import calls_data
from fanzha.product import Args, Made, Product
from fanzha.texts.plain import as_file, text_product
from fanzha.texts.points import without_slip

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "paper"
FORMS = (Form.LETTER, Form.NOTICE, Form.PLEDGE)
INDENT = "　　"  # two characters, as a Chinese paragraph begins
LINE = "＿" * 12  # to write on


def products(edition: Edition) -> Iterator[Product]:
    """Text and document of every current paper whose content is sentences, not a table."""
    for item in edition.current(Notice):
        if item.meta.form not in FORMS or item.meta.columns:
            continue
        args, label = _args(edition, item), item.meta.form.label
        yield text_product(item.id, KIND, "paper.txt", f"{label}（文字版）", make, args)
        yield text_product(item.id, KIND, "paper.docx", f"{label}（Word）", make_docx, args)


def make(args: Args, overrides: Path) -> Made:
    """The paper with its phones, to be pasted."""
    clauses = [f"{number}. {clause}" for number, clause in enumerate(args["clauses"], 1)]
    closing = without_slip(args["closing"])
    blocks = [
        [args["title"]],
        [args["addressee"], args["opening"] and INDENT + args["opening"]],
        clauses,
        [closing and INDENT + closing],
        [args["rule"] and f"请记住：{args['rule']}。"],
        args["phones"],
        [args["publisher"], args["dated"]],
        args["small"],
    ]
    texts = ["\n".join(line for line in block if line) for block in blocks]
    return as_file("\n\n".join(block for block in texts if block))


def make_docx(args: Args, overrides: Path) -> Made:
    """The paper as it is printed, with its slip, in Word."""
    from fanzha.texts.docx_writer import Block, write  # slow to import; no check needs it

    blocks = [Block("title", args["title"])]
    blocks += [Block("flat", args["addressee"])] if args["addressee"] else []
    blocks += [Block("text", args["opening"])] if args["opening"] else []
    blocks += [Block("clause", f"{n}. {clause}") for n, clause in enumerate(args["clauses"], 1)]
    blocks += [Block("text", args["closing"])] if args["closing"] else []
    blocks += [Block("rule", f"请记住：{args['rule']}")] if args["rule"] else []
    blocks += [Block("flat", phone) for phone in args["phones"]]
    blocks += [Block("right", args["publisher"]), Block("right", args["dated"])]
    if args["receipt"]:
        blocks += [Block("heading", "回执"), Block("flat", args["receipt"])]
    blocks += [Block("flat", f"{blank}：{LINE}") for blank in args["blanks"]]
    blocks += [Block("small", line) for line in args["small"]]
    return Made(write(blocks, args["title"], args["publisher"], args["day"]))


def _args(edition: Edition, item: Item[Notice]) -> dict[str, Any]:
    meta, region = item.meta, edition.region
    day, until = meta.reviewed, item.holds_until(edition.today)
    station = [region.police.name, region.police.phone, region.police.address]
    phones = [f"{call['sentence']}。" for call in calls_data(edition.tables)]
    if any(station):
        phones.append("派出所：" + "　".join(part for part in station if part))
    newest = region.lasting(item.id)
    code = f"{region.id}-{item.id}-{day:%Y%m%d}"
    small = [f"最新内容：{newest}"] if newest else []
    small.append(f"有效至{day_text(until)}，编号{code}")
    if region.sample:
        small.append("示范数据，请勿当真")
    told: dict[str, Any] = fill(
        {
            "title": meta.title,
            "addressee": meta.addressee or "",
            "opening": meta.opening or "",
            "clauses": list(meta.clauses),
            "closing": meta.closing or "",
            "rule": meta.rule or "",
            "receipt": meta.receipt or "",
            "blanks": list(meta.blanks),
        },
        region,
    )
    return {
        **told,
        "phones": phones,
        "publisher": region.publisher,
        "dated": day_text(day),
        "day": day.isoformat(),
        "small": small,
    }

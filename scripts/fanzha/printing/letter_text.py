"""letter-text: a letter as plain text, to be pasted into the groups of parents and residents (R12).

UTF-8 with a byte order mark and Windows line ends: Notepad on any Windows, WPS and WeChat open it
right, and the mark does not travel with pasted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.notices import Form, Notice
from fanzha.printing.papers import paper_args
from fanzha.printing.sheet import product
from fanzha.product import Args, Made, Product

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "letter-text"
INDENT = "　　"  # two characters, as a Chinese paragraph begins
_SENTENCE = re.compile("[^。！？]+[。！？]?")


def products(edition: Edition) -> Iterator[Product]:
    """The text of every current letter."""
    for item in edition.current(Notice):
        if item.meta.form is Form.LETTER:
            args = paper_args(edition, item)
            yield product(edition, KIND, item.id, [item.id], make, args, suffix="txt")


def make(args: Args, overrides: Path) -> Made:
    """The letter with its phones; of the slip, which paper only has, it says nothing."""
    region, police = args["region"], args["region"]["police"]
    opening = [args["addressee"], args["opening"] and INDENT + args["opening"]]
    clauses = [f"{number}. {clause}" for number, clause in enumerate(args["clauses"], 1)]
    closing = _without_slip(args["closing"] or "")
    phones = [f"{call['sentence']}。" for call in args["calls"]]
    station = [police["name"], police["phone"], police["address"]]
    if any(station):
        phones.append("派出所：" + "　".join(part for part in station if part))
    signed = [region["publisher"], args["dated"]]
    newest = [f"最新内容：{args['url']}"] if args["url"] else []
    small = [*newest, f"有效至{args['valid']}，编号{args['code']}"]
    if region["sample"]:
        small.append("示范数据，请勿当真")
    blocks = [
        [args["title"]],
        opening,
        clauses,
        [closing and INDENT + closing],
        [args["rule"] and f"请记住：{args['rule']}。"],
        phones,
        signed,
        small,
    ]
    texts = ["\n".join(line for line in block if line) for block in blocks]
    text = "\n\n".join(block for block in texts if block) + "\n"
    return Made(text.replace("\n", "\r\n").encode("utf-8-sig"))


def _without_slip(text: str) -> str:
    """The sentences that do not speak of the slip."""
    return "".join(part for part in _SENTENCE.findall(text) if "回执" not in part)

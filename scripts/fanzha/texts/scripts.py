"""script: what an announcer reads of an item, as text, for Word, and in large type (R17)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Case
from fanzha.language.speech import PER_MINUTE
from fanzha.product import Args, Made, Product, opens
from fanzha.texts.broadcast import Script, scripts
from fanzha.texts.plain import FAMILY, as_file, text_product
from fanzha.texts.points import has_points, points

if TYPE_CHECKING:
    from fanzha.content.kinds.meta import Meta
    from fanzha.content.library import Item
    from fanzha.edition import Edition

KIND = "script"
NOTE = f"照着念就行，一分钟约{PER_MINUTE}个字。九六幺幺零就是96110，幺幺零就是110。"


def products(edition: Edition) -> Iterator[Product]:
    """Three files per item that can be told; stories, of which there are many, as text only."""
    for item in _told(edition):
        args = _args(edition, item)
        yield text_product(item.id, KIND, "script.txt", "广播稿（文字）", make, args)
        if not isinstance(item.meta, Case):
            docx = text_product(item.id, KIND, "script.docx", "广播稿（Word）", make_docx, args)
            yield docx
            yield text_product(item.id, KIND, "script.pdf", "广播稿（大字）", make_pdf, args)


def on_demand(edition: Edition) -> Iterator[Product]:
    """The document and the sheet in large type of a story."""
    ways = (("story-script", "pdf", make_pdf), ("story-script-docx", "docx", make_docx))
    for item in _told(edition):
        if isinstance(item.meta, Case):
            args = _args(edition, item)
            for kind, suffix, maker in ways:
                yield Product(
                    path=f"texts/{kind}/{item.id}.{suffix}",
                    family=FAMILY,
                    kind=kind,
                    label=edition.tables.sheets[kind].label,
                    items=(item.id,),
                    make=maker,
                    args=args,
                )


def _told(edition: Edition) -> Iterator[Item[Meta]]:
    for item in edition.library.items:
        if item.current(edition.today) and has_points(item):
            yield item


def _args(edition: Edition, item: Item[Meta]) -> dict[str, Any]:
    words = {word: row.say for word, row in edition.tables.spoken.items()}
    region, told = edition.region, points(edition, item)
    found = scripts(told, words)
    return {
        "title": told.title,
        "versions": [version(script) for script in found],
        "copy": [[length_of(script), with_voices(script)] for script in found],
        "note": NOTE,
        "publisher": region.publisher,
        "site_name": region.site_name,
        "sample": region.sample,
        "code": f"{region.id}-{item.id}-{item.meta.reviewed:%Y%m%d}",
        "day": item.meta.reviewed.isoformat(),
        "keywords": list(item.meta.keywords),
    }


def make(args: Args, overrides: Path) -> Made:
    """All versions, each with its seconds."""
    blocks = [f"广播稿：{args['title']}", args["note"]]
    for version in args["versions"]:
        lines = [f"{voice}：{text}" if voice else text for voice, text in version["lines"]]
        blocks.append("\n".join([f"【{version['length']}】", *lines]))
    blocks.append("\n".join(_foot(args)))
    return as_file("\n\n".join(blocks), seconds=_longest(args))


def make_docx(args: Args, overrides: Path) -> Made:
    """The same for Word and WPS, where a sentence can be changed."""
    from fanzha.texts.docx_writer import Block, write  # slow to import; no check needs it

    blocks = [Block("title", f"广播稿：{args['title']}"), Block("small", args["note"])]
    for version in args["versions"]:
        blocks.append(Block("heading", version["length"]))
        blocks += [Block("spoken", text, voice) for voice, text in version["lines"]]
    blocks += [Block("small", line) for line in _foot(args)]
    data = write(blocks, args["title"], args["publisher"], args["day"])
    return Made(data, seconds=_longest(args))


@opens("texts/script.typ")
def make_pdf(args: Args, overrides: Path) -> Made:
    """A sheet to read from: 18 points, each version on a page of its own."""
    from fanzha.typeset import pdf

    return pdf(overrides, "texts/script.typ", {**args, "foot": _foot(args)}, args["day"])


def version(script: Script) -> dict[str, Any]:
    """A script as plain JSON data."""
    return {
        "name": script.name,
        "seconds": script.seconds,
        "length": length_of(script),
        "lines": [list(line) for line in script.lines],
    }


def length_of(script: Script) -> str:
    """What it is called, and how long it takes to say."""
    return f"{script.name}：念完约{script.seconds}秒，{script.syllables}个字"


def with_voices(script: Script) -> str:
    """All lines, each after who says it."""
    return "\n".join(f"{voice}：{text}" if voice else text for voice, text in script.lines)


def _foot(args: Args) -> list[str]:
    foot = [f"{args['publisher']}　编号{args['code']}"]
    return [*foot, "示范数据，请勿当真"] if args["sample"] else foot


def _longest(args: Args) -> float:
    return float(max(version["seconds"] for version in args["versions"]))

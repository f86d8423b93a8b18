"""article: an item as an article for the official account of a town, to be pasted there (R15).

`article.html` opens in any browser and puts the body on the clipboard; cover and pictures are files
to upload. `draft.json` is the same in the form that the account's interface takes for a draft
(draft/add): whoever has a key fills in the media ids. No key and no network here.
Lengths and what the editor keeps are those that it documents: title 32, author 16, digest 128,
content below 20,000 characters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.body_pictures import in_body
from fanzha.content.kinds.items import Alert, Case, Scam
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.notices import Form, Notice
from fanzha.content.kinds.registry import KINDS
from fanzha.content.markup import fill
from fanzha.language.days import day_text
from fanzha.language.phrases import alert_head, calls_data, calls_line, rule_lines
from fanzha.product import Args, Made, Product, opens
from fanzha.texts.article_body import body
from fanzha.texts.plain import text_product
from fanzha.texts.points import as_data, points

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.content.region import Region
    from fanzha.edition import Edition

KIND = "article"
TITLE, AUTHOR, DIGEST, CONTENT = 32, 16, 128, 20_000
COVER = (900, 383)
WIDTH = 900  # pixels of a picture in the text
COMPOSITE = "情节为综合改编，不是某一个人的事。"
_VIEW = re.compile(r'viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"')
_SHORT = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<name>p[0-9a-f]{8})\)")


def products(edition: Edition, planned: Sequence[Product] = ()) -> Iterator[Product]:
    """Article, cover, pictures and draft of every current scam, case, alert and letter."""
    cards = {product.path for product in planned}
    for item in edition.library.items:
        if not item.current(edition.today) or not _told(item):
            continue
        own = _pictures(edition, item)
        text, more = _in_text(edition, item, len(own))
        drawn = [*own, *more]
        args = {**_args(edition, item, drawn, text), "placed": len(own)}
        square = f"share/{item.id}-square.png"
        args["square"] = f"../../{square}" if square in cards else ""
        yield text_product(item.id, KIND, "article.html", "公众号文章", make, args)
        yield text_product(item.id, "draft", "draft.json", "公众号草稿", make_draft, args)
        cover = _cover(edition, item)
        yield text_product(item.id, "cover", "cover.png", "文章封面（900×383）", make_cover, cover)
        for picture in drawn:
            name = picture["name"]
            label = f"文章配图（{name}）"
            yield text_product(item.id, "picture", name, label, make_picture, picture)


@opens("texts/article.html", "tokens.json")
def make(args: Args, overrides: Path) -> Made:
    """The page with the article, what to fill in, and the button that copies."""
    template = (overrides / "texts" / "article.html").read_text(encoding="utf-8")
    pictures = [{"name": picture["name"], "alt": picture["alt"]} for picture in args["pictures"]]
    values = {
        "title": args["title"],
        "author": args["author"],
        "digest": args["digest"],
        "square": args["square"],
    }
    page = template
    for name, value in values.items():
        page = page.replace("{{ " + name + " }}", _attribute(value))
    rows = "".join(
        f'<li><a href="{p["name"]}" download>{p["name"]}</a> {_attribute(p["alt"])}<br>'
        f'<img src="{p["name"]}" alt="{_attribute(p["alt"])}" loading="lazy"></li>'
        for p in pictures
    )
    square = (
        f'<li><a href="{_attribute(args["square"])}" download>方形封面</a></li>'
        if args["square"]
        else ""
    )
    page = page.replace("{{ pictures }}", square + rows or "<li>这一篇没有配图</li>")
    return Made(page.replace("{{ body }}", _body(args, overrides)).encode())


@opens("tokens.json")
def make_draft(args: Args, overrides: Path) -> Made:
    """The article as the draft interface takes it; the media ids are for the sender to fill in."""
    article = {
        "article_type": "news",
        "title": args["title"],
        "author": args["author"],
        "digest": args["digest"],
        "content": _body(args, overrides),
        "content_source_url": args["url"],
        "thumb_media_id": "",
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
    }
    text = json.dumps({"articles": [article]}, ensure_ascii=False, indent=1) + "\n"
    return Made(text.encode())


@opens("sharing/card.typ")
def make_cover(args: Args, overrides: Path) -> Made:
    """The cover, as the cards to forward look."""
    from fanzha.raster import card  # slow to import; no check needs it

    return card(overrides, "sharing/card.typ", args)


@opens("texts/picture.typ")
def make_picture(args: Args, overrides: Path) -> Made:
    """A drawing on white, as wide as an article is shown sharp."""
    from fanzha.raster import card

    return card(overrides, "texts/picture.typ", args)


def author(region: Region) -> str:
    """The fullest name that the field for the author holds."""
    names = (region.publisher, region.site_name, region.name)
    return next(name for name in names if len(name) <= AUTHOR)


def _told(item: Item[Meta]) -> bool:
    meta = item.meta
    if isinstance(meta, Notice):
        return meta.form in (Form.LETTER, Form.NOTICE)
    return isinstance(meta, Scam | Case | Alert)


def _args(
    edition: Edition, item: Item[Meta], drawn: Sequence[dict[str, Any]], text: str
) -> dict[str, Any]:
    region, meta = edition.region, item.meta
    told = as_data(points(edition, item))
    notice = isinstance(meta, Notice)
    digest = told["summary"] + (f"记住：{told['rule']}。" if told["rule"] else "")
    until = item.holds_until(edition.today)
    foot = [COMPOSITE] if told["composite"] else []
    foot += [f"来源：{s.publisher}《{s.title}》（{s.date}）" for s in meta.sources]
    foot.append(f"{region.publisher}　有效至{day_text(until)}")
    if region.sample:
        foot.append("示范数据，请勿当真")
    return {
        "title": told["title"],
        "author": author(region),
        "digest": digest[:DIGEST],
        "summary": told["summary"],
        "rule": told["rule"],
        "signs": list(told["signs"]) if isinstance(meta, Scam) else [],
        "says": list(told["says"]),
        "story": [list(moment) for moment in told["story"]],
        "lead": [*([f"这一回新在哪里：{told['news']}"] if told["news"] else []), *told["opening"]],
        "clauses": list(told["steps"]) if notice else [],
        "closing": told["closing"],
        "body": text,
        "calls": calls_data(edition.tables),
        "foot": foot,
        "url": region.lasting(item.id),
        "alert": _alert(edition, item),
        "pictures": [{"name": p["name"], "alt": p["alt"]} for p in drawn],
    }


def _alert(edition: Edition, item: Item[Meta]) -> dict[str, Any] | None:
    if not isinstance(item.meta, Alert):
        return None
    head: dict[str, Any] = fill(
        alert_head(item.meta, edition.library.scam(item.scam_id)), edition.region
    )
    return head


def _pictures(edition: Edition, item: Item[Meta]) -> list[dict[str, Any]]:
    """The drawing of an item and the strip of its course, as SVG in the arguments."""
    meta = item.meta
    places = [(meta.image or "", meta.alt or "")]
    if isinstance(meta, Scam):
        places.append((f"assets/pictures/{item.id}-steps.svg", "骗局一步步怎么走"))
    found: list[dict[str, Any]] = []
    for place, alt in places:
        path = edition.project.docs / place
        if path.suffix != ".svg" or not path.is_file():
            continue
        found += _picture(path.read_text(encoding="utf-8"), alt, len(found) + 1)
    return found


def _picture(svg: str, alt: str, number: int) -> list[dict[str, Any]]:
    """A picture to upload; none where its size is not known."""
    match = _VIEW.search(svg)
    if match is None:
        return []
    height = round(WIDTH * float(match[2]) / float(match[1]))
    return [{"name": f"{number}.png", "alt": alt, "svg": svg, "width": WIDTH, "height": height}]


def _in_text(edition: Edition, item: Item[Meta], before: int) -> tuple[str, list[dict[str, Any]]]:
    """The body as the article tells it, and its pictures, numbered on behind those `before`.

    Each stands in the text by the name of its file.
    """
    if isinstance(item.meta, Notice):
        return "", []
    body = str(fill(item.document.body, edition.region))
    text, drawn = in_body(edition.project.docs, item.page, body)
    more: list[dict[str, Any]] = []
    for match in _SHORT.finditer(text):
        more += _picture(drawn.get(match["name"], ""), match["alt"], before + len(more) + 1)
        if more and more[-1]["svg"] == drawn.get(match["name"]):
            text = text.replace(f"]({match['name']})", f"]({more[-1]['name']})", 1)
    return text, more


def _cover(edition: Edition, item: Item[Meta]) -> dict[str, Any]:
    region, meta = edition.region, item.meta
    text = str(fill(meta.rule or meta.title, region))
    return {
        "width": COVER[0],
        "height": COVER[1],
        "tag": KINDS[item.kind].label,
        "alert": _alert(edition, item),
        "lines": list(rule_lines(text)),
        "title": str(fill(meta.title, region)),
        "calls": calls_line(edition.tables),
    }


def _body(args: Args, overrides: Path) -> str:
    tokens = json.loads((overrides / "tokens.json").read_text(encoding="utf-8"))
    return body(args, tokens["colours"])


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

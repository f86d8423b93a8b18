"""rules_article: the general rules as an article for the official account of a town (R15).

It looks like the article of an item and is pasted in the same way; it has no picture and no date,
because a rule holds when the scams of today are forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from fanzha.language.phrases import calls_data, calls_line
from fanzha.product import Args, Maker, Product
from fanzha.texts.article import COVER, DIGEST, author, make, make_cover, make_draft
from fanzha.texts.plain import FAMILY
from fanzha.texts.rules import PAGE
from fanzha.texts.rules_aloud import FOLDER, TABLE

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "text-rules-article"
SUMMARY = "骗术天天换，规矩不换。看完，挑三条讲给家里人听。"
LEAD = "来电、短信、聊天里碰到钱的事，想起其中一条，先停一停。说得再好听，也不急这一会儿。"
CLOSING = "不用全背下来。抄三条贴在电话旁边，比都看过又忘了管用。"


def products(edition: Edition) -> Iterator[Product]:
    """Article, draft and cover, where there are rules."""
    rules = edition.tables.rules
    if not rules:
        return
    args = _args(edition)
    made: tuple[tuple[str, str, Maker, Args], ...] = (
        ("article.html", "通用规矩：公众号文章", make, args),
        ("draft.json", "通用规矩：公众号草稿", make_draft, args),
        ("cover.png", "通用规矩：文章封面（900×383）", make_cover, _cover(edition)),
    )
    for name, label, maker, values in made:
        yield Product(
            path=f"{FOLDER}/{name}",
            family=FAMILY,
            kind=KIND,
            label=label,
            items=tuple(rules),
            table=TABLE,
            make=maker,
            args=values,
        )


def _args(edition: Edition) -> dict[str, Any]:
    region, rules = edition.region, edition.tables.rules
    # Of each rule its words as a heading, and why.
    body = "\n\n".join(
        f"## {number}. {rule.text}\n\n{rule.why}" for number, rule in enumerate(rules.values(), 1)
    )
    return {
        "title": f"记住这{len(rules)}条，多少骗局都不怕",
        "author": author(region),
        "digest": f"{SUMMARY}头一条：{next(iter(rules.values())).text}。"[:DIGEST],
        "summary": SUMMARY,
        "rule": "",
        "signs": [],
        "says": [],
        "story": [],
        "lead": [LEAD],
        "clauses": [],
        "body": body,
        "closing": CLOSING,
        "calls": calls_data(edition.tables),
        "foot": [region.publisher, *(["示范数据，请勿当真"] if region.sample else [])],
        "url": f"{region.site_url}{PAGE}" if region.site_url else "",
        "alert": None,
        "pictures": [],
        "placed": 0,
        "square": "",
    }


def _cover(edition: Edition) -> dict[str, Any]:
    rules = edition.tables.rules
    return {
        "width": COVER[0],
        "height": COVER[1],
        "tag": "通用规矩",
        "alert": None,
        "lines": ["骗术天天换", f"记住这{len(rules)}条"],
        "title": "",
        "calls": calls_line(edition.tables),
    }

"""“Is this a scam?”: by how it began, by what was said, by type, and by a few questions.

Every way works without scripts. The self-check is one page: each question is a section, and the
browser shows the one that the address names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any
from zlib import crc32

from markupsafe import escape

from fanzha.content.data.vocabularies import Saying, paths
from fanzha.content.kinds.items import Scam
from fanzha.content.library import Item
from fanzha.site.escaping import filled, row_view
from fanzha.site.special import Special
from fanzha.site.views import Views

CHECK = "check/index.md"
SELFCHECK = "selfcheck.md"
SAYS = "says/index.md"


def pages(views: Views) -> Iterator[tuple[str, Special]]:
    """The entry, the self-check, a page per channel and one per typical sentence."""
    tables = views.edition.tables
    yield (
        CHECK,
        Special(
            "是不是骗局？",
            "碰到可疑的电话、短信、链接，从这里查：看怎么找上来的，看他说了什么。",
            "triage/check.html",
            partial(_check, views),
        ),
    )
    if tables.selfcheck.questions:
        yield (
            SELFCHECK,
            Special(
                "自己查一查",
                f"最多 {views.most_questions} 个问题，只答是或不是，看看像不像骗局，接着怎么办。",
                "triage/selfcheck.html",
                partial(_selfcheck, views),
            ),
        )
    for key, channel in tables.channels.items():
        if channel.title:
            title, intro = escape(channel.title), filled(channel.intro or "", views.edition.region)
            values = partial(_channel, views, key)
            yield f"channels/{key}.md", Special(title, intro, "triage/channel.html", values)
    yield (
        SAYS,
        Special(
            "骗子常说的话",
            "对方说的话，在这里找一找。每一句都写着是哪一种骗局。",
            "triage/says.html",
            partial(_says, views),
        ),
    )
    for key, saying in tables.sayings.items():
        title = escape(f"对方{saying.label}")
        values = partial(_saying, views, saying)
        why = filled(f"{saying.why}{saying.do}", views.edition.region)
        yield f"says/{key}.md", Special(title, why, "triage/saying.html", values)


def anchor(line: str) -> str:
    """The anchor of a sentence: it stays when others are added or moved."""
    return f"s{crc32(line.encode('utf-8')):08x}"


def channel_links(views: Views) -> list[dict[str, Any]]:
    """Links to the channels that have a page."""
    return [
        {"url": f"channels/{key}/", "title": escape(row.title)}
        for key, row in views.edition.tables.channels.items()
        if row.title
    ]


def saying_links(views: Views) -> list[dict[str, Any]]:
    """Links to the typical sentences."""
    rows = views.edition.tables.sayings.items()
    return [{"url": f"says/{key}/", "title": escape(row.label)} for key, row in rows]


def _check(views: Views) -> dict[str, Any]:
    return {
        "channels": channel_links(views),
        "sayings": saying_links(views),
        "scams": views.cards(views.listed("scams")),
    }


def _channel(views: Views, key: str) -> dict[str, Any]:
    """The likeliest first: scams name their ways in the order of how often they come so."""
    scams = [item for item in _scams(views) if key in item.meta.channels]
    scams.sort(key=lambda item: item.meta.channels.index(key))
    mostly = [item for item in scams if item.meta.channels[0] == key]
    also = [item for item in scams if item.meta.channels.index(key) in (1, 2)]
    rarely = [item for item in scams if item.meta.channels.index(key) > 2]
    return {
        "channel": row_view(views.edition.tables.channels[key], views.edition.region),
        "mostly": [_with_line(views, item) for item in mostly],
        "also": [_with_line(views, item) for item in also],
        "rarely": [_with_line(views, item) for item in rarely],
    }


def _says(views: Views) -> dict[str, Any]:
    """All sentences, by scam."""
    scams = [
        {"card": views.card(item), "lines": _lines(views, item.meta.lines)}
        for item in _scams(views)
    ]
    return {"sayings": saying_links(views), "scams": scams}


def _saying(views: Views, saying: Saying) -> dict[str, Any]:
    """The sentences that hold one of the words, by scam; most first."""
    found: list[dict[str, Any]] = []
    for item in _scams(views):
        lines = [line for line in item.meta.lines if any(word in line for word in saying.words)]
        if lines:
            found.append({"card": views.card(item), "lines": _lines(views, lines)})
    found.sort(key=lambda scam: -len(scam["lines"]))
    return {"saying": row_view(saying, views.edition.region), "scams": found}


def _selfcheck(views: Views) -> dict[str, Any]:
    """Questions with their number on the longest way, the first one last; and answers."""
    tree = views.edition.tables.selfcheck
    number = {
        name: max(path.index(name) for path in paths(tree.questions) if name in path) + 1
        for name in tree.questions
    }
    questions = [
        {"id": name, "number": number[name], **row_view(row, views.edition.region)}
        for name, row in tree.questions.items()
    ]
    answers = [
        {
            "id": name,
            **row_view(row, views.edition.region),
            "label": escape(row.level.label),
            "cards": [card for scam in row.scams if (card := views.scam_card(scam))],
        }
        for name, row in tree.answers.items()
    ]
    return {
        "first": questions[0],
        "questions": questions[1:],
        "answers": answers,
        "most": views.most_questions,
    }


def _scams(views: Views) -> list[Item[Scam]]:
    """Current scams in the order of lists."""
    order = [item.id for item in views.listed("scams")]
    return sorted(views.edition.listed(Scam), key=lambda item: order.index(item.id))


def _with_line(views: Views, item: Item[Scam]) -> dict[str, Any]:
    """A card by its everyday name: who was rung up does not know what the police call it."""
    card, region = asdict(views.card(item)), views.edition.region
    name = filled(item.meta.call or item.meta.title, region)
    return {**card, "title": name, "line": filled(item.meta.lines[0], region)}


def _lines(views: Views, lines: tuple[str, ...] | list[str]) -> list[dict[str, Any]]:
    return [{"id": anchor(line), "text": filled(line, views.edition.region)} for line in lines]

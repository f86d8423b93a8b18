"""The search page and what it finds: current items, the glossary, and pages without a file."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.site import search_rank
from fanzha.site.search_index import Index, Text, build_index
from fanzha.site.special import Special
from fanzha.site.views import Views, address

PAGE = "search.md"
# Groups of results beside the kinds, and their places among them.
BESIDE = {"glossary": 35, "special": 45}
NAMES = {"glossary": "词语", "special": "专题", "pages": "其他"}
SEEN = (PAGE, "glossary.md")  # special pages whose content is found by itself
# Fields that are no prose for residents, or stand in the head already.
_SILENT = frozenset(
    {
        "title", "summary", "rule", "keywords", "official", "audiences", "venues", "channels",
        "published", "reviewed", "review_in", "expires", "status", "basis", "sources", "image",
        "alt", "allow", "scam", "severity", "scope", "season", "law", "age_band", "loss_band",
        "form", "general",
    }
)  # fmt: skip
_INSIDE = frozenset({"scam", "edition"})  # the same in the parts of a field
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(
    r"^\s*(?:#{1,6}|[-*+]|\d+\.|>)\s+|^\s*\|?(?:\s*:?-{3,}:?\s*\|?)+\s*$|[*`]|^\s*\|"
)


class Search:
    """The index of one edition, made when it is first asked for."""

    def __init__(self, views: Views, special: Mapping[str, Special]) -> None:
        self.views = views
        self.special = special

    def page(self) -> Special:
        """The page with the form; without scripts it leads to the lists."""
        return Special("搜索", "打几个字，查骗局、案例、预警和电话。", "search.html", self._values)

    @cached_property
    def texts(self) -> list[Text]:
        """All documents, by groups and in the order of lists."""
        views = self.views
        places = {name: kind.found for name, kind in KINDS.items() if not kind.for_editors}
        found: dict[str, list[Text]] = {
            group: [self._item(item) for item in views.listed(group)] if group in KINDS else []
            for group in sorted(places | BESIDE, key=(places | BESIDE).__getitem__)
        }
        found["glossary"] = [self._term(word) for word in views.edition.tables.glossary]
        found["special"] = [
            Text("special", address(page), _plain(row.title), summary=_plain(row.description))
            for page, row in self.special.items()
            if row.listed and page not in SEEN and not page.startswith("downloads/")
        ]
        return [text for texts in found.values() for text in texts]

    @cached_property
    def index(self) -> Index:
        """The files that the page loads."""
        others = search_rank.files(self.views, self.texts)
        return build_index(self.texts, others, self.views.kept)

    def _values(self) -> dict[str, Any]:
        counts: dict[str, int] = {}
        for text in self.texts:
            counts[text.kind] = counts.get(text.kind, 0) + 1
        names = {name: kind.label for name, kind in KINDS.items()} | NAMES
        kinds = [{"id": kind, "label": names[kind], "count": n} for kind, n in counts.items()]
        sections = self.views.edition.tables.sections.items()
        return {
            "version": self.index.version,
            "shards": self.index.shards,
            "kinds": escape(json.dumps(kinds, ensure_ascii=False)),
            "words": [escape(word) for word in self._words()],
            "lists": [
                {"url": f"{kind}/", "title": escape(row.title), "intro": escape(row.intro)}
                for kind, row in sections
            ],
        }

    def _words(self) -> list[str]:
        """What people may ask for first: a keyword of each frequent scam."""
        items = self.views.edition.ranked(self.views.edition.listed(Scam))
        words = [item.meta.keywords[0] for item in items if item.meta.keywords]
        return [str(fill(word, self.views.edition.region)) for word in words]

    def _item(self, item: Item[Meta]) -> Text:
        meta = fill(item.meta.model_dump(mode="json"), self.views.edition.region)
        names = [*meta["keywords"], meta["rule"] or ""]
        if isinstance(item.meta, Scam):
            names += [entry.name for entry in item.meta.official]
        lines = [
            *_prose(meta, _SILENT),
            *_body(fill(item.document.body, self.views.edition.region)),
        ]
        kept = tuple(dict.fromkeys(filter(None, names)))
        title, summary = meta["title"], meta["summary"]
        return Text(item.kind, self.views.url(item), title, kept, summary, tuple(lines))

    def _term(self, word: str) -> Text:
        row = self.views.edition.tables.glossary[word]
        item = self.views.edition.library.by_id.get(row.scam or "")
        shown = item is not None and self.views.shown(item)
        more = (self.views.url(item), item.meta.title) if item is not None and shown else ("", "")
        return Text("glossary", f"glossary/#{word}", word, row.also, row.means, more=more)


def _prose(value: Any, silent: Collection[str] = _INSIDE) -> Iterator[str]:
    """All texts in the fields of an item that a reader sees."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name not in silent:
                yield from _prose(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _prose(part)


def _body(markdown: str) -> Iterator[str]:
    """The lines of a body without marks; paragraphs that are broken over lines are joined."""
    for block in re.split(r"\n\s*\n", markdown):
        joined: list[str] = []
        for row in block.splitlines():
            starts = bool(_MARKS.match(row)) or row.lstrip().startswith("|")
            text = _LINK.sub(r"\1", row)
            text = _MARKS.sub("", _MARKS.sub("", text)).replace("|", " ").strip()
            if text and (starts or not joined):
                joined.append(text)
            elif text:
                joined[-1] += text
        yield from joined


def _plain(text: str) -> str:
    """A text that templates have escaped, as it was."""
    return Markup(text).unescape()

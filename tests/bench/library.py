"""Libraries of any size, made from the shipped items.

In: the project's folder and a number of items. Out: a complete project (docs, overrides,
mkdocs.yml) with that many items, all valid, the same on every run.

Plain pages and data are copied as they are. The items of the four big kinds are the shipped ones
and then variations of them: every sentence, line and title part gives way to one from the same
place of another item of the kind that is no longer, so that sheets still fit. Sentences with
Markdown in them stay. An id that the smaller library lacks is replaced by one that it has.
"""

from __future__ import annotations

import datetime
import random
import re
import shutil
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SEED = 20261121
# Per cent of the items that are no plain pages: the types change slowly, stories pile up.
SHARES = {"cases": 63, "alerts": 16, "posters": 11, "scams": 10}
# A sentence is replaced by one of at least this part of its length.
SHORTEST = 0.6
PUBLISHED_DAYS = 3 * 365

_LINK = re.compile(
    r"(?<=\]\()(?:\.\./)?(?P<kind>scams|cases|alerts|posters)/(?P<id>[a-z0-9-]+)\.md"
)
_BULLET = re.compile(r"^\s*(?:[-*]|\d+\.)\s+")
_SENTENCE = re.compile(r"[^。！？]+[。！？]?[”」』）]*")
_MARKUP = re.compile(r"[*_`<>|{}\[\]()]")
_REVIEWED = re.compile(r"^reviewed: *(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_TITLE = re.compile(r"([^：，？]+[：，？])(.+)")

Fields = dict[str, Any]


@dataclass(frozen=True)
class Shipped:
    """A shipped item: its id, its front matter as plain text, lists and dicts, and its body."""

    id: str
    fields: Fields
    body: str


def write_project(source: Path, target: Path, count: int) -> datetime.date:
    """Write a project of `count` items to `target`; returns the day on which all of it is valid."""
    day = copy_project(source, target, without=tuple(SHARES))
    docs = target / "docs"
    pages = [page for page in docs.rglob("*.md") if page.parent.name != "data"]
    writer = _Writer(source / "docs", count - len(pages))
    for page in pages:
        _write(page, writer.relinked(page.read_text(encoding="utf-8-sig")))
    for name, text in writer.items():
        _write(docs / name, text)
    return day


def copy_project(source: Path, target: Path, without: tuple[str, ...] = ()) -> datetime.date:
    """Copy a project but for the kinds in `without`; returns the day of its latest review."""
    shutil.copytree(source / "overrides", target / "overrides")
    shutil.copyfile(source / "mkdocs.yml", target / "mkdocs.yml")
    shutil.copytree(source / "docs", target / "docs")
    pages = (source / "docs").rglob("*.md")
    found = [_REVIEWED.search(page.read_text(encoding="utf-8-sig")) for page in pages]
    for kind in without:
        shutil.rmtree(target / "docs" / kind)
    return datetime.date.fromisoformat(max(match[1] for match in found if match))


class _Writer:
    def __init__(self, docs: Path, count: int) -> None:
        self.random = random.Random(SEED)
        self.shipped = {kind: _read(docs / kind) for kind in SHARES}
        self.ids = {
            kind: [_id(self.shipped[kind], at) for at in range(number)]
            for kind, number in _numbers(count).items()
        }
        self.known = {kind: frozenset(ids) for kind, ids in self.ids.items()}
        self.pools = {kind: _Pools(items, self.random) for kind, items in self.shipped.items()}

    def items(self) -> list[tuple[str, str]]:
        """(path below docs/, text) of every item of the big kinds."""
        return [
            (f"{kind}/{name}.md", self._text(kind, at))
            for kind, ids in self.ids.items()
            for at, name in enumerate(ids)
        ]

    def relinked(self, text: str) -> str:
        """The text, with links to items that this library has."""

        def replace(match: re.Match[str]) -> str:
            kind = match["kind"]
            start, end = match.span("id")
            name = self._known(kind, match["id"])
            return match[0][: start - match.start()] + name + match[0][end - match.start() :]

        return _LINK.sub(replace, text)

    def _known(self, kind: str, name: str) -> str:
        return name if name in self.known[kind] else self.random.choice(self.ids[kind])

    def _text(self, kind: str, at: int) -> str:
        shipped = self.shipped[kind]
        item, varied = shipped[at % len(shipped)], at >= len(shipped)
        fields, body = item.fields, item.body
        if varied:
            pools = self.pools[kind]
            fields = {name: pools.field(name, value) for name, value in fields.items()}
            fields.pop("official", None)  # one page per type of the ministry's list
            fields["published"] = self._published(fields["reviewed"])
            body = pools.body(body)
            if "scam" in fields:
                fields["scam"] = self.random.choice(self.ids["scams"])
        elif "scam" in fields:
            fields = {**fields, "scam": self._known("scams", fields["scam"])}
        front = yaml.dump(
            fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
        )
        return f"---\n{front}---\n{self.relinked(body)}"

    def _published(self, reviewed: str) -> str:
        day = datetime.date.fromisoformat(reviewed)
        return str(day - datetime.timedelta(days=self.random.randrange(PUBLISHED_DAYS)))


class _Pools:
    """The pieces of text of one kind by place, for pieces that may take their place."""

    def __init__(self, items: list[Shipped], chance: random.Random) -> None:
        self.random = chance
        self.gathered: dict[str, set[str]] = defaultdict(set)
        for item in items:
            for name, value in item.fields.items():
                self._walk(name, value, self._gather)
            self._lines(item.body, self._gather)
        self.sorted = {place: sorted(found, key=_order) for place, found in self.gathered.items()}

    def field(self, name: str, value: Any) -> Any:
        """The value of a field, varied where it is text for readers."""
        return self._walk(name, value, self._other)

    def body(self, text: str) -> str:
        """The body, varied sentence by sentence."""
        return self._lines(text, self._other)

    def _gather(self, place: str, piece: str) -> str:
        self.gathered[place].add(piece)
        return piece

    def _other(self, place: str, piece: str) -> str:
        pool = self.sorted[place]
        low = bisect_left(pool, len(piece) * SHORTEST, key=len)
        high = bisect_right(pool, len(piece), key=len)
        return pool[self.random.randrange(low, high)]

    def _walk(self, place: str, value: Any, visit: Callable[[str, str], str]) -> Any:
        if place == "title" and (parts := _TITLE.fullmatch(value)):
            return visit("title head", parts[1]) + visit("title tail", parts[2])
        if place in ("summary", "rule", "lesson", "text"):
            return visit(place, value)
        if place in ("lines", "red_flags", "steps", "headline", "points"):
            return [visit(place, part) for part in value]
        if place == "story":
            return [{**moment, "text": visit("text", moment["text"])} for moment in value]
        if place == "turning_point":
            return {**value, "text": visit(place, value["text"])}
        return value

    def _lines(self, body: str, visit: Callable[[str, str], str]) -> str:
        return "\n".join(self._line(line, visit) for line in body.split("\n"))

    def _line(self, line: str, visit: Callable[[str, str], str]) -> str:
        if line.startswith(("#", "|", " ")):
            return line
        mark = (_BULLET.match(line) or [""])[0]
        place = "bullet" if mark else "paragraph"
        return mark + "".join(
            visit(place, piece) if _is_whole(piece) else piece
            for piece in _SENTENCE.findall(line[len(mark) :])
        )


def _numbers(count: int) -> dict[str, int]:
    """Kind → how many of `count` items."""
    if count < len(SHARES) * 2:
        raise ValueError("这样小的内容库没有意义")
    numbers = {kind: max(1, count * share // 100) for kind, share in SHARES.items()}
    return {**numbers, "cases": numbers["cases"] + count - sum(numbers.values())}


def _id(shipped: list[Shipped], at: int) -> str:
    lap, place = divmod(at, len(shipped))
    return f"{shipped[place].id}-{lap}" if lap else shipped[place].id


def _read(folder: Path) -> list[Shipped]:
    items = []
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8-sig").split("---\n", 2)
        items.append(Shipped(path.stem, yaml.load(front, Loader=yaml.CBaseLoader), body))
    return items


def _is_whole(sentence: str) -> bool:
    """No Markdown, and no quotation that begins or ends elsewhere."""
    return not _MARKUP.search(sentence) and sentence.count("“") == sentence.count("”")


def _order(piece: str) -> tuple[int, str]:
    return len(piece), piece


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")

"""Finds the phrases of docs/data/words/ in prose, and says where they are harmless.

A phrase is searched for only where its anchor, a stretch of plain characters that it must hold, is
in the text; the anchors are looked up by their first two characters among those of the text. Hardly
any is there, so hardly any regular expression is ever compiled: all tables over the shipped library
take a few milliseconds, and a check of one file starts at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from fanzha.checks.engine import voice
from fanzha.checks.engine.rule import Context, Hit, Prose
from fanzha.content.data import notation
from fanzha.content.data.notation import Choice, Gap, Piece, Pieces, Special
from fanzha.content.data.word_tables import Cue, Phrases, Row, Where, WordTable, WordTables
from fanzha.findings import Finding

_CLAUSE, _SENTENCE = r"[^，。；！？\n]", r"[^。；！？\n]"
_SPECIAL = {
    "数字": r"(?<![\d.])\d[\d.,]*",
    "大数": r"(?<![\d.])(?:\d{3}[\d,]*|\d[\d.]* ?[多余]?[万千百])",
    "汉数": (
        r"(?<![零〇一二两三四五六七八九十百千万亿数几])(?:十[一二三四五六七八九]?|[一二两三四五六七八九十上]"
        r"[零〇一二两三四五六七八九]*[十百千万亿][零〇一二两三四五六七八九十百千万亿]*)[多余几]?[万亿]?"
    ),
    "汉字": r"[\u4e00-\u9fff]",
    "字母": "[A-Za-z]",
    "停顿": r"(?=[，。；！？、：”）)\n]|\Z)",
    "句末": r"\Z",
}
Lists = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class WordHit(Hit):
    """A phrase in prose: the row that it belongs to, and the slots of the phrase as they were filled."""

    row: Row
    key: str


def findings(
    context: Context,
    code: str,
    among: Iterable[Prose] | None = None,
    fields: frozenset[str] = frozenset(),
) -> Iterator[Finding]:
    """What the tables of a rule find in what residents read, or in the prose that is given.

    Where `fields` are named, only what stands in them counts.
    """
    for table in context.edition.tables.words.of_rule(code):
        for prose in context.residents if among is None else among:
            for hit in find(context.edition.tables.words, table, prose):
                if not fields or hit.line.field in fields:
                    yield from _finding(table, hit)


def _finding(table: WordTable, hit: WordHit) -> Iterator[Finding]:
    message = table.say.replace("{word}", hit.match[0])
    if not table.replace:
        yield hit.finding(message, hint=hit.row.instead or table.instead)
    elif not right(table, hit):
        better = replaced(hit)
        hint = f"写成“{better}”" if better else "删去这个词"
        yield hit.finding(message, hint=hint, mended=voice.mended(hit, better))


def right(table: WordTable, hit: WordHit) -> bool:
    """Whether the words are those that the row would put in their place."""
    return table.replace and replaced(hit) == hit.match[0]


def find(words: WordTables, table: WordTable, prose: Prose) -> Iterator[WordHit]:
    """The phrases of a table in our voice, but for those that are harmless where they stand."""
    engine = _engine(words)
    end = 0  # of the last phrase that is not harmless: only such a one hides those that overlap it
    for hit in engine.matcher(table).search(prose):
        if hit.match.start() < end:
            continue
        if hit.line.field in table.not_in or not voice.in_our_field(hit.line):
            continue

        def holds(name: str, hit: WordHit = hit) -> bool:
            return engine.hold(name, hit, prose)

        if not all(map(holds, table.only)):
            continue
        if hit.row.beside and not engine.matcher(table).beside(hit):
            continue
        if any(map(holds, table.always)) or not any(map(holds, (*table.unless, *hit.row.unless))):
            end = hit.match.end()
            yield hit


def replaced(hit: WordHit) -> str:
    """What the row writes instead, with the words that filled its slots."""
    return re.sub(r"\{(.*?)\}", lambda slot: hit.match[_group(slot[1])], hit.row.instead or "")


@lru_cache(maxsize=64)
def one_of(words: WordTables, name: str) -> str:
    """The words of a list of lists.yml as a part of a regular expression."""
    lists = words.lists
    if name not in lists:
        return "(?!)"  # its absence is an error of its own; until then nothing is one of them
    return any_of(lists[name], lists)


def any_of(words: Sequence[str], lists: Lists | None = None) -> str:
    """Phrases as a part of a regular expression."""
    sources = (_regex(notation.read(word, lists or {}), None) for word in words)
    return f"(?:{'|'.join(sources)})"


def holds(words: WordTables, name: str, before: str, found: str = "", after: str = "") -> bool:
    """Whether a situation of words holds for what stands between two pieces of its sentence."""
    return _engine(words).around(name, before, found, after)


def told(words: WordTables, name: str, text: str) -> Iterator[re.Match[str]]:
    """The words of a text that tell of a situation."""
    for _, pattern in _engine(words).cues(name):
        yield from pattern.finditer(text)


class Phrase:
    """One way of writing a row."""

    def __init__(self, key: str, row: Phrases, pieces: Pieces, lists: Lists, order: int) -> None:
        self.key, self.row, self.pieces, self.lists, self.order = key, row, pieces, lists, order
        self.anchors = anchors(pieces)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The phrase with what may stand beside it."""
        return re.compile(pattern(self.row, self.pieces, self.lists))


class Matcher:
    """The phrases of a table by the first two characters of their anchors."""

    def __init__(self, table: WordTable) -> None:
        self.table = table
        self.index: dict[str, list[tuple[str, Phrase]]] = {}
        self._groups: dict[str, re.Pattern[str]] = {}
        order = 0
        for key, row in table.rows.items():
            for word in row.words:
                phrase = Phrase(key, row, notation.read(word, table.lists), table.lists, order)
                order += 1
                for anchor in phrase.anchors:
                    self.index.setdefault(anchor[:2], []).append((anchor, phrase))

    def search(self, prose: Prose) -> Iterator[WordHit]:
        """All matches, the first at first, of those the longest, of those the upper row's."""
        text, pairs = prose.text, prose.pairs
        there = {
            phrase
            for start, anchored in self.index.items()
            if start in pairs
            for anchor, phrase in anchored
            if anchor in text
        }
        found = sorted(
            (
                (match.start(), -match.end(), phrase.order, phrase, match)
                for phrase in there
                for match in phrase.pattern.finditer(text)
            ),
            key=lambda one: one[:3],
        )
        for _, _, _, phrase, match in found:
            if isinstance(phrase.row, Row):
                hit = prose.hit(match)
                yield WordHit(hit.line, hit.start, hit.end, match, phrase.row, phrase.key)

    def beside(self, hit: WordHit) -> bool:
        """Whether a word of each group that the row asks for stands in the sentence."""
        sentence = voice.sentence(hit)
        return all(self._group(name).search(sentence) for name in hit.row.beside)

    def _group(self, name: str) -> re.Pattern[str]:
        if name not in self._groups:
            lists = self.table.lists
            self._groups[name] = re.compile(any_of(lists[name], lists))
        return self._groups[name]


class _Engine:
    """The tables and situations of a library, each compiled when it is first asked for."""

    def __init__(self, words: WordTables) -> None:
        self.words = words
        self._matchers: dict[int, Matcher] = {}  # a table holds mappings, so it has no hash
        self._patterns: dict[str, list[tuple[Where, re.Pattern[str]]]] = {}

    def matcher(self, table: WordTable) -> Matcher:
        if id(table) not in self._matchers:
            self._matchers[id(table)] = Matcher(table)
        return self._matchers[id(table)]

    def hold(self, name: str, hit: Hit, prose: Prose) -> bool:
        if name == "quoted":
            return voice.quotation(hit) is not None
        if name == "spoken":
            return voice.spoken(hit)
        if name == "in_passing":
            return voice.quotation(hit) not in (None, hit.match[0])
        before = voice.before(hit)
        after = voice.sentence(hit)[len(before) + hit.end - hit.start :]
        return self.around(name, before, hit.match[0], after, prose)

    def around(
        self, name: str, before: str, found: str, after: str, prose: Prose | None = None
    ) -> bool:
        for where, pattern in self.cues(name):
            if where is Where.BEFORE:
                text = before
            elif where is Where.AFTER:
                text = after
            elif where is Where.SENTENCE:
                text = before + found + after
            elif where is Where.INSIDE:
                text = found
            else:
                text = prose.text if prose else ""
            if pattern.search(text):
                return True
        return False

    def cues(self, name: str) -> list[tuple[Where, re.Pattern[str]]]:
        if name not in self._patterns:
            lists = self.words.situations.lists
            situation = self.words.situations.situations.get(name)  # unknown: its own finding
            cues = situation.cues if situation else ()
            self._patterns[name] = [(cue.where, _cue(cue, lists)) for cue in cues]
        return self._patterns[name]


@lru_cache(maxsize=4)
def _engine(words: WordTables) -> _Engine:
    return _Engine(words)


def _cue(cue: Cue, lists: Lists) -> re.Pattern[str]:
    words = "|".join(
        pattern(cue, notation.read(word, lists), lists, slots=False) for word in cue.words
    )
    if cue.within is None or cue.where not in (Where.BEFORE, Where.AFTER):
        return re.compile(words)
    gap = f"{_CLAUSE}{{0,{cue.within}}}"
    if cue.where is Where.BEFORE:
        return re.compile(rf"(?:{words}){gap}\Z")
    return re.compile(rf"\A{gap}?(?:{words})")


def pattern(phrases: Phrases, pieces: Pieces, lists: Lists, *, slots: bool = True) -> str:
    """A phrase as a regular expression, with what may and must stand beside it.

    What must not stand before it is written behind its first character where that is a plain one:
    a search for a plain character is many times as fast as one that begins with a look-behind.
    Without `slots` its places are no groups, so that several phrases can stand in one expression.
    """
    head, rest = ("", pieces)
    if isinstance(pieces[0], str):
        head = pieces[0][0]
        rest = (pieces[0][1:], *pieces[1:])
    before = "".join(
        f"(?<!{re.escape(one + head)})"
        for word in phrases.not_after
        for one in spelled(word, lists)
    )
    if phrases.only_after:
        ways = (one for word in phrases.only_after for one in spelled(word, lists))
        before += "(?:" + "|".join(f"(?<={re.escape(one + head)})" for one in ways) + ")"
    after = _beside("!", phrases.not_before, lists) + _beside("=", phrases.only_before, lists)
    return f"{re.escape(head)}{before}{_regex(rest, {} if slots else None)}{after}"


def _beside(sign: str, words: Sequence[str], lists: Lists) -> str:
    if not words:
        return ""
    return f"(?{sign}{'|'.join(_regex(notation.read(word, lists), None) for word in words)})"


def _regex(pieces: Pieces, names: dict[str, int] | None) -> str:
    """The pieces as a regular expression; slots become groups, the first of each name."""
    return "".join(_one(piece, names) for piece in pieces)


def _one(piece: Piece, names: dict[str, int] | None) -> str:
    if isinstance(piece, str):
        return re.escape(piece)
    if isinstance(piece, Special):
        return _SPECIAL[piece.name]
    if isinstance(piece, Gap):
        source = f"{_SENTENCE if piece.sentence else _CLAUSE}{{{piece.low},{piece.high}}}?"
    else:
        options = "|".join(_regex(option, None) for option in piece.options)
        source = f"(?:{options})"
    name = piece.name
    if names is None or not name or name in names:
        return source
    names[name] = len(names)
    return f"(?P<{_group(name)}>{source})"


def _group(name: str) -> str:
    """A name that a regular expression allows: they may not begin with a digit."""
    return f"_{name}"


def spelled(word: str, lists: Lists) -> list[str]:
    """All ways of writing a phrase that has no gaps: 不(要/能) → 不要, 不能."""
    parts = []
    for piece in notation.read(word, lists):
        if isinstance(piece, str):
            parts.append([piece])
        elif isinstance(piece, Choice):
            parts.append(["".join(map(str, option)) for option in piece.options])
    return ["".join(way) for way in product(*parts)]


def anchors(pieces: Pieces) -> frozenset[str]:
    """Plain stretches of which any match holds one; the longest that can be had."""
    best: frozenset[str] = frozenset()
    for piece in pieces:
        if isinstance(piece, str):
            one = frozenset({piece})
        elif isinstance(piece, Choice):
            parts = [anchors(option) for option in piece.options]
            if not all(parts):
                continue
            one = frozenset().union(*parts)
        else:
            continue
        if not best or min(map(len, one)) > min(map(len, best)):
            best = one
    return best

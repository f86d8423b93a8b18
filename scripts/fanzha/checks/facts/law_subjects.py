"""Family F, what an article says: a sentence that names one must speak of its subject.

Subjects and their words are docs/data/law.yml; how a sentence says that something is written, or
punished, are `claims` of docs/data/law-facts.yml. A sentence with several articles is cut into the
pieces that belong to each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Prose
from fanzha.checks.engine.words import any_of
from fanzha.checks.facts import law_articles
from fanzha.checks.facts.law_articles import Mention
from fanzha.checks.facts.law_roles import END, Roles
from fanzha.content.data.law_facts import Claims
from fanzha.content.data.tables import Article
from fanzha.findings import Finding

_LEAST = 3  # characters that a piece must have to say something
_CLAUSE = 5  # more than “三件事：” behind 第30条讲了


@rule(
    "F020",
    "这一条说的不是这件事",
    why="条文张冠李戴，懂法的人一看就不信了。每一条讲什么，docs/data/law.yml 里有。",
    bad="反电信网络诈骗法第8条不许买卖电话卡。",
    good="反电信网络诈骗法第31条不许买卖电话卡。",
)
def wrong_article(context: Context) -> Iterator[Finding]:
    """A sentence names an article, and speaks in the words of another, or of none."""
    law = context.edition.tables.law
    facts = context.edition.tables.law_facts
    reader = _Claims.of(facts.claims)
    roles = Roles.of(facts.roles)
    for prose in context.residents:
        if not law_articles.speaks_of_law(prose):
            continue
        for sentence, mentions in _sentences(prose, roles):
            pairs = _pairs(sentence, mentions, law, reader)
            yield from (hit.hit.finding(message, hint=hint) for hit, message, hint in pairs)
            if pairs:
                continue
            punishing = {row.penalty for one in mentions if (row := law.get(str(one.numbers[0])))}
            for mention, piece in _pieces(sentence, mentions):
                if mention.numbers[0] in punishing:  # “第44条讲的是违反第31条的处罚”
                    continue
                told = _told(mention, piece, sentence, law, reader)
                if told:
                    yield mention.hit.finding(told[0], hint=told[1])


class _Claims:
    """The words of `claims`, compiled."""

    def __init__(self, claims: Claims) -> None:
        self.lays_down = _any(claims.lays_down)
        self.punishes = _any(claims.punishes)
        self.prison = _any(claims.prison)
        self.breach = _any(claims.breach)
        self.beyond = _any(claims.beyond)
        self.pairs = re.compile(f"{_any(claims.pairs).pattern}$")

    @staticmethod
    def of(claims: Claims) -> _Claims:
        """Compiled once for a table."""
        return _compiled(claims.model_dump_json())


@lru_cache(maxsize=4)
def _compiled(claims: str) -> _Claims:
    return _Claims(Claims.model_validate_json(claims))


def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words) if words else "(?!)")


@dataclass(frozen=True)
class _Sentence:
    text: str
    start: int  # in its line


def _sentences(prose: Prose, roles: Roles) -> Iterator[tuple[_Sentence, list[Mention]]]:
    """Each sentence that names articles, with its mentions."""
    found: dict[tuple[int, int, int], tuple[_Sentence, list[Mention]]] = {}
    for mention in law_articles.read(prose, roles)[0]:
        hit = mention.hit
        text = hit.line.text
        begin = max((m.end() for m in END.finditer(text, 0, hit.start)), default=0)
        stop = END.search(text, hit.end)
        sentence = _Sentence(text[begin : stop.start() if stop else len(text)], begin)
        key = (hit.line.line, hit.line.column, begin)
        found.setdefault(key, (sentence, []))[1].append(mention)
    yield from found.values()


def _pairs(
    sentence: _Sentence, mentions: list[Mention], law: Mapping[str, Article], reader: _Claims
) -> list[tuple[Mention, str, str]]:
    """“违反第31条，按第38条处罚”: the second must be the one that punishes the first."""
    found = []
    for first, second in pairwise(mentions):
        before = sentence.text[: second.hit.start - sentence.start]
        row = law.get(str(first.numbers[0]))
        breach = reader.breach.search(sentence.text[: first.hit.start - sentence.start])
        if row is None or not row.penalty or not breach or not reader.pairs.search(before):
            continue
        if row.penalty not in second.numbers:
            message = f"违反第{first.numbers[0]}条的，不是按第{second.numbers[0]}条罚"
            right = f"按第{row.penalty}条：{law[str(row.penalty)].subject}"
            found.append((second, message, right))
    return found


def _pieces(sentence: _Sentence, mentions: list[Mention]) -> Iterator[tuple[Mention, str]]:
    """What belongs to each mention; nothing where too little stands beside it."""
    text = sentence.text
    spans = [(one.hit.start - sentence.start, one.hit.end - sentence.start) for one in mentions]
    if len(mentions) == 1:
        start, end = spans[0]
        yield mentions[0], text[:start] + text[end:]
        return
    edges = [start for start, _ in spans[1:]] + [len(text)]
    behind = [text[end:stop] for (_, end), stop in zip(spans, edges, strict=True)]
    if len(behind[-1].strip("，、）)》”里中的 ")) < _LEAST:  # “卖卡看第31条，泄露信息看第25条”
        before = [0, *(end for _, end in spans)]
        behind = [text[begin:start] for begin, (start, _) in zip(before, spans, strict=False)]
    for mention, piece in zip(mentions, behind, strict=True):
        if len(piece.strip("，、）)》”里中的和与及 ")) >= _LEAST:
            yield mention, piece


def _told(
    mention: Mention,
    piece: str,
    sentence: _Sentence,
    law: Mapping[str, Article],
    reader: _Claims,
) -> tuple[str, str] | None:
    """(message, hint) where a piece says what its article does not."""
    row = law.get(str(mention.numbers[0])) if len(mention.numbers) == 1 else None
    if row is None or not row.about:
        return None
    number = mention.numbers[0]
    breach = reader.breach.search(sentence.text)
    if found := reader.beyond.search(piece):
        return (
            f"第{number}条没有写“{found[0]}”",
            f"第{number}条讲的是{row.subject}；照它的原意写",
        )
    if found := reader.prison.search(piece):
        if not breach:
            return (
                f"反电信网络诈骗法第{number}条没有写“{found[0]}”",
                "坐牢是刑法里的事；帮信罪写刑法第287条之二，最高 3 年",
            )
        return None
    if not row.figures and reader.punishes.search(piece) and not breach:
        if row.penalty is None:
            return f"第{number}条没有写怎么罚", f"第{number}条讲的是{row.subject}"
        punished = law[str(row.penalty)].subject
        return f"第{number}条没有写怎么罚", f"怎么罚写在第{row.penalty}条：{punished}"
    if any(word in piece for word in row.about):
        return None
    others = {n: other for n, other in law.items() if n != str(number)}
    strong = _best({n: other.about for n, other in others.items()}, piece)
    if strong is None and any(word in piece for word in row.weak):
        return None
    if breach and row.penalty:
        return None
    best = strong or _best({n: other.weak for n, other in others.items()}, piece)
    if best:
        n, word = best
        return (
            f"第{number}条讲的是{row.subject}，不是“{word}”",
            f"讲“{word}”的是第{n}条：{law[n].subject}",
        )
    behind = mention.hit.end - sentence.start
    says = reader.lays_down.match(sentence.text, behind)
    if says and len(sentence.text) - says.end() > _CLAUSE:
        return (
            f"第{number}条讲的是{row.subject}，没有这样写",
            "照它的原意写；别的规定，写明是哪部法第几条",
        )
    return None


def _best(words: Mapping[str, tuple[str, ...]], piece: str) -> tuple[str, str] | None:
    """The article with most of its words in a piece, and the first of them."""
    found = {n: [word for word in some if word in piece] for n, some in words.items()}
    best = max(found, key=lambda n: len(found[n]), default="")
    return (best, found[best][0]) if best and found[best] else None

"""Where a text speaks of an article of the anti-fraud law, and which figures belong to it.

In: the prose of one file. Out: `mentions`, every 第N条 of the law, and `figures`, every number of
days, times or yuan that says what an article punishes with. A bare 第38条 belongs to the law that
was named last; a heading forgets other laws. A figure belongs to the article before it in its
sentence, in the head of its table column, in its section, or behind it in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanzha.checks.engine.rule import Hit, Line, Prose
from fanzha.checks.facts.law_roles import END, TO, Roles
from fanzha.content.kinds.items import Scam
from fanzha.content.reading.numerals import number

LAW_NAME = r"反(?:电信网络诈骗|电信诈骗|网络诈骗|电诈|诈骗|诈)法"
_LAW = re.compile(LAW_NAME)
_NUMERAL = (
    r"(?:[0-9０-９]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百千]+|[壹贰叁肆伍陆柒捌玖拾佰仟]+)"
)
_UNIT = r"(?:日|天|倍|万元|千元|百元|元|万块|块|万)"
_ARTICLE = (
    r"(?:第|(?<=法)(?=[0-9]{1,2}条)|(?<=法（)(?=[0-9]{1,2}条)|(?<=法)(?=[一二三四五][一二三四五六七八九十]*条))"
    rf"[ \t]*(?P<list>{_NUMERAL}(?:(?:、|和|至|到|-){_NUMERAL})*)[ \t]*条(?P<sub>之[一二三四五六七八九十])?"
    r"(?!短信|消息|信息|评论|视频|弹幕|微博|提醒|新闻|记录|线索|建议|留言|街|路|道)"
)
_TOKEN = re.compile(
    rf"(?P<heading>^[ ]{{0,3}}\#{{1,6}}[ \t])|(?P<law>{LAW_NAME})"
    r"|(?P<other>刑法|民法典|治安管理处罚法|未成年人保护法|个人信息保护法|网络安全法|惩戒办法)"
    rf"|(?P<article>{_ARTICLE})"
    rf"|(?P<figure>(?<![0-9０-９])(?P<number>{_NUMERAL})"
    rf"(?:[ \t]*(?P<unit>{_UNIT})|(?={TO}{_NUMERAL}[ \t]*(?P<later>{_UNIT}))))",
    re.MULTILINE,
)
# An article of no named law in a sentence about what the anti-fraud law is about.
_BARE = re.compile(
    rf"(?:^|[，。；！？：（(\s]|按照?|依照|依据|根据|违反|[见和及与])第[ \t]*{_NUMERAL}[ \t]*条"
    r"[^。！？\n]{0,24}(?:处罚|追究|罚款|拘留|违法所得|惩戒|[电话银行]卡|两卡|止付|冻结|预警劝阻)",
    re.MULTILINE,
)
_GAINS = "违法所得"  # only the law says so: its multiples are the law's
_ARTICLE_RE = re.compile(_ARTICLE)
_OF_LAW = re.compile(rf"{LAW_NAME}[》”]?(?:（[^（）]*）)?的?$")
_OF_SAME = re.compile(r"(?:[本该同]|这部|同一部)法[》”]?的?$")
_OF_OTHER = re.compile(
    r"(?:法|典|条例|办法|规定|解释|规约|民约|公约|章程|合同|协议|守则|须知|意见|决定|制度|规则)"
    r"[》”]?(?:（[^（）]*）)?的?$"
)
_JOINED = re.compile(r"(?:第[0-9一二三四五六七八九十]+款)?(?:、|和|及|以及|或者?|与|，)?$")
_WORTH = {"万元": 10_000, "万": 10_000, "万块": 10_000, "千元": 1000, "百元": 100, "元": 1, "块": 1}


@dataclass(frozen=True)
class Mention:
    """第N条 of the anti-fraud law; `named` when the law's name stands in the same sentence."""

    hit: Hit
    numbers: tuple[int, ...]
    sub: bool
    named: bool


@dataclass(frozen=True)
class Figure:
    """A number near articles; where there are none, any article may be meant.

    `what`: days, multiple or amount. `role`: low, high, below, fine, or "" where words do not tell.
    """

    line: Line
    start: int
    end: int
    text: str
    shown: str
    value: float
    worth: int
    what: str
    role: str
    articles: tuple[int, ...]


def names_law(prose: Prose) -> bool:
    """Whether the anti-fraud law is named, in the text or in the field that lists its articles."""
    named = _LAW.search(prose.text) is not None
    return named or bool(prose.item and isinstance(prose.item.meta, Scam) and prose.item.meta.law)


def speaks_of_law(prose: Prose) -> bool:
    """Whether 第N条 may mean the anti-fraud law here: also where only its subject tells."""
    if names_law(prose) or _GAINS in prose.text:
        return True
    return "条" in prose.text and _BARE.search(prose.text) is not None


def read(prose: Prose, roles: Roles) -> tuple[list[Mention], list[Figure]]:
    """The mentions and figures of a text that `speaks_of_law`."""
    reader = _Reader(roles)
    tokens = list(prose.search(_TOKEN))
    for index, hit in enumerate(tokens):
        reader.take(hit, tokens, index)
    return reader.mentions, reader.figures


class _Reader:
    """Walks over the tokens of a text; remembers the law and the articles spoken of last."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.ours = True
        self.named_at: tuple[int, int] | None = None
        self.current: tuple[int, ...] = ()
        self.last: Hit | None = None
        self.mentions: list[Mention] = []
        self.figures: list[Figure] = []

    def take(self, hit: Hit, tokens: list[Hit], index: int) -> None:
        kind = hit.match.lastgroup
        groups = hit.match.groupdict()
        if groups["heading"]:
            self.ours, self.current = True, ()
        elif groups["law"]:
            self.ours, self.named_at = True, _sentence(hit)
        elif groups["other"]:
            self.ours, self.current = False, ()
        elif groups["article"]:
            self._article(hit)
        elif kind and self.ours:
            self._figure(hit, tokens[index + 1 : index + 6])

    def _article(self, hit: Hit) -> None:
        before = hit.line.text[: hit.start]
        if _OF_LAW.search(before):
            self.ours = True
        elif not _OF_SAME.search(before) and _OF_OTHER.search(before):
            self.ours, self.current = False, ()
        if not self.ours:
            return
        numbers = tuple(int(number(part)) for part in _parts(hit.match["list"]))
        named = self.named_at == _sentence(hit) or bool(_OF_SAME.search(before))
        self.mentions.append(Mention(hit, numbers, bool(hit.match["sub"]), named))
        last = self.last
        joined = (
            last is not None
            and last.line is hit.line
            and _JOINED.fullmatch(hit.line.text[last.end : hit.start]) is not None
        )
        self.current = (*self.current, *numbers) if joined else numbers
        self.last = hit

    def _figure(self, hit: Hit, following: list[Hit]) -> None:
        unit = hit.match["unit"] or hit.match["later"]
        text, line = hit.match["number"], hit.line
        what = "days" if unit in "日天" else "multiple" if unit == "倍" else "amount"
        table = line.text.lstrip().startswith("|") and line.field is None
        near, row = _near(hit, table)
        if not _punishes(what, hit, near, row):
            return
        role = self.roles.role_of(what, line.text, hit.start, hit.end)
        if what == "amount" and not role:
            return
        articles = (_column(hit) if table else ()) or self._behind(hit, following) or self.current
        if not articles and (what != "multiple" or not re.search(f"罚|{_GAINS}", near + row)):
            return
        self.figures.append(
            Figure(
                line,
                hit.start,
                hit.start + len(text),
                text,
                f"{text}{unit}",
                number(text) * _WORTH.get(unit, 1),
                _WORTH.get(unit, 1),
                what,
                role,
                articles,
            )
        )

    def _behind(self, hit: Hit, following: list[Hit]) -> tuple[int, ...]:
        """The article in brackets behind a figure, when none stands before it in the sentence."""
        sentence = _sentence(hit)
        if self.last is not None and _sentence(self.last) == sentence:
            return ()
        for other in following:
            if _sentence(other) != sentence:
                break
            before = other.line.text[: other.start]
            if other.match["article"] and re.search(
                rf"(?:[（(，]|见|依据|按照?|根据|这是|这写在|{LAW_NAME}》?)$", before
            ):
                if _OF_OTHER.search(before) and not _OF_LAW.search(before):
                    break
                return tuple(int(number(part)) for part in _parts(other.match["list"]))
        return ()


def _parts(text: str) -> list[str]:
    return re.split(r"[、和至到-]", text)


def _sentence(hit: Hit) -> tuple[int, int]:
    """Where the sentence of a hit begins: (line, offset)."""
    start = max((m.end() for m in END.finditer(hit.line.text, 0, hit.start)), default=0)
    return hit.line.line, start


def _near(hit: Hit, table: bool) -> tuple[str, str]:
    """The sentence of a figure (its cell in a table), and the first cell of the row."""
    text = hit.line.text
    if table:
        cells, at, head = _cells(hit)
        return cells[at], f"{cells[1] if len(cells) > 1 else ''} {head}"
    match = END.search(text, hit.end)
    return text[_sentence(hit)[1] : match.start() if match else len(text)], ""


def _punishes(what: str, hit: Hit, near: str, row: str) -> bool:
    """Whether the figure says how something is punished."""
    text = hit.line.text
    if what == "days":
        if text[: hit.start].endswith("月") or re.match(r"\s*内", text[hit.end :]):
            return False
        return "拘留" in row or "拘留" in text[max(0, hit.start - 14) : hit.end + 14]
    if what == "multiple":
        return bool(re.search(r"罚|所得|违法", near + row))
    if not row:
        at = near.find(text[hit.start : hit.end])
        near = near[max(0, at - 16) : at + 24]
    return bool(re.search(r"罚|所得", near + row))


def _column(hit: Hit) -> tuple[int, ...]:
    """The articles in the head of the table column of a figure, or before it in its row."""
    return _articles(_cells(hit)[2]) or _articles(hit.line.text[: hit.start])


def _cells(hit: Hit) -> tuple[list[str], int, str]:
    """(cells of the row, index of the cell of a hit, text at the head of its column)."""
    source, top = hit.line.source, hit.line.line
    while source.line(top - 1).lstrip().startswith("|"):
        top -= 1
    head = source.line(top).split("|")
    at = hit.line.text.count("|", 0, hit.start)
    return hit.line.text.split("|"), at, head[at] if at < len(head) else ""


def _articles(text: str) -> tuple[int, ...]:
    found: Iterator[re.Match[str]] = _ARTICLE_RE.finditer(text)
    return tuple(int(number(part)) for match in found for part in _parts(match["list"]))

"""Where a short Chinese text may be broken: its words, and what a break between two of them costs.

`units` gives the pieces that no line tears: a word with the marks at it, a number with what it counts.
`priced` says for each piece what it costs to end a line behind it. Paper and screens ask here, so that
both break the same line at the same place. The words are those of unbreakable_words.py (by hand) and of
general_words.py (by how common they are); a text is cut so that its words are the likeliest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from fanzha.language.general_words import BY_RANK
from fanzha.language.unbreakable_words import WORDS

FREE = 0  # behind a mark at which a speaker breathes
BETWEEN = 30  # between two words
LISTED = 60  # behind 、 or before a quotation: what it joins is read together
CLOSE = 120  # beside a single character that belongs to its neighbour
HELD = 240  # inside what is denied: 不用您 / 先付钱 tells to pay first

# A run of Chinese characters, of what stands for a name that is not known yet, a number or Latin word, a
# dash, or one other mark.
_RUN = re.compile(
    r"[\ue000-\uf8ff]+|[\u3400-\u9fff〇]+|[0-9A-Za-z]+(?:[.:/@_-][0-9A-Za-z]+)*[%％]?|——|……|.",
    re.DOTALL,
)
_HAN = re.compile(r"[\u3400-\u9fff〇]")
_ASKED = re.compile(r"([\u3400-\u9fff])不\1")  # 是不是, 停不停
_NUMBER = re.compile(r"[0-9一二三四五六七八九十百千万亿两几半]+")
_BREATH = "，。；：！？　…"
_CLOSING = _BREATH + "、”’）》】」』,.;:!?)·～~"
_OPENING = "“‘（《【「『("
# What a number counts stays with it: 3天, 5000元, 96110 stays what it is.
_COUNTED = frozenset(
    "元块万亿千百人个名天月日年号点分秒岁周次条张份页位户家倍层楼步种招句样笔期折斤米"
)
_QUOTED = 6  # characters of a quotation that is kept whole, with its first mark
_TENS = "万亿千百"
_SPANS = ("小时", "分钟", "多岁", "多万", "公里", "厘米", "毫米", "平方", "以上", "以下")
# They lean on the word before them …
_LEANING = frozenset("的地得了着过吗呢吧们啊呀么者性化里内")
# … these a little, and these on the word behind them.
_AFTER = frozenset("上下中外前后时完好到掉走出起来去给成住开回")
_BEFORE = frozenset(
    "不没别先再就都只要把被向给对用从在和与或也又还才最更很太越凡各每这那哪几第请让叫等到为有未无勿莫"
    "可能会该想快刚正已将若如因由按照比跟同替帮找问看打点转发收付交查买卖装扫"
)
# These deny what follows, so many characters of it at most.
_DENY = """
不 别 没 勿 莫 未 不用 不要 不能 不会 不必 不该 不许 不往 不在 不把 不向 不给 不让 不叫 不是 不准
不需要 别把 别往 别给 别在 没有 从不 决不 绝不 从来不
"""
_DENYING = frozenset(_DENY.split())
_DENIED = 6


@cache
def _ranks() -> dict[str, float]:
    """What each word costs: the commoner, the less."""
    spread = math.log(len(BY_RANK))
    found = {word: math.log((rank + 1) * spread) for rank, word in enumerate(BY_RANK)}
    return found | dict.fromkeys(WORDS, 3.0)


_ALONE = 9.0  # a character that is in no word of ours
_LEAN_ALONE = 5.0  # one that often stands by itself


@cache
def _longest() -> int:
    return max(map(len, _ranks()))


def _words(run: str) -> list[str]:
    """The likeliest words of a run of Chinese characters."""
    ranks, longest = _ranks(), _longest()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        last = run[end - 1]
        alone = _LEAN_ALONE if last in _LEANING or last in _BEFORE else _ALONE
        choice = (best[end - 1][0] + alone, end - 1)
        for start in range(max(0, end - longest), end - 1):
            cost = ranks.get(run[start:end])
            if cost is not None:
                choice = min(choice, (best[start][0] + cost, start))
        best.append(choice)
    words, end = [], len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return words[::-1]


@lru_cache(maxsize=8192)  # the same lines stand on many products
def priced(text: str) -> tuple[tuple[str, int], ...]:
    """The pieces that no line may tear, and what it costs to end a line behind each.

    Joined, the pieces are the text. The last costs nothing.
    """
    words = [
        word for run in _RUN.findall(text) for word in (_words(run) if _HAN.match(run) else [run])
    ]
    asked = {at for found in _ASKED.finditer(text) for at in range(found.start() + 1, found.end())}
    pieces: list[str] = []
    at = 0
    for word in words:
        if pieces and (at in asked or _stays(pieces[-1], word) or _quoted(pieces[-1])):
            pieces[-1] += word
        else:
            pieces.append(word)
        at += len(word)
    rows = zip(["，", *pieces], pieces, [*pieces[1:], ""], strict=False)
    prices = [_price(before, piece, behind) for before, piece, behind in rows]
    for place in _held(pieces):
        prices[place] = HELD
    return tuple(zip(pieces, prices, strict=True))


def units(text: str) -> tuple[str, ...]:
    """The pieces that no line may tear."""
    return tuple(piece for piece, _ in priced(text))


def held(text: str) -> frozenset[int]:
    """The places in a text (characters before them) at which a line would end between 不 and what it denies."""
    found, at = set(), 0
    for piece, price in priced(text):
        at += len(piece)
        if price == HELD:
            found.add(at)
    return frozenset(found)


def torn(text: str) -> frozenset[int]:
    """The places in a text (characters before them) at which a break would tear a word or a number."""
    ends, at = {0}, 0
    for piece in units(text):
        at += len(piece)
        ends.add(at)
    return frozenset(range(len(text))) - ends


def _held(pieces: Sequence[str]) -> Iterator[int]:
    """The pieces behind which a line would end inside what is denied."""
    for first, piece in enumerate(pieces):
        if piece not in _DENYING:
            continue
        length = len(piece)
        for place in range(first, len(pieces) - 1):
            length += len(pieces[place + 1].strip(_CLOSING + _OPENING))
            again = pieces[place + 1] in _DENYING
            if again or pieces[place][-1] in _CLOSING or (length > _DENIED and place > first):
                break
            yield place


def _stays(before: str, word: str) -> bool:
    """Whether a word begins no line behind this piece: marks, particles, what a number counts."""
    last = before[-1]
    if word[0] in _CLOSING or last in _OPENING:
        return True
    if last in _CLOSING:
        return False
    if len(word) == 1 and word in _LEANING:
        return True
    return _NUMBER.fullmatch(last) is not None and (
        word in _SPANS or word[0] in _TENS or set(word) <= _COUNTED
    )


def _quoted(piece: str) -> bool:
    """Whether a short quotation goes on behind this piece: nobody reads half of “安全账户”."""
    at = max(map(piece.rfind, "“《"))
    return (
        at >= 0
        and piece[at:].find("”") < 0
        and piece[at:].find("》") < 0
        and len(piece) - at <= _QUOTED
    )


def _price(before: str, piece: str, behind: str) -> int:
    """What it costs to end a line behind a piece; what stands `before` it is what a lone character leans on."""
    if not behind or piece[-1] in _BREATH:
        return FREE
    if piece[-1] == "、" or behind[0] in _OPENING:
        return LISTED
    bare = behind.strip(_CLOSING + _OPENING)
    if piece in _BEFORE or bare in _AFTER:
        return CLOSE
    # A lone character that has just begun a sentence ends no line: 真/要货.
    alone = len(piece) == 1 and before[-1] in _CLOSING
    if bare in _BEFORE and not alone:
        return BETWEEN
    return CLOSE if alone or len(bare) == 1 else BETWEEN

"""Which type of fraud a text is about, by the words that the library itself uses for each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from fanzha.content.kinds.items import Scam
from fanzha.content.library import Item
from fanzha.edition import Edition


def suggested(edition: Edition, text: str, most: int = 3) -> list[Item[Scam]]:
    """The likeliest types, the likeliest first; none where the text shares nothing with any.

    Pairs of characters count, rare ones more: 佣金 tells 刷单, 转账 tells nothing.
    """
    scams = edition.library.of(Scam)
    pairs = {scam.id: Counter(_pairs(_own_words(scam))) for scam in scams}
    spread = Counter(pair for found in pairs.values() for pair in found)
    told = set(_pairs(text))
    scores = {}
    for scam in scams:
        own = pairs[scam.id]
        weights = {pair: math.log(len(scams) / spread[pair]) for pair in own}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
        scores[scam.id] = sum(weights[pair] for pair in own if pair in told) / length
        names = (*scam.meta.keywords, scam.meta.call or "", scam.meta.title.split("：")[0])
        scores[scam.id] += sum(1.5 for name in names if len(name) > 1 and name in text)
    ranked = sorted(scams, key=lambda scam: (-scores[scam.id], scam.id))
    return [scam for scam in ranked[:most] if scores[scam.id] > 0]


def _own_words(scam: Item[Scam]) -> str:
    meta = scam.meta
    texts = (meta.title, meta.summary, *meta.keywords, *meta.lines, *meta.red_flags)
    return "\n".join([*texts, *(stage.text for stage in meta.course), *meta.next_line])


def _pairs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        letters = "".join(sign for sign in line if sign.isalnum())
        yield from (letters[at : at + 2] for at in range(len(letters) - 1))

"""Blocks → the title, the steps of the story, what was said, and what to do, each as long as may be."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from fanzha.importing.blur import blurred
from fanzha.importing.word_file import Writing

STEPS = (3, 7)
STEP, TITLE, WHEN = 60, 24, 8  # characters, as the models have them
_SENTENCE = re.compile(r"[^。！？!?；;]+[。！？!?；;]*[”」』]?")
_QUOTE = re.compile(r"[“「『]([^“”「」『』]{4,40})[”」』]")
_WHEN = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+天|当天|当晚|次日|第二天|几天后|随后|后来|不久|接着|最后)"
)


@dataclass(frozen=True)
class Told:
    """What could be told apart; all of it blurred."""

    title: str
    steps: tuple[tuple[str, str], ...]  # when, what
    quotes: tuple[str, ...]
    rest: int  # sentences that found no place


def told(writing: Writing, hotlines: Container[str] = ()) -> Told:
    """The parts of a story, as far as they can be told without knowing what it means."""
    headings = [block.text for block in writing.blocks if block.kind == "heading"]
    texts = [block.text for block in writing.blocks if block.kind != "heading"]
    title = next((one for one in [*headings, writing.title] if one), "")
    if not title and texts and len(texts[0]) <= TITLE and len(texts) > 1:
        title, texts = texts[0], texts[1:]
    title = blurred(title or texts[0], hotlines).strip("。，：:；、 “”")
    sentences = [blurred(one, hotlines) for text in texts for one in _sentences(text)]
    quotes = tuple(
        dict.fromkeys(blurred(q, hotlines) for text in texts for q in _QUOTE.findall(text))
    )[:6]
    steps = list(_steps(sentences))
    return Told(_cut(title, TITLE), tuple(steps[: STEPS[1]]), quotes, max(0, len(steps) - STEPS[1]))


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        if len(match[0].strip()) > 1:
            yield match[0].strip()


def _steps(sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Neighbouring sentences together, as long as a step may be; a long one cut at a comma."""
    pieces = [piece for sentence in sentences for piece in _pieces(sentence)]
    target = max(20, min(STEP, -(-sum(map(len, pieces)) // 5)))
    held = ""
    number = 0
    for piece in [*pieces, ""]:
        if held and (not piece or len(held) + len(piece) > target):
            number += 1
            match = _WHEN.match(held)
            when = match[0] if match else f"第{number}步"
            text = held[len(match[0]) :].lstrip("，,：: ") if match else held
            yield when[:WHEN], text or held
            held = ""
        held += piece


def _pieces(sentence: str) -> Iterator[str]:
    while len(sentence) > STEP:
        at = max(sentence.rfind(sign, 10, STEP) for sign in "，、：")
        at = at if at > 0 else STEP - 1
        yield sentence[: at + 1].rstrip("，、：") + "。"
        sentence = sentence[at + 1 :]
    if sentence.strip():
        yield sentence


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    at = max(text.rfind(sign, 4, most) for sign in "，：、。 ")
    return text[:at] if at > 0 else text[:most]

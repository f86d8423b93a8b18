"""How a phrase of docs/data/words/ is written: plain words, with small places to fill.

    营造{12字}氛围       up to 12 characters between, no ，。；！？
    对{1到8字}进行       from 1 to 8 characters
    装{同句16字}不怕     up to 16 characters, commas too
    保证不{被骗}         one word of the list 被骗 of the same file
    (上传/提交)截图      one or the other; `(手机/)` may be missing
    {数字} {大数}        digits, also 3,500 or 12.5; three digits and more, or with 万千百
    {汉数}               twelve or more in Chinese numerals: 十二, 三百多, 二十八亿
    {汉字} {字母}        one Chinese character, one Latin letter
    {停顿}               nothing, before a mark or the end of a line
    {句末}               nothing, at the end of what is looked at

It is read here, so that a slip is reported at its row, and matched in `checks/engine/words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_GAP = re.compile(r"(?P<sentence>同句)?(?:(?P<low>\d{1,2})到)?(?P<high>\d{1,2})字")
_MARK = re.compile(r"[(){}/]")
SPECIAL = ("数字", "大数", "汉数", "汉字", "字母", "停顿", "句末")


class NotationError(ValueError):
    """A phrase that cannot be read; the message is for an editor."""


@dataclass(frozen=True)
class Gap:
    """Any characters, `low` to `high` of them; within a clause, or over commas too."""

    low: int
    high: int
    sentence: bool
    name: str


@dataclass(frozen=True)
class Choice:
    """One of several; `name` is that of a list, or empty."""

    options: tuple[Pieces, ...]
    name: str = ""


@dataclass(frozen=True)
class Special:
    """A number, a Chinese character, or a place where the text stops."""

    name: str


Piece = str | Gap | Choice | Special
Pieces = tuple[Piece, ...]


def read(text: str, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...] = ()) -> Pieces:
    """The pieces of a phrase; raises NotationError. `inside` are the lists that are being read."""
    pieces, rest = _sequence(text, lists, inside)
    if rest:
        raise NotationError(f"“{text}”里的 {rest[0]} 多了，或者前面少了一半括号")
    if not pieces:
        raise NotationError("这里是空的")
    return pieces


def _sequence(
    text: str, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]
) -> tuple[Pieces, str]:
    """Pieces up to a mark that ends them, and the rest from that mark on."""
    pieces: list[Piece] = []
    rest = text
    while rest:
        match = _MARK.search(rest)
        at = match.start() if match else len(rest)
        if at:
            pieces.append(rest[:at])
        rest = rest[at:]
        if rest.startswith("{"):
            name, closing, rest = rest[1:].partition("}")
            if not closing:
                raise NotationError(f"“{text}”里的 {{ 少了另一半 }}")
            pieces.append(_slot(name, lists, inside))
        elif rest.startswith("("):
            options = []
            while rest.startswith(("(", "/")):
                option, rest = _sequence(rest[1:], lists, inside)
                options.append(option)
            if not rest.startswith(")"):
                raise NotationError(f"“{text}”里的 ( 少了另一半 )")
            rest = rest[1:]
            pieces.append(Choice(tuple(options)))
        elif rest:
            break
    return tuple(pieces), rest


def _slot(name: str, lists: Mapping[str, Sequence[str]], inside: tuple[str, ...]) -> Piece:
    if match := _GAP.fullmatch(name):
        return Gap(int(match["low"] or 0), int(match["high"]), bool(match["sentence"]), name)
    if name in SPECIAL:
        return Special(name)
    if name in inside:
        raise NotationError(f"词组 {name} 里又用到了它自己")
    if name not in lists:
        known = "、".join(f"{{{one}}}" for one in (*lists, "6字", "同句6字", *SPECIAL))
        raise NotationError(f"不认识 {{{name}}}，能写的有：{known}")
    return Choice(tuple(read(word, lists, (*inside, name)) for word in lists[name]), name)

"""Strips: screens of one or two colours, lamp for lamp.

Small letters are set in a bitmap face 16 pixels high: every pixel of it is a lamp, with nothing in
between. Where there is room, letters are 24 pixels high or more, bold, each lamp on or off. Pictures
are BMP of 24 bits in the colours of the lamps: the one form that all strip controllers read, because
palettes of 1 and 4 bits are taken in either order and many loaders refuse them; a controller for one
colour lights what is not black.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fanzha.content.kinds.playlists import STRIP_CELL, Colour, Look, Profile
from fanzha.language.lines import cells, wrap
from fanzha.language.phrases import Call
from fanzha.product import Args, Made, opens
from fanzha.raster import bmp
from fanzha.screens.messages import AlertMark, Message
from fanzha.screens.page import Page, reading_time

HALF = STRIP_CELL // 2
SMALL = STRIP_CELL
BOLD = (96, 80, 64, 56, 48, 40, 32, 28, 24)  # px: where a row of such letters has room
GAP = "　"
RED, GREEN, YELLOW = "#FF0000", "#00FF00", "#FFFF00"
TRICK = "骗术："  # before what a rule is about, where that has a page of its own
SHORT = 2  # characters of how urgent an alert is: 紧急, 预警, 提醒
UNTIL = "至"  # 至1月19日
TO_RING = re.compile("[0-9]{3,}")  # the digits of a number, not of a day
WIDER = 1.2  # a bold digit, in halves of a Chinese character
Row = tuple[str, int]  # a line and the height of its letters


def pages(profile: Profile, message: Message, calls: Sequence[Call]) -> list[Page]:
    """The message as one page; an alert, and what is too long, as several.

    Of a rule that does not name the trick it is about, that stands above it; the number that helps
    is added where it makes no letter smaller. The last pages of a playlist have it anyway.
    """
    numbers = [call.digits for call in calls]
    phone = "" if any(number in message.rule for number in numbers) else "".join(calls[-1].pair)
    if message.alert is not None:
        day = UNTIL + message.alert.until
        ways = [_headed(profile, mark, message.alert.topic, day) for mark in _marks(message.alert)]
        # As large as can be; then with its day; then in full.
        head = max(ways, key=lambda rows: (rows[-1][1], any(day in text for text, _ in rows)))
        pieces = [head, *_said(profile, "", message.rule, phone)]
    else:
        pieces = _said(profile, about(message), message.rule, phone)
    if message.look is Look.QUESTION and message.line and message.alert is None:
        line = f"“{message.line}”"
        first = [_largest(profile.width, profile.height, line)]
        asked = [rows for rows in first if rows] or _torn(profile, line)
    else:
        asked = []
    lit = _lamps(profile, message)
    # What they say is red: the colour of what warns.
    found = [_page(profile, rows, [RED] * len(rows), "") for rows in asked]
    for at, rows in enumerate(pieces):
        alone = at == 0 and message.alert is not None
        # What warns is red: an alert's head, and a trick that stands alone.
        alone = alone or rows[0][0].startswith(TRICK)
        colours = [_colour(lit, text, phone, warns=alone) for text, _ in rows]
        found.append(_page(profile, rows, colours, phone))
    return found


def about(message: Message) -> str:
    """The trick that a rule is about, in a few words; empty where the rule names it, or says a number."""
    topic = message.topic
    named = any(topic[at : at + 2] in message.rule for at in range(len(topic) - 1))
    return "" if named else topic


def said(message: Message) -> list[str]:
    """What a strip says: the rule; of an alert first what it is about, behind a mark."""
    if message.alert is not None:
        return [f"{mark(message)}{message.alert.topic}", message.rule]
    return [part for part in (about(message), message.rule) if part]


def mark(message: Message) -> str:
    """How urgent an alert is, in front of what it is about: 【紧急预警】."""
    return _marks(message.alert)[0] if message.alert is not None else ""


def _marks(alert: AlertMark) -> tuple[str, str]:
    """In full, and in the first two characters for where the letters would be smaller: 【紧急】."""
    return f"【{alert.label}】", f"【{alert.label[:SHORT]}】"


def one_line(message: Message) -> str:
    """The same as one line."""
    return "：".join(said(message))


def all_lines(
    profile: Profile, messages: Sequence[Message], calls: Sequence[Call]
) -> tuple[str, ...]:
    """The messages as lines that a controller can show one at a time, none of them twice; the last
    are the phones, so what only says when to ring them is left out."""
    columns = profile.width // HALF
    numbers = tuple(call.digits for call in calls)
    texts = [one_line(message) for message in messages if not message.rule.endswith(numbers)]
    texts += ["".join(call.pair) for call in calls]
    return tuple(dict.fromkeys(row for text in texts for row in _row(text, columns)))


@opens("screens/strip.typ")
def make(args: Args, overrides: Path) -> Made:
    """The page as a bitmap."""
    return bmp(overrides, "screens/strip.typ", args)


def _row(piece: str, columns: int) -> list[str]:
    return wrap(piece, columns) or [piece]


def _headed(profile: Profile, urgent: str, topic: str, day: str) -> list[Row]:
    """What an alert is about, as large as it goes; until when stands beside how urgent it is, or behind
    it where it makes no letter smaller."""
    if profile.height >= 3 * STRIP_CELL:
        tag = f"{urgent}{day}"
        below = _largest(profile.width, profile.height - SMALL, topic)
        if below and cells(tag) * HALF <= profile.width:
            return [(tag, SMALL), *below]
    whole = f"{urgent}{topic}"
    rows = _largest(profile.width, profile.height, whole) or _torn(profile, whole)[0]
    dated = _largest(profile.width, profile.height, f"{whole}{GAP}{day}")
    together = dated and any(topic in line or line == day for line, _ in dated)
    if dated and together and len(dated) == len(rows) and dated[0][1] >= rows[0][1]:
        return dated
    return rows


def _said(profile: Profile, topic: str, rule: str, phone: str) -> list[list[Row]]:
    """The pages of a rule: with what it is about and whom to ring, where no letter gets smaller."""
    alone = _largest(profile.width, profile.height, rule)
    if alone is None:
        return _torn(profile, rule)
    wanted = min(alone[0][1], BOLD[-1]) if profile.height > 2 * STRIP_CELL else SMALL
    joined = f"{topic}：{rule}" if topic else ""
    if profile.height == 2 * STRIP_CELL:
        # One bold row is read from twice as far as two thin ones; the number has its own pages.
        bold = _largest(profile.width, profile.height, joined or rule)
        if bold and bold[0][1] > SMALL:
            return [bold]
        if topic and alone[0][1] > SMALL:
            return _apart(profile, topic, alone)
    for head, text, foot in (
        ("", joined, phone),
        (topic, rule, phone),
        ("", joined, ""),
        (topic, rule, ""),
        ("", rule, phone),
    ):
        small = [(line, SMALL) for line in (head, foot) if line]
        if not text or (not head and not foot and not joined):
            continue
        if profile.height == STRIP_CELL:
            line = GAP.join(part for part in (text, foot) if part)
            if not head and cells(line) * HALF <= profile.width:
                return [[(line, SMALL)]]
            continue
        if any(cells(line) * HALF > profile.width for line, _ in small):
            continue
        rows = _largest(profile.width, profile.height - SMALL * len(small), text)
        torn = text == joined and rows and len(rows) > 1 and not rows[0][0].endswith("：")
        if rows and rows[0][1] >= wanted and not torn:
            above, below = ([(head, SMALL)] if head else []), ([(foot, SMALL)] if foot else [])
            return [[*above, *rows, *below]]
    return _apart(profile, topic, alone) if topic else [alone]


def _apart(profile: Profile, topic: str, rule: list[Row]) -> list[list[Row]]:
    """What a rule is about on a page before it, as an alert's is, both as large as they go; that it is a
    trick is said, or a name in large letters would read like an offer."""
    head = _largest(profile.width, profile.height, TRICK + topic)
    return [head, rule] if head else [rule]


def _largest(width: int, height: int, text: str) -> list[Row] | None:
    """The text in the largest letters at which its lines fit; None where the smallest are too large."""
    for size in (*BOLD, SMALL):
        lines = wrap(text, int(width / size * 2))
        if lines and len(lines) * size <= height and all(_width(x, size) <= width for x in lines):
            return [(line, size) for line in lines]
    return None


def _width(line: str, size: int) -> float:
    narrow = sum(character.isascii() for character in line)
    wide = len(line) - narrow
    return size * (wide + narrow / 2 * (1 if size == SMALL else WIDER))


def _torn(profile: Profile, piece: str) -> list[list[Row]]:
    """A piece that is too long, page by page in the smallest letters."""
    height = profile.height // STRIP_CELL
    rows = wrap(piece, profile.width // HALF) or [piece]
    return [[(row, SMALL) for row in rows[at : at + height]] for at in range(0, len(rows), height)]


def _lamps(profile: Profile, message: Message) -> tuple[str, str]:
    """The colours of a message and of the number below it: they change from scam to scam."""
    if profile.colour is Colour.ONE:
        return RED, RED
    odd = sum(map(ord, message.topic)) % 2
    return (GREEN, YELLOW) if odd else (YELLOW, GREEN)


def _colour(lit: tuple[str, str], text: str, phone: str, *, warns: bool) -> str:
    head, tail = lit
    return RED if warns else tail if text == phone else head


def _placed(text: str, size: int, room: int, y: int, colour: str) -> dict[str, Any]:
    """A row in the middle of its room; the digits of a number to ring are struck twice."""
    return {
        "text": text,
        "cells": [cells(character) for character in text],
        "size": size,
        "x": max(0, (room - cells(text) * HALF) // 2),
        "y": y,
        "colour": colour,
        "strong": [at for number in TO_RING.finditer(text) for at in range(*number.span())],
    }


def _page(profile: Profile, rows: list[Row], colours: list[str], phone: str) -> Page:
    """A page; `phone` is that of the message, whether there is room for it or not."""
    top = (profile.height - sum(size for _, size in rows)) // 2
    placed: list[dict[str, Any]] = []
    for (text, size), colour in zip(rows, colours, strict=True):
        head, gap, tail = text.rpartition(GAP)
        if phone and gap and tail == phone:
            # On the one row both stand at the same place from page to page, at its beginning and its end.
            room = profile.width - (cells(tail) + 1) * HALF
            placed.append(_placed(head, size, cells(head) * HALF, top, colour))
            end = _placed(tail, size, profile.width, top, colour)
            placed.append({**end, "x": room + HALF // 2})
        else:
            placed.append(_placed(text, size, profile.width, top, colour))
        top += size
    texts = [text for text, _ in rows]
    shown = phone if phone in texts or texts[-1].endswith(phone) else ""
    return Page(
        headline=tuple(text for text in texts if text != phone) or tuple(texts),
        points=(),
        phone=shown,
        seconds=reading_time(*texts),
        make=make,
        args={"width": profile.width, "height": profile.height, "rows": placed},
    )

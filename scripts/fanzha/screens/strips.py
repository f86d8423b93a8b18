"""Strips: screens of one or two colours, set in a bitmap face, pixel for pixel.

A glyph is 16 pixels high, or a multiple: every pixel of the face is then a lamp of the screen, with
nothing in between. Pictures are BMP of 24 bits in the colours of the lamps: the one form that all
strip controllers read, because palettes of 1 and 4 bits are taken in either order and many loaders
refuse them; a controller for one colour lights what is not black.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fanzha.content.kinds.playlists import STRIP_CELL, Colour, Profile
from fanzha.language.lines import cells, wrap
from fanzha.language.phrases import Call
from fanzha.product import Args, Made, Product, opens
from fanzha.screens.messages import Message
from fanzha.screens.page import Page, Scroll, reading_time
from fanzha.typeset import bmp

HALF = STRIP_CELL // 2
GAP = "　"
RED, GREEN, YELLOW = "#FF0000", "#00FF00", "#FFFF00"
# The lamps that a headline and a phone light: on a screen of two colours yellow is both lamps.
LAMPS = {Colour.ONE: (RED, RED), Colour.TWO: (YELLOW, GREEN)}
ALERT = "【预警】"
UNTIL = "至"  # 至1月19日
# 50 pixels a second are three characters of 16 pixels: as fast as a passer-by reads.
STEP = 2
RATE = 25
Row = tuple[str, int]  # a line and how many times 16 pixels its glyphs are high


def pages(profile: Profile, message: Message, folder: str, calls: Sequence[Call]) -> list[Page]:
    """The message as one page, or as several where it is too long; the last has the phone."""
    pieces = said(message)
    phone = (
        ""
        if any(number in "".join(pieces) for number in ("110", "12381"))
        else "".join(calls[-1].pair)
    )
    alert = pieces[0] if message.alert else ""
    parts = _dated(profile, message, pieces, phone) or _split(profile, pieces, phone)
    found = [_page(profile, rows, number, alert) for rows, number in parts]
    if len(found) == 1 or profile.height > STRIP_CELL:
        return found
    text = GAP.join([*pieces, phone]).strip()
    return [_with_scroll(profile, message, text, folder, found[0]), *found[1:]]


def said(message: Message) -> list[str]:
    """What a strip says: the rule; of an alert first what it is about, behind a mark."""
    return [f"{ALERT}{message.alert.topic}", message.rule] if message.alert else [message.rule]


def one_line(message: Message) -> str:
    """The same as one line."""
    return "：".join(said(message))


def all_lines(
    profile: Profile, messages: Sequence[Message], calls: Sequence[Call]
) -> tuple[str, ...]:
    """The messages as lines that a controller can show one at a time; the last are the phones."""
    columns = profile.width // HALF
    pieces = [*map(one_line, messages), *("".join(call.pair) for call in calls)]
    return tuple(row for piece in pieces for row in wrap(piece, columns) or [piece])


@opens("screens/strip.typ")
def make(args: Args, overrides: Path) -> Made:
    """The page as a bitmap."""
    return bmp(overrides, "screens/strip.typ", args)


def _split(profile: Profile, pieces: Sequence[str], phone: str) -> list[tuple[list[Row], str]]:
    """(lines of a page, phone on it): all on one page where that goes, else a page for each part.

    On a screen of four rows or more, small letters are no answer: it shows parts in turn, in letters
    of two rows.
    """
    least = 2 if profile.height >= 4 * STRIP_CELL else 1
    whole = _rows(profile, list(pieces), phone)
    if whole is not None and min(scale for _, scale in whole) >= least:
        return [(whole, phone)]
    found: list[tuple[list[Row], str]] = []
    for piece in pieces[:-1]:
        found += [(rows, "") for rows in _alone(profile, piece)]
    rows = _rows(profile, [pieces[-1]], phone)
    if rows is not None and min(scale for _, scale in rows) >= least:
        return [*found, (rows, phone)]
    found += [(rows, "") for rows in _alone(profile, pieces[-1])]
    return found + ([(rows, phone) for rows in _alone(profile, phone)] if phone else [])


def _dated(
    profile: Profile, message: Message, pieces: Sequence[str], phone: str
) -> list[tuple[list[Row], str]] | None:
    """The parts with the last day of an alert behind what it is about; None where that costs a page
    or makes letters smaller: who passes by needs the trick, and the programme ends by itself."""
    if message.alert is None:
        return None
    day = UNTIL + message.alert.until
    without = _split(profile, pieces, phone)
    found = _split(profile, [f"{pieces[0]}{GAP}{day}", *pieces[1:]], phone)
    smaller = any(
        min(scale for _, scale in rows) < min(scale for _, scale in old)
        for (rows, _), (old, _) in zip(found, without, strict=False)
    )
    # A line that holds the day holds all of what the alert is about, or nothing else.
    topic = f"{message.alert.topic}{GAP}{day}"
    whole = any(text == day or topic in text for rows, _ in found for text, _ in rows)
    return found if len(found) == len(without) and whole and not smaller else None


def _rows(profile: Profile, pieces: list[str], phone: str) -> list[Row] | None:
    """The pieces and the phone in the largest glyphs that go; None where 16 pixels are too many."""
    height = profile.height // STRIP_CELL
    if height == 1:
        line = GAP.join([*pieces, phone]) if phone else GAP.join(pieces)
        return [(line, 1)] if cells(line) * HALF <= profile.width else None
    for scale in range(height, 0, -1):
        columns = profile.width // (HALF * scale)
        wrapped = [wrap(piece, columns) for piece in pieces]
        if any(lines is None for lines in wrapped):
            continue
        rows = [(line, scale) for lines in wrapped for line in lines or ()]
        left = height - len(rows) * scale
        if left < (1 if phone else 0):
            continue
        if not phone:
            return rows
        large = min(left, scale, profile.width // (HALF * cells(phone)))
        if large:
            return [*rows, (phone, large)]
    return None


def _alone(profile: Profile, piece: str) -> list[list[Row]]:
    """A piece on a page of its own; one that is too long, page by page in the smallest glyphs."""
    rows = _rows(profile, [piece], "")
    if rows is not None:
        return [rows]
    height = profile.height // STRIP_CELL
    torn = wrap(piece, profile.width // HALF) or [piece]
    return [[(row, 1) for row in torn[at : at + height]] for at in range(0, len(torn), height)]


def _page(profile: Profile, rows: list[Row], phone: str, alert: str) -> Page:
    """A page; red is what belongs to `alert`, which says what an alert is about, and its date."""
    head, tail = LAMPS[profile.colour]
    total = sum(scale for _, scale in rows) * STRIP_CELL
    top = (profile.height - total) // 2
    placed = []
    for text, scale in rows:
        width = cells(text) * HALF * scale
        placed.append(
            {
                "text": text,
                "cells": [cells(character) for character in text],
                "scale": scale,
                "x": max(0, (profile.width - width) // 2),
                "y": top,
                "colour": tail if text == phone else RED if _warns(text, alert) else head,
            }
        )
        top += scale * STRIP_CELL
    texts = [text for text, _ in rows]
    return Page(
        headline=tuple(text for text in texts if text != phone) or tuple(texts),
        points=(),
        phone=phone,
        seconds=reading_time(*texts),
        make=make,
        args={"width": profile.width, "height": profile.height, "rows": placed},
    )


def _warns(text: str, alert: str) -> bool:
    return bool(alert) and (text in alert or text.startswith((ALERT, UNTIL)))


def _with_scroll(profile: Profile, message: Message, text: str, folder: str, page: Page) -> Page:
    """The first page, with the whole text as one line that runs through in the video."""
    wide = cells(text) * HALF
    head, _ = LAMPS[profile.colour]
    row = {
        "text": text,
        "cells": [cells(character) for character in text],
        "scale": 1,
        "x": 0,
        "y": 0,
        "colour": head,
    }
    image = Product(
        path=f"{folder}/scroll_{message.name}.bmp",
        family="screens",
        kind="scroll",
        label=f"走字（{profile.label}）",
        items=(message.owner,),
        make=make,
        args={"width": wide, "height": profile.height, "rows": [row]},
    )
    seconds = -(-(wide + profile.width) // (STEP * RATE))
    return replace(page, scroll=Scroll(image, wide, STEP, seconds))

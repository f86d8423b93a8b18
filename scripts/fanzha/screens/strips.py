"""Strips: screens of one or two colours, lamp for lamp.

Small letters are set in a bitmap face 16 pixels high: every pixel of it is a lamp, with nothing in
between. Where there is room, letters are 20 pixels high or more, bold, each lamp on or off. Pictures
are BMP of 24 bits in the colours of the lamps: the one form that all strip controllers read, because
palettes of 1 and 4 bits are taken in either order and many loaders refuse them; a controller for one
colour lights what is not black.

One row says all in one line. Two rows have what a rule is about, or whom to ring, in small letters
beside the bold rule; more rows have it above or below, bold as well. No page says what a rule is
about and nothing else: where both have no room, each breath of the rule stands below it in turn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from operator import itemgetter
from pathlib import Path

from fanzha.content.kinds.playlists import Colour, Look, Profile
from fanzha.language.phrases import Call
from fanzha.product import Args, Made, opens
from fanzha.raster import bmp
from fanzha.screens.messages import AlertMark, Message
from fanzha.screens.page import Page, reading_time
from fanzha.screens.strip_rows import (
    BETWEEN,
    BOLD,
    HALF,
    MARKS,
    SMALL,
    TO_RING,
    Block,
    Row,
    beside,
    halves,
    in_lines,
    largest,
    measured,
    one_row,
    placed,
    stacked,
    torn,
)

RED, GREEN, YELLOW = "#FF0000", "#00FF00", "#FFFF00"
SAYS = "骗子说“{}”"  # a sentence of theirs alone reads like an offer
SHORT = 2  # characters of how urgent an alert is: 紧急, 预警, 提醒
LABEL = 24  # px: those characters beside the name of the alert
SHARE = 0.42  # of the height at most: what a rule is about above it, whom to ring below
COST = 0.8  # of its size a rule keeps where whom to ring stands below it
Lines = list[tuple[str, int]]


def pages(profile: Profile, message: Message, calls: Sequence[Call]) -> list[Page]:
    """The message as one page; an alert, a question, and what is too long, as several.

    Of a rule that does not name the trick it is about, that stands beside or above it; the number
    that helps is added where the letters stay large. The last pages of a playlist have it anyway.
    """
    numbers = [call.digits for call in calls]
    number = next((n for n in numbers if n in TO_RING.findall(message.rule)), "")
    phone = "" if number else "".join(calls[-1].pair)
    lit, tail = _lamps(profile, message)
    if message.alert is not None:
        heads = [_alert(profile, message.alert)]
        rules = _rule(profile, "", message.rule, phone, (lit, tail))
    elif number and profile.height > SMALL:
        heads, rules = [], [_number(profile, message.rule, number)]
    else:
        heads = _asked(profile, message)
        rules = _rule(profile, about(message), message.rule, phone, (lit, tail))
    return [
        *(_page(profile, blocks, "") for blocks in heads),
        *(_page(profile, blocks, phone) for blocks in rules),
    ]


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
    """The messages as lines that a controller can show one at a time, no message twice; the last are
    the phones, so what only says when to ring them is left out."""
    columns = profile.width // HALF
    numbers = tuple(call.digits for call in calls)
    texts = [one_line(message) for message in messages if not message.rule.endswith(numbers)]
    texts += ["".join(call.pair) for call in calls]
    return tuple(row for text in dict.fromkeys(texts) for row in in_lines(text, columns))


@opens("screens/strip.typ")
def make(args: Args, overrides: Path) -> Made:
    """The page as a bitmap."""
    return bmp(overrides, "screens/strip.typ", args)


def _alert(profile: Profile, alert: AlertMark) -> list[Block]:
    """How urgent it is, and what it is about, as large as it goes. No day: beside the name of a
    trick it reads as if the fake notice were valid until then."""
    if profile.height == SMALL:
        ways = [f"{tag}{alert.topic}" for tag in _marks(alert)]
        line = next((way for way in ways if measured(way, SMALL) <= profile.width), ways[-1])
        return stacked(profile.width, _rows(torn(profile.width, SMALL, line)[0], RED))
    if profile.height == 2 * SMALL:
        blocks = _labelled(profile, [(alert.label[:SHORT], LABEL)], alert.topic, YELLOW, RED)
        if blocks:
            return blocks
    for tag, high in product(_marks(alert), _heads(profile)):
        size = one_row(profile.width, high, tag)
        below = largest(profile.width, profile.height - size, alert.topic) if size else None
        if below and below[0][1] > size:
            return stacked(profile.width, [Row(tag, size, YELLOW), *_rows(below, RED)])
    whole = f"{_marks(alert)[1]}{alert.topic}"
    found = largest(profile.width, profile.height, whole)
    rows = _rows(found or torn(profile.width, profile.height, whole)[0], RED)
    if rows[0].text == _marks(alert)[1]:
        rows[0] = replace(rows[0], colour=YELLOW)
    return stacked(profile.width, rows)


def _asked(profile: Profile, message: Message) -> list[list[Block]]:
    """What they say, where it can be read and where it cannot be taken for ours: red, which warns."""
    if message.look is not Look.QUESTION or not message.line:
        return []
    found = largest(profile.width, profile.height, SAYS.format(message.line))
    if found is None or (found[0][1] == SMALL and profile.height > SMALL):
        return []
    return [stacked(profile.width, _rows(found, RED))]


def _number(profile: Profile, rule: str, number: str) -> list[Block]:
    """A number as large as can be beside what to do with it, in the order of the sentence."""
    before, _, after = rule.partition(number)
    words = (before or after).strip(MARKS)
    best: tuple[float, list[Block]] = (0, [])
    for size in (*BOLD, SMALL):
        for lines in (*_breaths(words), [words]):
            wide = max(measured(line, size) for line in lines)
            left = profile.width - wide - 2 * BETWEEN
            high = min(profile.height - 2, int(left / len(number) / 0.6 * 0.73))
            if len(lines) * size > profile.height or high < size * 0.73:
                continue
            narrow = round(wide) + BETWEEN // 2
            said = [Row(line, size, YELLOW) for line in lines]
            digits = [Row(number, high, GREEN, digits=True)]
            parts = (said, digits, narrow)
            if not before:
                parts = (digits, said, profile.width - narrow - BETWEEN)
            best = max(best, (_worth(size, high), beside(profile.width, *parts)), key=itemgetter(0))
        # Words in one row above the number, or below it.
        high = min(profile.height - size - 1, int(profile.width / len(number) / 0.6 * 0.73))
        if measured(words, size) <= profile.width and high >= size * 0.73:
            above = [Row(words, size, YELLOW), Row(number, high, GREEN, digits=True)]
            rows = above if before else above[::-1]
            best = max(best, (_worth(size, high), stacked(profile.width, rows)), key=itemgetter(0))
    return best[1] or stacked(
        profile.width, _rows(torn(profile.width, profile.height, rule)[0], YELLOW)
    )


def _worth(words: int, digits: int) -> float:
    """What words and a number of such sizes are worth: neither is small beside the other, and the number,
    which is lower than letters of its size, is the larger."""
    return float(min(words, 0.8 * digits) * (words * digits) ** 0.5)


def _breaths(words: str) -> Iterator[list[str]]:
    """Where one breathes: 钱已转出 / 马上打; no character stands alone."""
    parts = [part for part in words.split("，") if part]
    if len(parts) > 1 and min(map(len, parts)) > 1:
        yield parts


def _rule(
    profile: Profile, topic: str, rule: str, phone: str, lit: tuple[str, str]
) -> list[list[Block]]:
    """The pages of a rule: with what it is about, or whom to ring, where the letters stay large."""
    width, height = profile.width, profile.height
    if height == SMALL:
        return _single(profile, topic, rule, phone, lit)
    alone = largest(width, height, rule)
    if alone is None:
        return [stacked(width, _rows(rows, lit[0])) for rows in torn(width, height, rule)]
    if height == 2 * SMALL:
        found = _beside_rule(profile, topic, rule, phone, alone, lit)
    else:
        found = (
            _above(profile, topic, rule, lit) if topic else _below(profile, rule, phone, alone, lit)
        )
    if found or not topic:
        return [found or stacked(width, _rows(alone, lit[0]))]
    joined = largest(width, height, f"{topic}：{rule}")
    if joined and (len(joined) == 1 or joined[0][0].endswith("：")):
        return [stacked(width, _rows(joined, lit[0]))]
    return _in_turn(profile, topic, rule, lit[0]) or [stacked(width, _rows(alone, lit[0]))]


def _in_turn(profile: Profile, topic: str, rule: str, lit: str) -> list[list[Block]]:
    """A page for each breath of a rule, below what it is about; none where one of them has no room. A
    rule that is said in one breath is a whole sentence, and stands alone."""
    found: list[list[Block]] = []
    head = one_row(profile.width, SMALL, topic)
    for part in rule.split("，"):
        size = one_row(profile.width, profile.height - SMALL, part)
        if not head or not size:
            return []
        found.append(stacked(profile.width, [Row(topic, head, RED), Row(part, size, lit)]))
    return found if len(found) > 1 else []


def _single(
    profile: Profile, topic: str, rule: str, phone: str, lit: tuple[str, str]
) -> list[list[Block]]:
    """One row: whom to ring at the same place from page to page, at its end."""
    line = f"{topic}：{rule}" if topic else rule
    wide = round(measured(phone, SMALL)) if phone else 0
    if measured(line, SMALL) > profile.width:
        return [
            [Block(0, profile.width, (*_rows(rows, lit[0]),))]
            for rows in torn(profile.width, SMALL, line)
        ]
    if not phone or measured(line, SMALL) + HALF + wide > profile.width:
        return [stacked(profile.width, [Row(line, SMALL, lit[0])])]
    said = Block(0, profile.width - wide, (Row(line, SMALL, lit[0]),), left=True)
    return [[said, Block(profile.width - wide, wide, (Row(phone, SMALL, lit[1]),), left=True)]]


def _beside_rule(
    profile: Profile, topic: str, rule: str, phone: str, alone: Lines, lit: tuple[str, str]
) -> list[Block]:
    """Two rows: the rule bold, beside it what it is about; or, where no letter gets smaller, whom to ring."""
    if topic:
        lines = [(line, SMALL) for line in halves(topic)]
        return _labelled(profile, lines, rule, RED, lit[0])
    wide = round(max(measured(part, SMALL) for part in _number_apart(phone))) if phone else 0
    size = one_row(profile.width - wide - 2 * BETWEEN, profile.height, rule)
    if phone and len(alone) == 1 and alone[0][1] == SMALL and one_row(profile.width, SMALL, phone):
        return stacked(profile.width, [*_rows(alone, lit[0]), Row(phone, SMALL, lit[1])])
    if not phone or size <= SMALL or size < alone[0][1]:
        return []
    said = Block(0, profile.width - wide - BETWEEN, (Row(rule, size, lit[0]),))
    rows = tuple(Row(part, SMALL, lit[1]) for part in _number_apart(phone))
    return [said, Block(profile.width - wide, wide, rows)]


def _number_apart(phone: str) -> tuple[str, ...]:
    """拿不准问 / 96110."""
    found = TO_RING.search(phone)
    return (phone,) if found is None else (phone[: found.start()], found[0])


def _labelled(profile: Profile, label: Lines, text: str, colour: str, lit: str) -> list[Block]:
    """Small rows at the left and one bold row beside them; nothing where that has no room."""
    wide = round(max(measured(line, high) for line, high in label))
    size = one_row(profile.width - wide - 2 * BETWEEN, profile.height, text)
    if size <= SMALL:
        return []
    return beside(profile.width, _rows(label, colour), [Row(text, size, lit)], wide + BETWEEN // 2)


def _above(profile: Profile, topic: str, rule: str, lit: tuple[str, str]) -> list[Block]:
    """What a rule is about above it, red, as large as it lets the rule be."""
    best: tuple[int, int, Lines] = (0, 0, [])
    for high in _heads(profile):
        size = one_row(profile.width, high, topic)
        rows = largest(profile.width, profile.height - size, rule) if size else None
        if rows:
            best = max(best, (rows[0][1], size, rows))
    rule_size, size, rows = best
    return (
        stacked(profile.width, [Row(topic, size, RED), *_rows(rows, lit[0])]) if rule_size else []
    )


def _below(
    profile: Profile, rule: str, phone: str, alone: Lines, lit: tuple[str, str]
) -> list[Block]:
    """Whom to ring below the rule, bold, where the rule stays large."""
    for high in _heads(profile) if phone else ():
        size = one_row(profile.width, high, phone)
        rows = largest(profile.width, profile.height - size, rule) if size > SMALL else None
        if rows and rows[0][1] >= max(size + 1, alone[0][1] * COST):
            return stacked(profile.width, [*_rows(rows, lit[0]), Row(phone, size, lit[1])])
    return []


def _heads(profile: Profile) -> list[int]:
    """How high a row above or below a rule may be, the highest first."""
    return [size for size in (*BOLD, SMALL) if size <= profile.height * SHARE]


def _rows(lines: Lines, colour: str) -> list[Row]:
    return [Row(text, size, colour) for text, size in lines]


def _lamps(profile: Profile, message: Message) -> tuple[str, str]:
    """The colours of a message and of the number below it: they change from scam to scam."""
    if profile.colour is Colour.ONE:
        return RED, RED
    odd = sum(map(ord, message.topic)) % 2
    return (GREEN, YELLOW) if odd else (YELLOW, GREEN)


def _page(profile: Profile, blocks: Sequence[Block], phone: str) -> Page:
    """A page; `phone` is that of the message, whether there is room for it or not."""
    one = profile.colour is Colour.ONE
    rows = placed(profile.height, blocks)
    for row in rows:
        row["colour"] = RED if one else row["colour"]
    texts = [str(row["text"]) for row in rows]
    there = bool(phone) and "".join(texts).endswith(phone)
    parts = {phone, *_number_apart(phone)} if there else set()
    return Page(
        headline=tuple(text for text in texts if text not in parts) or tuple(texts),
        points=(),
        phone=phone if there else "",
        seconds=reading_time(*texts),
        make=make,
        args={"width": profile.width, "height": profile.height, "rows": rows},
    )

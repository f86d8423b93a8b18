"""Numbers as texts write them: 38, ３８ or 三十八."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000}
_DIGITS |= {char: value for value, char in enumerate("壹贰叁肆伍陆柒捌玖", 1)}


def number(text: str) -> float:
    """38, ３８, 三十八 or 九万六千 as a number."""
    if text[0] not in _DIGITS and text[0] not in _PLACES:
        return float(text)
    total = digit = 0
    for char in text:
        if char in _MYRIADS:
            total, digit = (total + digit or 1) * _MYRIADS[char], 0
        elif char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def written(value: int, like: str) -> str:
    """The number as digits or as 十五, whichever `like` is."""
    if like[0] in "0123456789０１２３４５６７８９" or value > 99:
        return str(value)
    tens, ones = divmod(value, 10)
    head = ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" if tens else ""
    return head + ("零一二三四五六七八九"[ones] if ones or not tens else "")

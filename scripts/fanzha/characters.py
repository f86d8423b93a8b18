"""Characters that cannot be seen, or hardly, by name: an editor must know what to delete."""

from __future__ import annotations

import re
import unicodedata

# Spaces that are neither the space bar's nor Word's indent.
ODD_SPACES = "\xa0\u1680\u2000-\u200a\u202f\u205f"
_NAMES = {
    "\0": "空字符",
    "\t": "制表符",
    "\r": "回车符",
    "\xa0": "不换行空格",
    "\xad": "软连字符",
    "\u2003": "全身空格",
    "\u3000": "全角空格",
    "\u200b": "零宽空格",
    "\u200c": "零宽不连字",
    "\u200d": "零宽连字",
    "\u200e": "从左到右记号",
    "\u200f": "从右到左记号",
    "\u2028": "行分隔符",
    "\u2029": "段分隔符",
    "\u2060": "零宽连接符",
    "\u3164": "韩文填充符",
    "\ufeff": "零宽空格（文件头记号）",
    "\ufffd": "乱码替换符",
}
_RANGES = (
    ("\u202a", "\u202e", "改方向的记号"),
    ("\u2066", "\u2069", "改方向的记号"),
    ("\ufe00", "\ufe0f", "变体选择符"),
)
_KINDS = {
    "Cc": "控制字符",
    "Cf": "看不见的格式字符",
    "Co": "专用区字符",
    "Cn": "未定义的字符",
    "Cs": "残缺的字符",
    "Zs": "不常见的空格",
}
# Printable by Unicode, and yet nothing is seen.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def named(character: str) -> str:
    """零宽空格 U+200B: what it is, and the number by which anybody can look it up."""
    name = _NAMES.get(character) or next(
        (name for first, last, name in _RANGES if first <= character <= last), ""
    )
    name = name or _KINDS.get(unicodedata.category(character), "看不见的字符")
    return f"{name} U+{ord(character):04X}"


def visible(text: str) -> str:
    """The text with what cannot be seen written out; a tab is an arrow, as editors show it."""
    if text.isprintable() and not _BLANK.search(text):
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\t":
        return "→"
    if character.isprintable() and not _BLANK.match(character):
        return character
    return f"［{named(character)}］"

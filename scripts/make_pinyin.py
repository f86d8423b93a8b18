"""Make scripts/fanzha/site/pinyin.py: the syllables, without tones, of 3,755 common characters.

The first level of GB 2312 is ordered by sound, and browsers know that order (TextDecoder): so it is
enough to say how many characters in turn have a syllable. That is 1 KB, and a table would be 9.

Source: Debian's unicode-data (Unihan properties kMandarin and kXHC1983). The same input gives the
same bytes. Run it with:

    apt-get install unicode-data
    python scripts/make_pinyin.py
"""

from __future__ import annotations

import bz2
import re
import unicodedata
from itertools import groupby
from pathlib import Path

READINGS = Path("/usr/share/unicode/Unihan_Readings.txt.bz2")
TARGET = Path(__file__).resolve().parent / "fanzha" / "site" / "pinyin.py"
ROWS = range(0xB0, 0xD8)  # of GB 2312, level 1
CELLS = range(0xA1, 0xFF)
COLUMNS = 88

HEAD = '''"""Syllables without tones, each with how many characters of GB 2312 in turn are read so.

Made by scripts/make_pinyin.py from Unihan; not to be edited.
"""

RUNS = (
'''
# As our words are said: 银行, 家长, 转了; and common characters that level 1 does not have.
EXTRA = (
    "行hang 长zhang 了le 着zhe 咋za 嘛ma 啷lang 呗bei 娃wa 赔pei 瘾yin 嘞lei 噻sai 撩liao 砸za 馍mo"
)


def common() -> list[str]:
    """Level 1 in its order."""
    cells = (bytes([row, cell]) for row in ROWS for cell in CELLS)
    return [text for raw in cells if (text := raw.decode("gb2312", "ignore"))]


def plain(reading: str) -> str:
    """A reading with tone as it is typed: lǚ is lv."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii())


def readings() -> dict[str, list[str]]:
    """Character → its syllables, the customary one first."""
    first: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    with bz2.open(READINGS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) == 3 and row[1] in ("kMandarin", "kXHC1983"):
                found = [plain(word) for word in re.findall(r"[^\s:,0-9.*]+", row[2])]
                (first if row[1] == "kMandarin" else others)[chr(int(row[0][2:], 16))] = found
    return {letter: [*found, *others.get(letter, [])] for letter, found in first.items()}


def in_order(letters: list[str], known: dict[str, list[str]]) -> list[str]:
    """The syllable under which the order has each character: it never goes back."""
    found: list[str] = []
    last = ""
    for letter in letters:
        ahead = [name for name in known[letter] if _place(name) >= _place(last)]
        last = last if last in ahead else min(ahead, default=last, key=_place)
        found.append(last)
    return found


def _place(name: str) -> str:
    """lü stands between lu and luan, lüe between luan and lun."""
    return name[0] + "u!" if name[1:] == "v" else name.replace("v", "u")


def module(names: list[str]) -> str:
    """The table as Python source."""
    words = " ".join(f"{name}{len(list(run))}" for name, run in groupby(names))
    lines = [words[at : at + COLUMNS] for at in range(0, len(words), COLUMNS)]
    return HEAD + "".join(f'    "{line}"\n' for line in lines) + f')\nEXTRA = "{EXTRA}"\n'


if __name__ == "__main__":
    letters = common()
    TARGET.write_text(module(in_order(letters, readings())), encoding="utf-8", newline="\n")

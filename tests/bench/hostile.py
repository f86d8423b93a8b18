"""Input of somebody who means no good, or of a cat on the keyboard, made by a seed.

`python -m tests.bench.hostile 5000` runs it on the reader and all rules, and names what ended in a
traceback, took more than ten seconds, vanished without a word, or was found in another file.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from fanzha.content.library import read_page
from fanzha.edition import Edition
from fanzha.findings import errors
from tests.bench.mutations import SEED, findings_of, scramble, shipped, small

SLOW = 10  # seconds of work
PAGES = ("cases/baoma-shuadan.md", "law/duanka-bangxin.md", "scams/gongjuren.md")

VALUES = (
    *(
        "null",
        "~",
        "{}",
        "[]",
        '""',
        "''",
        "[[[]]]",
        "[{}]",
        "- ",
        "|",
        ">",
        "|9",
        ">-2",
        "? x",
        "!",
    ),
    *("!!python/object:os.system {}", "!!binary AAAA", "!!set {a}", "!!omap [a: 1]", "!x y", "%a"),
    *("&a [*a]", "*a", "<<: *a", "<<: {a: b}", "@a", "`a`", "{a: {b: {c: {d: e}}}}", "{? [a]: b}"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "1e999", ".inf", "-.nan", "0x10", "0o17", "1_000"),
    *(
        "true",
        "是",
        "yes",
        "12:30:45",
        "2026-11-20T00:00:00Z",
        "...",
        "--- a",
        "# a",
        "[a, b",
        "a]",
    ),
    *(
        "{a: b",
        "}",
        '"\\x"',
        '"\\ud800"',
        "'a",
        '"a',
        "【甲，乙】",
        "甲：乙: 丙",
        "a: b: c",
        "\ufeff",
    ),
    *(
        "[" * 90,
        "{a: " * 40,
        "- " * 60,
        "9" * 1900,
        "一" * 1900,
        "a" * 1900,
        "，" * 1900,
        "\\" * 900,
    ),
)
KEYS = (
    "?",
    "? |",
    "<<",
    "&a",
    "*a",
    "!!str",
    "title",
    "Title",
    "标题",
    "a b",
    "[a]",
    "{a}",
    "''",
    "-",
)
BODIES = (
    *(
        "> " * 200 + "甲",
        "- " * 200 + "甲",
        "  " * 300 + "- 甲",
        "#" * 40 + " 甲",
        "\t" * 40 + "甲",
    ),
    *(
        "*" * 1500,
        "_" * 1500,
        "`" * 1501,
        "[" * 900,
        "](" * 700,
        "![" * 700,
        "(" * 1500,
        "~" * 1500,
    ),
    *(
        "**甲" * 400,
        "[甲](" * 300,
        "[a]: [a]\n[a][a]" * 100,
        "&#0;&#x110000;&#xd800;&nbsp",
        "&" * 1500,
    ),
    *("<!-- 甲", "<a href=x", "<script>", "</body>", "<![CDATA[", "<?php", "<" * 1500, "]]>"),
    *("| 甲 |\n| - |\n" + "| 乙 " * 300, "|" * 900 + "\n" + "-|" * 900, "甲 | 乙\n--|--\n丙"),
    *(
        "```\n甲",
        "~~~\n甲",
        "    甲\n\t乙",
        "甲\n===\n",
        "甲\n---\n",
        "---\n---\n---",
        "***",
        "- - - 甲",
    ),
    *("1. 甲\n" * 400, "99999999999999999999. 甲", "- 甲\n\n乙\n\n- 丙\n" * 50, "甲  \n" * 300),
    *("[^1]: 甲\n[^1]", "$$甲$$", "{{ x }}", "{% x %}", "{派出所}" * 200, "{" * 1500, "\\" * 1500),
    *("110" * 600, "1 " * 900, "一" * 1500, "O" * 1500, "http://" * 250, "a.b" * 600, "@" * 1500),
    *(
        "“" * 1500,
        "甲，" * 900,
        "？！" * 700,
        "第" * 900 + "条",
        "零一二三四五六七八九" * 150,
        "." * 1500,
    ),
)


@dataclass(frozen=True)
class Attack:
    """One file as it might arrive."""

    name: str
    page: str
    data: bytes


def attacks(texts: Mapping[str, str], count: int, seed: int = SEED) -> Iterator[Attack]:
    """That many files; the same for the same seed."""
    chance = random.Random(seed)
    kinds = (_bytes, _value, _key, _body, _order, _twice)
    for number in range(count):
        page = chance.choice(PAGES)
        kind = kinds[number % len(kinds)]
        yield Attack(f"{kind.__name__} {number}", page, kind(chance, texts[page], texts))


def _bytes(chance: random.Random, text: str, texts: Mapping[str, str]) -> bytes:
    return scramble(chance, text, texts)


def _value(chance: random.Random, text: str, _: Mapping[str, str]) -> bytes:
    """A field says something else."""
    rows = text.split("\n")
    at = chance.randrange(1, rows.index("---", 1))
    key = rows[at].partition(":")[0]
    rows[at] = f"{key}: {chance.choice(VALUES)}"
    return "\n".join(rows).encode("utf-8", "surrogatepass")


def _key(chance: random.Random, text: str, _: Mapping[str, str]) -> bytes:
    """A field has another name, or a new one comes."""
    rows = text.split("\n")
    at = chance.randrange(1, rows.index("---", 1))
    rows.insert(at, f"{' ' * chance.randrange(3)}{chance.choice(KEYS)}: {chance.choice(VALUES)}")
    return "\n".join(rows).encode("utf-8", "surrogatepass")


def _body(chance: random.Random, text: str, _: Mapping[str, str]) -> bytes:
    """Markdown that no parser likes."""
    rows = text.split("\n")
    at = chance.randrange(rows.index("---", 1) + 1, len(rows))
    rows[at:at] = [chance.choice(BODIES) for _ in range(chance.randint(1, 3))]
    return "\n".join(rows).encode()


def _order(chance: random.Random, text: str, _: Mapping[str, str]) -> bytes:
    """Lines change places, fall out, come twice."""
    rows = text.split("\n")
    for _number in range(chance.randint(1, 6)):
        a, b = (chance.randrange(len(rows)) for _ in range(2))
        rows[a], rows[b] = rows[b], rows[a]
    del rows[chance.randrange(len(rows))]
    return "\n".join(rows).encode()


def _twice(chance: random.Random, text: str, texts: Mapping[str, str]) -> bytes:
    """Two files in one, in other encodings, with other line ends."""
    other = texts[chance.choice(PAGES)]
    both = (
        text + other if chance.random() < 0.5 else text.replace("\n", chance.choice(["\r", "\r\n"]))
    )
    encoding = chance.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "big5"])
    return both.encode(encoding, "replace")


def judge(edition: Edition, attack: Attack) -> str:
    """What is wrong with the way in which a file is taken; nothing where all is well."""
    begun = time.process_time()
    try:
        _, item, found = read_page(f"docs/{attack.page}", attack.page, attack.data)
        findings_of(edition, {attack.page: attack.data})
    except Exception:
        return traceback.format_exc()
    if time.process_time() - begun > SLOW:
        return f"{time.process_time() - begun:.0f} s"
    if item is None and not errors(found):
        return "gone without a word"
    return "" if all(one.path == f"docs/{attack.page}" for one in found) else "in another file"


def main(argv: Sequence[str]) -> int:
    """Run so many; say what went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hostile")
    parser.add_argument("count", type=int, help="attacks")
    parser.add_argument("seed", type=int, nargs="?", default=SEED)
    asked = parser.parse_args(argv)
    edition, texts = shipped()
    edition = small(edition, PAGES)
    slowest, bad = (0.0, ""), 0
    for attack in attacks(texts, asked.count, asked.seed):
        begun = time.process_time()
        wrong = judge(edition, attack)
        slowest = max(slowest, (time.process_time() - begun, attack.name))
        if wrong:
            bad += 1
            print(f"{attack.name} {attack.page}\n{wrong}", flush=True)
    print(f"{bad} went wrong; slowest {slowest[0]:.1f} s ({slowest[1]})")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Every text that is made goes through every check, as if somebody had written it (R15-R17)."""

from __future__ import annotations

from dataclasses import replace

from fanzha import checks
from fanzha.content.library import Item, Library
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.source import decode
from fanzha.edition import Edition
from fanzha.language.speech import digits
from tests.texts.made import edition, plans

# A script says numbers digit by digit; a check takes that for a number in disguise.
SPOKEN = {digits(number): number for number in sorted(edition().tables.numbers, key=len)[::-1]}
# Of the page that all texts are put on, not of the texts: it is new, its exclamation marks are
# many, and W004 looks for the name of the app anywhere on a page.
OF_THE_PAGE = {"R017", "W021", "W004"}


def test_no_text_breaks_a_rule() -> None:
    """Facts, privacy and wording: what is composed of good sentences must be good as a whole."""
    shown: dict[str, set[str]] = {}
    for product in plans().values():
        item = edition().library.by_id.get(product.items[0])  # none of the general rules
        allowed = set(item.meta.allow if item else ())
        for _, words in product.args.get("copy", ()):
            for line in words.split("\n"):
                shown.setdefault(as_written(line), set()).update(allowed)
    lines = [line for line in shown if line and "://" not in line]
    assert len(lines) > 1500
    pages = [lines[at : at + 1000] for at in range(0, len(lines), 1000)]  # a page has its limit
    found = [
        (finding.code, finding.message, line)
        for part in pages
        for finding in checks.run(*with_page(part))
        if finding.path == "docs/help/zbx.md"
        and finding.code not in OF_THE_PAGE
        and (line := part[(finding.line - FIRST) // 2] if finding.line >= FIRST else "")
        and finding.code not in shown[line]
    ]
    assert [row for row in found if row[0] not in LONG] == []
    assert len(found) < 20


FIRST = 11  # the line on which the texts begin
LONG = {"W012"}  # a letter's opening may be long: it is a warning
HEAD = """---
title: 全部文字
summary: 把做出来的文字都放在这里查一遍。
rule: 先停一停
published: 2026-11-20
reviewed: 2026-11-20
status: published
basis: composite
---

"""


def as_written(line: str) -> str:
    for said, written in SPOKEN.items():
        line = line.replace(said, written).replace("、".join(said), written)
    return line


def with_page(lines: list[str]) -> tuple[Edition, frozenset[str]]:
    """The edition with one page more, which holds the lines."""
    source, _ = decode("docs/help/zbx.md", (HEAD + "\n\n".join(lines) + "\n").encode())
    document, broken = read_markdown(source)
    assert not broken
    whole = edition()
    about = whole.library.by_page["help/dianhua-biao.md"].meta
    item = Item("zbx", "help", "help/zbx.md", about, document)
    library = Library(
        (*whole.library.items, item),
        {**whole.library.documents, item.page: document},
        whole.library.pages | {item.page},
    )
    return replace(whole, library=library), frozenset({source.path})

"""What residents type and paste, with the pages that are right; and how well the search answers.

The lists in data/ were written down before the search was changed. Half `a` is for tuning; nobody
looks at the single answers of half `b`, so that its figures stay honest. Set `c` came later, and was
asked once before words were added for it: 85 % first, 93 % among five; messages 90 % and 95 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

DATA = Path(__file__).parent / "data"
# The addresses of all results in their order, as they stand below the site.
ANSWERS = """async query => {
  await fanzhaSearch.search(query);
  return Array.from(document.querySelectorAll('#fz-found a'), link => link.href)
    .filter(link => link.startsWith(fanzha.site))
    .map(link => link.slice(fanzha.site.length).replace('index.html', ''));
}"""


@dataclass(frozen=True)
class Asked:
    """One query: its half, its kind, what is typed, and the pages of which any is right."""

    half: str
    kind: str
    query: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """Shares of queries, 0 to 1: right first, right among five, nothing found; and what missed."""

    first: float
    five: float
    empty: float
    missed: tuple[tuple[Asked, tuple[str, ...]], ...]


def typed() -> list[Asked]:
    """What is typed: sentences, slips, pinyin, numbers, names, dialect."""
    return [Asked(*row[:3], tuple(row[3].split())) for row in _rows("asked.tsv")]


def pasted() -> list[Asked]:
    """Messages and talk, pasted whole."""
    return [Asked(row[0], "pasted", row[1], tuple(row[2].split())) for row in _rows("pasted.tsv")]


def measure(page: Page, asked: list[Asked]) -> Score:
    """Ask the search page each query in turn."""
    first = five = empty = 0
    missed = []
    for one in asked:
        links = page.evaluate(ANSWERS, one.query)
        places = [at for at, link in enumerate(links) if link.split("#")[0] in one.pages]
        first += places[:1] == [0]
        five += bool(places) and places[0] < 5
        empty += not links
        if places[:1] != [0]:
            missed.append((one, tuple(links[:5])))
    count = len(asked)
    return Score(first / count, five / count, empty / count, tuple(missed))


def _rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]

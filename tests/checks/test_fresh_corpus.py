"""Lines in the manner of strangers, written before anybody tuned a rule to them.

`corpus/fresh/` has about a hundred wrong and a hundred fine lines a family; `corpus/held/` has 30 and
20, which nobody looked at while the rules were tuned. On the day they were written the rules stopped:

| family | fresh | held | held after |
|---|---|---|---|
| numbers | 0.92 | 0.93 | 0.93 |
| law | 0.31 | 0.33 | 0.90 |
| addresses | 0.81 | 0.73 | 0.97 |
| personal | 0.27 | 0.10 | 0.93 |
| app | 0.21 | 0.13 | 0.90 |
| statistics | 0.27 | 0.43 | 1.00 |

The last column is after tuning on the fresh lines; both were written by the same hand, so lines of
others will do worse. Of the 120 held fine lines five were stopped.

`corpus/later/` was written a second time, 10 and 10 a family, again before anybody looked at the
rules: of 60 wrong lines 49 were stopped, of 60 fine ones 3 (app 4 of 10, statistics 8, the others 9
or 10). After the kinds were mended `corpus/after/` was written for the three that had changed: of 15
wrong lines 13 were stopped, of 15 fine ones none.

`corpus/third/` (50 and 50 a family) and, after the kinds were mended, `corpus/fourth/` (15 and 10)
were written in the same way. Stopped on the day they were written, and fine lines stopped:

| family | third | fourth |
|---|---|---|
| numbers | 0.90, 8 | 1.00, 0 |
| law | 0.72, 0 | 0.87, 0 |
| addresses | 0.94, 3 | 1.00, 1 |
| personal | 0.76, 0 | 0.73, 0 |
| app | 0.58, 0 | 0.33, 0 |
| statistics | 0.72, 0 | 0.93, 1 |

For the app phrases of compulsion never end; since then each sentence that names it must show that it
is free or only explain (docs/data/words/app-mention.yml). `corpus/fifth/`, written after that, was
stopped in 11 of 12 lines (app), 9 of 10 (law, statistics), 8 of 12 and, mended once more, 9 of 10
(personal); of its 36 fine lines none.

`corpus/sixth/` (100 and 100) and `corpus/seventh/` (50 and 50) were written in one sitting, from the
description of the families alone, before any rule or table was opened; the seventh was run only
when the rules had been tuned on the sixth, and the eighth (15 and 10) before they were tuned again.
Stopped before tuning, and fine lines stopped:

| family | sixth | seventh | eighth |
|---|---|---|---|
| numbers | 0.95, 4 | 0.96, 3 | |
| law | 0.88, 4 | 0.74, 3 | 0.73, 1 |
| addresses | 0.99, 3 | 0.98, 5 | |
| personal | 0.74, 0 | 0.78, 0 | 0.67, 0 |
| app | 0.91, 3 | 0.96, 1 | |
| statistics | 0.83, 0 | 0.82, 0 | 0.53, 0 |

So for lines that nobody has seen yet, law, personal data and statistics are still stopped in about
three of four. Two of the fine lines write a hotline in Chinese numerals, which the house refuses.

Then the three were turned round: a sentence that speaks of people or cases and of a share, a rank,
a trend or a count needs a source; a consequence with a figure needs an article; what weighs enough
about one person is a portrait. `corpus/ninth/` and `corpus/tenth/` (40 and 40) were written in one
sitting before that, the tenth was run only when the rules had been tuned on the ninth, and the
eleventh (20 and 10, by somebody who knew the new rules) when they had been mended on the tenth.
Stopped on the first run, and by the rules before they were turned round:

| family | ninth before | tenth before | tenth | eleventh |
|---|---|---|---|---|
| law | 0.55, 0 | 0.40, 2 | 0.88, 1 | 0.60, 0 |
| personal | 0.70, 2 | 0.58, 0 | 0.80, 0 | 0.50, 0 |
| statistics | 0.78, 3 | 0.65, 0 | 0.93, 0 | |

So false figures about people are found by now; the law and persons still slip through in a third to
a half of the lines that somebody writes who tries to.

`corpus/twelfth/` (60 and 60; numbers 30 and 30) was written from the description of the families alone,
and run before any of their rules was read; the thirteenth (40 and 20) when they had been mended on it,
the fourteenth (40 and 20, law 30 and 15) when the person who is spoken of as if all knew her had become
a part that weighs (`checks/privacy/facets.py`). Stopped on the first run; in brackets by the rules that
were there before all three:

| family | twelfth | thirteenth | fourteenth |
|---|---|---|---|
| law | 0.87, 1 | 0.73 (0.70), 0 | 0.87 (0.87), 0 |
| personal | 0.70, 1 | 0.53 (0.50), 0 | 0.65 (0.35), 0 |
| numbers | 0.97, 2 | | |

Lists of what befell people and of who they are have no end: two in three is what a fresh line finds.

`corpus/fifteenth/` (50 and 50) and `corpus/sixteenth/` (25 and 25) were written in one sitting from the
description of the families, before any of their rules was opened; the sixteenth was run only when the
rules had been turned round further on the fifteenth: “法律规定” without an article is an error whatever
follows, an article is held against its words, one record or one exact account is a person. The
seventeenth (15 and 15, by somebody who knew the rules) came last. Stopped on the first run, false
alarms; in brackets by the rules that were there before:

| family | fifteenth | sixteenth | seventeenth |
|---|---|---|---|
| law | 0.78, 2 | 0.72 (0.72), 1 | 0.73 (0.53), 0 |
| personal | 0.74, 0 | 0.80 (0.80), 1 | 0.87 (0.80), 0 |

The sealed one gained nothing: what was turned round were the sentences of the fifteenth.

`corpus/eighteenth/` (law and persons 100 and 100, the others 20 to 40 and 20 to 30) and
`corpus/nineteenth/` (50 and 50) were written in one sitting from the description of the families,
before anything was tuned, the lists of words having been seen. The nineteenth was run when the rules
had been tuned on the eighteenth; the twentieth (50 and 50, by somebody who knew the new rules) when
they had been mended on both. Stopped on the first run, false alarms; in brackets by the rules before:

| family | eighteenth | nineteenth | twentieth |
|---|---|---|---|
| law | 0.78, 2 | 0.84 (0.66), 3 (3) | 0.72, 0 |
| personal | 0.83, 3 | 0.84 (0.74), 1 (1) | 0.92, 0 |
| numbers | 0.93, 3 | | |
| addresses | 0.97, 2 | | |
| app | 0.93, 3 | | |
| statistics | 0.90, 0 | | |

An article is held against its row now, whoever is spoken of without “一位” in more words than anybody
is a person, and a consequence or a duty that no article knows is found by its kind.

`corpus/twentyfirst/` (law 60, persons 40, the others 30, and 100 harmless lines of the kind that public
texts have) was written before any rule was opened; the twentysecond (the same sizes) when the rules had
been mended on it, the twentythird (40, 20, 15, 20 and 40) when they had been mended on both; nothing was
tuned on the last. Stopped on the first run, harmless lines stopped; in brackets by the rules before:

| family | twentyfirst | twentysecond | twentythird |
|---|---|---|---|
| law | 0.82 | 0.78 (0.68) | 0.78 (0.68) |
| personal | 0.83 | 0.83 (0.83) | 0.80 (0.70) |
| app | 0.93 | 0.93 (0.90) | 0.80 (0.80) |
| statistics | 0.87 | 0.63 (0.63) | 0.70 (0.65) |
| numbers | 0.97 | 0.87 (0.87) | |
| addresses | 0.97 | 0.93 (0.93) | |
| harmless | 0 of 100 | 1 (1) of 100 | 1 (1) of 40 |

More than the figures tell: all of these stand in the body of a scam without `law`. In a scam with `law`,
which 24 of the library's are, in pages on the law and in tables such as the slogans, duties, penalties and
statistics had not been looked at: 21 of the 60 lines were stopped there. Where lines stand is tried by
`facts/test_law_claims.py` now.

A wrong line counts as stopped where any rule calls it an error; a fine line that is called one is
a false alarm, but for quotation marks, which are repaired.
"""

from __future__ import annotations

import csv

import pytest

from fanzha.checks import RULES
from fanzha.findings import Severity
from tests.checks.texts import found
from tests.conftest import ROOT
from tests.samples import BODY, scam

CONTENT = [
    r for r in RULES if r.code[0] in "RFPW" and r.code not in ("W007", "W006", "W020", "W032")
]


def lines(folder: str, family: str) -> list[tuple[str, str]]:
    """(wrong or fine, text) of a corpus."""
    path = ROOT / "tests" / "checks" / "corpus" / folder / f"{family}.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(verdict, text.replace("\\n", "\n")) for verdict, text in rows[1:]]


@pytest.mark.parametrize(
    ("family", "recall", "alarms"),
    [
        ("numbers", 0.98, 1),
        ("law", 0.97, 1),
        ("addresses", 0.99, 0),
        ("personal", 0.95, 1),
        ("app", 0.93, 1),
        ("statistics", 0.95, 2),
    ],
)
def test_lines_of_strangers(family: str, recall: float, alarms: int) -> None:
    """The share of wrong lines that are stopped, and the fine ones that are stopped with them."""
    rows = lines("fresh", family)
    texts = [scam(f"{BODY}\n{text}\n") for _, text in rows]
    stopped = [
        any(f.severity is Severity.ERROR for f in findings) for findings in found(CONTENT, texts)
    ]
    wrong = [
        (text, hit)
        for (verdict, text), hit in zip(rows, stopped, strict=True)
        if verdict == "wrong"
    ]
    false = [
        text
        for (verdict, text), hit in zip(rows, stopped, strict=True)
        if hit and verdict == "fine"
    ]
    missed = [text for text, hit in wrong if not hit]
    assert len(false) <= alarms, false
    assert len(missed) <= (1 - recall) * len(wrong) + 0.001, missed


FAMILIES = ("numbers", "law", "addresses", "personal", "app", "statistics")


@pytest.mark.parametrize(
    ("folder", "families", "missed", "alarms"),
    [
        ("later", FAMILIES, 1, 2),
        ("after", ("app", "addresses", "statistics"), 2, 0),
        ("third", FAMILIES, 5, 2),
        ("fourth", FAMILIES, 4, 1),
        ("fifth", ("app", "law", "personal", "statistics"), 4, 0),
        ("sixth", FAMILIES, 13, 2),
        ("seventh", FAMILIES, 14, 3),
        ("eighth", ("law", "personal", "statistics"), 3, 1),
        ("ninth", ("law", "personal", "statistics"), 1, 1),
        ("tenth", ("law", "personal", "statistics"), 7, 1),
        ("eleventh", ("law", "personal"), 12, 0),
        ("twelfth", ("law", "personal", "numbers"), 1, 4),
        ("thirteenth", ("law", "personal"), 3, 0),
        ("fourteenth", ("law", "personal"), 13, 0),
        ("fifteenth", ("law", "personal"), 3, 0),
        ("sixteenth", ("law", "personal"), 4, 1),
        ("seventeenth", ("law", "personal"), 5, 0),
        ("eighteenth", FAMILIES, 13, 12),
        ("nineteenth", ("law", "personal"), 1, 2),
        ("twentieth", ("law", "personal"), 4, 0),
        ("twentyfirst", (*FAMILIES, "harmless"), 0, 0),
        ("twentysecond", (*FAMILIES, "harmless"), 11, 1),
        ("twentythird", ("law", "personal", "app", "statistics", "harmless"), 22, 1),
    ],
)
def test_lines_of_a_second_day(
    folder: str, families: tuple[str, ...], missed: int, alarms: int
) -> None:
    """How many wrong lines may pass, and how many fine ones may be stopped."""
    rows = [row for family in families for row in lines(folder, family)]
    texts = [scam(f"{BODY}\n{text}\n") for _, text in rows]
    stopped = [
        any(f.severity is Severity.ERROR for f in findings) for findings in found(CONTENT, texts)
    ]
    judged = [
        (verdict == "wrong", hit, text) for (verdict, text), hit in zip(rows, stopped, strict=True)
    ]
    wrong = [text for is_wrong, hit, text in judged if is_wrong and not hit]
    false = [text for is_wrong, hit, text in judged if hit and not is_wrong]
    assert len(wrong) <= missed, wrong
    assert len(false) <= alarms, false

"""`python -m tests.bench.repairs`: what `--fix` does to every item damaged in every way.

A damaged file is repaired as `--fix` does it, again until nothing is left. What stood in the sound
file and in the damaged one, and is gone from the repaired one, is lost: letters and digits of a
line, a line, a field, a link. Nothing may be.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fanzha.checks.engine.fixes import repaired
from fanzha.edition import Edition
from tests.bench.damages import DAMAGES, Damage, Page
from tests.bench.mutations import findings_of, shipped, small

PASSES = 8  # `--fix` reads again as often as something was mended
_WORD = re.compile(r"[^\W_]")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Loss:
    """What a repair took away."""

    damage: str
    page: str
    what: str


def run(
    edition: Edition, texts: Mapping[str, str], damages: Sequence[Damage] = DAMAGES
) -> Iterator[tuple[Damage, int, int, list[Loss]]]:
    """For each damage: how many items it fits, how many were changed, what was lost."""
    for damage in damages:
        files: dict[str, str] = {}
        for page, text in texts.items():
            mutant = damage.apply(Page(page, text))
            if mutant is None:
                continue
            try:
                files[page] = mutant.data.decode("utf-8")
            except UnicodeDecodeError:
                continue  # no text to repair: `--fix` leaves it alone
        mended = settled(edition, files)
        losses = [
            Loss(damage.name, page, what)
            for page, text in mended.items()
            for what in lost(texts[page], files[page], text)
        ]
        changed = sum(mended[page] != files[page] for page in files)
        yield damage, len(files), changed, losses


def settled(edition: Edition, files: Mapping[str, str]) -> dict[str, str]:
    """The files after `--fix`."""
    mended = dict(files)
    open_pages = set(files)
    for _ in range(PASSES):
        if not open_pages:
            break
        found = findings_of(edition, {page: mended[page].encode() for page in mended})
        still = set()
        for page in open_pages:
            text = repaired(mended[page], found[page])
            if text != mended[page]:
                mended[page] = text
                still.add(page)
        open_pages = still
    return mended


def lost(sound: str, damaged: str, mended: str) -> Iterable[str]:
    """What both the sound and the damaged text had, and the mended one has no more."""
    if damaged == mended:
        return
    known, damaged_words, words = (Counter(_words(one)) for one in (sound, damaged, mended))
    if over := (damaged_words & known) - words:
        yield "words " + "".join(over.elements())
    old, now, new = (Counter(_rows(one)) for one in (sound, damaged, mended))
    for row in ((old & now) - new).elements():
        yield f"row {row}"
    links, left = (Counter(_LINK.findall(one)) for one in (damaged, mended))
    if gone := (links & Counter(_LINK.findall(sound))) - left:
        yield f"links {sorted(gone)}"


def _rows(text: str) -> list[str]:
    """The lines that say something, without what stands at their ends."""
    return [row.rstrip() for row in text.splitlines() if _WORD.search(row)]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def main(argv: Sequence[str]) -> int:
    """Run, print each damage and what it cost; 1 where something was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.repairs")
    parser.add_argument("--items", type=int, default=0, help="only N items, evenly spread")
    options = parser.parse_args(argv)
    edition, texts = shipped()
    pages = sorted(texts)
    if options.items:
        pages = pages[:: max(1, len(pages) // options.items)][: options.items]
    chosen = {page: texts[page] for page in pages}
    total = mended = 0
    losses: list[Loss] = []
    for damage, count, changed, found in run(small(edition, pages), chosen):
        total, mended, losses = total + count, mended + changed, losses + found
        print(f"{damage.name}: {count} items, {changed} changed, {len(found)} losses", flush=True)
        for one in found[:6]:
            print(f"  {one.page}: {one.what[:300]}", flush=True)
    print(f"{total} damaged items, {mended} changed by --fix, {len(losses)} losses")
    return int(bool(losses))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

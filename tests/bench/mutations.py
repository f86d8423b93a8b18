"""`python -m tests.bench.mutations`: how many damages the checks catch, and whether at the line.

Every shipped item is damaged in each way of `DAMAGES`. One way is done to all items at once: they
make one library in memory, and the real reader, models and rules run on it, which takes a fraction
of a second; nothing is written to a disk. A damage is caught when a finding of the expected
severity appears in the file that the undamaged file does not have; it is on the line when one of
the expected codes stands at the line that was damaged. `--random N` then changes bytes and
characters at random: nothing may end in a traceback.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fanzha import checks
from fanzha.checks.engine import allow
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item, Library
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.content.reading.validate import validate
from fanzha.edition import Edition, Project, read_edition
from fanzha.findings import Finding, Severity
from tests.bench.damages import DAMAGES, Damage, Page
from tests.conftest import ROOT, TODAY

SEED = 20261121
BATCH = 50  # random files checked together
RULES = {rule.code: rule for rule in checks.RULES}

Places = set[tuple[str, int]]  # code and line


@dataclass(frozen=True)
class Miss:
    """A damage that was not caught on its line: what was found in its stead."""

    damage: str
    page: str
    lines: tuple[int, ...]
    caught: bool
    why: str


@dataclass
class Score:
    """What became of one damage over all items."""

    damage: Damage
    total: int = 0
    caught: int = 0
    right: int = 0
    misses: list[Miss] = field(default_factory=list)


def shipped() -> tuple[Edition, dict[str, str]]:
    """The shipped edition, and the text of every item by page."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    texts = {
        page: "\n".join(document.source.lines)
        for page, document in edition.library.documents.items()
    }
    # Tables have texts of their own, which no damage touches.
    return replace(edition, tables=replace(edition.tables, texts={})), texts


def findings_of(edition: Edition, files: Mapping[str, bytes]) -> dict[str, list[Finding]]:
    """Page → findings, with these bytes in place of the edition's files."""
    found: list[Finding] = []
    items: list[Item[Meta]] = []
    documents: dict[str, Document] = {}
    for page, data in files.items():
        source, more = decode(f"docs/{page}", data)
        found += more
        if not source.lines:
            continue
        document, more = read_markdown(source)
        found += more
        documents[page] = document
        if document.fields.value:
            kind = page.rpartition("/")[0] or "pages"
            meta, more = validate(KINDS[kind].model, document)
            found += more
            if meta is not None:
                items.append(Item(Path(page).stem, kind, page, meta, document))
    library = edition.library
    kept = [item for item in library.items if item.page not in files]
    others = {page: one for page, one in library.documents.items() if page not in files}
    whole = Library((*kept, *items), {**others, **documents}, library.pages)
    changed = replace(edition, library=whole)
    found, _ = allow.apply(changed, sorted([*found, *checks.run(changed)]), RULES)
    result: dict[str, list[Finding]] = {page: [] for page in files}
    for finding in found:
        page = finding.path.removeprefix("docs/")
        if page in result:
            result[page].append(finding)
    return result


def small(edition: Edition, pages: Iterable[str]) -> Edition:
    """The edition with only these items, so that its rules run quickly; links still find all."""
    wanted = set(pages)
    library = edition.library
    items = tuple(item for item in library.items if item.page in wanted)
    documents = {page: one for page, one in library.documents.items() if page in wanted}
    return replace(edition, library=Library(items, documents, library.pages))


def run_damages(
    edition: Edition, texts: Mapping[str, str], damages: Sequence[Damage] = DAMAGES
) -> list[Score]:
    """Each damage done to every item that it fits."""
    clean = findings_of(edition, {page: text.encode() for page, text in texts.items()})
    return [run_damage(edition, texts, damage, clean) for damage in damages]


def run_damage(
    edition: Edition,
    texts: Mapping[str, str],
    damage: Damage,
    clean: Mapping[str, list[Finding]],
) -> Score:
    """A damage done to every item that it fits; `clean` is what is found without it."""
    score = Score(damage)
    done = {}
    for page, text in texts.items():
        mutant = damage.apply(Page(page, text))
        if mutant is not None:
            done[page] = mutant
    found = findings_of(edition, {page: mutant.data for page, mutant in done.items()})
    for page, mutant in done.items():
        before = {(f.code, f.message, f.source) for f in clean[page]}
        new = [f for f in found[page] if (f.code, f.message, f.source) not in before]
        hits = [
            f for f in new if f.severity is damage.severity or damage.severity is not Severity.ERROR
        ]
        right = [f for f in hits if f.code in damage.codes and f.line in mutant.lines]
        score.total += 1
        score.caught += bool(hits)
        score.right += bool(right)
        if not right:
            why = "；".join(f"{f.line} {f.code} {f.message}" for f in new) or "nothing found"
            score.misses.append(Miss(damage.name, page, mutant.lines, bool(hits), why))
    return score


def run_random(
    edition: Edition, texts: Mapping[str, str], count: int, seed: int = SEED
) -> list[tuple[str, str]]:
    """(page, traceback) of every random mutation that ends in one."""
    chance = random.Random(seed)
    pages = sorted(texts)
    crashes = []
    while count > 0:
        chosen = chance.sample(pages, min(BATCH, count, len(pages)))
        files = {page: scramble(chance, texts[page], texts) for page in chosen}
        count -= len(files)
        try:
            findings_of(edition, files)
        except Exception:
            # Which file of the batch was it?
            crashes += list(_crashing(edition, files))
    return crashes


def _crashing(edition: Edition, files: Mapping[str, bytes]) -> Iterable[tuple[str, str]]:
    alone = 0
    for page, data in files.items():
        try:
            findings_of(edition, {page: data})
        except Exception:
            alone += 1
            yield page, traceback.format_exc() + f"\n{data[:2000]!r}"
    if not alone:
        yield "、".join(files), "only together: " + traceback.format_exc()


_ODD = (
    "：，。、；“”‘’「」（）[]{}<>#&*!|>'\"%@`~\\/-—=\t \n\r①一二１ＡА0123456789xX"
    "\x00\x07\x1b\x85\u2028\u200b\u202e\ufeff\ud7ff\ue000\ufffd\U0001f600\U00020bb7"
)


def scramble(chance: random.Random, text: str, texts: Mapping[str, str]) -> bytes:
    """One to four changes of characters, words, lines or bytes."""
    for _ in range(chance.randint(1, 4)):
        text = chance.choice(_TEXT_CHANGES)(chance, text)
    data = text.encode()
    if chance.random() < 0.3:
        raw = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(raw) + 1)
            raw[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        data = bytes(raw)
    return data


def _insert(chance: random.Random, text: str) -> str:
    at = chance.randrange(_front(chance, text) + 1)
    return text[:at] + "".join(chance.choices(_ODD, k=chance.randint(1, 6))) + text[at:]


def _delete(chance: random.Random, text: str) -> str:
    at = chance.randrange(_front(chance, text) + 1)
    return text[:at] + text[at + chance.randint(1, 40) :]


def _move(chance: random.Random, text: str) -> str:
    rows = text.split("\n")
    row = rows.pop(chance.randrange(len(rows)))
    rows.insert(chance.randrange(len(rows) + 1), row)
    return "\n".join(rows)


def _repeat(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    piece = text[at : at + chance.randint(1, 200)]
    return text[:at] + piece * chance.randint(2, 5) + text[at:]


def _cut(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text) + 1)]


def _digits(chance: random.Random, text: str) -> str:
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + "".join(chance.choices("0123456789", k=chance.randint(0, 20))) + text[at:]


def _indent(chance: random.Random, text: str) -> str:
    rows = text.split("\n")
    at = chance.randrange(len(rows))
    rows[at] = chance.choice([" ", "  ", "\t", "- ", "? ", ": ", "# ", "> ", "| "]) + rows[at]
    return "\n".join(rows)


_TEXT_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    *(_insert, _insert, _delete, _move, _repeat, _cut, _digits, _indent),
)


def _front(chance: random.Random, text: str) -> int:
    """Half of the changes fall into the front matter, where most can go wrong."""
    end = text.find("\n---", 4)
    return end if end > 0 and chance.random() < 0.5 else len(text)


def table(scores: Sequence[Score]) -> str:
    """The figures as a Markdown table, then each miss on a line."""
    rows = ["| damage | codes | class | items | caught | right line |", "|---|---|---|--:|--:|--:|"]
    for one in scores:
        codes, kind = "/".join(one.damage.codes), one.damage.severity.value
        rows.append(
            f"| {one.damage.name} | {codes} | {kind} | {one.total} "
            f"| {_share(one.caught, one.total)} | {_share(one.right, one.total)} |"
        )
    for kind in (Severity.ERROR, Severity.WARNING, Severity.NOTICE):
        chosen = [one for one in scores if one.damage.severity is kind]
        total = sum(one.total for one in chosen)
        caught, right = sum(one.caught for one in chosen), sum(one.right for one in chosen)
        rows.append(
            f"| all of class {kind.value} ({len(chosen)} ways) | | {kind.value} | {total} "
            f"| {_share(caught, total)} | {_share(right, total)} |"
        )
    misses = [miss for one in scores for miss in one.misses]
    rows += ["", f"{len(misses)} misses"]
    for miss in misses:
        state = "wrong line or code" if miss.caught else "missed"
        lines = "/".join(map(str, miss.lines))
        rows.append(f"- {miss.damage}: {miss.page}:{lines}: {state}: {miss.why}")
    return "\n".join(rows)


def _share(part: int, total: int) -> str:
    return f"{100 * part / total:.1f}%" if total else "-"


def as_json(scores: Sequence[Score], crashes: Sequence[tuple[str, str]], count: int) -> str:
    """The same for machines."""
    rows: dict[str, object] = defaultdict(dict)
    rows["damages"] = [
        {
            "name": one.damage.name,
            "codes": one.damage.codes,
            "severity": one.damage.severity.value,
            "items": one.total,
            "caught": one.caught,
            "right_line": one.right,
            "misses": [miss.__dict__ for miss in one.misses],
        }
        for one in scores
    ]
    rows["random"] = {"count": count, "seed": SEED, "crashes": [list(one) for one in crashes]}
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def main(argv: Sequence[str]) -> int:
    """Run, print; 1 where an error-class damage was missed or a traceback came."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutations")
    parser.add_argument("--items", type=int, default=0, help="only N items, evenly spread")
    parser.add_argument("--random", type=int, default=2000, metavar="N", help="random mutations")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    options = parser.parse_args(argv)
    edition, texts = shipped()
    pages = sorted(texts)
    if options.items:
        step = max(1, len(pages) // options.items)
        pages = pages[::step][: options.items]
    chosen = {page: texts[page] for page in pages}
    scores = run_damages(small(edition, pages), chosen)
    print(table(scores), flush=True)
    crashes = run_random(small(edition, []), chosen, options.random)
    print(f"\n{options.random} random mutations (seed {SEED}): {len(crashes)} tracebacks")
    for page, trace in crashes:
        print(f"- {page}\n{trace}")
    if options.json:
        text = as_json(scores, crashes, options.random)
        options.json.write_text(text, encoding="utf-8", newline="\n")
    missed = any(one.misses for one in scores if one.damage.severity is Severity.ERROR)
    return int(missed or bool(crashes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

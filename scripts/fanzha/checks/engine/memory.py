"""What was found in a text is remembered on disk, so that a check reads only what has changed.

Most rules look at one text and the tables. Each rule is first tried on each text alone, in a
context that holds nothing else; a rule that reaches further (for other files, the day, a picture)
says so by reaching, and is run on the whole edition as if nothing were remembered. What a rule
could not see cannot change what it found: it stays true as long as text, tables, region and our
code are the same, and those are the key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from functools import cached_property
from typing import Any, cast

from fanzha.checks.engine.rule import Context, Prose, Rule
from fanzha.content.data.published_ids import Published
from fanzha.content.data.tables import GROWING, Tables
from fanzha.content.reading.again import state_of
from fanzha.content.region import Region
from fanzha.edition import Edition, Project
from fanzha.findings import Finding, Fix, Severity
from fanzha.kept import Kept, digest


class FurtherError(Exception):
    """A rule looks at more than one text and the tables."""


class Unseen(Mapping[str, Published]):
    """What has been published: it grows by the day, so whoever looks at it reaches further."""

    def __getitem__(self, name: str) -> Published:
        raise FurtherError("published")

    def __iter__(self) -> Iterator[str]:
        raise FurtherError("published")

    def __len__(self) -> int:
        raise FurtherError("published")


@dataclass(frozen=True)
class Narrow:
    """All of an edition that a rule sees which is tried on one text."""

    tables: Tables
    region: Region

    def __getattr__(self, name: str) -> Any:
        """Whatever else there is in an edition."""
        raise FurtherError(name)


@dataclass(frozen=True)
class Alone(Context):
    """A context with some texts and the tables, and nothing besides."""

    texts: tuple[Prose, ...] = ()

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """The texts."""
        return self.texts


class Memory:
    """What is remembered of one region: key of a text → what was found there alone."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    @classmethod
    def of(cls, project: Project) -> Memory:
        """What is still true of what was remembered."""
        file = project.root / ".cache" / "fanzha" / "checked" / project.region
        tables = state_of(project.docs / "data", GROWING).hex()
        return cls(Kept(file, f"{project.region}\0{tables}"))

    def recall(self, key: str) -> tuple[frozenset[str], list[Finding]] | None:
        """Rules that reach further, and what the others found; None where it is not known."""
        record = self.kept.find(key)
        if record is None:
            return None
        further, found = record
        return frozenset(further.split()), [_finding(row) for row in found]

    def note(self, key: str, further: Iterable[str], found: Sequence[Finding]) -> None:
        """Remember a text."""
        self.kept.keep(key, (" ".join(sorted(further)), [_row(finding) for finding in found]))


def found_alone(
    context: Context, rules: Sequence[Rule], memory: Memory
) -> tuple[list[Finding], frozenset[str]]:
    """What rules find in each text of the context alone; the codes of those that reach further.

    Nothing of the latter is among the findings: they have to be run on the whole.
    """
    tables = replace(context.edition.tables, published=Unseen())
    edition = cast("Edition", Narrow(tables, context.edition.region))
    further: set[str] = set()
    every: list[Finding] = []
    whole = context.only is None
    # What is said of the tables, and not of a text that is checked by them.
    places = [Alone(edition)] if whole else []
    places += [
        Alone(edition, frozenset({prose.document.source.path}), (prose,)) for prose in context.prose
    ]
    for place in places:
        key = _key(place)
        known = memory.recall(key)
        if known is None:
            found: list[Finding] = []
            for rule in rules:
                if rule.code not in further:
                    try:
                        found += [*rule.run(place)]
                    except FurtherError:
                        further.add(rule.code)
            found = [one for one in found if one.code not in further]
            memory.note(key, further, found)
        else:
            further |= known[0]
            found = known[1]
        every += found
    memory.kept.save(whole=whole)
    return [finding for finding in every if finding.code not in further], frozenset(further)


def _key(alone: Alone) -> str:
    """A hash of a text, and of what other files make of its item."""
    return digest(*(part for prose in alone.texts for part in _parts(prose)))


def _parts(prose: Prose) -> Iterator[object]:
    document, item = prose.document, prose.item
    fields = document.fields  # of some tables, a part
    yield document.source.path, prose.kind, item and (item.elsewhere, item.successor)
    yield fields.line, fields.column, fields.end_line, fields.end_column, document.body_line
    yield document.source.lines


def _row(finding: Finding) -> tuple[Any, ...]:
    return tuple(str(one) if isinstance(one, Severity) else one for one in astuple(finding))


def _finding(row: Sequence[Any]) -> Finding:
    *values, severity, end_column, hint, source, fix = row
    whole = (*values, Severity(severity), end_column, hint, source, Fix(*fix) if fix else None)
    return Finding(*whole)

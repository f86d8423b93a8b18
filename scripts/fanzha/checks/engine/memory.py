"""What was found in a text is remembered on disk, so that a check reads only what has changed.

Most rules look at one text and the tables. Each rule is first tried on each text alone, in a
context that holds nothing else; a rule that reaches further (for other files, the day, a picture)
says so by reaching, and is run on the whole edition as if nothing were remembered. What a rule
could not see cannot change what it found: it stays true as long as text, tables, region and our
code are the same, and those are the key.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from fanzha import files
from fanzha.checks.engine.rule import Context, Prose, Rule
from fanzha.content.data.tables import Tables
from fanzha.content.region import Region
from fanzha.edition import Edition, Project
from fanzha.findings import Finding, Fix, Severity
from fanzha.own_code import code_state


class FurtherError(Exception):
    """A rule looks at more than one text and the tables."""


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


@dataclass
class Memory:
    """What is remembered of one region: key of a text → what was found there alone."""

    file: Path
    state: str
    known: dict[str, Any] = field(default_factory=dict)
    used: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> Memory:
        """What is still true of what was remembered."""
        file = project.root / ".cache" / "fanzha" / "checked" / f"{project.region}.json"
        state = _state(project)
        with suppress(OSError, ValueError, KeyError, TypeError):
            record = json.loads(file.read_bytes())
            if record["state"] == state:
                return cls(file, state, dict(record["texts"]))
        return cls(file, state)

    def recall(self, key: str) -> tuple[frozenset[str], list[Finding]] | None:
        """Rules that reach further, and what the others found; None where it is not known."""
        with suppress(ValueError, KeyError, TypeError):
            record = self.known[key]
            found = [_finding(row) for row in record["found"]]
            self.used[key] = record
            return frozenset(record["further"].split()), found
        return None

    def note(self, key: str, further: Iterable[str], found: Sequence[Finding]) -> None:
        """Remember a text."""
        rows = [astuple(finding) for finding in found]
        self.used[key] = {"further": " ".join(sorted(further)), "found": rows}

    def save(self, *, whole: bool) -> None:
        """Keep what was used, and where not the `whole` was looked at the rest, too."""
        texts = self.used if whole else {**self.known, **self.used}
        if texts == self.known:
            return
        part = self.file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):  # a folder that may not be written to: the next check takes longer
            self.file.parent.mkdir(parents=True, exist_ok=True)
            text = json.dumps({"state": self.state, "texts": texts}, ensure_ascii=False)
            part.write_text(text, encoding="utf-8", newline="\n", errors="surrogatepass")
            files.replace(part, self.file)


def found_alone(
    context: Context, rules: Sequence[Rule], memory: Memory
) -> tuple[list[Finding], frozenset[str]]:
    """What rules find in each text of the context alone; the codes of those that reach further.

    Nothing of the latter is among the findings: they have to be run on the whole.
    """
    edition = cast("Edition", Narrow(context.edition.tables, context.edition.region))
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
    memory.save(whole=whole)
    return [finding for finding in every if finding.code not in further], frozenset(further)


def _state(project: Project) -> str:
    """A hash of all that every text is checked by."""
    digest = hashlib.sha256(f"{code_state()}\0{project.region}".encode())
    folder = project.docs / "data"
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _key(alone: Alone) -> str:
    """A hash of a text, and of what other files make of its item."""
    digest = hashlib.sha256()
    for prose in alone.texts:
        item, document = prose.item, prose.document
        fields = document.fields  # of some tables, a part
        place = (fields.line, fields.column, fields.end_line, fields.end_column, document.body_line)
        about = (document.source.path, prose.kind, place)
        told = item and (item.elsewhere, item.successor)
        text = "\n".join((repr((about, told)), *document.source.lines))
        digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _finding(row: Sequence[Any]) -> Finding:
    path, line, column, code, message, severity, end_column, hint, source, fix = row
    whole = (path, line, column, code, message, Severity(severity), end_column, hint, source)
    return Finding(*whole, fix=Fix(*fix) if fix else None)

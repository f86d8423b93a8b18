"""What lies on the desk: the library in memory, and the papers that are being written on.

A paper is a file as it would be with what stands in the form. It is kept below `.drafts/` of the
project after every pause in typing, so a crash or a closed window loses nothing; docs/ changes only
when somebody saves. The library is read once; later only files that changed are read again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import Any

from fanzha.content.data import published_ids
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS, PAGES, Kind
from fanzha.content.library import SKIPPED, Item, Library, read_page
from fanzha.content.made_paths import LAYERS
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.nodes import Document
from fanzha.content.writing.saving import open_text, save_text
from fanzha.edition import Edition, Project, read_edition
from fanzha.editor import layers
from fanzha.errors import UsageError
from fanzha.files import save
from fanzha.findings import Finding

DRAFTS = ".drafts"
FRESH = 0.5  # seconds for which nobody looks again whether a file has changed
Snapshot = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Paper:
    """A file with what stands in the form. `base` is the stamp of the file it began from, "" if new.

    `layer` is the region in whose folder it lies; "" is what all regions share.
    """

    kind: Kind[Meta]
    id: str
    text: str
    base: str = ""
    layer: str = ""

    @property
    def page(self) -> str:
        """Its path below docs/, or below the folder of its layer: so it is named on the website."""
        name = f"{self.id}.md"
        return name if self.kind.folder == PAGES else f"{self.kind.folder}/{name}"

    @property
    def file(self) -> str:
        """Its path below docs/."""
        return f"{LAYERS}/{self.layer}/{self.page}" if self.layer else self.page


@dataclass(frozen=True)
class Read:
    """What a paper says: what could be read of it, and what was found in reading."""

    document: Document
    item: Item[Meta] | None
    findings: tuple[Finding, ...]


class Desk:
    """One project, open. All methods may be called from several threads."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lock = RLock()
        self.findings: list[Finding] = []
        self._snapshot: Snapshot = {}
        self._edition: Edition | None = None
        self._fresh_until = 0.0

    @property
    def edition(self) -> Edition:
        """The edition as the files are now."""
        with self.lock:
            if self._edition is not None and monotonic() < self._fresh_until:
                return self._edition
            now = self._look()
            if self._edition is None or self._other(now):
                self._edition, self.findings = read_edition(self.project)
            else:
                for name in sorted({*now} ^ {*self._snapshot} | _moved(now, self._snapshot)):
                    self._reread(name)
            self._snapshot = now
            self._fresh_until = monotonic() + FRESH
            return self._edition

    def kind(self, name: str) -> Kind[Meta]:
        """A kind by its folder; raises UsageError where there is none."""
        kind = KINDS.get(name)
        if kind is None:
            raise UsageError("没有这一种内容")
        return kind

    def path(self, kind: Kind[Meta], id: str) -> Path:
        """Where the file of an item lies; raises UsageError for what cannot be an id."""
        if wrong_id(id):
            raise UsageError(f"编号 {id[:40]} {wrong_id(id)}")
        return self.project.docs / Paper(kind, id, "", layer=self.layer(kind, id)).file

    def layer(self, kind: Kind[Meta], id: str) -> str:
        """The region in whose folder an item lies, or is to lie; "" where all share it."""
        note = self._note(kind, id)
        if note is not None:
            return str(note.get("layer", ""))
        docs, near = self.project.docs, self.edition.region.chain
        there = (name for name in near if (docs / Paper(kind, id, "", layer=name).file).is_file())
        return next(there, "")

    def open(self, kind: Kind[Meta], id: str) -> Paper:
        """The paper as it was left, or the file as it is; raises UsageError where there is neither."""
        with self.lock:
            kept = self._kept(kind, id)
            return kept if kept is not None else self.saved(kind, id)

    def saved(self, kind: Kind[Meta], id: str) -> Paper:
        """The file as it is in docs/. Raises UsageError where it is not there or no text."""
        found = open_text(self.path(kind, id))
        return Paper(kind, id, found.text, found.hash, self.layer(kind, id))

    def stamp(self, kind: Kind[Meta], id: str) -> str:
        """That of the file as it is now; "" where there is none."""
        return self.saved(kind, id).base if self.path(kind, id).is_file() else ""

    def keep(self, paper: Paper) -> None:
        """Put a paper into the drawer, where a crash does not reach it."""
        path = self._drawer(paper.kind, paper.id)
        said = {"base": paper.base, "text": paper.text, "layer": paper.layer}
        note = json.dumps(said, ensure_ascii=False)
        with self.lock:
            path.parent.mkdir(parents=True, exist_ok=True)
            save(path, note.encode("utf-8"))

    def drop(self, kind: Kind[Meta], id: str) -> None:
        """Forget what was not saved."""
        with self.lock:
            self._drawer(kind, id).unlink(missing_ok=True)

    def save(self, paper: Paper) -> Paper:
        """Write a paper to docs/; raises ConflictError where somebody has written there since."""
        with self.lock:
            path = self.project.docs / paper.file
            path.parent.mkdir(parents=True, exist_ok=True)
            stamp = save_text(path, paper.text, paper.base or None)
            if paper.layer and (self.project.docs / paper.page).is_file():
                layers.note_replaced(self.project.docs, paper.layer, paper.id)
            self._fresh_until = 0.0
            self.drop(paper.kind, paper.id)
            return replace(paper, base=stamp)

    def register(self, item: Item[Meta]) -> None:
        """Enter the id of an item that goes out into the list of those that stay for ever."""
        edition = self.edition
        if item.id not in edition.tables.published:
            published_ids.update(self.project.docs, Library((item,)), edition.tables.published)
            self._fresh_until = 0.0

    def forget(self) -> None:
        """Look at the files again before the next answer."""
        self._fresh_until = 0.0

    def unsaved(self) -> list[tuple[str, str]]:
        """(kind, id) of all papers in the drawer."""
        found = sorted((self.project.root / DRAFTS).glob("*/*.json"))
        return [(path.parent.name, path.stem) for path in found if path.parent.name in KINDS]

    def read(self, paper: Paper) -> Read:
        """What a paper says."""
        shown = (self.project.docs / paper.file).relative_to(self.project.root).as_posix()
        document, item, findings = read_page(shown, paper.page, paper.text.encode("utf-8"))
        if document is None:
            raise UsageError("；".join(finding.message for finding in findings) or "文件是空的")
        return Read(document, item, tuple(findings))

    def with_paper(self, paper: Paper, read: Read) -> Edition:
        """The edition as it would be with this paper in its place."""
        edition = self.edition
        library = edition.library
        others = [item for item in library.items if item.page != paper.page]
        items = [*others, *([read.item] if read.item else [])]
        items.sort(key=lambda item: item.page.split("/"))
        documents = {**library.documents, paper.page: read.document}
        pages = library.pages | {paper.page}
        library = Library(tuple(items), documents, pages).for_region(*edition.region.chain)
        return replace(edition, library=library)

    def _drawer(self, kind: Kind[Meta], id: str) -> Path:
        if wrong_id(id):
            raise UsageError(f"编号 {id[:40]} {wrong_id(id)}")
        return self.project.root / DRAFTS / kind.folder / f"{id}.json"

    def _kept(self, kind: Kind[Meta], id: str) -> Paper | None:
        note = self._note(kind, id)
        if note is None:
            return None
        said = (str(note.get(name, "")) for name in ("text", "base", "layer"))
        return Paper(kind, id, *said)

    def _note(self, kind: Kind[Meta], id: str) -> Mapping[str, Any] | None:
        """What the drawer says of a paper; None where there is none."""
        try:
            note: Any = json.loads(self._drawer(kind, id).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return note if isinstance(note, Mapping) and isinstance(note.get("text"), str) else None

    def _look(self) -> Snapshot:
        """Size and time of every file that an edition is read from."""
        found: Snapshot = {}
        docs = self.project.docs
        settings = (*(docs / "data").rglob("*.yml"), *(docs / LAYERS).rglob("*.yml"))
        for path in (*docs.rglob("*.md"), *settings):
            try:
                state = path.stat()
            except OSError:
                continue
            name = path.relative_to(docs).as_posix()
            if name.endswith(".yml") or name.split("/")[0] not in SKIPPED - {LAYERS}:
                found[name] = (state.st_mtime_ns, state.st_size)
        return found

    def _other(self, now: Snapshot) -> bool:
        """Whether anything but items has changed: then all is read again."""
        changed = {*now} ^ {*self._snapshot} | _moved(now, self._snapshot)
        kept = (name.endswith(".md") and not name.startswith(f"{LAYERS}/") for name in changed)
        return not all(kept) or len(changed) > 20

    def _reread(self, page: str) -> None:
        """One file again, or out of the library where it is gone."""
        assert self._edition is not None
        library = self._edition.library
        path = self.project.docs / page
        shown = path.relative_to(self.project.root).as_posix()
        if any(item.page == page and layers.layer_at(item) for item in library.items):
            return  # the town has its own instead
        items = [item for item in library.items if item.page != page]
        documents = {name: one for name, one in library.documents.items() if name != page}
        self.findings = [finding for finding in self.findings if finding.path != shown]
        pages = library.pages - {page}
        if path.is_file():
            ids = {item.id.lower(): item.page for item in items}
            document, item, found = read_page(shown, page, path.read_bytes(), ids)
            self.findings += found
            pages |= {page}
            documents |= {page: document} if document is not None else {}
            items += [item] if item is not None else []
        items.sort(key=lambda item: item.page.split("/"))
        library = Library(tuple(items), documents, frozenset(pages))
        library = library.for_region(*self._edition.region.chain)
        self._edition = replace(self._edition, library=library)


def _moved(now: Snapshot, before: Snapshot) -> set[str]:
    return {name for name, state in now.items() if before.get(name, state) != state}

"""All items of docs/, read once.

An item is a file: its folder is its kind, its stem is its id, unique in the whole library because
printed QR codes carry it. `load_library` reads everything and returns what it could, with all
findings; callers stop when there are errors.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any, Generic, TypeGuard, TypeVar

from fanzha.content.kinds.items import Alert, Case, Scam
from fanzha.content.kinds.meta import Basis, Meta, Status
from fanzha.content.kinds.registry import KINDS, PAGES, Kind, kind_name
from fanzha.content.reading.again import again, kept
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import Source, decode
from fanzha.content.reading.validate import validate
from fanzha.findings import Finding

M = TypeVar("M", bound=Meta, covariant=True)
# What Windows and Word make of a file that was to be `.md`.
MISNAMED = re.compile(r".+\.(md|md\.\w+|markdown|docx?|wps)", re.IGNORECASE)
# No shared content: facts, pictures, the guide for engineers, what single regions have (local.py).
SKIPPED = frozenset({"data", "assets", "engineers", "local"})
# How long after its review date an item may still go out.
GRACE = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Successor:
    """The alert that takes another's place, and the day from which it does."""

    id: str
    page: str
    day: datetime.date


@dataclass(frozen=True)
class Item(Generic[M]):
    """One file of content. `page` is its path below docs/, such as scams/shuadan.md.

    `elsewhere`: it is an alert of other towns than the one whose edition this is, or that one hides
    it (see local.py).
    """

    id: str
    kind: str
    page: str
    meta: M
    document: Document
    elsewhere: bool = False
    successor: Successor | None = None

    @property
    def due(self) -> datetime.date:
        """The day by which it must be read again."""
        return self.meta.reviewed + datetime.timedelta(days=self.meta.review_in)

    def ends(self, today: datetime.date) -> datetime.date | None:
        """The day on which it goes down: `expires`; of an alert with a season, when the season ends."""
        season = self.meta.season if isinstance(self.meta, Alert) else None
        days = [self.meta.expires, season and season.last(today)]
        return min((day for day in days if day), default=None)

    def holds_until(self, today: datetime.date) -> datetime.date:
        """The last day that everything made today names, on paper, in texts, lists and pages: when it
        goes down, at the latest the next review."""
        return min(self.ends(today) or self.due, self.due)

    @property
    def scam_id(self) -> str | None:
        """The type of fraud that it is, or the one that it is about."""
        return self.id if isinstance(self.meta, Scam) else self.meta.scam_id

    @property
    def composite(self) -> bool:
        """Whether it is a story made up of several: that is said wherever it is told."""
        return isinstance(self.meta, Case) and self.meta.basis is Basis.COMPOSITE

    def shown(self, today: datetime.date) -> bool:
        """Whether it has a page: drafts and what is not yet out have none, expired ones keep it."""
        return self.meta.status.out and self.meta.published <= today and not self.elsewhere

    def replaced(self, today: datetime.date) -> bool:
        """Whether a newer alert has taken its place."""
        return self.successor is not None and self.successor.day <= today

    def expired(self, today: datetime.date) -> bool:
        """Whether its last day is over."""
        return self.meta.expires is not None and self.meta.expires < today

    def stale(self, today: datetime.date) -> bool:
        """Whether nobody has read it again for so long that it may no longer be right."""
        return self.due + GRACE < today

    def live(self, today: datetime.date) -> bool:
        """Whether it is published here, has not expired, and nothing newer stands in its place."""
        published = self.meta.status is Status.PUBLISHED and self.shown(today)
        return published and not self.expired(today) and not self.replaced(today)

    def valid(self, today: datetime.date) -> bool:
        """Whether it may be printed, shown and forwarded: it is live and looked after."""
        return self.live(today) and not self.stale(today)

    def listed(self, today: datetime.date) -> bool:
        """Whether lists of pages name it: a stale page says so itself, and still helps."""
        season = self.meta.season if isinstance(self.meta, Alert) else None
        return self.live(today) and (season is None or season.holds(today))

    def current(self, today: datetime.date) -> bool:
        """Whether it is listed and looked after."""
        return self.listed(today) and not self.stale(today)


@dataclass(frozen=True)
class Library:
    """Items in the order of their paths."""

    items: tuple[Item[Meta], ...]
    documents: Mapping[str, Document] = field(default_factory=dict)
    pages: frozenset[str] = frozenset()  # all files, also those that could not be read

    @cached_property
    def by_id(self) -> Mapping[str, Item[Meta]]:
        """Id → item."""
        return {item.id: item for item in self.items}

    @cached_property
    def by_page(self) -> Mapping[str, Item[Meta]]:
        """Path below docs/ → item."""
        return {item.page: item for item in self.items}

    def of(self, kind: type[M] | Kind[M]) -> tuple[Item[M], ...]:
        """The items of a model; where several kinds share it (`Page`), of one kind."""
        if isinstance(kind, Kind):
            found = self._by_kind.get(kind.folder, ())
            return tuple(item for item in found if is_of(item, kind.model))
        if kind not in self._by_model:
            self._by_model[kind] = tuple(item for item in self.items if is_of(item, kind))
        return self._by_model[kind]

    def scam(self, name: str | None) -> Item[Scam] | None:
        """The type of fraud with this id; None where there is none."""
        item = self.by_id.get(name or "")
        return item if item is not None and is_of(item, Scam) else None

    def for_region(self, *chain: str) -> Library:
        """The library as the edition of one town has it, which is named with all above it: alerts of
        other towns are `elsewhere`; one of this town, or of all, knows its `successor`."""
        alerts = [item for item in self.of(Alert) if item.meta.status.out]
        here = [item for item in alerts if _is_for(item.meta, chain)]
        later = {
            item.meta.replaces: Successor(item.id, item.page, item.meta.published)
            for item in sorted(here, key=lambda item: (item.meta.published, item.id), reverse=True)
            if item.meta.replaces
        }
        items = tuple(
            replace(
                item,
                elsewhere=item.elsewhere or not _is_for(item.meta, chain),
                successor=later.get(item.id),
            )
            if isinstance(item.meta, Alert)
            else item
            for item in self.items
        )
        return replace(self, items=items)

    @cached_property
    def _by_model(self) -> dict[object, tuple[Any, ...]]:
        return {}

    @cached_property
    def _by_kind(self) -> Mapping[str, list[Item[Meta]]]:
        found: dict[str, list[Item[Meta]]] = defaultdict(list)
        for item in self.items:
            found[item.kind].append(item)
        return found


def by_urgency(alerts: Iterable[Item[Alert]]) -> list[Item[Alert]]:
    """The most urgent first; of those the newest."""
    newest = sorted(alerts, key=lambda item: (item.meta.published, item.id), reverse=True)
    return sorted(newest, key=lambda item: item.meta.severity.rank)


def _is_for(alert: Alert, chain: Sequence[str]) -> bool:
    return not alert.regions or not {*chain}.isdisjoint(alert.regions)


def is_of(item: Item[Meta], model: type[M]) -> TypeGuard[Item[M]]:
    """Whether an item is of a model."""
    return isinstance(item.meta, model)


def load_library(root: Path, docs: Path) -> tuple[Library, list[Finding]]:
    """Read every shared Markdown file below docs/; findings name it from `root` on."""
    return read_folder(root, docs, {})


def read_folder(root: Path, docs: Path, seen: dict[str, str]) -> tuple[Library, list[Finding]]:
    """Read every Markdown file below a folder that is laid out like docs/; `seen` are ids of others."""
    known = kept(root, docs)
    items: list[Item[Meta]] = []
    documents: dict[str, Document] = {}
    findings: list[Finding] = []
    pages: set[str] = set()
    for path in _files(docs):
        page = path.relative_to(docs).as_posix()
        shown = path.relative_to(root).as_posix()
        if any(
            "\udc80" <= letter <= "\udcff" for letter in shown
        ):  # how Python keeps a byte that is no UTF-8
            source = Source(shown.encode("utf-8", "replace").decode(), ())
            message = "文件名里有别的编码的字，网址和二维码里写不出来"
            hint = "把文件改名，只用小写字母、数字和减号"
            findings.append(source.finding("S032", 1, 1, message, hint=hint))
            continue
        if path.is_symlink() or not path.is_file():
            source = Source(shown, ())
            message = f"{path.name} 不是普通文件，读不了"
            hint = "删去它，把真正的文件复制过来"
            findings.append(source.finding("S034", 1, 1, message, hint=hint))
            continue
        if path.suffix != ".md":
            name = f"{path.name.split('.')[0]}.md"
            message = f"{path.name} 不会被读到，扩展名要是 .md"
            source = Source(shown, ())
            hint = _rename(name, taken=path.with_name(name).exists())
            findings.append(source.finding("S034", 1, 1, message, hint=hint))
            continue
        pages.add(page)
        data = path.read_bytes()
        document, item, found = again(
            known, (shown, page), data, partial(read_page, shown, page, data)
        )
        found = [_not_taken(one, path) for one in found]
        findings += [*found, *_twice(shown, data, path.stem, seen)]
        if document is not None:
            documents[page] = document
        if item is not None:
            items.append(item)
    known.save()
    return Library(tuple(items), documents, frozenset(pages)), findings


def read_page(
    shown: str, page: str, data: bytes, seen: dict[str, str] | None = None
) -> tuple[Document | None, Item[Meta] | None, list[Finding]]:
    """One file: what could be read of it. `page` is its path below docs/, `shown` that in findings.

    `seen` holds the ids of other files, by which one that is used twice is found.
    """
    source, findings = decode(shown, data)
    kind, found = _kind(source, page)
    findings += found
    stem = page.rpartition("/")[2].removesuffix(".md")
    findings += _wrong_id(source, stem)
    findings += _twice(shown, data, stem, seen) if seen is not None else ()
    if kind is None or not source.lines:
        return None, None, findings
    document, broken = read_markdown(source)
    findings += broken
    if not document.fields.value:
        return document, None, findings
    meta, found = validate(KINDS[kind].model, document, _elsewhere(kind))
    findings += found
    item = Item(stem, kind, page, meta, document) if meta is not None else None
    return document, item, findings


def _files(docs: Path) -> Iterator[Path]:
    """Markdown files in a fixed order on every system; data, assets and hidden folders left out."""
    found = []
    for path in docs.rglob("*"):
        parts = path.relative_to(docs).parts
        if parts[0] in SKIPPED or any(part.startswith((".", "~")) for part in parts):
            continue
        if path.suffix == ".md" or MISNAMED.fullmatch(path.name):
            found.append(path)
    return iter(sorted(found, key=lambda path: path.relative_to(docs).parts))


def _kind(source: Source, page: str) -> tuple[str | None, list[Finding]]:
    folder, kind = page.rpartition("/")[0], kind_name(page)
    if kind in KINDS and folder != PAGES:
        return kind, []
    near = did_you_mean(folder, list(KINDS))
    hint = f"是不是想放到 docs/{near}/？" if near else f"可用的文件夹：{'、'.join(_folders())}"
    message = f"文件夹 docs/{folder}/ 不是内容的种类"
    return None, [source.finding("S031", 1, 1, message, hint=hint)]


def _folders() -> list[str]:
    return [f"docs/{name}/（{kind.label}）" for name, kind in KINDS.items() if name != PAGES]


def _wrong_id(source: Source, stem: str) -> Iterator[Finding]:
    wrong = wrong_id(stem)
    if wrong:
        better = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
        usable = better and not wrong_id(better)
        hint = f"把文件改名为 {better}.md" if usable else "例如 shuadan-zhuanqian.md（可用拼音）"
        yield source.finding("S032", 1, 1, f"文件名 {stem}.md {wrong}", hint=hint)


def _rename(name: str, *, taken: bool) -> str:
    """How to give a file a name; one that another file has would be lost under it."""
    if taken:
        return f"旁边已经有 {name}：对照着看，留一个，多出来的移到 docs/ 外面"
    return f"把文件改名为 {name}"


def _not_taken(finding: Finding, path: Path) -> Finding:
    """A finding on a file's name, kept from an earlier run, by what lies beside the file now."""
    name = finding.hint.removeprefix("把文件改名为 ")
    if finding.code != "S032" or name == finding.hint or not path.with_name(name).exists():
        return finding
    return replace(finding, hint=_rename(name, taken=True))


_OWN = re.compile(r"(?:[^/]+/)*?local/[^/]+/")  # a region's own folder, in a path that is shown


def _twice(shown: str, data: bytes, stem: str, seen: dict[str, str]) -> Iterator[Finding]:
    """An id that another file has, too; `seen` holds those of the files before."""
    key = stem.lower()
    if key in seen:
        source, _ = decode(shown, data)
        message = f"文件名和 {seen[key]} 重复，二维码会指错地方"
        hint = "换一个全库没有用过的文件名"
        if (own := _OWN.match(shown)) and not _OWN.match(seen[key]):
            hint = (
                f"要换成本地自己的，在 {own[0]}local.yml 里写 replace: [{stem}]；是另一篇，就{hint}"
            )
        yield source.finding("S033", 1, 1, message, hint=hint)
    seen.setdefault(key, shown)


@cache
def _elsewhere(kind: str) -> dict[str, str]:
    """Field → label of another kind that has it."""
    own = KINDS[kind].model.model_fields
    return {
        name: other.label
        for other in KINDS.values()
        for name in other.model.model_fields
        if name not in own
    }

"""Libraries of any size, made from the shipped items.

In: the project's folder and a number of items. Out: a complete project (docs, overrides,
mkdocs.yml) with that many items, all valid, the same on every run.

Data, plain pages, help and law are copied as they are. The items of the other kinds are the
shipped ones first and then variations of them: a sentence gives way to one from the same place of
another item of the kind that is no longer, so that sheets still fit. Sentences with Markdown or
figures stay, because those must agree with something else. What the checks refuse all the same
goes back to the shipped text.
"""

from __future__ import annotations

import datetime
import posixpath
import random
import re
import shutil
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import yaml

from fanzha import checks
from fanzha.content.config import read_config
from fanzha.content.data import published_ids
from fanzha.content.library import load_library
from fanzha.edition import Project
from fanzha.errors import ContentError
from fanzha.findings import errors

SEED = 20261121
# Per cent of all items. Types and forms change slowly, stories and alerts pile up: what is left
# over are cases. All shipped scams are always there, because data and quizzes name them.
SHARES = {"scams": 10, "alerts": 15, "posters": 10, "notices": 2, "lessons": 1, "quizzes": 1}
KINDS = ("cases", *SHARES)
NO_ITEMS = ("data", "engineers")
# A sentence is replaced by one of at least this part of its length.
SHORTEST = 0.6
PUBLISHED_DAYS = 3 * 365
# Fields whose Chinese is no prose: it quotes something or is looked up.
FIXED = frozenset(
    {"official", "sources", "keywords", "when", "allow", "alt", "blanks", "columns", "options"}
)

_LINK = re.compile(r"(?<=\]\()(?P<folder>(?:\.\./)?(?:[a-z]+/)?)(?P<id>[a-z0-9-]+)(?=\.md)")
_CHAPTERS = re.compile(r"^chapters: \[([^\]]*)\]", re.MULTILINE)
_ENTRY = re.compile(r"^ *- \{item: (?P<id>[a-z0-9-]+)[^}]*\}\n", re.MULTILINE)
_BULLET = re.compile(r"^(?:[-*]|\d+\.) +")
_SENTENCE = re.compile(r"[^。！？]+(?:[。！？]+[”』）]*)?")
_STAYS = re.compile(r"[*_`<>|{}\[\]()《》\d]|^[\x00-\x7f]*$")
_REVIEWED = re.compile(r"^reviewed: *'?(\d{4}-\d{2}-\d{2})", re.MULTILINE)

Visit = Callable[[str, str], str]


@dataclass(frozen=True)
class Shipped:
    """A shipped item: its id, its front matter as plain text, lists and dicts, and its body."""

    id: str
    fields: dict[str, Any]
    body: str


def write_project(source: Path, target: Path, count: int) -> Project:
    """Write a project of `count` items to `target`, as of a day on which all of it is valid.

    Raises ContentError when the shipped content itself has errors.
    """
    project = copy_project(source, target)
    for kind in KINDS:
        shutil.rmtree(project.docs / kind, ignore_errors=True)
    pages = [
        page
        for page in project.docs.rglob("*.md")
        if page.relative_to(project.docs).parts[0] not in NO_ITEMS
    ]
    library = _Library(source / "docs", count - len(pages))
    for page in pages:
        kind = page.relative_to(project.docs).parent.as_posix()
        text = library.relinked(kind, page.read_text(encoding="utf-8-sig"))
        _write(page, library.without_missing(text))
    for name in library.places:
        _write(project.docs / name, library.text(name))
    # The ids that have gone out are those of this library.
    (project.docs / published_ids.NAME).unlink(missing_ok=True)
    published_ids.update(project.docs, load_library(project.root, project.docs)[0], {})
    for name in library.places.keys() & _refused(project):
        _write(project.docs / name, library.text(name, varied=False))
    _drop_unused_pictures(project.docs)
    checks.open_edition(project)
    return project


def _drop_unused_pictures(docs: Path) -> None:
    """Those of items that a small library leaves out: a picture that nothing uses is an error."""
    texts = [
        path.read_text(encoding="utf-8") for end in ("md", "yml") for path in docs.rglob(f"*.{end}")
    ]
    told = "\n".join(texts)
    for picture in (docs / "assets" / "pictures").glob("*.svg"):
        if picture.name not in told and not picture.stem.endswith("-steps"):
            picture.unlink()


def copy_project(source: Path, target: Path) -> Project:
    """Copy a project, as of the day of its latest review."""
    for folder in ("overrides", "docs"):
        shutil.copytree(source / folder, target / folder)
    shutil.copyfile(source / "mkdocs.yml", target / "mkdocs.yml")
    pages = (source / "docs").rglob("*.md")
    found = [_REVIEWED.search(page.read_text(encoding="utf-8-sig")) for page in pages]
    settings = read_config(target / "mkdocs.yml")
    day = datetime.date.fromisoformat(max(match[1] for match in found if match))
    return Project(target, settings.docs_dir, settings.region, day)


def _refused(project: Project) -> set[str]:
    """Files below docs/ with errors."""
    try:
        checks.open_edition(project)
    except ContentError as error:
        docs = project.docs.relative_to(project.root).as_posix()
        return {posixpath.relpath(finding.path, docs) for finding in errors(error.findings)}
    return set()


class _Loader(yaml.CSafeLoader):
    """Text stays text, dates too; plain numbers are numbers, so that they are written plain."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"^(?:0|[1-9]\d{0,3})$"), list("0123456789")
)


class _Library:
    def __init__(self, docs: Path, count: int) -> None:
        found = {kind: _read(docs / kind) for kind in KINDS}
        self.shipped = {kind: items for kind, items in found.items() if items}
        self.ids = {
            kind: [_id(self.shipped[kind], at) for at in range(number)]
            for kind, number in self._numbers(count).items()
        }
        self.places = {
            f"{kind}/{name}.md": (kind, at)
            for kind, ids in self.ids.items()
            for at, name in enumerate(ids)
        }
        self.pools = {kind: _pools(items) for kind, items in self.shipped.items()}

    def text(self, name: str, varied: bool = True) -> str:
        """The text of an item; of a variation, unless `varied` is False."""
        kind, at = self.places[name]
        shipped = self.shipped[kind]
        item = shipped[at % len(shipped)]
        fields, body = dict(item.fields), item.body
        if "quizzes" in fields:
            fields["quizzes"] = [one for one in fields["quizzes"] if one in self.ids["quizzes"]]
        chance = random.Random(f"{SEED} {name}")
        if at >= len(shipped):
            fields.pop("official", None)  # one page per type of the ministry's list
            if kind != "alerts":  # an alert holds for sixty days, and is news
                fields["published"] = _earlier(fields["reviewed"], chance)
            fields.pop("replaces", None)
            if "scam" in fields:
                fields["scam"] = chance.choice(self.ids["scams"])
            if varied:
                visit = self._visit(kind, chance)
                fields, body = _fields(fields, visit), _body(body, visit)
        front = yaml.dump(
            fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
        )
        return f"---\n{front}---\n{self.relinked(kind, body)}"

    def relinked(self, kind: str, text: str) -> str:
        """The body of an item of `kind`; links to items that are not here go to others."""

        def replace(match: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(kind, match["folder"]))
            ids = self.ids.get(target)
            name = match["id"] if ids is None or match["id"] in ids else ids[0]
            return match["folder"] + name

        return _LINK.sub(replace, text)

    def without_missing(self, text: str) -> str:
        """A handbook or a playlist without the shipped items that a small library leaves out."""
        shipped = {item.id for items in self.shipped.values() for item in items}
        missing = shipped - {name for ids in self.ids.values() for name in ids}

        def chapters(match: re.Match[str]) -> str:
            kept = [name for name in match[1].split(", ") if name not in missing]
            return f"chapters: [{', '.join(kept)}]"

        text = _CHAPTERS.sub(chapters, text)
        return _ENTRY.sub(lambda match: "" if match["id"] in missing else match[0], text)

    def _numbers(self, count: int) -> dict[str, int]:
        """Kind → how many of `count` items."""
        numbers = {
            kind: max(1, count * share // 100)
            for kind, share in SHARES.items()
            if kind in self.shipped
        }
        numbers["scams"] = max(numbers["scams"], len(self.shipped["scams"]))
        cases = count - sum(numbers.values())
        if cases < 1:
            raise ValueError("内容库太小，放不下每一种内容")
        return {"cases": cases, **numbers}

    def _visit(self, kind: str, chance: random.Random) -> Visit:
        def other(place: str, sentence: str) -> str:
            pool = self.pools[kind][place]
            low = bisect_left(pool, len(sentence) * SHORTEST, key=len)
            high = bisect_right(pool, len(sentence), key=len)
            return pool[chance.randrange(low, high)]

        return other


def _pools(items: list[Shipped]) -> dict[str, list[str]]:
    """Place in an item → the sentences found there, shortest first."""
    found: dict[str, set[str]] = defaultdict(set)

    def gather(place: str, sentence: str) -> str:
        found[place].add(sentence)
        return sentence

    for item in items:
        _fields(item.fields, gather)
        _body(item.body, gather)
    return {place: sorted(pool, key=lambda s: (len(s), s)) for place, pool in found.items()}


def _fields(fields: dict[str, Any], visit: Visit) -> dict[str, Any]:
    """Front matter with every sentence visited."""
    return {
        name: value if name in FIXED else _value(name, value, visit)
        for name, value in fields.items()
    }


def _value(place: str, value: Any, visit: Visit) -> Any:
    if isinstance(value, str):
        return _sentences(place, value, visit)
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return [_value(place, part, visit) for part in value]
    return {
        name: part if name in FIXED else _value(f"{place}.{name}", part, visit)
        for name, part in value.items()
    }


def _body(body: str, visit: Visit) -> str:
    """Markdown with every sentence visited; headings, tables and indented lines stay."""
    return "\n".join(_line(line, visit) for line in body.split("\n"))


def _line(line: str, visit: Visit) -> str:
    if line.startswith(("#", "|", " ")):
        return line
    bullet = (_BULLET.match(line) or [""])[0]
    place = "bullet" if bullet else "paragraph"
    return bullet + _sentences(place, line[len(bullet) :], visit)


def _sentences(place: str, text: str, visit: Visit) -> str:
    def replace(match: re.Match[str]) -> str:
        sentence = match[0]
        torn = sentence.count("“") != sentence.count("”")  # a quotation of several sentences
        return sentence if torn or _STAYS.search(sentence) else visit(place, sentence)

    return _SENTENCE.sub(replace, text)


def _read(folder: Path) -> list[Shipped]:
    items = []
    for path in sorted(folder.glob("*.md")):
        _, front, body = path.read_text(encoding="utf-8-sig").split("---\n", 2)
        fields = yaml.load(front, Loader=_Loader)
        fields.pop("replaces", None)  # a small library may lack the older alert
        items.append(Shipped(path.stem, fields, body))
    return items


def _id(shipped: list[Shipped], at: int) -> str:
    lap, place = divmod(at, len(shipped))
    return f"{shipped[place].id}-{lap}" if lap else shipped[place].id


def _earlier(reviewed: str, chance: random.Random) -> str:
    day = datetime.date.fromisoformat(reviewed)
    return str(day - datetime.timedelta(days=chance.randrange(PUBLISHED_DAYS)))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")

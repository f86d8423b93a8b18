"""What a paper looks like: its page, sheets, slides and texts, each made when it is asked for.

A paper that is half written is shown with 待写 in the fields that are missing, so that one sees from
the first word on where it will stand.
"""

from __future__ import annotations

import mimetypes
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import ValidationError

from fanzha import checks
from fanzha.checks.engine import allow
from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.content.made_paths import LAYERS
from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.edition import Edition
from fanzha.editor import pictures
from fanzha.editor.desk import Desk, Paper, Read
from fanzha.editor.fits import Fits
from fanzha.editor.form import fields
from fanzha.editor.pictures import Screens, Shown, Sight
from fanzha.errors import FanzhaError, UsageError
from fanzha.findings import Severity
from fanzha.handbook import new_item

PAGE = "page"
_OWN = re.compile(rf"^{LAYERS}/[^/]+/")  # the folder of a town's own items
ANY: Screens = ("", "")
# What is known of a text beside its words, as people say it.
SAID = {"messages": "条短信", "parts": "段计费", "seconds": "秒念完"}


class Looks:
    """Makes the pictures of one project; one at a time, as Typst and MkDocs want it."""

    def __init__(self, desk: Desk, config: Path) -> None:
        self.desk = desk
        self.config = config
        self.lock = Lock()
        self._page: Any = None
        self._patterns: dict[str, Mapping[str, Any]] = {}
        self._last: tuple[Edition, tuple[str, ...], tuple[Edition, list[Sight]]] | None = None
        self._fits = Fits()
        self._errors: tuple[Edition | None, dict[str, int]] = (None, {})

    def sights(self, paper: Paper, read: Read, screens: Screens) -> list[dict[str, Any]]:
        """What there is to look at, for the browser; nothing where too little is written."""
        found = self._alone(paper, read, screens)
        if found is None or paper.kind.for_editors:
            return []
        _, all_sights = found
        url = f"/picture/{paper.kind.folder}/{paper.id}"
        rows: list[dict[str, Any]] = []
        folder = paper.kind.folder
        rows.append(
            {
                "name": PAGE,
                "label": "手机网页",
                "type": "page",
                "url": f"/site/{folder}/{paper.id}/",
            }
        )
        for sight in all_sights:
            row = {"name": sight.name, "label": _short(sight.label), "type": sight.type}
            row |= {"url": f"{url}/{sight.name}"}
            if sight.type == "sheet":
                row["pdf"] = f"/paper/{folder}/{paper.id}/{sight.name}.pdf"
            rows.append(row)
        return rows

    def show(self, paper: Paper, name: str, page: int, screens: Screens) -> Shown:
        """A picture of one of them; raises UsageError where there is no such thing."""
        edition, sight = self._sight(paper, name, screens)
        with self.lock:
            return pictures.show(edition, sight, page)

    def paper(self, paper: Paper, name: str) -> bytes:
        """A sheet as PDF. Raises UsageError where something does not fit."""
        _, sight = self._sight(paper, name, ANY)
        if sight.type != "sheet":
            raise UsageError("这一样不是印在纸上的")
        with self.lock:
            made = sight.product.make(sight.product.args, self.desk.project.root / "overrides")
        if made.overflow:
            raise UsageError("这一张放不下：先在表单里把标红的字改短，再打印")
        data: bytes = made.data
        return data

    def page(self, paper: Paper) -> str:
        """The page as a phone shows it."""
        found = self._alone(paper, self.desk.read(paper), ANY)
        if found is None:
            raise UsageError("写得还太少，看不出样子")
        edition, _ = found
        with self.lock:
            html: str = self._pages().html(edition, edition.library.by_id[paper.id])
            return html

    def asset(self, path: str) -> Path | str | None:
        """What a page loads."""
        with self.lock:
            found: Path | str | None = self._pages().asset(path)
            return found

    def misfits(self, paper: Paper) -> list[dict[str, Any]]:
        """What does not fit on paper or a screen, as remarks beside the fields."""
        found = self._alone(paper, self.desk.read(paper), ANY)
        if found is None or paper.kind.for_editors:
            return []
        edition, _ = found
        labels = {f.name: f.label for f in fields(paper.kind.model, self.desk.edition)}
        return self._fits.remarks(edition, edition.library.by_id[paper.id], labels, self.lock)

    def warm(self) -> None:
        """Load the templates of pages and, with one leaflet, fonts and Typst."""
        for item in self.desk.edition.library.of(Scam)[:1]:
            paper = self.desk.saved(self.desk.kind(item.kind), item.id)
            self.page(paper)
            self.show(paper, "leaflet-a4", 0, ANY)

    def errors(self) -> dict[str, int]:
        """kind/id → number of errors, of all items that have any; kept while no file changes."""
        edition = self.desk.edition
        with self.lock:
            if self._errors[0] is not edition:
                known = {rule.code: rule for rule in checks.RULES}
                found = sorted([*self.desk.findings, *checks.run(edition)])
                kept, _ = allow.apply(edition, found, known)
                paths = Counter(one.path for one in kept if one.severity is Severity.ERROR)
                docs = self.desk.project.docs.relative_to(self.desk.project.root).as_posix()
                rows = {
                    path.removeprefix(f"{docs}/").removesuffix(".md"): number
                    for path, number in paths.items()
                    if path.endswith(".md")
                }
                rows = {_OWN.sub("", name): number for name, number in rows.items()}
                rows = {k if "/" in k else f"pages/{k}": number for k, number in rows.items()}
                self._errors = edition, rows
            return self._errors[1]

    def _sight(self, paper: Paper, name: str, screens: Screens) -> tuple[Edition, Sight]:
        found = self._alone(paper, self.desk.read(paper), screens)
        if found is None:
            raise UsageError("写得还太少，看不出样子")
        edition, all_sights = found
        for sight in all_sights:
            if sight.name == name:
                return edition, sight
        raise UsageError("这一种内容不做这样的成品")

    def _alone(
        self, paper: Paper, read: Read, screens: Screens
    ) -> tuple[Edition, list[Sight]] | None:
        """The edition of the paper alone and what it makes; the last one is kept."""
        edition = self.desk.edition
        key = (paper.kind.folder, paper.id, paper.text, *screens)
        last = self._last
        if last is not None and last[0] is edition and last[1] == key:
            return last[2]
        item = read.item or self._as_far_as_written(paper, read.document)
        if item is None:
            return None
        alone = pictures.alone(edition, item, screens)
        found = alone, pictures.sights(alone, alone.library.by_id[item.id])
        self._last = edition, key, found
        return found

    def _as_far_as_written(self, paper: Paper, document: Document) -> Item[Meta] | None:
        """The item with 待写 for every field that is missing or wrong; what is too long is cut."""
        plain = document.fields.plain()
        pattern = self._pattern(paper)
        model = paper.kind.model
        for _ in range(3):
            try:
                meta = model.model_validate(plain)
            except ValidationError as error:
                details = error.errors(include_url=False)
                wrong = {str(one["loc"][0]) for one in details if one["loc"]}
                wrong |= {str(one.get("ctx", {}).get("field", "")) for one in details}
                for one in details:
                    if one["type"] == "string_too_long" and len(one["loc"]) == 1:
                        name = str(one["loc"][0])
                        plain[name] = str(plain[name])[: one["ctx"]["max_length"]]
                        wrong.discard(name)
                plain = {n: v for n, v in plain.items() if n not in wrong}
                plain |= {n: pattern[n] for n in wrong if n in pattern}
            else:
                return Item(paper.id, paper.kind.folder, paper.page, meta, document)
        return None

    def _pattern(self, paper: Paper) -> Mapping[str, Any]:
        """The fields of a fresh draft of the kind."""
        name = paper.kind.folder
        if name not in self._patterns:
            try:
                text = new_item.draft(self.desk.project, name, new_item.TO_WRITE, None).text
            except FanzhaError:
                text = "---\n---\n"
            document, _ = read_markdown(decode("", text.encode("utf-8"))[0])
            self._patterns[name] = document.fields.plain()
        return self._patterns[name]

    def _pages(self) -> Any:
        if self._page is None:
            from fanzha.site.one_page import OnePage  # brings MkDocs

            self._page = OnePage(self.config)
        return self._page


def facts(shown: Shown) -> dict[str, Any]:
    """What the browser says beside a picture."""
    found: dict[str, Any] = {"pages": shown.pages}
    more = shown.facts or {}
    said = [f"{more[name]:g} {unit}" for name, unit in SAID.items() if name in more]
    if said:
        found["said"] = "，".join(said)
    if shown.findings:
        found["misfit"] = "；".join(f"{f.message}，{f.hint}" for f in shown.findings)
    return found


def media_type(path: Path) -> str:
    """The type of a file of the site."""
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _short(label: str) -> str:
    return label.partition("（")[0] if len(label) > 8 and not label.startswith("转发") else label

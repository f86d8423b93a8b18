"""The list of all items; new ones, copies, other ids, what comes from elsewhere."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from fanzha.content.kinds.items import Scam
from fanzha.content.kinds.meta import Meta, Status
from fanzha.content.kinds.registry import KINDS, Kind
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.editor import bringing, layers, session, starting
from fanzha.editor.web.room import Room, Row, address

UNSETTLED = ("unsettled", "要处理的")  # whatever somebody should look at


class Items:
    """Answers for the library as a whole."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def rows(self) -> list[Row]:
        """All addresses."""
        item = "/api/{kind}/{id}"
        return [
            ("GET", "/", self.list),
            ("GET", "/errors", self.errors),
            ("GET", "/new", self.new),
            ("POST", "/api/suggest", self.suggest),
            ("POST", "/api/new", self.create),
            ("POST", f"{item}/copy", self.copy),
            ("POST", f"{item}/rename", self.rename),
            ("POST", f"{item}/own", self.own),
            ("POST", f"{item}/archive", self.archive),
            ("RAW", "/api/bring", self.bring),
        ]

    def list(self, request: Request) -> Response:
        """All items with their state; first of all, where the town is the sample's, the town."""
        if self.room.sample and not self.room.trying:
            return RedirectResponse("/town", status_code=303)
        desk = self.room.desk
        edition, today = desk.edition, desk.project.today
        kept = set(desk.unsaved())
        rows = []
        for item in edition.library.items:
            if KINDS[item.kind].for_editors:
                continue
            states = session.state(item, today)
            if (item.kind, item.id) in kept:
                states.append(("unsaved", session.STATES["unsaved"]))
            row = _row(item, states, str(fill(item.meta.title, edition.region)))
            rows.append(row | self._whose(layers.layer_at(item)))
        known = {(row["kind"], row["id"]) for row in rows}
        for kind, id in sorted(kept - known):
            rows.append(self._unread(KINDS[kind], id))
        rows.sort(key=lambda row: row["date"], reverse=True)
        scams = edition.library.of(Scam)
        return self.room.page(
            "list.html",
            rows=rows,
            kinds=[kind for kind in KINDS.values() if not kind.for_editors],
            states=[UNSETTLED, *((s.value, s.label) for s in Status), *session.STATES.items()],
            audiences=[(key, row.label) for key, row in edition.tables.audiences.items()],
            scams=[(item.id, item.meta.title) for item in scams],
            places=[("", layers.label(edition, "")), *_own(rows)]
            if layers.several(edition)
            else [],
        )

    def errors(self, request: Request) -> Response:
        """How many errors each item has; asked for when the list is shown, because it takes longer."""
        return JSONResponse(self.room.looks.errors())

    def new(self, request: Request) -> Response:
        """What to write."""
        kinds = [kind for kind in KINDS.values() if kind.listed]
        chosen = request.query_params.get("kind", "")
        places = layers.places(self.room.desk.edition)
        return self.room.page("new.html", kinds=kinds, chosen=chosen, places=places)

    def suggest(self, request: Request, sent: dict[str, Any]) -> Response:
        """The id for a title."""
        title = str(sent.get("title", ""))[:60]
        return JSONResponse({"id": starting.suggestion(self.room.desk, title)})

    def create(self, request: Request, sent: dict[str, Any]) -> Response:
        """An empty paper."""
        desk = self.room.desk
        kind = desk.kind(str(sent.get("kind", "")))
        title, id, layer = (str(sent.get(name, "")) for name in ("title", "id", "layer"))
        return JSONResponse({"url": address(starting.new(desk, kind, title, id, layer))})

    def own(self, request: Request, sent: dict[str, Any]) -> Response:
        """A copy of a shared item for the town alone."""
        return JSONResponse(
            {"url": address(layers.own_copy(self.room.desk, *self.room.asked(request)))}
        )

    def copy(self, request: Request, sent: dict[str, Any]) -> Response:
        """The same under another id."""
        kind, id = self.room.asked(request)
        paper = starting.copy(self.room.desk, kind, id, str(sent.get("id", "")))
        return JSONResponse({"url": address(paper)})

    def rename(self, request: Request, sent: dict[str, Any]) -> Response:
        """Another id for a draft."""
        kind, id = self.room.asked(request)
        paper = starting.rename(self.room.desk, kind, id, str(sent.get("id", "")))
        return JSONResponse({"url": address(paper)})

    def archive(self, request: Request, sent: dict[str, Any]) -> Response:
        """Withdrawn: not printed any more; its id and its page stay."""
        kind, id = self.room.asked(request)
        desk = self.room.desk
        data = session.opened(desk, desk.saved(kind, id)) | {"status": Status.WITHDRAWN.value}
        session.save(desk, session.written(desk, kind, id, data))
        return JSONResponse({"url": "/"})

    def bring(self, request: Request, data: bytes) -> Response:
        """A Word file or pasted words as a draft."""
        name = request.query_params.get("name", "")[:200]
        return JSONResponse(bringing.bring(self.room.desk, name, data))

    def _unread(self, kind: Kind[Meta], id: str) -> dict[str, Any]:
        """The row of an item that is not in the library yet."""
        desk = self.room.desk
        plain = desk.read(desk.open(kind, id)).document.fields.plain()
        title = str(plain.get("title") or "（还没有题目）")
        date = str(plain.get("reviewed") or "")
        labels = [("unsaved", session.STATES["unsaved"])]
        row = {"kind": kind.folder, "kind_label": kind.label, "id": id, "title": title}
        more: dict[str, Any] = {
            "labels": labels,
            "states": ["unsaved", "draft", UNSETTLED[0]],
            "audiences": [],
        }
        scam = str(plain.get("scam") or "")
        more |= {"date": date, "scam": scam, "out": False, "draft": True}
        return {**row, **more, **self._whose(desk.layer(kind, id))}

    def _whose(self, layer: str) -> dict[str, str]:
        """Where it lies, as the list says it: nothing of what all share."""
        return {
            "layer": layer,
            "place": layers.label(self.room.desk.edition, layer) if layer else "",
        }


def _own(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The towns of which there are items of their own."""
    return sorted({(row["layer"], row["place"]) for row in rows if row["layer"]})


def _row(item: Item[Meta], states: list[tuple[str, str]], title: str) -> dict[str, Any]:
    meta = item.meta
    names = [value for value, _ in states]
    waits = meta.status is not Status.WITHDRAWN and len(states) > 1
    return {
        "kind": item.kind,
        "kind_label": KINDS[item.kind].label,
        "id": item.id,
        "title": title,
        "labels": states,
        "states": [*names, *([UNSETTLED[0]] if waits or meta.status is Status.REVIEW else [])],
        "audiences": meta.audiences,
        "date": meta.reviewed.isoformat(),
        "scam": item.id if isinstance(meta, Scam) else item.scam_id or "",
        "out": meta.status is Status.PUBLISHED,
        "draft": meta.status is Status.DRAFT,
    }

"""The form of one item, and the answers to what is typed into it."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Status
from fanzha.content.writing.saving import ConflictError
from fanzha.editor import layers, pictures, session, uploads
from fanzha.editor.desk import Paper
from fanzha.editor.steps import next_step
from fanzha.editor.web.room import Room, Row, address
from fanzha.errors import UsageError


class ItemForm:
    """Answers for one item."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def rows(self) -> list[Row]:
        """All addresses."""
        item = "/api/{kind}/{id}"
        return [
            ("GET", "/edit/{kind}/{id}", self.edit),
            ("POST", f"{item}/look", self.look),
            ("POST", f"{item}/fit", self.fit),
            ("POST", f"{item}/save", self.save),
            ("POST", f"{item}/fix", self.fix),
            ("POST", f"{item}/drop", self.drop),
            ("POST", f"{item}/compare", self.compare),
            ("RAW", f"{item}/upload", self.upload),
        ]

    def edit(self, request: Request) -> Response:
        """The form of one item."""
        kind, id = self.room.asked(request)
        desk = self.room.desk
        paper = desk.open(kind, id)
        plain = desk.read(paper).document.fields.plain()
        status = next((s for s in Status if s.value == plain.get("status")), Status.DRAFT)
        step = next_step(status, desk.edition.region.requires_check)
        data = session.opened(desk, paper) | {
            "unsaved": (kind.folder, id) in desk.unsaved(),
            "items": session.links(desk, kind),
            "state": {"next": step},
        }
        return self.room.page(
            "form.html",
            title=plain.get("title") or "",
            id=id,
            kind_label=kind.label,
            url=f"/api/{kind.folder}/{id}",
            sections=session.asked(desk, kind),
            with_body=True,
            printable=not kind.for_editors,
            screens=pictures.profiles(desk.edition),
            next_label=step["label"],
            versions=self.room.versions.kept(),
            packet=kind.model is Alert and status is Status.PUBLISHED,
            state=status.value,
            state_label=status.label,
            whose=layers.warning(desk, paper),
            own="" if paper.layer else desk.edition.region.name,
            data=data,
        )

    def look(self, request: Request, sent: dict[str, Any]) -> Response:
        """What is wrong, and what there is to look at."""
        paper = self._written(request, sent)
        read, _, answer = session.looked(self.room.desk, paper)
        answer["sights"] = self.room.looks.sights(paper, read, _screens(sent))
        return JSONResponse(answer)

    def fit(self, request: Request, sent: dict[str, Any]) -> Response:
        """What does not fit on paper or a screen, by its field; asked for when nobody types."""
        paper = self._written(request, sent)
        return JSONResponse({"remarks": self.room.looks.misfits(paper)})

    def save(self, request: Request, sent: dict[str, Any]) -> Response:
        """Save, or say why not."""
        paper = self._written(request, sent)
        desk = self.room.desk
        if sent.get("status") == Status.PUBLISHED.value and desk.read(paper).item is not None:
            misfits = self.room.looks.misfits(paper)
            if misfits:
                desk.keep(paper)
                answer = session.looked(desk, paper)[2]
                answer["remarks"] += misfits
                message = f"还不能发布：有 {len(misfits)} 处印出来放不下，改短一点再发布"
                return JSONResponse(
                    answer | {"base": paper.base, "saved": False, "message": message}
                )
        try:
            return JSONResponse(session.save(desk, paper))
        except ConflictError:
            return JSONResponse(session.conflict(desk, paper), status_code=409)

    def fix(self, request: Request, sent: dict[str, Any]) -> Response:
        """The form after an exact repair."""
        paper = self._written(request, sent)
        number = sent.get("number")
        if not isinstance(number, int):
            raise UsageError("没有说是哪一处")
        code = str(sent.get("code", ""))
        return JSONResponse(session.fixed(self.room.desk, paper, number, code))

    def drop(self, request: Request, sent: dict[str, Any]) -> Response:
        """Forget what was not saved."""
        kind, id = self.room.asked(request)
        self.room.desk.drop(kind, id)
        there = self.room.desk.path(kind, id).is_file()
        return JSONResponse({"url": address(Paper(kind, id, "")) if there else "/"})

    def compare(self, request: Request, sent: dict[str, Any]) -> Response:
        """What is not as in the last version."""
        rows = self.room.versions.compare(self.room.desk.path(*self.room.asked(request)))
        return JSONResponse({"rows": [[row.label, row.before, row.after] for row in rows]})

    def upload(self, request: Request, data: bytes) -> Response:
        """A picture for this item: made anew, without what a camera writes into it."""
        kind, id = self.room.asked(request)
        path = uploads.take(self.room.desk.project.docs, kind.folder, id, data)
        return JSONResponse({"path": path})

    def _written(self, request: Request, sent: dict[str, Any]) -> Paper:
        kind, id = self.room.asked(request)
        return session.written(self.room.desk, kind, id, sent)


def _screens(sent: dict[str, Any]) -> tuple[str, str]:
    """The screens that were chosen: for pictures, and for lines of text."""
    return str(sent.get("profile", "")), str(sent.get("strip", ""))

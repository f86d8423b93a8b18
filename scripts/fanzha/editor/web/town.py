"""First use: the town's own data in a short form, and a sheet to read the numbers on."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from fanzha.editor.data_tables import REGIONS
from fanzha.editor.web.room import Room, Row
from fanzha.errors import UsageError
from fanzha.town import answers, write
from fanzha.town.sheet import check_sheet


class TownForm:
    """Answers for the town."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def rows(self) -> list[Row]:
        """All addresses."""
        return [
            ("GET", "/town", self.town),
            ("GET", "/town/ready", self.ready),
            ("GET", "/town/sheet.pdf", self.sheet),
            ("POST", "/town/look", self.look),
            ("POST", "/town/save", self.save),
            ("POST", "/town/later", self.later),
        ]

    def town(self, request: Request) -> Response:
        """The questions; the town that is known already has its form among the tables."""
        if not (self.room.townless or self.room.sample):
            return RedirectResponse(f"/data/{REGIONS}-{self.room.desk.project.region}", 303)
        later = not self.room.townless
        return self.room.page("town.html", fields=answers.FIELDS, later=later)

    def look(self, request: Request, sent: dict[str, Any]) -> Response:
        """The answers as they are meant, and what is wrong with those that were given."""
        said = answers.tidied(_said(sent))
        wrong = answers.problems(said, self._id(said))
        shown = [row.__dict__ for row in wrong if said.get(row.field) or sent.get("all")]
        return JSONResponse({"tidied": said, "wrong": shown})

    def save(self, request: Request, sent: dict[str, Any]) -> Response:
        """Write the region's file and choose it; from then on everything is for this town."""
        said = answers.tidied(_said(sent))
        id = self._id(said)
        wrong = answers.problems(said, id)
        if wrong:
            return JSONResponse({"tidied": said, "wrong": [row.__dict__ for row in wrong]})
        if not (self.room.townless or self.room.sample):
            raise UsageError("本镇的资料已经有了；要改，点“数据”里的地区档案")
        self.room.begin(write.set_up(self.room.desk.project, self.room.config, said, id))
        return JSONResponse({"url": "/town/ready", "wrong": []})

    def ready(self, request: Request) -> Response:
        """What comes next."""
        if self.room.townless:
            return RedirectResponse("/town", status_code=303)
        edition = self.room.desk.edition
        return self.room.page("ready.html", region=edition.region)

    def sheet(self, request: Request) -> Response:
        """The sheet to read the data on, and to ring the numbers."""
        if self.room.townless:
            raise UsageError("先填本镇的资料")
        with self.room.looks.lock:
            data = check_sheet(self.room.desk.project).data
        return Response(data, media_type="application/pdf")

    def later(self, request: Request, sent: dict[str, Any]) -> Response:
        """Look round with the sample first."""
        self.room.trying = True
        return JSONResponse({"url": "/"})

    def _id(self, said: dict[str, str]) -> str:
        """The file's name: the sound of the town's."""
        return write.suggested(self.room.desk.project, said["name"] or "town")


def _said(sent: dict[str, Any]) -> dict[str, str]:
    given = sent.get("answers")
    known = given if isinstance(given, dict) else {}
    return {field.name: str(known.get(field.name) or "")[:200] for field in answers.FIELDS}

"""Pictures of what comes of an item, its sheets as PDF, and the files of the form itself."""

from __future__ import annotations

import json
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from fanzha.content.kinds.registry import KINDS
from fanzha.editor import looks, session
from fanzha.editor.proof import proof_sheet
from fanzha.editor.web.room import Room, Row, gone

STATIC = {
    "editor.css": "text/css; charset=utf-8",
    "favicon.svg": "image/svg+xml",
    **dict.fromkeys(
        ("fields.js", "editor.js", "pages.js", "town.js"),
        "text/javascript; charset=utf-8",
    ),
}


class Sights:
    """Answers with pictures."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def rows(self) -> list[Row]:
        """All addresses."""
        return [
            ("GET", "/static/{name}", self.static),
            ("GET", "/picture/{kind}/{id}/{name}", self.picture),
            ("GET", "/site/{path:path}", self.page),
            ("GET", "/paper/{kind}/{id}/{name}.pdf", self.paper),
            ("GET", "/proof/{kind}/{id}", self.proof),
        ]

    def static(self, request: Request) -> Response:
        """Style, script and sign; nothing else."""
        name = request.path_params["name"]
        if name not in STATIC:
            return gone()
        overrides = self.room.overrides
        folder = overrides / "site/assets" if name == "favicon.svg" else overrides / "editor"
        text = (folder / name).read_text(encoding="utf-8")
        if name == "editor.css":
            colours = json.loads((overrides / "tokens.json").read_text(encoding="utf-8"))
            table = {**colours["colours"], "edge": colours["web"]["light"]["edge"]}
            text = ":root{" + "".join(f"--{n}:{v};" for n, v in table.items()) + "}\n" + text
        return Response(text, media_type=STATIC[name])

    def picture(self, request: Request) -> Response:
        """One sheet, slide or text of the paper as it was kept last."""
        kind, id = self.room.asked(request)
        query = request.query_params
        page = query.get("page", "0")
        shown = self.room.looks.show(
            self.room.desk.open(kind, id),
            request.path_params["name"],
            int(page) if page.isdecimal() and len(page) < 3 else 0,
            (query.get("profile", ""), query.get("strip", "")),
        )
        facts = quote(json.dumps(looks.facts(shown), ensure_ascii=False))
        return Response(shown.data, media_type=shown.type, headers={"X-Facts": facts})

    def page(self, request: Request) -> Response:
        """The page of an item as a phone shows it, or what that page loads."""
        path = request.path_params["path"]
        kind, _, id = path.strip("/").partition("/")
        if kind in KINDS and id and "/" not in id:
            paper = self.room.desk.open(self.room.desk.kind(kind), id)
            return HTMLResponse(self.room.looks.page(paper))
        found = self.room.looks.asset(path)
        if found is None:
            return gone()
        if isinstance(found, str):
            return Response(found, media_type="text/css; charset=utf-8")
        return Response(found.read_bytes(), media_type=looks.media_type(found))

    def paper(self, request: Request) -> Response:
        """One sheet as PDF, ready for the printer."""
        kind, id = self.room.asked(request)
        data = self.room.looks.paper(self.room.desk.open(kind, id), request.path_params["name"])
        return Response(data, media_type="application/pdf")

    def proof(self, request: Request) -> Response:
        """The sheet for a second pair of eyes."""
        kind, id = self.room.asked(request)
        desk = self.room.desk
        paper = desk.open(kind, id)
        fields = session.all_fields(desk, kind)
        with self.room.looks.lock:
            data = proof_sheet(desk.edition, paper, desk.read(paper), fields)
        return Response(data, media_type="application/pdf")

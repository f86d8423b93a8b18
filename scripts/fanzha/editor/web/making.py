"""Making everything: starting it, watching it, looking at what was made; and versions."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response

from fanzha.editor.web.room import Room, Row, gone


class Makes:
    """Answers for the whole of what is made."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def rows(self) -> list[Row]:
        """All addresses."""
        return [
            ("GET", "/make", self.make),
            ("GET", "/make/state", self.state),
            ("GET", "/out/{path:path}", self.made),
            ("GET", "/packet/{id}.zip", self.packet),
            ("POST", "/make/start", self.start),
            ("POST", "/make/folder", self.folder),
            ("POST", "/make/keep", self.keep),
        ]

    def make(self, request: Request) -> Response:
        """Start it, watch it, and where to find what was made."""
        return self.room.page("make.html", versions=self.room.versions.kept())

    def state(self, request: Request) -> Response:
        """How far it is; at the end, what can be taken along whole."""
        state = self.room.making.state()
        return JSONResponse(state | {"zips": [] if state["running"] else self._zips()})

    def made(self, request: Request) -> Response:
        """A file of what was made, to look at; its scripts do not run here."""
        path = self.room.making.file(request.path_params["path"])
        asked = request.url.path
        if path is not None and path.name == "index.html" and not asked.endswith(("/", ".html")):
            return RedirectResponse(f"{asked}/")
        return gone() if path is None else FileResponse(path)

    def packet(self, request: Request) -> Response:
        """The whole packet of one alert."""
        path = self.room.making.packet(request.path_params["id"])
        return gone() if path is None else FileResponse(path, filename=path.name)

    def start(self, request: Request, sent: dict[str, Any]) -> Response:
        """Start making."""
        self.room.making.begin(str(sent.get("alert") or ""))
        return JSONResponse(self.room.making.state())

    def folder(self, request: Request, sent: dict[str, Any]) -> Response:
        """Show the folder."""
        self.room.making.open_folder()
        return JSONResponse({})

    def keep(self, request: Request, sent: dict[str, Any]) -> Response:
        """Record the content as it is now."""
        kept = self.room.versions.keep(str(sent.get("message") or ""))
        return JSONResponse({"message": "版本存好了" if kept else "和上一版一样，不用再存"})

    def _zips(self) -> list[list[str]]:
        """Address and name of every ZIP: alerts first, then screens."""
        items = self.room.desk.edition.library.by_id
        rows = []
        for path, id in sorted(self.room.making.zips()):
            title = items[id].meta.title if id in items else id
            screen = path.split("/")[2] if path.startswith("screens/") else ""
            label = f"屏幕：{title}（{screen}）" if screen else f"预警资料包：{title}"
            rows.append([f"/out/{path}", label])
        return rows

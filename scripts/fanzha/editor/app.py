"""The application of the form: every address with what answers there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from fanzha.editor import starting
from fanzha.editor.desk import Desk
from fanzha.editor.web.data import DataForms
from fanzha.editor.web.form import ItemForm
from fanzha.editor.web.items import Items
from fanzha.editor.web.making import Makes
from fanzha.editor.web.room import Answer, Room, Row
from fanzha.editor.web.sights import Sights
from fanzha.editor.web.town import TownForm
from fanzha.errors import FanzhaError

# What can be asked before the town is known.
FIRST = ("/town", "/static/")


class Editor:
    """One project in the browser."""

    def __init__(self, desk: Desk, config: Path) -> None:
        self.room = Room(desk, config)

    def app(self) -> Starlette:
        """The application, without its door (see guard.py)."""
        places = (TownForm, Items, ItemForm, DataForms, Sights, Makes)
        rows: list[Row] = [row for place in places for row in place(self.room).rows()]
        routes = [
            Route(path, self._asked(method, answer), methods=["GET" if method == "GET" else "POST"])
            for method, path, answer in rows
        ]
        return Starlette(routes=routes, exception_handlers={FanzhaError: _wrong})

    def warm(self) -> None:
        """Load what the first questions need, while nobody waits for it."""
        if not self.room.townless:
            starting.suggestion(self.room.desk, "预热")
            self.room.looks.warm()

    def _asked(self, method: str, answer: Answer) -> Callable[[Request], Any]:
        """Run a plain function in a thread; where it takes what was sent, read that first."""

        async def endpoint(request: Request) -> Any:
            path = request.url.path
            if self.room.townless and not path.startswith(FIRST):
                return RedirectResponse("/town", status_code=303)
            if method == "GET":
                return await run_in_threadpool(answer, request)
            body = await request.body()
            if method == "RAW":
                return await run_in_threadpool(answer, request, body)
            try:
                sent = json.loads(body or b"{}")
            except (ValueError, RecursionError):
                sent = None
            if not isinstance(sent, dict):
                return JSONResponse({"wrong": "没有读懂发来的内容"}, status_code=400)
            return await run_in_threadpool(answer, request, sent)

        return endpoint


def _wrong(request: Request, error: Exception) -> Response:
    """Our errors as a message; on a page with a way back."""
    if request.method == "POST":
        return JSONResponse({"wrong": str(error)}, status_code=400)
    return Response(str(error), status_code=400, media_type="text/plain; charset=utf-8")

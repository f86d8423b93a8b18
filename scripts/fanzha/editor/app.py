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
# What is shown in a frame, or in a window without our pages round it.
FRAMED = ("/site/", "/out/", "/paper/", "/proof/", "/picture/")
BROKEN = "程序出了错。写的字已经存成草稿；关掉黑色窗口，重新双击“开始编辑”。还不行，把黑色窗口里的字发给管程序的人"


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
        handlers: dict[Any, Any] = {
            FanzhaError: lambda request, error: self._wrong(request, 400, str(error)),
            404: lambda request, error: self._wrong(request, 404, "没有这一页"),
            405: lambda request, error: self._wrong(request, 405, "这个地址不能这样用"),
            500: lambda request, error: self._wrong(request, 500, BROKEN),
        }
        return Starlette(routes=routes, exception_handlers=handlers)

    def warm(self) -> None:
        """Load what the first questions need, while nobody waits for it."""
        if not self.room.townless:
            starting.suggestion(self.room.desk, "预热")
            self.room.looks.warm()

    def _wrong(self, request: Request, status: int, said: str) -> Response:
        """What went wrong: for the script as data, in a window with a way back, else as text."""
        if request.method == "POST":
            return JSONResponse({"wrong": said}, status_code=status)
        page = request.headers.get("accept", "").startswith("text/html")
        if page and not request.url.path.startswith(FRAMED) and not self.room.townless:
            answer = self.room.page("wrong.html", said=said)
            answer.status_code = status
            return answer
        return Response(said, status_code=status, media_type="text/plain; charset=utf-8")

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

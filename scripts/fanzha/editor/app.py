"""The pages and answers of the form, by address. What they do stands in session.py and its like."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from fanzha.content.kinds.items import Alert, Meta, Status
from fanzha.content.kinds.registry import KINDS, Kind
from fanzha.content.writing.saving import ConflictError
from fanzha.editor import bringing, looks, pictures, session, starting, uploads
from fanzha.editor.desk import Desk, Paper
from fanzha.editor.making import Making
from fanzha.editor.proof import proof_sheet
from fanzha.editor.versions import Versions
from fanzha.errors import FanzhaError, UsageError

STATIC = {
    "editor.css": "text/css; charset=utf-8",
    "editor.js": "text/javascript; charset=utf-8",
    "pages.js": "text/javascript; charset=utf-8",
    "favicon.svg": "image/svg+xml",
}
Answer = Callable[..., Response]


class Editor:
    """One project in the browser."""

    def __init__(self, desk: Desk, config: Path) -> None:
        self.desk = desk
        self.folder = desk.project.root / "overrides" / "editor"
        self.site = desk.project.root / "overrides" / "site"
        self.tokens = desk.project.root / "overrides" / "tokens.json"
        self.looks = looks.Looks(desk, config)
        self.making = Making(desk.project, config)
        self.versions = Versions(desk.project.root, desk.project.docs)
        loader = FileSystemLoader(str(self.folder))
        self.templates = Environment(loader=loader, autoescape=select_autoescape(["html"]))

    def routes(self) -> list[Route]:
        """All addresses."""
        item = "/{kind}/{id}"
        rows: list[tuple[str, str, Answer]] = [
            ("GET", "/", self.list),
            ("GET", "/errors", self.errors),
            ("GET", "/new", self.new),
            ("GET", f"/edit{item}", self.edit),
            ("GET", "/static/{name}", self.static),
            ("GET", f"/picture{item}" + "/{name}", self.picture),
            ("GET", "/site/{path:path}", self.page),
            ("GET", f"/paper{item}" + "/{name}.pdf", self.paper),
            ("GET", f"/proof{item}", self.proof),
            ("GET", "/make", self.make),
            ("GET", "/make/state", self.make_state),
            ("GET", "/out/{path:path}", self.made),
            ("POST", "/make/start", self.make_start),
            ("POST", "/make/folder", self.make_folder),
            ("POST", "/make/keep", self.keep_version),
            ("POST", f"/api{item}/compare", self.compare),
            ("POST", "/api/suggest", self.suggest),
            ("POST", "/api/new", self.create),
            ("POST", f"/api{item}/look", self.look),
            ("POST", f"/api{item}/save", self.save),
            ("POST", f"/api{item}/fix", self.fix),
            ("POST", f"/api{item}/drop", self.drop),
            ("POST", f"/api{item}/copy", self.copy),
            ("POST", f"/api{item}/rename", self.rename),
            ("POST", f"/api{item}/archive", self.archive),
        ]
        found = [Route(path, _threaded(answer), methods=[method]) for method, path, answer in rows]
        return [
            *found,
            Route(f"/api{item}/upload", self.upload, methods=["POST"]),
            Route("/api/bring", self.bring, methods=["POST"]),
        ]

    def app(self) -> Starlette:
        """The application, without its door (see guard.py)."""
        return Starlette(routes=self.routes(), exception_handlers={FanzhaError: _wrong})

    def warm(self) -> None:
        """Load what the first questions need, while nobody waits for it."""
        starting.suggestion(self.desk, "预热")
        self.looks.warm()

    # Pages.

    def list(self, request: Request) -> Response:
        """All items with their state."""
        edition, today = self.desk.edition, self.desk.project.today
        kept = set(self.desk.unsaved())
        rows = []
        for item in edition.library.items:
            if KINDS[item.kind].for_editors:
                continue
            states = session.state(item, today)
            if (item.kind, item.id) in kept:
                states.append(("unsaved", session.STATES["unsaved"]))
            rows.append(_row(item.kind, item.id, item.meta, states))
        known = {(row["kind"], row["id"]) for row in rows}
        for kind, id in sorted(kept - known):
            rows.append(self._unread(KINDS[kind], id))
        rows.sort(key=lambda row: row["date"], reverse=True)
        return self._page(
            "list.html",
            rows=rows,
            kinds=[kind for kind in KINDS.values() if not kind.for_editors],
            states=[*((s.value, s.label) for s in Status), *session.STATES.items()],
            audiences=[(key, row.label) for key, row in edition.tables.audiences.items()],
        )

    def errors(self, request: Request) -> Response:
        """How many errors each item has; asked for when the list is shown, because it takes longer."""
        return JSONResponse(self.looks.errors())

    def new(self, request: Request) -> Response:
        """What to write."""
        kinds = [kind for kind in KINDS.values() if kind.listed]
        return self._page("new.html", kinds=kinds, chosen=request.query_params.get("kind", ""))

    def edit(self, request: Request) -> Response:
        """The form of one item."""
        kind, id = self._asked(request)
        paper = self.desk.open(kind, id)
        read = self.desk.read(paper)
        plain = read.document.fields.plain()
        status = next((s for s in Status if s.value == plain.get("status")), Status.DRAFT)
        step = looks.next_step(status, self.desk.edition.region.requires_check)
        data = session.opened(self.desk, paper) | {
            "unsaved": (kind.folder, id) in self.desk.unsaved(),
            "items": session.links(self.desk, kind),
            "state": {"next": step},
        }
        return self._page(
            "form.html",
            title=plain.get("title") or "",
            id=id,
            kind_label=kind.label,
            url=f"/api/{kind.folder}/{id}",
            sections=session.asked(self.desk, kind),
            with_body=True,
            printable=not kind.for_editors,
            profiles=pictures.profiles(self.desk.edition),
            states=True,
            next_label=step["label"],
            versions=self.versions.kept(),
            packet=kind.model is Alert and status is Status.PUBLISHED,
            state=status.value,
            state_label=status.label,
            data=data,
        )

    def static(self, request: Request) -> Response:
        """Style, script and sign; nothing else."""
        name = request.path_params["name"]
        if name not in STATIC:
            return _gone()
        folder = self.site / "assets" if name == "favicon.svg" else self.folder
        text = (folder / name).read_text(encoding="utf-8")
        if name == "editor.css":
            colours = json.loads(self.tokens.read_text(encoding="utf-8"))
            table = {**colours["colours"], "edge": colours["web"]["light"]["edge"]}
            text = ":root{" + "".join(f"--{n}:{v};" for n, v in table.items()) + "}\n" + text
        return Response(text, media_type=STATIC[name])

    # Pictures of what comes of it.

    def picture(self, request: Request) -> Response:
        """One sheet, slide or text of the paper as it was kept last."""
        kind, id = self._asked(request)
        query = request.query_params
        page = query.get("page", "0")
        shown = self.looks.show(
            self.desk.open(kind, id),
            request.path_params["name"],
            int(page) if page.isdecimal() and len(page) < 3 else 0,
            query.get("profile", ""),
        )
        facts = quote(json.dumps(looks.facts(shown), ensure_ascii=False))
        return Response(shown.data, media_type=shown.type, headers={"X-Facts": facts})

    def page(self, request: Request) -> Response:
        """The page of an item as a phone shows it, or what that page loads."""
        path = request.path_params["path"]
        kind, _, id = path.strip("/").partition("/")
        if kind in KINDS and id and "/" not in id:
            paper = self.desk.open(self.desk.kind(kind), id)
            return HTMLResponse(self.looks.page(paper))
        found = self.looks.asset(path)
        if found is None:
            return _gone()
        if isinstance(found, str):
            return Response(found, media_type="text/css; charset=utf-8")
        return Response(found.read_bytes(), media_type=looks.media_type(found))

    def paper(self, request: Request) -> Response:
        """One sheet as PDF, ready for the printer."""
        kind, id = self._asked(request)
        data = self.looks.paper(self.desk.open(kind, id), request.path_params["name"])
        return Response(data, media_type="application/pdf")

    def proof(self, request: Request) -> Response:
        """The sheet for a second pair of eyes."""
        kind, id = self._asked(request)
        paper = self.desk.open(kind, id)
        fields = session.all_fields(self.desk, kind)
        with self.looks.lock:
            data = proof_sheet(self.desk.edition, paper, self.desk.read(paper), fields)
        return Response(data, media_type="application/pdf")

    # Making everything.

    def make(self, request: Request) -> Response:
        """Start it, watch it, and where to find what was made."""
        return self._page("make.html", versions=self.versions.kept())

    def make_state(self, request: Request) -> Response:
        """How far it is."""
        return JSONResponse(self.making.state())

    def made(self, request: Request) -> Response:
        """A file of what was made, to look at; its scripts do not run here."""
        path = self.making.file(request.path_params["path"])
        asked = request.url.path
        if path is not None and path.name == "index.html" and not asked.endswith(("/", ".html")):
            return RedirectResponse(f"{asked}/")
        return _gone() if path is None else FileResponse(path)

    def make_start(self, request: Request, sent: dict[str, Any]) -> Response:
        """Start making."""
        self.making.begin(str(sent.get("alert") or ""))
        return JSONResponse(self.making.state())

    def make_folder(self, request: Request, sent: dict[str, Any]) -> Response:
        """Show the folder."""
        self.making.open_folder()
        return JSONResponse({})

    def keep_version(self, request: Request, sent: dict[str, Any]) -> Response:
        """Record the content as it is now."""
        kept = self.versions.keep(str(sent.get("message") or ""))
        return JSONResponse({"message": "版本存好了" if kept else "和上一版一样，不用再存"})

    def compare(self, request: Request, sent: dict[str, Any]) -> Response:
        """What is not as in the last version."""
        rows = self.versions.compare(self.desk.path(*self._asked(request)))
        return JSONResponse({"rows": [[row.label, row.before, row.after] for row in rows]})

    # Answers to the script.

    def suggest(self, request: Request, sent: dict[str, Any]) -> Response:
        """The id for a title."""
        return JSONResponse({"id": starting.suggestion(self.desk, str(sent.get("title", ""))[:60])})

    def create(self, request: Request, sent: dict[str, Any]) -> Response:
        """An empty paper."""
        kind = self.desk.kind(str(sent.get("kind", "")))
        paper = starting.new(self.desk, kind, str(sent.get("title", "")), str(sent.get("id", "")))
        return JSONResponse({"url": _address(paper)})

    def look(self, request: Request, sent: dict[str, Any]) -> Response:
        """What is wrong, and what there is to look at."""
        kind, id = self._asked(request)
        paper = session.written(self.desk, kind, id, sent)
        read, _, answer = session.looked(self.desk, paper)
        answer["sights"] = self.looks.sights(paper, read, str(sent.get("profile", "")))
        return JSONResponse(answer)

    def save(self, request: Request, sent: dict[str, Any]) -> Response:
        """Save, or say why not."""
        kind, id = self._asked(request)
        paper = session.written(self.desk, kind, id, sent)
        try:
            return JSONResponse(session.save(self.desk, paper))
        except ConflictError:
            return JSONResponse(session.conflict(self.desk, paper), status_code=409)

    def fix(self, request: Request, sent: dict[str, Any]) -> Response:
        """The form after an exact repair."""
        kind, id = self._asked(request)
        paper = session.written(self.desk, kind, id, sent)
        number = sent.get("number")
        if not isinstance(number, int):
            raise UsageError("没有说是哪一处")
        return JSONResponse(session.fixed(self.desk, paper, number, str(sent.get("code", ""))))

    def drop(self, request: Request, sent: dict[str, Any]) -> Response:
        """Forget what was not saved."""
        kind, id = self._asked(request)
        self.desk.drop(kind, id)
        there = self.desk.path(kind, id).is_file()
        return JSONResponse({"url": _address(Paper(kind, id, "")) if there else "/"})

    def copy(self, request: Request, sent: dict[str, Any]) -> Response:
        """The same under another id."""
        kind, id = self._asked(request)
        return JSONResponse(
            {"url": _address(starting.copy(self.desk, kind, id, str(sent.get("id", ""))))}
        )

    def rename(self, request: Request, sent: dict[str, Any]) -> Response:
        """Another id for a draft."""
        kind, id = self._asked(request)
        paper = starting.rename(self.desk, kind, id, str(sent.get("id", "")))
        return JSONResponse({"url": _address(paper)})

    def archive(self, request: Request, sent: dict[str, Any]) -> Response:
        """Withdrawn: not printed any more; its id and its page stay."""
        kind, id = self._asked(request)
        paper = self.desk.saved(kind, id)
        data = session.opened(self.desk, paper) | {"status": Status.WITHDRAWN.value}
        session.save(self.desk, session.written(self.desk, kind, id, data))
        return JSONResponse({"url": "/"})

    async def upload(self, request: Request) -> Response:
        """A picture for this item: made anew, without what a camera writes into it."""
        kind, id = self._asked(request)
        data = await request.body()
        path = await run_in_threadpool(uploads.take, self.desk.project.docs, kind.folder, id, data)
        return JSONResponse({"path": path})

    async def bring(self, request: Request) -> Response:
        """A Word file or pasted words as a draft."""
        name, data = request.query_params.get("name", "")[:200], await request.body()
        return JSONResponse(await run_in_threadpool(bringing.bring, self.desk, name, data))

    def _asked(self, request: Request) -> tuple[Kind[Meta], str]:
        kind = self.desk.kind(request.path_params["kind"])
        id = request.path_params["id"]
        self.desk.path(kind, id)
        return kind, id

    def _unread(self, kind: Kind[Meta], id: str) -> dict[str, Any]:
        """The row of an item that is not in the library yet."""
        read = self.desk.read(self.desk.open(kind, id))
        plain = read.document.fields.plain()
        title = str(plain.get("title") or "（还没有题目）")
        date = str(plain.get("reviewed") or "")
        labels = [("unsaved", session.STATES["unsaved"])]
        row = {"kind": kind.folder, "kind_label": kind.label, "id": id, "title": title}
        more = {"labels": labels, "states": ["unsaved", "draft"], "audiences": []}
        return {**row, **more, "date": date, "out": False, "draft": True}

    def _page(self, name: str, **values: Any) -> Response:
        town = self.desk.edition.region.name
        return HTMLResponse(self.templates.get_template(name).render(town=town, **values))


def _row(kind: str, id: str, meta: Meta, states: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "kind": kind,
        "kind_label": KINDS[kind].label,
        "id": id,
        "title": meta.title,
        "labels": states,
        "states": [value for value, _ in states],
        "audiences": meta.audiences,
        "date": meta.reviewed.isoformat(),
        "out": meta.status is Status.PUBLISHED,
        "draft": meta.status is Status.DRAFT,
    }


def _address(paper: Paper) -> str:
    return f"/edit/{paper.kind.folder}/{paper.id}"


def _threaded(answer: Answer) -> Callable[[Request], Any]:
    """Run a plain function in a thread; where it takes what was sent, read that first."""

    async def endpoint(request: Request) -> Any:
        if request.method != "POST":
            return await run_in_threadpool(answer, request)
        try:
            sent = json.loads(await request.body() or b"{}")
        except ValueError:
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


def _gone() -> Response:
    return Response("没有这个东西", status_code=404, media_type="text/plain; charset=utf-8")

"""Somebody with a browser, without one: requests to the form through its door, in this process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from fanzha.edition import Project
from fanzha.editor.app import Editor
from fanzha.editor.desk import Desk
from fanzha.editor.guard import Guard

HOST = "127.0.0.1:8137"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Visitor:
    """Sends requests to one project; `enter` takes the key and keeps the cookie."""

    project: Project
    told: list[str] = field(default_factory=list)
    cookie: str = ""

    def __post_init__(self) -> None:
        self.desk = Desk(self.project)
        editor = Editor(self.desk, self.project.root / "mkdocs.yml")
        editor.room.trying = True  # the town of all small projects is the sample's
        self.room = editor.room
        self.guard = Guard(editor.app(), HOST, self.told.append)

    def again(self) -> Visitor:
        """Somebody else at the door of the same house: nothing is read anew."""
        other = copy(self)
        other.told, other.cookie = [], ""
        other.guard = Guard(self.guard.app, HOST, other.told.append)
        return other

    def enter(self) -> Visitor:
        answer = self.get(f"/?key={self.guard.key}")
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return self

    def get(self, address: str, **headers: str) -> Answer:
        return self.ask("GET", address, b"", headers)

    def post(self, address: str, sent: Any = None, **headers: str) -> Answer:
        data = sent if isinstance(sent, bytes) else json.dumps(sent or {}).encode()
        return self.ask("POST", address, data, {"origin": f"http://{HOST}", **headers})

    def ask(self, method: str, address: str, data: bytes, headers: Mapping[str, str]) -> Answer:
        given = {"host": HOST, "content-length": str(len(data)), **headers}
        given |= {"cookie": self.cookie} if self.cookie and "cookie" not in headers else {}
        path, _, query = address.partition("?")
        scope: MutableMapping[str, Any] = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
            "http_version": "1.1",
            "scheme": "http",
        }
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": data, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        # In a thread of its own: a test with a browser before this one leaves its loop running here.
        with ThreadPoolExecutor(1) as thread:
            error = thread.submit(asyncio.run, self.guard(scope, receive, send)).exception()
        if (
            error is not None and not sent
        ):  # else the browser has an answer, and the window the trace
            raise error
        head = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], head, b"".join(part["body"] for part in sent[1:]))

    def form(self, kind: str, id: str) -> dict[str, Any]:
        """What stands in the form of an item: fields, body and the stamp of its file."""
        return self.data(f"/edit/{kind}/{id}")

    def data(self, address: str) -> dict[str, Any]:
        """What stands in the form at an address."""
        page = self.get(address).text
        data = page.partition('id="data">')[2].partition("</script>")[0]
        found = json.loads(data)
        return {name: found[name] for name in ("fields", "body", "base")}

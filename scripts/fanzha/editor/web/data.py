"""Forms for the tables of docs/data/: regions, slogans, numbers, lists of words."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from fanzha.editor import data_files, data_rows
from fanzha.editor.data_tables import NEW, Table, table, tables
from fanzha.editor.form import Section
from fanzha.editor.web.room import Room, Row


class DataForms:
    """Answers for the tables."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def rows(self) -> list[Row]:
        """All addresses."""
        row = "/data/{table}/{key}"
        return [
            ("GET", "/data", self.tables),
            ("GET", "/data/{table}", self.table),
            ("GET", row, self.edit),
            ("POST", f"{row}/look", self.look),
            ("POST", f"{row}/save", self.save),
            ("POST", f"{row}/drop", self.drop),
            ("POST", f"{row}/remove", self.remove),
        ]

    def tables(self, request: Request) -> Response:
        """What there is to change."""
        desk = self.room.desk
        return self.room.page("tables.html", tables=tables(desk.project, desk.edition))

    def table(self, request: Request) -> Response:
        """The rows of one table; a region is a form at once."""
        one = self._table(request)
        if one.rows is None:
            return self._form(one, one.name)
        rows = [
            (_address(one, key), key, name) for key, name in data_rows.listed(self.room.desk, one)
        ]
        return self.room.page("table.html", table=one, rows=rows, new=_address(one, NEW))

    def edit(self, request: Request) -> Response:
        """The form of one row."""
        return self._form(self._table(request), request.path_params["key"])

    def look(self, request: Request, sent: dict[str, Any]) -> Response:
        """What is wrong with the row as it is typed."""
        found = data_rows.look(self.room.desk, *self._asked(request), sent)
        return JSONResponse(found)

    def save(self, request: Request, sent: dict[str, Any]) -> Response:
        """Save it, or say why not."""
        one, key = self._asked(request)
        found = data_rows.save(self.room.desk, one, key, sent)
        if found.get("saved"):
            found["url"] = f"/data/{one.name}" if key == NEW else ""
        return JSONResponse(found, status_code=409 if found.get("conflict") else 200)

    def drop(self, request: Request, sent: dict[str, Any]) -> Response:
        """Forget what was not saved."""
        one, key = self._asked(request)
        data_files.drop(self.room.desk, one, key)
        return JSONResponse(
            {"url": _address(one, key) if one.rows is not None else f"/data/{one.name}"}
        )

    def remove(self, request: Request, sent: dict[str, Any]) -> Response:
        """Take the row away, unless something needs it."""
        one, key = self._asked(request)
        wrong = data_rows.remove(self.room.desk, one, key)
        if wrong:
            return JSONResponse({"wrong": wrong}, status_code=400)
        return JSONResponse({"url": f"/data/{one.name}"})

    def _form(self, one: Table, key: str) -> Response:
        desk = self.room.desk
        data = data_rows.opened(desk, one, key)
        names = dict(data_rows.listed(desk, one)) if one.rows is not None else {}
        title = "新加一条" if key == NEW else names.get(key, one.label)
        asked = tuple(data_rows.form_fields(desk, one, key))
        return self.room.page(
            "form.html",
            title=title,
            id="" if one.rows is None or key == NEW else key,
            kind_label=one.label,
            up=f"/data/{one.name}" if one.rows is not None else "/data",
            url=_address(one, key),
            sections=(Section("内容", asked),),
            removable=one.rows is not None and key != NEW,
            data=data | {"unsaved": False, "items": [], "state": {}},
        )

    def _table(self, request: Request) -> Table:
        desk = self.room.desk
        return table(desk.project, desk.edition, request.path_params["table"])

    def _asked(self, request: Request) -> tuple[Table, str]:
        return self._table(request), request.path_params["key"]


def _address(one: Table, key: str) -> str:
    return f"/data/{one.name}/{quote(key, safe='')}"

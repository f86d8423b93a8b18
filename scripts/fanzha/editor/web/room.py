"""What all pages share: the project on the desk, its pictures, versions and templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import Kind
from fanzha.content.regions import region_ids
from fanzha.edition import Project
from fanzha.editor.desk import Desk, Paper
from fanzha.editor.looks import Looks
from fanzha.editor.making import Making
from fanzha.editor.versions import Versions

# Method, address, and what answers there. To a POST goes what was sent: read as JSON, or, where the
# method is RAW, as bytes.
Answer = Callable[..., Response]
Row = tuple[str, str, Answer]


class Room:
    """One project in the browser; `begin` puts another edition of it on the desk."""

    def __init__(self, desk: Desk, config: Path) -> None:
        self.config = config
        self.trying = False  # somebody looks round with the sample's data first
        self.overrides = desk.project.root / "overrides"
        loader = FileSystemLoader(str(self.overrides / "editor"))
        self.templates = Environment(loader=loader, autoescape=select_autoescape(["html"]))
        self._sit(desk)

    def _sit(self, desk: Desk) -> None:
        self.desk = desk
        self.looks = Looks(desk, self.config)
        self.making = Making(desk.project, self.config)
        self.versions = Versions(desk.project.root, desk.project.docs)

    def begin(self, project: Project) -> None:
        """Write for another town from now on."""
        self._sit(Desk(project))

    @property
    def townless(self) -> bool:
        """Whether the region that mkdocs.yml names has no file: nothing can be shown without it."""
        project = self.desk.project
        return project.region not in region_ids(project.docs)

    @property
    def sample(self) -> bool:
        """Whether the town is that of the sample, which is no real place."""
        return not self.townless and self.desk.edition.region.sample

    def page(self, name: str, **values: Any) -> Response:
        """A page of overrides/editor/."""
        town = "" if self.townless else self.desk.edition.region.name
        known = {"town": town, "sample": self.sample, **values}
        return HTMLResponse(self.templates.get_template(name).render(known))

    def asked(self, request: Request) -> tuple[Kind[Meta], str]:
        """Kind and id of an address; raises UsageError for what cannot be one."""
        kind = self.desk.kind(request.path_params["kind"])
        id = request.path_params["id"]
        self.desk.path(kind, id)
        return kind, id


def address(paper: Paper) -> str:
    """Where the form of a paper is."""
    return f"/edit/{paper.kind.folder}/{paper.id}"


def gone() -> Response:
    """There is no such thing."""
    return Response("没有这个东西", status_code=404, media_type="text/plain; charset=utf-8")

"""A phone that looks at the shipped site on a server of our own, and at nothing else."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.shared import Shared, lay_out

LATER = "2026-12-15"
OVER = "2026-12-10"  # when the alerts of the later library end
PREFIX = "/fanzha"
expect.set_options(timeout=20_000)  # a busy machine is no reason to fail


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below /fanzha/, as a town's server does below its own site."""

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(PREFIX) if path.startswith(f"{PREFIX}/") else "/-outside-/"
        return super().translate_path(below)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Pages share their styles, as on a real server."""
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(shipped: Path) -> Iterator[str]:
    """The address of the shipped site."""
    with serving(shipped) as url:
        yield url


# What is over is left out of a page by its template and of a list by its kind, whatever else there
# is: a usual run takes a library of a few items, one with --all the shipped one.
FEW = {
    "scams/shuadan.md": samples.scam(),
    "scams/kefu.md": samples.scam(title="冒充客服", rule="客服要看屏幕的都是骗"),
    "cases/ta-san-dan.md": samples.case(),
    "posters/poster-dianfu.md": samples.poster(),
    "help/beipian.md": samples.page(title="被骗了怎么办"),
    "alerts/qun.md": samples.alert(title="陌生群里派单"),
    "alerts/yingyong.md": samples.alert(title="陌生应用要权限", severity="urgent"),
    "alerts/shuang11-tuikuan.md": samples.alert(title="退款短信", scam="kefu"),
    "alerts/shuang12-tuikuan.md": samples.alert(
        title="退款电话", scam="kefu", replaces="shuang11-tuikuan"
    ),
}


@pytest.fixture(scope="session")
def before(request: pytest.FixtureRequest, shared: Shared, project: MakeProject) -> Path:
    """The pages of a library whose alerts hold."""
    if request.config.getoption("--all"):
        shipped: Path = request.getfixturevalue("shipped")
        return shipped

    def make(root: Path) -> None:
        shutil.copytree(project(FEW).root, root, dirs_exist_ok=True)
        done = fanzha(root, "build", "--only", "site")
        assert done.returncode == 0, done.stderr

    return shared("before", make) / "site"


@pytest.fixture(scope="session")
def later(before: Path, shared: Shared) -> Path:
    """The pages of the same library built on a day when its alerts are over."""

    def make(root: Path) -> None:
        lay_out(root, before.parent)
        for alert in (root / "docs" / "alerts").glob("*.md"):
            text = alert.read_text(encoding="utf-8")
            text = re.sub(r"(?m)^expires: .*$", f"expires: {OVER}", text)
            alert.write_text(text, encoding="utf-8")
        done = fanzha(root, "build", "--only", "site", "--today", LATER)
        assert done.returncode == 0, done.stderr

    return shared("later", make) / "site"


class Phone:
    """Opens pages in the browser; keeps what a page asked of other places and what went wrong."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.foreign: list[str] = []
        self.errors: list[str] = []

    def open(self, address: str, **options: Any) -> Page:
        """A page on a phone of its own, 360 pixels wide unless told."""
        size = {"width": 360, "height": 780}
        settings = {"viewport": size, "is_mobile": True, "has_touch": True, **options}
        context = self.browser.new_context(**settings)
        self.contexts.append(context)
        below = "/site" if address.startswith("file:") else PREFIX
        origin = f"{address.split(below)[0]}{below}/"

        def listen(request: Request) -> None:
            if not request.url.startswith((origin, "data:")):
                self.foreign.append(request.url)

        page = context.new_page()
        page.on("request", listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._listen)
        page.goto(address)
        return page

    def _listen(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.errors.append(said.text)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def until(page: Page, ask: Callable[[], object]) -> None:
    """Wait until it is so; a slow machine only takes longer."""
    for _ in range(600):
        if ask():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never came to be")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Phone]:
    """A phone; a page that asks another place for anything fails the test."""
    used = Phone(browser)
    yield used
    used.close()
    assert used.foreign == []

"""Nobody but the browser that was given the key comes in, and nothing but our own pages acts."""

from __future__ import annotations

import re

import pytest
from pytest import MonkeyPatch

from tests.conftest import MakeProject
from tests.editor.visitor import HOST, Visitor
from tests.samples import scam

PATHS = ("/", "/edit/scams/shuadan", "/static/editor.js", "/site/assets/site.css", "/errors")


@pytest.fixture(scope="module")
def house(project: MakeProject) -> Visitor:
    return Visitor(project({"scams/shuadan.md": scam()}))


@pytest.fixture
def visitor(house: Visitor) -> Visitor:
    return house.again()


def test_the_key_opens_once_and_the_cookie_keeps_it_open(visitor: Visitor) -> None:
    key = visitor.guard.key
    assert all(visitor.get(path).status == 403 for path in PATHS)
    assert visitor.get("/?key=wrong").status == 403
    first = visitor.get(f"/?key={key}")
    assert (first.status, first.headers["location"]) == (303, "/"), "the key leaves the address"
    assert "HttpOnly; SameSite=Strict" in first.headers["set-cookie"]
    assert visitor.get(f"/?key={key}").status == 403
    assert key not in visitor.told[0], "the window shows a new key"
    visitor.cookie = first.headers["set-cookie"].partition(";")[0]
    assert all(visitor.get(path).status == 200 for path in PATHS)
    assert "刷单返利" in visitor.get("/").text


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "localhost:8137"},
        {"host": "127.0.0.1:80"},
        {"cookie": "fanzha8137=guess"},
    ],
)
def test_other_names_and_other_cookies_are_refused(
    visitor: Visitor, headers: dict[str, str]
) -> None:
    """A foreign name that leads to this computer sends its own name as Host."""
    assert visitor.enter().get("/", **headers).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": f"https://{HOST}"},
        {"sec-fetch-site": "cross-site"},
        {"content-length": "99999999"},
        {"transfer-encoding": "chunked"},
    ],
)
def test_only_our_own_pages_may_change_anything(visitor: Visitor, headers: dict[str, str]) -> None:
    visitor.enter()
    sent = visitor.form("scams", "shuadan")
    names = ("别人写的", "别人又写了")  # another one each time
    sent["fields"]["title"] = names[sent["fields"]["title"] == names[0]]
    path = visitor.project.docs / "scams/shuadan.md"
    before = path.read_bytes()
    assert visitor.post("/api/scams/shuadan/save", sent, **headers).status in (403, 413)
    assert path.read_bytes() == before
    assert visitor.post("/api/scams/shuadan/save", sent).json["saved"]
    assert path.read_bytes() != before


@pytest.mark.parametrize(
    "address",
    [
        "/edit/scams/../../mkdocs",
        "/edit/scams/..%2f..%2fmkdocs",
        "/edit/data/numbers",
        "/edit/scams/aux",
        "/static/../../mkdocs.yml",
        "/static/list.html",
        "/site/../mkdocs.yml",
        "/site/assets/../../mkdocs.yml",
        "/site/assets/../data/numbers.yml",
        "/site/data/numbers.yml",
        "/picture/scams/shuadan/..",
        "/paper/scams/shuadan/slide.pdf",
        "/packet/../mkdocs.zip",
        "/data/words-../x",
        "/nothing",
    ],
)
def test_addresses_lead_to_items_only(visitor: Visitor, address: str) -> None:
    """What is refused is refused in Chinese, in a window with a way back."""
    answer = visitor.enter().get(address)
    assert answer.status in (400, 404), answer.text[:200]
    assert re.search(r"[\u4e00-\u9fff]", answer.text)
    window = visitor.get(address, accept="text/html,*/*")
    assert window.status in (400, 404) and re.search(r"[\u4e00-\u9fff]", window.text)
    assert visitor.ask("PUT", "/", b"", {"origin": f"http://{HOST}"}).text == "这个地址不能这样用"


def test_what_breaks_inside_is_told_too(visitor: Visitor, monkeypatch: MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("secret")

    visitor.enter()
    monkeypatch.setattr(visitor.room.making, "state", broken)
    answer = visitor.get("/make/state")
    assert answer.status == 500
    assert "程序出了错" in answer.text and "secret" not in answer.text


def test_pages_may_load_from_us_alone(visitor: Visitor) -> None:
    visitor.enter()
    policy = visitor.get("/edit/scams/shuadan").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    framed = visitor.get("/site/scams/shuadan/").headers["content-security-policy"]
    assert "sandbox allow-same-origin" in framed, "the page in the frame runs nothing"

"""Whatever is typed: it is kept as text, runs nowhere, and breaks neither the file nor the server."""

from __future__ import annotations

import copy
import io
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from fanzha.content.reading.front_matter import read_markdown
from fanzha.content.reading.source import decode
from fanzha.editor.uploads import take
from fanzha.errors import UsageError
from tests.conftest import MakeProject, Some
from tests.editor.payloads import PAYLOADS
from tests.editor.visitor import Visitor
from tests.samples import alert, scam


def test_sixty_payloads_in_every_field(project: MakeProject, some: Some) -> None:
    """With --all each of them; in a usual run one of four that stand together."""
    place = project({"scams/shuadan.md": scam(), "alerts/xin.md": alert()})
    visitor = Visitor(place).enter()
    path = place.docs / "alerts/xin.md"
    good = path.read_bytes()
    assert len(PAYLOADS) >= 60
    empty = visitor.form("alerts", "xin")
    for payload in some(PAYLOADS, lambda payload: PAYLOADS.index(payload) // 4):
        sent = copy.deepcopy(empty)
        for name, value in sent["fields"].items():
            sent["fields"][name] = [payload] if isinstance(value, list) else payload
        for part in sent["body"]:
            part["text"] = payload
        answer = visitor.post("/api/alerts/xin/save", sent)
        assert answer.status in (200, 400), (payload, answer.text)
        if answer.status == 200:
            assert not answer.json["saved"], payload
            page = visitor.get("/edit/alerts/xin").text
            assert "<script>alert" not in page and "<img src=x" not in page
            if set(payload) & set("<&{[%`"):  # what a page might take for more than text
                shown = visitor.get("/site/alerts/xin/")
                assert shown.headers["content-type"].startswith("text/html"), (payload, shown.text)
                assert "<script>alert" not in shown.text and "<img src=x" not in shown.text, payload
        assert path.read_bytes() == good, payload
        visitor.post("/api/alerts/xin/drop")


@pytest.mark.parametrize("payload", [one for one in PAYLOADS if one.isprintable()][::6])
def test_what_is_saved_is_what_was_typed(project: MakeProject, payload: str) -> None:
    """A summary that no rule minds is read back to the letter, whatever YAML would make of it."""
    place = project({"scams/shuadan.md": scam(), "alerts/xin.md": alert()})
    visitor = Visitor(place).enter()
    sent = visitor.form("alerts", "xin")
    sent["fields"]["summary"] = payload[:60]
    answer = visitor.post("/api/alerts/xin/look", sent)
    assert answer.status == 200
    kept = visitor.desk.open(visitor.desk.kind("alerts"), "xin").text
    document, _ = read_markdown(decode("", kept.encode())[0])
    assert document.fields.at("summary").value == payload[:60].strip()


@pytest.mark.parametrize(
    "sent",
    [
        [],
        {"fields": []},
        {"fields": {"title": {"a": ["b"]}}, "body": [None, 3, {"heading": ["x"]}]},
        {"fields": {"story": "x", "season": [1], "allow": 7}, "body": [], "base": {}},
        {"fields": {}, "body": [], "status": "root", "checked": "张三"},
    ],
)
def test_forms_that_no_browser_sends(project: MakeProject, sent: object) -> None:
    visitor = Visitor(project({"scams/shuadan.md": scam()})).enter()
    assert visitor.post("/api/scams/shuadan/look", sent).status in (200, 400)
    assert visitor.post("/api/scams/shuadan/save", b"\xff\xfe{").status == 400


def test_pictures_are_made_anew(tmp_path: Path) -> None:
    """Turned as the camera says, made smaller, and without a word of what it wrote into them."""
    photo = Image.effect_noise((3000, 2000), 80).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010F] = "SECRETCAMERA"
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", exif=exif, comment=b"SECRETPLACE")
    path = take(tmp_path, "alerts", "xin", buffer.getvalue())
    data = (tmp_path / path).read_bytes()
    with Image.open(io.BytesIO(data)) as made:
        assert made.height > made.width and max(made.size) == 1600
        assert not made.getexif()
    assert b"SECRET" not in data
    for wrong in (b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", data[:500]):
        with pytest.raises(UsageError):
            take(tmp_path, "alerts", "xin", wrong)


KILLED = """
import datetime, os, random, signal, sys, time
from pathlib import Path
from fanzha.edition import Project
from fanzha.editor import session
from fanzha.editor.desk import Desk

root = Path(sys.argv[1])
desk = Desk(Project(root, root / "docs", "shifan", datetime.date(2026, 11, 21)))
kind = desk.kind("scams")
desk.edition
path = desk.path(kind, "shuadan")
random.seed(7)
seen = set()
for turn in range(20):
    child = os.fork()
    if not child:
        number = turn * 3
        while True:
            paper = desk.saved(kind, "shuadan")
            sent = session.opened(desk, paper)
            sent["fields"]["summary"] = f"先返小钱，再要您垫大钱{'。' * (number % 9)}" + "字" * (number % 20)
            paper = session.written(desk, kind, "shuadan", sent)
            desk.keep(paper)
            desk.save(paper)
            number += 1
    before = path.stat().st_mtime_ns
    while path.stat().st_mtime_ns == before:
        time.sleep(0.001)
    time.sleep(random.uniform(0, 0.1))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    text = path.read_text(encoding="utf-8")
    assert text.endswith("停手，打110。\\n"), text
    assert desk.read(desk.saved(kind, "shuadan")).item is not None
    desk.read(desk.open(kind, "shuadan"))
    seen.add(text)
print(len(seen))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="forks")
def test_twenty_kills_while_saving_lose_nothing(project: MakeProject) -> None:
    place = project({"scams/shuadan.md": scam()})
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place.root)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 5, "it was killed at different moments"

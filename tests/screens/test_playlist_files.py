"""Playlists as signage software reads them, and the ZIP as it lands on a town's desktop."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import mimetypes
import re
import subprocess
import sys
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.conftest import ROOT

SMIL = "{http://www.w3.org/ns/SMIL}"
# What Anthias demands of a new asset (API v2: CreateAssetSerializerV2, and the days and hours of the
# migration 0004 of its data), and whether it may be null.
ASSET = {
    "name": str, "uri": str, "ext": str, "mimetype": str, "start_date": str, "end_date": str,
    "duration": int, "is_enabled": bool, "nocache": bool, "play_order": int,
    "skip_asset_check": bool, "play_days": list, "play_time_from": str | None,
    "play_time_to": str | None,
}  # fmt: skip


@pytest.fixture(scope="module")
def folders(shipped: Path) -> list[Path]:
    """The folder of every playlist on every screen."""
    found = sorted(path.parent for path in (shipped / "screens").glob("*/*/playlist.json"))
    assert 15 <= len(found) <= 25
    assert len({folder.parent.name for folder in found}) >= 6
    profiles = {folder.name for folder in found}
    assert len(profiles) >= 9 and "3840x2160" not in profiles  # that one is made on demand
    return found


def playlist(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "playlist.json").read_text(encoding="utf-8"))
    return data


def pictures(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if re.match(r"\d{3}_", path.name))


def test_the_json_names_every_picture_with_its_hash(folders: list[Path]) -> None:
    for folder in folders:
        data = playlist(folder)
        local = [entry["file"] for entry in data["local"]]
        assert [*(entry["file"] for entry in data["entries"]), *local] == pictures(folder)
        assert local == [name for name in pictures(folder) if name.endswith("_closing.jpg")][-1:]
        assert (data["playlist"], data["profile"]) == (folder.parent.name, folder.name)
        files = [*data["entries"], *([data["video"]] if data["video"] else [])]
        for entry in files:
            content = (folder / entry["file"]).read_bytes()
            assert entry["sha256"] == hashlib.sha256(content).hexdigest()
            assert entry["bytes"] == len(content)
        assert data["seconds"] == sum(entry["seconds"] for entry in data["entries"])


def test_every_picture_has_the_size_of_its_screen(folders: list[Path]) -> None:
    for folder in folders:
        data = playlist(folder)
        assert f"{data['width']}x{data['height']}" == folder.name.split("-")[0]
        for name in pictures(folder):
            with Image.open(folder / name) as image:
                assert image.size == (data["width"], data["height"]), folder / name


def test_times_are_those_of_the_text_and_dates_are_dates(folders: list[Path]) -> None:
    """Nobody reads faster than four characters a second, and nobody waits half a minute."""
    for folder in folders:
        data = playlist(folder)
        for entry in data["entries"]:
            assert 3 <= entry["seconds"] <= 30
            since = datetime.date.fromisoformat(entry["valid_from"])
            if entry["valid_to"]:
                assert datetime.date.fromisoformat(entry["valid_to"]) >= since
            assert entry["days"] == data["days"] and set(entry["days"]) <= set(range(1, 8))
            assert entry["hours"] is None or len(entry["hours"]) == 2


def test_anthias_takes_the_pictures_with_their_days_and_hours(folders: list[Path]) -> None:
    """The upload itself, to a server that looks at each field as the player's interface does."""
    folder = next(folder for folder in folders if playlist(folder)["hours"])
    data = playlist(folder)
    with Anthias() as player:
        command = [sys.executable, folder / "anthias-upload.py", player.address, "zhang", "三号"]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    entries = [*data["entries"], *data["local"]]
    assert [asset["name"] for asset in player.assets] == [e["title"] for e in entries]
    assert player.tokens == ["Bearer 7f3a"] * 2 * len(player.assets)
    assert player.files == [(folder / name).read_bytes() for name in pictures(folder)]
    for place, (asset, entry) in enumerate(zip(player.assets, entries, strict=True)):
        assert set(asset) == set(ASSET)
        assert all(isinstance(asset[name], kind) for name, kind in ASSET.items())
        assert asset["uri"].startswith("/") and asset["play_order"] == place
        start = datetime.datetime.fromisoformat(asset["start_date"])
        end = datetime.datetime.fromisoformat(asset["end_date"])
        assert start.tzinfo is not None and end.tzinfo is not None and start < end
        assert asset["duration"] == entry["seconds"] and asset["mimetype"] == "image"
        assert asset["play_days"] == data["days"]
        assert asset["play_days"] == sorted({*asset["play_days"]} & {*range(1, 8)}) != []
        for name, hour in zip(("play_time_from", "play_time_to"), data["hours"], strict=True):
            assert datetime.time.fromisoformat(asset[name]).strftime("%H:%M") == hour


class Anthias:
    """The addresses of API v2 that an upload needs, with the rules of its serializers and views: a
    token for name and password (`lib/auth.py`), a file with a name of a picture, of which it gives
    the path, and an asset at one of these paths (`validate_uri`)."""

    def __init__(self) -> None:
        self.files: list[bytes] = []
        self.assets: list[dict[str, Any]] = []
        self.tokens: list[str | None] = []
        player = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = player.answer(self.path, body)
                if self.path != "/api/v2/auth/token/":
                    player.tokens.append(self.headers["Authorization"])
                self.send_response(status)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *args: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, path: str, body: bytes) -> tuple[int, dict[str, Any]]:
        """What it says to a request."""
        if path == "/api/v2/auth/token/":
            known = json.loads(body) == {"username": "zhang", "password": "三号"}
            return (200, {"token": "7f3a"}) if known else (400, {})
        if path == "/api/v2/file_asset":
            head, _, rest = body.partition(b"\r\n\r\n")
            (name,) = re.findall(rb'name="file_upload"; filename="([^"]+)"', head)
            kind = mimetypes.guess_type(name.decode())[0] or ""
            if not kind.startswith("image/"):
                return 400, {"file_upload": "Invalid file type."}
            self.files.append(rest[: rest.rindex(b"\r\n--")])
            return 200, {
                "uri": f"/data/{len(self.files)}.tmp",
                "ext": mimetypes.guess_extension(kind),
            }
        if path == "/api/v2/assets":
            asset = json.loads(body)
            if asset["uri"] != f"/data/{len(self.assets) + 1}.tmp":
                return 400, {"uri": "Invalid file path."}
            if (asset["play_time_from"] is None) != (asset["play_time_to"] is None):
                return 400, {"play_time_to": "must be set together"}
            self.assets.append(asset)
            return 201, {}
        return 404, {}

    def __enter__(self) -> Anthias:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.mark.parametrize(
    ("now", "plays"),
    [
        ("2026-11-23T09:00:00", True),  # a Monday
        ("2026-11-23T07:00:00", False),
        ("2026-11-22T09:00:00", False),
        ("2000-01-01T00:00:10", True),  # the battery of the clock is empty
    ],
)
def test_smil_players_keep_days_and_hours(folders: list[Path], now: str, plays: bool) -> None:
    """The conditions as IAdea's players compute them."""
    (folder,) = (f for f in folders if f.parent.name == "zhengwu" and f.name == "1920x1080")
    root = ElementTree.parse(folder / "playlist.smil").getroot()
    images = list(root.iter(f"{SMIL}img"))
    shown = [image for image in images if smil_true(str(image.get("expr")), now)]
    assert len(shown) == (len(images) if plays else 0)
    ended = [i for i in images if smil_true(str(i.get("expr")), "2029-01-01T09:00:00")]
    assert 0 < len(ended) < len(images)  # warnings are over, the rest goes on


def smil_true(expression: str, now: str) -> bool:
    """The XPath of a playlist: adapi-compare, adapi-date, adapi-weekday, and, or."""
    moment = datetime.datetime.fromisoformat(now)
    python = (
        expression.replace("adapi-compare", "compare")
        .replace("adapi-date()", repr(now))
        .replace("adapi-weekday()", str(moment.isoweekday() % 7))
        .replace("substring-after", "after")
    )
    python = re.sub(r"(?<![<>=])=(?!=)", "==", python)
    names = {
        "compare": lambda one, other: (one > other) - (one < other),
        "after": lambda text, mark: text.partition(mark)[2],
    }
    return bool(eval(python, {"__builtins__": {}}, names))


def test_m3u_and_smil_say_the_same(folders: list[Path]) -> None:
    for folder in folders:
        entries = [(e["file"], e["seconds"]) for e in playlist(folder)["entries"]]
        text = (folder / "playlist.m3u8").read_text(encoding="utf-8")
        rows = text.splitlines()
        assert rows[0] == "#EXTM3U"
        times = [int(row.split(":")[1].split(",")[0]) for row in rows if row.startswith("#EXTINF")]
        shown = [int(row.split("=")[1]) for row in rows if row.startswith("#EXTVLCOPT")]
        files = [row for row in rows if not row.startswith("#")]
        assert list(zip(files, times, strict=True)) == entries and shown == times
        root = ElementTree.parse(folder / "playlist.smil").getroot()
        images = root.findall(f"{SMIL}body/{SMIL}seq/{SMIL}img")
        found = [(i.get("src"), int(str(i.get("dur")).removesuffix("s"))) for i in images]
        assert root.tag == f"{SMIL}smil" and found == entries
        (region,) = root.iter(f"{SMIL}region")
        assert f"{region.get('width')}x{region.get('height')}" == folder.name.split("-")[0]


def test_the_zip_is_what_xibo_and_a_stick_need(folders: list[Path]) -> None:
    """index.html at the root, no folders, relative names that are there, ASCII but for the guide."""
    for folder in folders:
        (path,) = folder.glob("*.zip")
        assert path.name == f"{folder.parent.name}-{folder.name}.zip"
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            names = archive.namelist()
            page = archive.read("index.html").decode("utf-8")
            guide = archive.read("使用说明.txt")
            for name in names:
                if name != "使用说明.txt":
                    assert name.isascii() and "/" not in name
                if name not in ("使用说明.txt", "manifest.json"):
                    assert archive.read(name) == (folder / name).read_bytes(), name
        others = {path.name for path in folder.iterdir()} - {path.name}
        # The picture that names the town lies beside it: the ZIP is the same in every town.
        local = {entry["file"] for entry in playlist(folder)["local"]}
        assert local <= others and set(names) == (others - local) | {
            *("使用说明.txt", "manifest.json")
        }
        assert all(name in guide.decode("utf-8-sig") for name in local)
        assert "http" not in re.sub(r"http-equiv", "", page) and 'src="' not in page
        slides = json.loads(page.split("var loop = ")[1].split(";\n")[0])["slides"]
        shown = {slide["file"] for slide in slides}
        assert shown == set(pictures(folder)) and shown - local <= set(names)
        assert guide.startswith(b"\xef\xbb\xbf")


def test_the_guide_says_where_to_copy_what_to_set_and_how_to_check(folders: list[Path]) -> None:
    for folder in folders:
        (path,) = folder.glob("*.zip")
        with zipfile.ZipFile(path) as archive:
            text = archive.read("使用说明.txt").decode("utf-8-sig")
        data = playlist(folder)
        for words in ("二、拷到哪里", "三、怎么设置", "四、怎么检查", "五件事", "110", "96110"):
            assert words in text
        assert f"{data['width']}×{data['height']}" in text
        if data["hours"]:
            assert f"{data['hours'][0]} 到 {data['hours'][1]}" in text
        for entry in data["entries"]:
            if entry["valid_to"]:
                assert entry["valid_to"] in text
        named = set(re.findall(r"[\w-]+\.(?:mp4|html|pptx|m3u8|smil|json|py)\b", text))
        with zipfile.ZipFile(path) as archive:
            assert named <= set(archive.namelist()), named
        assert all(len(line) < 100 for line in text.splitlines())


def test_windows_opens_the_names_of_the_zip(folders: list[Path]) -> None:
    """The mark for UTF-8 names (bit 11) is what the Explorer of Windows goes by."""
    (path,) = folders[0].glob("*.zip")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert archive.getinfo("使用说明.txt").flag_bits & 0x800


def test_the_upload_script_says_how_it_is_used() -> None:
    """Whoever asks it for help, or leaves the address out, read a traceback in English."""
    script = ROOT / "overrides" / "screens" / "anthias-upload.py"
    for words in ([], ["--help"]):
        done = subprocess.run(
            [sys.executable, str(script), *words], capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 1 and "用法" in done.stderr and "Traceback" not in done.stderr

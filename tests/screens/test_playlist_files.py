"""Playlists as signage software reads them, and the ZIP as it lands on a town's desktop."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

SMIL = "{http://www.w3.org/ns/SMIL}"
# What Anthias demands of a new asset (API v2, CreateAssetSerializerV2) and of a schedule slot.
ASSET = {
    "name": str, "uri": str, "mimetype": str, "start_date": str, "end_date": str, "duration": int,
    "is_enabled": bool, "nocache": bool, "play_order": int, "skip_asset_check": bool,
}  # fmt: skip
SLOT = {"name", "slot_type", "time_from", "time_to", "days_of_week"}


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
        assert [entry["file"] for entry in data["entries"]] == pictures(folder)
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
        assert f"{data['width']}x{data['height']}" == folder.name
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


def test_anthias_takes_the_assets_and_the_slot(folders: list[Path]) -> None:
    """Field by field as its interface checks them: kinds, whole seconds, moments with a zone."""
    for folder in folders:
        data = playlist(folder)
        assets = data["anthias"]["assets"]
        assert [asset["uri"] for asset in assets] == pictures(folder)
        assert [asset["play_order"] for asset in assets] == list(range(len(assets)))
        for asset, entry in zip(assets, data["entries"], strict=True):
            assert {name: type(value) for name, value in asset.items()} == ASSET
            start = datetime.datetime.fromisoformat(asset["start_date"])
            end = datetime.datetime.fromisoformat(asset["end_date"])
            assert start.tzinfo is not None and end.tzinfo is not None and start < end
            assert asset["duration"] == entry["seconds"] and asset["mimetype"] == "image"
        slot = data["anthias"]["slot"]
        assert set(slot) == SLOT and slot["slot_type"] == "time"
        first = datetime.time.fromisoformat(slot["time_from"])
        assert first != datetime.time.fromisoformat(slot["time_to"])
        assert slot["days_of_week"] == sorted(set(slot["days_of_week"]) & set(range(1, 8)))


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
        assert f"{region.get('width')}x{region.get('height')}" == folder.name


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
                    assert archive.read(name) == (folder / name).read_bytes(), name
        others = {path.name for path in folder.iterdir()} - {path.name}
        assert set(names) == others | {"使用说明.txt"}
        assert "http" not in re.sub(r"http-equiv", "", page) and 'src="' not in page
        slides = json.loads(page.split("var loop = ")[1].split(";\n")[0])["slides"]
        assert {slide["file"] for slide in slides} == set(pictures(folder)) <= set(names)
        assert guide.startswith(b"\xef\xbb\xbf")


def test_the_guide_says_where_to_copy_what_to_set_and_how_to_check(folders: list[Path]) -> None:
    for folder in folders:
        (path,) = folder.glob("*.zip")
        with zipfile.ZipFile(path) as archive:
            text = archive.read("使用说明.txt").decode("utf-8-sig")
        data = playlist(folder)
        for words in ("二、拷到哪里", "三、怎么设置", "四、怎么检查", "110", "96110"):
            assert words in text
        assert f"{data['width']}×{data['height']}" in text
        if data["hours"]:
            assert f"{data['hours'][0]} 到 {data['hours'][1]}" in text
        for entry in data["entries"]:
            if entry["valid_to"]:
                assert entry["valid_to"] in text
        named = set(re.findall(r"[\w-]+\.(?:mp4|html|pptx|m3u8|smil|json)\b", text))
        with zipfile.ZipFile(path) as archive:
            assert named <= set(archive.namelist()), named
        assert all(len(line) < 100 for line in text.splitlines())


def test_windows_opens_the_names_of_the_zip(folders: list[Path]) -> None:
    """The mark for UTF-8 names (bit 11) is what the Explorer of Windows goes by."""
    (path,) = folders[0].glob("*.zip")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert archive.getinfo("使用说明.txt").flag_bits & 0x800

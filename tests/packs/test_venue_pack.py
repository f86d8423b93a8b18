"""Packs of venues: light ones on the site, full ones on demand; each lists exactly what is in it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests import samples
from tests.checking import findings
from tests.commands import fanzha
from tests.conftest import MakeProject

PACKS = """schools:
  audiences: [students]
  who: 班主任
  products:
    - {kind: poster-a3, most: 2, light: 1, where: 食堂}
    - {kind: alert-poster-a4, most: 2, light: 1, where: 校门口}
    - {kind: leaflet-a4, most: 4, light: 1, where: 家长会}
    - {kind: text-group, most: 4, light: 1, where: 家长群}
    - {kind: clip, most: 1, where: 班会}
  screens: [320x32]
huodong:
  label: 签名活动
  who: 主办的人
  all_items: true
  products:
    - {kind: leaflet-a4, most: 1, where: 摊位上}
"""
PLAYLIST = """---
title: 学校条屏
summary: 给校门口的人看。
rule: 先挂断，再核实
venues: [schools]
published: 2026-11-20
reviewed: 2026-11-20
status: published
basis: composite
profiles: [320x32]
entries:
  - {item: shuadan}
---

放在校门口。
"""
FILES = {
    "data/packs.yml": PACKS,
    "scams/shuadan.md": samples.scam(venues="[schools]", audiences="[students]"),
    "cases/jia.md": samples.case(venues="[schools]", published="2026-11-21", reviewed="2026-11-21"),
    "cases/yi.md": samples.case(venues="[banks]"),
    "alerts/qun.md": samples.alert(venues="[schools]"),
    "posters/tie.md": samples.poster(venues="[schools]"),
    "screens/xuexiao.md": PLAYLIST,
}


def listed(archive: zipfile.ZipFile) -> list[str]:
    """The files that the list of a pack names."""
    sheet = openpyxl.load_workbook(io.BytesIO(archive.read("list.xlsx"))).active
    assert sheet is not None
    return [str(row[0].value) for row in sheet.iter_rows(min_row=4)]


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "".join(re.sub(r"\s", "", page.get_textpage().get_text_range()) for page in document)


def opened(path: Path) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    assert archive.testzip() is None
    names = archive.namelist()
    assert names[:2] == ["guide.pdf", "list.xlsx"] and len(set(names)) == len(names)
    assert all(name.isascii() for name in names)
    assert names[-1] == "manifest.json"  # for whoever checks it; the list is for people
    assert sorted(listed(archive)) == sorted(names[:-1])
    return archive


@pytest.mark.long
def test_a_full_pack_has_what_the_place_needs_and_lists_it(project: MakeProject) -> None:
    """A teacher gets one file; what is for banks is not in it."""
    root = project(FILES, fonts=True).root
    for name in ("one.zip", "two.zip"):
        done = fanzha(root, "pack", "schools", "-o", name)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "学校整包" in done.stdout and "guide.pdf" in done.stdout
    assert (root / "one.zip").read_bytes() == (root / "two.zip").read_bytes()
    archive = opened(root / "one.zip")
    names = archive.namelist()
    assert {
        *("print/poster-a3-tie.pdf", "print/leaflet-a4-shuadan.pdf", "print/leaflet-a4-jia.pdf"),
        *("print/alert-poster-a4-qun.pdf", "words/shuadan-group.txt", "clips/shuadan-16x9-15.mp4"),
        *("screens/xuexiao-320x32/readme.txt", "screens/xuexiao-320x32/lines-gb18030.txt"),
    } <= {*names}
    assert not any(re.split(r"[-./]", name)[-2] == "yi" for name in names)
    guide = words(archive.read("guide.pdf"))
    for told in ("食堂", "家长会", "300份", "96110", "班主任", "什么时候换", "readme.txt"):
        assert told in guide, told
    readme = archive.read("screens/xuexiao-320x32/readme.txt").decode("utf-8-sig")
    assert "U盘" in readme and ".htz" not in readme


def test_what_is_in_season_or_new_and_what_packs_there_are(project: MakeProject) -> None:
    root = project(FILES, fonts=True).root
    done = fanzha(root, "pack")
    assert "schools　学校" in done.stdout and "huodong　签名活动" in done.stdout
    done = fanzha(root, "pack", "school")
    assert done.returncode == 2 and "schools（学校）" in done.stderr
    (root / "notes").write_text("我的", encoding="utf-8")
    done = fanzha(root, "pack", "schools", "-o", "notes")
    assert done.returncode == 2 and "有一个文件，不是文件夹" in done.stderr
    assert (root / "notes").read_text(encoding="utf-8") == "我的"
    done = fanzha(root, "pack", "schools", "--since", "2026-11-21", "-o", "U盘/学校")
    assert done.returncode == 0, done.stderr
    names = opened(root / "U盘/学校/pack-schools-since-20261121.zip").namelist()
    assert "print/leaflet-a4-jia.pdf" in names and "print/leaflet-a4-shuadan.pdf" not in names
    done = fanzha(root, "pack", "schools", "--since", "2027-01-01")
    assert done.returncode == 2 and "2027-01-01以来新出的" in done.stderr
    assert not list(root.glob("*since-20270101*"))


def test_a_pack_for_nobody_and_of_what_there_is_not_is_refused(project: MakeProject) -> None:
    """The editor reads which line, and how it should be written."""
    wrong = PACKS.replace("schools:", "school:").replace("kind: poster-a3", "kind: postr-a3")
    found = findings(project({**FILES, "data/packs.yml": wrong}), "R")
    said = {(f.code, f.line) for f in found if f.path == "docs/data/packs.yml"}
    assert said == {("R040", 1), ("R001", 5)}
    more = PACKS.replace("most: 2, light: 1, where: 食堂", "most: 1, light: 2, where: 食堂")
    (found_one, *_) = findings(project({**FILES, "data/packs.yml": more}), "S")
    assert "小包" in found_one.message


def test_each_venue_of_the_site_has_a_light_pack(shipped: Path) -> None:
    """It is small, complete, and the first thing on the page of the venue."""
    total = 0
    for page in sorted((shipped / "at").glob("*/index.html")):
        venue = page.parent.name
        path = shipped / "packs" / f"{venue}.zip"
        archive = opened(path)
        assert path.stat().st_size < 3_000_000, venue
        total += path.stat().st_size
        text = page.read_text(encoding="utf-8")
        assert f'href="../../packs/{venue}.zip"' in text
        assert text.index(f"packs/{venue}.zip") < text.index("印出来放这里")
        for name in archive.namelist():
            if name.startswith("print/"):
                digest = hashlib.sha256(archive.read(name)).digest()
                kind = next(
                    file
                    for file in (shipped / "print").glob("*/*.*")
                    if name == f"print/{file.parent.name}-{file.name}"
                )
                assert hashlib.sha256(kind.read_bytes()).digest() == digest
    assert total < 25_000_000

"""`fanzha alert`: one alert as files in a folder, and as one ZIP for a chat."""

from __future__ import annotations

import io
import json
import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.editions.province import province

OTHER_TOWN = """name: 新镇
site_name: 新镇反诈宣传
publisher: 新镇反诈宣传工作小组
site_url: https://xinzhen.example/
"""
FILES = {
    "scams/shuadan.md": samples.scam(),
    "alerts/qun.md": samples.alert(
        severity="urgent", sms="群里叫您垫钱做任务，是骗局。别垫，拿不准打96110。"
    ),
    "alerts/jiu.md": samples.alert(
        published="2026-11-10", reviewed="2026-11-10", since="2026-11-01"
    ),
    "alerts/xin.md": samples.alert(replaces="jiu"),
    "alerts/wan.md": samples.alert(
        published="2026-10-01", since="2026-09-20", expires="2026-11-01"
    ),
    "alerts/caogao.md": samples.alert(status="draft"),
    "alerts/jiechu.md": samples.alert(status="withdrawn", ended="已经拦下。"),
    "alerts/mingtian.md": samples.alert(published="2026-11-23"),
    "alerts/jijie.md": samples.alert(season='{start: "03-01", end: "04-30"}'),
    "alerts/bendi.md": samples.alert(scope="local", regions="[xinzhen]"),
    "data/regions/xinzhen.yml": OTHER_TOWN,
}


def made(root: Path, name: str) -> zipfile.ZipFile:
    done = fanzha(root, "alert", "qun", "-o", name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "整包下载" in done.stdout and str(root / name) in done.stdout
    return zipfile.ZipFile(io.BytesIO((root / name / "packs" / "alert-qun.zip").read_bytes()))


def test_a_packet_holds_what_each_way_out_needs_and_is_the_same_again(project: MakeProject) -> None:
    """A clerk hands one file to everybody; what is in it stands first, in plain words."""
    root = project(FILES, fonts=True).root
    packet = made(root, "one")
    names = packet.namelist()
    assert names[0] == "怎么发.txt" and names[-1] == "manifest.json"
    folders = list(dict.fromkeys(name.split("/")[0] for name in names[1:-1]))
    assert folders == sorted(folders)
    assert {"1-群里发", "3-短信", "4-屏幕", "6-打印", "7-登记"} <= set(folders)
    assert {f"4-屏幕/{name}" for name in ("1920x1080.jpg", "512x256.png", "lines-gb18030.txt")} <= {
        *names
    }
    assert "6-打印/预警海报（A3）.pdf" in names and "7-登记/预警发布登记（表格文件）.xlsx" in names
    assert not any("全部短信" in name for name in names)
    guide = packet.read("怎么发.txt").decode("utf-8-sig")
    told = [line.split(". ")[1] for line in guide.splitlines() if line[:1].isdigit()]
    assert told[0] == "微信群、家长群" and told[-1] == "登记"
    assert all(name.split("/")[1] in guide for name in names[1:-1])
    line = packet.read("4-屏幕/lines-utf8.txt").decode().splitlines()[0]
    assert line == "【紧急预警】假刷单返利：先垫钱的都是骗"
    page = packet.read("5-公众号/公众号文章.html").decode()
    links = re.findall(r'(?:href|src)="([^"#:]+)"', page)
    assert len(links) >= 2
    places = {posixpath.normpath(f"5-公众号/{unquote(link)}") for link in links}
    assert places <= {*names} and "1-群里发/转发卡片（方）.png" in places
    again = made(root, "two")
    assert {n: again.read(n) for n in again.namelist()} == {n: packet.read(n) for n in names}
    rows = json.loads((root / "one" / "manifest.json").read_text(encoding="utf-8"))["products"]
    assert all("qun" in row["items"] for row in rows)
    (size,) = [row["bytes"] for row in rows if row["kind"] == "alert-packet"]
    assert size < 10_000_000


def test_a_town_that_makes_little_beforehand_gets_what_it_asks_for(project: MakeProject) -> None:
    """A choice is about what is made beforehand; this morning's alert is asked for by name."""
    alert = {"alerts/qun.md": FILES["alerts/qun.md"]}
    root = project(province(alert), fonts=True, region="zhen-b").root
    assert "6-打印/预警海报（A3）.pdf" in made(root, "one").namelist()
    done = fanzha(root, "print", "shuadan", "--product", "leaflet-a4", "--bw", "-o", "bw.pdf")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (root / "bw.pdf").read_bytes()[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("item", "why"),
    [
        ("meiyou", "docs/alerts/ 里有：bendi、caogao"),
        ("jiu", "已经由 xin 代替"),
        ("bendi", "别的地区"),
        ("wan", "到 2026-11-01 为止，已经过期"),
        ("caogao", "还没发布（status: draft）"),
        ("jiechu", "已经解除"),
        ("mingtian", "到 2026-11-23 才发布"),
        ("jijie", "不在它的季节"),
    ],
)
def test_what_is_over_or_of_another_town_is_not_made(
    project: MakeProject, item: str, why: str
) -> None:
    root = project(FILES).root
    done = fanzha(root, "alert", item)
    assert done.returncode == 2 and why in done.stderr
    assert not (root / f"alert-{item}").exists()

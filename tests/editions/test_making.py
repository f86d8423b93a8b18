"""All editions at once: the same bytes as one by one, faults of one town are its own."""

from __future__ import annotations

import datetime
import errno
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from fanzha.building.progress import Silent
from fanzha.building.target import locked
from fanzha.edition import Project
from fanzha.editions import files_once
from fanzha.editions.engine import LocalEngine
from fanzha.editions.making import Wanted, make_all, merge
from fanzha.editions.place import Local
from fanzha.editions.report import Report
from fanzha.editions.tasks import Task
from fanzha.errors import ContentError, UsageError
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.editions.cluster import wait_for
from tests.editions.deadly import ALWAYS, ONCE, deadly
from tests.editions.province import NAMES, made, province
from tests.samples import BODY, case, scam

EVERYTHING = Wanted()


def build(project: Project, out: Path, wanted: Wanted = EVERYTHING) -> Report:
    """All towns in this process."""
    engine = LocalEngine(1, Silent())
    config = project.root / "mkdocs.yml"
    return make_all(project, config, Local(str(out)), wanted, engine, lambda *_: None)


def states(report: Report) -> dict[str, str]:
    return {one.region: one.state for one in report.outcomes}


@pytest.mark.long
def test_towns_are_byte_by_byte_what_each_is_alone(project: MakeProject, tmp_path: Path) -> None:
    """With pages, and with two processes; each town alone has a store of its own."""
    files = province(
        {
            "data/regions/zhen-a.yml": "name: 甲溪镇\nparent: xian\n"
            "products: {texts: [group.txt], site: [all]}\n",
            "local/xian/cases/ji-shi.md": case(title="集市上的事"),
            "local/xian/scams/shuadan.md": scam(title="本县的刷单"),
            "local/xian/local.yml": "replace: [shuadan]\n",
            "local/zhen-b/cases/bie-chu.md": case(title="别处的事"),
        }
    )
    town = project(files, region="sheng")
    done = fanzha(town.root, "build", "--all", "--jobs", 2, "--site-dir", tmp_path / "all")
    assert done.returncode == 0, done.stdout + done.stderr
    assert {path.name for path in (tmp_path / "all").iterdir() if path.name[0] != "."} == {
        *NAMES,
        *("index.html", "towns.json"),
    }
    for name in ("xian", "zhen-a"):
        alone = project(files, region=name)
        done = fanzha(alone.root, "build", "--site-dir", tmp_path / name)
        assert done.returncode == 0, done.stdout + done.stderr
        assert made(tmp_path / "all" / name) == made(tmp_path / name)
    pages = tmp_path / "all" / "zhen-a"
    assert "集市上的事" in (pages / "cases" / "ji-shi" / "index.html").read_text(encoding="utf-8")
    assert "本县的刷单" in (pages / "scams" / "shuadan" / "index.html").read_text(encoding="utf-8")
    assert not (pages / "cases" / "bie-chu").exists() and not (pages / "local").exists()
    assert b"shuadan/group.txt" in (tmp_path / "all" / "xian" / "index.html").read_bytes()


def test_what_is_as_it_was_is_not_made_again(project: MakeProject, tmp_path: Path) -> None:
    town, out = project(province(), region="sheng"), tmp_path / "out"
    build(town, out)
    assert {*states(build(town, out)).values()} == {"same"}
    profile = town.docs / "data" / "regions" / "zhen-a.yml"
    profile.write_text(profile.read_text(encoding="utf-8") + "reward: 有奖\n", encoding="utf-8")
    (out / "zhen-b" / "index.html").unlink()
    assert states(build(town, out)) == {
        **{"sheng": "same", "xian": "same"},
        **{"zhen-a": "made", "zhen-b": "made"},
    }


def test_a_changed_shared_item_remakes_its_products_only(
    project: MakeProject, tmp_path: Path
) -> None:
    choice = "products: {texts: [group.txt]}\n"
    files = province({"scams/kefu.md": scam(title="冒充客服")})
    del files["data/regions/xian.yml"]
    files["data/regions/sheng.yml"] = str(files["data/regions/sheng.yml"]).split("products")[0]
    for name in ("sheng", "zhen-a", "zhen-b"):
        text = files[f"data/regions/{name}.yml"] or ""
        files[f"data/regions/{name}.yml"] = text.replace("parent: xian", "parent: sheng") + choice
    town, out = project(files, region="sheng"), tmp_path / "out"
    build(town, out)
    store = town.root / ".cache" / "fanzha" / "products"
    before = {path for path in store.rglob("*") if path.is_file()}
    times = {path: path.stat().st_mtime_ns for path in before if path.suffix != ".json"}
    (town.docs / "scams" / "kefu.md").write_text(
        scam(title="冒充客服", rule="客服不要屏幕", summary="客服从来不要您的屏幕。"),
        encoding="utf-8",
    )
    assert {*states(build(town, out)).values()} == {"made"}
    after = {path for path in store.rglob("*") if path.is_file()}
    fresh = [path for path in after - before if path.suffix != ".json"]
    assert 1 <= len(fresh) <= 3  # its text message, once per signature
    assert all(path.stat().st_mtime_ns == times[path] for path in times)


def test_towns_share_what_is_the_same_on_the_disk(tmp_path: Path) -> None:
    """Each distinct file once; what nobody has any more goes."""
    pool, rows = tmp_path / "pool", {"own.txt": b"a", "same.txt": b"both"}
    for town in ("one", "two"):
        (tmp_path / town).mkdir()
        rows["own.txt"] = town.encode()
        for name, data in rows.items():
            (tmp_path / town / name).write_bytes(data)
        manifest = {
            "products": [
                {"path": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
                for name, data in rows.items()
            ]
        }
        (tmp_path / town / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    size = (tmp_path / "one" / "manifest.json").stat().st_size
    assert files_once.share(tmp_path / "one", pool) == 3 + 4 + size
    assert files_once.share(tmp_path / "two", pool) == 3 + size
    assert (tmp_path / "one" / "same.txt").samefile(tmp_path / "two" / "same.txt")
    shutil.rmtree(tmp_path / "two")
    files_once.prune(pool)
    left = sorted(path.read_bytes() for path in pool.glob("*/*"))
    assert left == [b"both", b"one"]


def test_a_fault_of_one_town_stops_only_that_town(project: MakeProject, tmp_path: Path) -> None:
    bad = {"local/zhen-a/cases/xin.md": case(BODY + "\n打110110。\n")}
    town = project(province(bad), region="sheng")
    done = fanzha(town.root, "build", "--all", "--jobs", 1, "--site-dir", tmp_path / "out")
    assert done.returncode == 1
    assert "没有做成：甲溪镇（zhen-a）" in done.stdout and "xin.md:" in done.stdout
    report = json.loads((tmp_path / "out" / ".towns" / "report.json").read_text(encoding="utf-8"))
    assert (report["made"], report["failed"]) == (3, 1)
    assert report["phones_from_above"].keys() == {"白石县", "乙桥镇", "甲溪镇"} - {"甲溪镇"}
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="zhen-b/"' in index and 'href="zhen-a/"' not in index


def test_a_fault_that_all_share_stops_before_anything_is_made(
    project: MakeProject, tmp_path: Path
) -> None:
    town = project(province({"scams/shuadan.md": scam(BODY + "\n打110110。\n")}), region="sheng")
    with pytest.raises(ContentError):
        build(town, tmp_path / "out")
    assert not list(tmp_path.glob("out/*"))


def test_a_full_disk_in_one_town(
    project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are made; its old folder stays whole, and nothing half made is left."""
    town, out = project(province(), region="sheng"), tmp_path / "out"
    build(town, out)
    old = made(out / "zhen-a")
    for name in ("zhen-a", "zhen-b"):
        path = town.docs / "data" / "regions" / f"{name}.yml"
        path.write_text(path.read_text(encoding="utf-8") + "sms_signature: 【新】\n", "utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace("【新】", "【新签名】"), "utf-8")
    share = files_once.share

    def full(folder: Path, pool: Path) -> int:
        if "zhen-a" in folder.name:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return share(folder, pool)

    monkeypatch.setattr(files_once, "share", full)
    told = build(town, out)
    assert states(told)["zhen-a"] == "failed" and states(told)["zhen-b"] == "made"
    assert "磁盘" in told.failed[0].reason
    assert made(out / "zhen-a") == old
    assert not list(out.glob(".*-new-*"))


def test_two_at_once_into_one_folder(project: MakeProject, tmp_path: Path) -> None:
    town, out = project(province(), region="sheng"), tmp_path / "out"
    with locked(tmp_path / ".out.lock", out), pytest.raises(UsageError, match="另一个生成正在进行"):
        build(town, out)
    other = project(province(), region="sheng")
    with locked(out.with_name(".out-1of2.lock"), out):
        build(other, out)  # a shard is no rival


def test_a_region_that_is_deleted_is_told_and_not_offered(
    project: MakeProject, tmp_path: Path
) -> None:
    town, out = project(province(), region="sheng"), tmp_path / "out"
    build(town, out)
    (town.docs / "data" / "regions" / "zhen-b.yml").unlink()
    told = build(town, out)
    assert told.gone == ("zhen-b",) and "zhen-b" in told.as_text()
    assert (out / "zhen-b" / "manifest.json").is_file()
    assert "zhen-b" not in (out / "index.html").read_text(encoding="utf-8")


def test_a_file_that_became_wrong_takes_nobody_the_site_that_is_there(
    project: MakeProject, tmp_path: Path
) -> None:
    """Told as deleted, someone would have removed its folder; and its people did not find it."""
    town, out = project(province(), region="sheng"), tmp_path / "out"
    build(town, out)
    regions = town.docs / "data" / "regions"
    (regions / "zhen-b.yml").write_text("name: [\n", encoding="utf-8")
    (regions / "zhen-a.yml").write_text("name: 甲溪镇\nparent: weg\n", encoding="utf-8")
    for _ in range(2):
        told = build(town, out)
        assert {one.region for one in told.failed} == {"zhen-a", "zhen-b"}
        assert told.gone == () and "删去" not in told.as_text().replace("删去 parent", "")
        page = (out / "index.html").read_text(encoding="utf-8")
        assert 'href="zhen-a/"' in page and ">乙桥镇<" in page
    (regions / "zhen-b.yml").unlink()
    assert build(town, out).gone == ("zhen-b",)
    assert "zhen-b" not in (out / "index.html").read_text(encoding="utf-8")


def test_a_list_of_no_town_is_not_all_of_them(project: MakeProject, tmp_path: Path) -> None:
    """A comma that was left over would make 1,500 towns."""
    town = project(province(), region="sheng")
    for given in ("，", ""):  # an empty variable of a script is no wish for one site either
        done = fanzha(town.root, "build", "--towns", given, "--site-dir", tmp_path / "out")
        assert done.returncode == 2 and "没有写地区" in done.stderr
        assert not (tmp_path / "out").exists()


def test_a_county_with_all_below_or_some(project: MakeProject, tmp_path: Path) -> None:
    town = project(province(), region="sheng")
    told = build(town, tmp_path / "a", Wanted(below=("xian",)))
    assert [*states(told)] == ["xian", "zhen-a", "zhen-b"]
    assert [*states(build(town, tmp_path / "b", Wanted(some=("zhen-a",))))] == ["zhen-a"]
    with pytest.raises(UsageError, match="是不是 zhen-a"):
        build(town, tmp_path / "c", Wanted(some=("zhen-aa",)))


def test_shards_are_merged_and_a_missing_one_is_told(project: MakeProject, tmp_path: Path) -> None:
    town, out = project(province(), region="sheng"), tmp_path / "out"
    first = build(town, out, Wanted(shard="1/2"))
    assert [*states(first)] == ["sheng", "zhen-a"]
    assert not (out / "index.html").exists()
    half = merge(town, Local(str(out)))
    assert half.missing == ("xian", "zhen-b") and "zhen-b" in half.as_text()
    build(town, out, Wanted(shard="2/2"))
    whole = merge(town, Local(str(out)))
    assert whole.missing == () and {*states(whole)} == {*NAMES}
    assert 'href="zhen-b/"' in (out / "index.html").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="3/20"):
        build(town, out, Wanted(shard="3/2"))


def test_a_folder_of_a_single_town_is_not_taken(project: MakeProject, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="一个地区的成品"):
        build(project(province(), region="sheng"), tmp_path / "out")


def test_a_killed_process_costs_no_town(tmp_path: Path) -> None:
    """One is killed once, one each time: the first is made by another, the second is named."""
    tasks = [_task(name, tmp_path) for name in (ONCE, ALWAYS, "a")]
    told = {one.region: one for one in LocalEngine(2, Silent(), deadly).run(tasks)}
    assert {name for name, one in told.items() if one.state == "made"} == {"a", ONCE}
    assert told[ALWAYS].state == "failed" and "内存" in told[ALWAYS].reason


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to whole consoles")
def test_ctrl_c_leaves_nothing(project: MakeProject, tmp_path: Path) -> None:
    """Only the coordinator is told; its workers clear what they began, and the next run goes on."""
    pages = {"data/regions/xian.yml": "name: 白石县\nparent: sheng\nproducts: {site: [all]}\n"}
    town, out = project(province(pages), region="sheng"), tmp_path / "out"
    command = [sys.executable, "-m", "fanzha", "build", "--all", "--jobs", "2"]
    running = subprocess.Popen(
        [*command, "--site-dir", str(out)],
        cwd=town.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for("a town", lambda: [*out.glob("*/manifest.json")] or running.poll())
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode in (0, 130) and b"Traceback" not in told, told.decode()
    if running.returncode:  # some of it is in place already
        assert "再运行一次接着做" in told.decode() and "没有动" not in told.decode()
    assert not [*out.glob(".*-new-*")]
    assert {*states(build(town, out))} == {*NAMES}


def _task(name: str, root: Path) -> Task:
    place = Local(str(root))
    return Task(str(root), "docs", "mkdocs.yml", name, datetime.date.today(), place, "", "", "")

"""Regions above regions: what is empty comes from there, and nobody gets another's number unseen."""

from __future__ import annotations

import pytest

from fanzha.content.regions import inherited, load_region, load_regions
from fanzha.edition import read_contents
from tests.conftest import MakeProject
from tests.editions.province import PROVINCE, province


def test_what_is_empty_comes_from_above(project: MakeProject) -> None:
    made = project(province(), region="zhen-b")
    regions, texts, findings = load_regions(made.root, made.docs)
    town = regions["zhen-b"]
    assert findings == []
    assert town.chain == ("zhen-b", "xian", "sheng")
    assert (town.site_name, town.publisher) == ("乙桥镇反诈宣传", "清江省反诈工作专班")
    assert town.site_url == "https://qingjiang.example.org/zhen-b/"
    assert town.police.phone == "0312-1234567"
    assert ("police", "sheng") in [(one.field, one.source) for one in inherited(town, texts)]
    assert load_region(made.root, made.docs, "zhen-b")[0] == town


def test_a_station_comes_whole_or_not_at_all(project: MakeProject) -> None:
    """The county's number below the town's name would be a lie on paper."""
    files = province(
        {"data/regions/zhen-a.yml": "name: 甲溪镇\nparent: xian\npolice: {name: 甲溪所}\n"}
    )
    made = project(files, region="zhen-a")
    town, _ = load_region(made.root, made.docs, "zhen-a")
    assert town is not None
    assert (town.police.name, town.police.phone, town.police.address) == ("甲溪所", "", "")


def test_who_has_another_publisher_has_not_the_signature_of_the_one_above(
    project: MakeProject,
) -> None:
    files = province(
        {
            "data/regions/sheng.yml": PROVINCE + "sms_signature: 【清江反诈】\n",
            "data/regions/zhen-a.yml": "name: 甲溪镇\nparent: xian\npublisher: 甲溪镇综治办\n",
        }
    )
    made = project(files, region="zhen-a")
    regions, _, _ = load_regions(made.root, made.docs)
    assert regions["zhen-a"].signature == "【甲溪镇综治办】"
    assert regions["zhen-b"].signature == "【清江反诈】"


@pytest.mark.parametrize(
    ("changed", "path", "said"),
    [
        ({"data/regions/xian.yml": "name: 白石县\nparent: shen\n"}, "xian", "没有 shen 这个上级"),
        ({"data/regions/sheng.yml": PROVINCE + "parent: zhen-b\n"}, "sheng", "上级转成了一圈"),
    ],
)
def test_a_parent_that_leads_nowhere_is_found_at_its_line(
    project: MakeProject, changed: dict[str, str], path: str, said: str
) -> None:
    made = project(province(changed), region="zhen-a")
    regions, texts, findings = load_regions(made.root, made.docs)
    assert regions.keys() & {"zhen-a", "zhen-b"} == set()
    found = next(one for one in findings if one.path == f"docs/data/regions/{path}.yml")
    assert found.code == "S070" and said in found.message
    assert found.line == texts[path].fields.at("parent").line


def test_without_parent_a_publisher_is_missing(project: MakeProject) -> None:
    made = project(province({"data/regions/xian.yml": "name: 白石县\nsite_name: 白石反诈\n"}))
    _, _, findings = load_regions(made.root, made.docs)
    assert [(one.code, "publisher" in one.message) for one in findings] == [("S020", True)]


def test_a_level_chooses_its_products(project: MakeProject) -> None:
    """A province says it once for all its villages; a region may still say otherwise."""
    files = province(
        {
            "data/regions/sheng.yml": PROVINCE + "levels: {village: {print: [leaflet-a4]}}\n",
            "data/regions/cun.yml": "name: 丙村\nparent: zhen-a\nlevel: village\n",
            "data/regions/dian.yml": "name: 丁村\nparent: zhen-a\nlevel: village\n"
            "products: {print: [poster-a3/poster-dianhua]}\n",
        }
    )
    made = project(files, region="cun")
    regions, _, findings = load_regions(made.root, made.docs)
    assert findings == []
    assert regions["cun"].makes("print", "print/leaflet-a4/shuadan.pdf")
    assert not regions["cun"].makes("texts", "texts/shuadan/group.txt")
    assert regions["zhen-a"].makes("texts", "texts/shuadan/group.txt")
    assert regions["dian"].makes("print", "print/poster-a3/poster-dianhua.pdf")
    assert not regions["dian"].makes("print", "print/poster-a3/poster-qinren.pdf")


def test_all_but_some(project: MakeProject) -> None:
    """What a town leaves out it can name; it need not name the forty kinds that it makes."""
    choice = (
        "products: {print: [all, -leaflet-a4-bw, -poster-a3/poster-qinren], texts: [-sms.txt]}\n"
    )
    files = province({"data/regions/zhen-a.yml": f"name: 甲溪镇\nparent: xian\n{choice}"})
    made = project(files, region="zhen-a")
    region = load_regions(made.root, made.docs)[0]["zhen-a"]
    paths = (
        "leaflet-a4-bw/shuadan.pdf",
        "leaflet-a4-bw/shuadan.webp",
        "poster-a3/poster-qinren.pdf",
    )
    assert not any(region.makes("print", f"print/{path}") for path in paths)
    assert region.makes("print", "print/leaflet-a4/shuadan.pdf")
    assert region.makes("print", "print/poster-a3/poster-dianhua.pdf")
    assert not region.makes("texts", "texts/shuadan/group.txt"), "a minus alone chooses nothing"


def test_who_chose_nothing_below_another_makes_what_is_handed_out_daily(
    project: MakeProject,
) -> None:
    """No ZIPs and no copier's sheets for 1,500 towns; who stands alone makes all."""
    files = province(
        {
            "data/regions/sheng.yml": PROVINCE.split("products")[0],
            "data/regions/zhen-a.yml": "name: 甲溪镇\nparent: xian\nproducts: {packs: [all]}\n",
        }
    )
    contents = read_contents(project(files, region="sheng"))
    top, town, own = (contents.edition(name).region for name in ("sheng", "zhen-b", "zhen-a"))
    rare = [
        ("packs", "packs/alert-nianguan.zip"),
        ("print", "print/leaflet-a4-bw/shuadan.pdf"),
        ("print", "print/poster-a3-bw/poster-qinren.webp"),
        ("print", "print/banner-proof/dianhua.pdf"),
    ]
    daily = [
        ("print", "print/leaflet-a4/shuadan.pdf"),
        ("texts", "texts/shuadan/script.txt"),
        ("site", "index.html"),
    ]
    assert all(top.makes(*file) for file in (*rare, *daily))
    assert all(town.makes(*file) for file in daily)
    assert not any(town.makes(*file) for file in rare)
    assert own.makes(*rare[0]) and not own.makes(*daily[0]), "its own choice is the whole of it"

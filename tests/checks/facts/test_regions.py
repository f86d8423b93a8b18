"""Every region's file is read, whichever region is built."""

from __future__ import annotations

import pytest

from tests.checking import findings
from tests.conftest import MakeProject

REAL = """name: 新桥镇
site_name: 新桥镇反诈宣传
publisher: 新桥镇反诈办
site_url: https://xinqiao.gov.cn/fanzha/
area_code: "0999"
police: {name: 新桥派出所, phone: 0999-2000000, address: 新桥镇新桥街}
reporting: 发现骗子的电话，可以打96110或到派出所说明。
"""


def codes(project: MakeProject, text: str, region: str = "shifan") -> list[str]:
    """What is found in the file of a second region, while another is built."""
    made = project({"data/regions/xinqiao.yml": text}, region=region)
    return [f.code for f in findings(made) if f.path.endswith("xinqiao.yml")]


def test_a_finished_region_is_clean(project: MakeProject) -> None:
    """The values of a real town give no finding."""
    assert codes(project, REAL) == []


@pytest.mark.parametrize(
    ("real", "left"),
    [
        ("name: 新桥派出所", "name: 示范镇派出所"),
        ("publisher: 新桥镇反诈办", "publisher: 示范镇反诈办"),
        ("https://xinqiao.gov.cn/fanzha/", "https://shifan.example/fanzha/"),
        ("新桥镇新桥街", "示范镇示范路"),
        ("https://xinqiao.gov.cn/fanzha/", "https://www.shifan.example/fanzha/"),
        ("0999-2000000", "0999-0000110"),
        ("派出所说明", "示范镇派出所说明"),
        ("reporting:", "sms_signature: 【示范镇反诈】\nreporting:"),
    ],
)
def test_what_is_left_of_the_sample_is_found(project: MakeProject, real: str, left: str) -> None:
    """A town that changed the name and forgot a number would print the sample's."""
    assert real in REAL
    assert codes(project, REAL.replace(real, left)) == ["F016"]


def test_the_samples_phone_is_found(project: MakeProject) -> None:
    """Both the code and the phone are the sample's."""
    text = REAL.replace("0999", "0000")
    assert codes(project, text) == ["F016", "F016"]


def test_a_real_name_is_no_sample(project: MakeProject) -> None:
    """Every page would say that the town is not real."""
    assert codes(project, REAL + "sample: true\n") == ["F016"]


def test_area_code_and_phone_agree(project: MakeProject) -> None:
    """One of the two is wrong, and residents would ring it."""
    assert codes(project, REAL.replace('"0999"', '"0998"')) == ["F017"]


@pytest.mark.parametrize(
    "line",
    ["reporting: 发现线索，打96119。", "reward: 拿不准，打9611O。", "publisher: 新桥９６１１０"],
)
def test_a_regions_words_are_read_as_all_words_are(project: MakeProject, line: str) -> None:
    """A wrong hotline in the region would stand on every sheet of the town."""
    key = line.partition(":")[0]
    text = "".join(row for row in REAL.splitlines(True) if not row.startswith(f"{key}:"))
    assert {"F001", "F015"} & {*codes(project, f"{text}{line}\n")}


@pytest.mark.parametrize("police", ["{}", "{name: 新桥派出所}", "{phone: 0999-2000000}"])
def test_a_town_without_a_station_is_told_what_becomes_of_it(
    project: MakeProject, police: str
) -> None:
    """A line to write on in the office, nothing in a shop's file: better known before it is printed."""
    text = REAL.replace("{name: 新桥派出所, phone: 0999-2000000, address: 新桥镇新桥街}", police)
    assert codes(project, text) == ["F022"]
    assert codes(project, text + "level: county\n") == []


@pytest.mark.parametrize(
    ("real", "other"),
    [("新桥镇新桥街", "新桥镇国家级示范社区"), ("name: 新桥镇\n", "name: 新桥示范区\n")],
)
def test_a_real_place_may_be_a_model_one(project: MakeProject, real: str, other: str) -> None:
    """示范 is a word of many real names; who has it was told to write that he is a sample."""
    assert real in REAL
    assert codes(project, REAL.replace(real, other)) == []


@pytest.mark.parametrize(
    "address",
    [
        *("http://localhost:8000/", "http://127.0.0.1/", "http://192.168.1.4/", "http://10.0.0.8/"),
        *("http://[::1]/", "http://fanzha/", "http://diannao.local/", "https://gov.cn@evil.top/"),
        "https://xinqiao.gov.cn:99999/",
    ],
)
def test_no_sheet_carries_an_address_of_the_office(project: MakeProject, address: str) -> None:
    """It opens on the desk where it was tried, and is a white page on every telephone."""
    assert codes(project, REAL.replace("https://xinqiao.gov.cn/fanzha/", address)) == ["F024"]


@pytest.mark.parametrize("address", ["http://47.95.1.2/", "https://新桥.政务.cn/", '""'])
def test_what_a_telephone_opens_is_fine(project: MakeProject, address: str) -> None:
    assert codes(project, REAL.replace("https://xinqiao.gov.cn/fanzha/", address)) == []

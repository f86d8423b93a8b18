"""First use: a town's answers become its region; what is wrong or a left-over is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha.content.regions import load_region
from fanzha.content.writing.rewrite import Form, values
from fanzha.errors import UsageError
from fanzha.town.answers import problems, region_text, tidied
from fanzha.town.write import set_up, suggested
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.printing.sheets import texts

ANSWERS = {
    "name": "新桥镇",
    "publisher": "新桥镇反诈工作专班",
    "area_code": "0312",
    "station": "新桥派出所",
    "phone": "（0312）1234567",
    "website": "没有",
    "signature": "新桥反诈",
}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("０３１２－１２３４５６７", "0312-1234567"),
        ("0312 1234567", "0312-1234567"),
        ("03121234567", "0312-1234567"),
        ("1234567", "0312-1234567"),
        ("13800138000", "13800138000"),
    ],
)
def test_a_phone_is_read_as_it_is_meant(written: str, meant: str) -> None:
    assert tidied({**ANSWERS, "phone": written})["phone"] == meant


def test_the_file_holds_the_answers_and_texts_stay_texts() -> None:
    text = region_text({**ANSWERS, "website": "https://xinqiao.gov.cn/fanzha"}, "xinqiao")
    assert 'area_code: "0312"\n' in text
    assert values(text, Form("x.yml")) == {
        "name": "新桥镇",
        "site_name": "新桥镇反诈宣传",
        "publisher": "新桥镇反诈工作专班",
        "site_url": "https://xinqiao.gov.cn/fanzha/",
        "area_code": "0312",
        "police": {"name": "新桥派出所", "phone": "0312-1234567"},
        "sms_signature": "【新桥反诈】",
        "reporting": "发现骗子的电话、网址、据点，可以打96110或到派出所说明。",
    }


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"name": ""}, "name", "还没有写地名"),
        ({"name": "示范镇"}, "name", "样例"),
        ({"area_code": "0000", "phone": "0000-1234567"}, "area_code", "样例"),
        ({"phone": "0311-1234567"}, "phone", "0311"),
        ({"phone": "110"}, "phone", "不能写成"),
        ({"website": "xinqiao.gov.cn"}, "website", "不能写成"),
        ({"website": "https://shifan.example/"}, "website", "样例"),
        ({"signature": "很" * 17}, "signature", "不能写成"),
        ({"publisher": "很" * 30}, "publisher", "最多 24"),
        ({"id": "aux"}, "id", "Windows"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(change: dict[str, str], field: str, told: str) -> None:
    answers = tidied({**ANSWERS, **change})
    found = problems(answers, change.get("id", "xinqiao"))
    assert [problem.field for problem in found].count(field) == 1, found
    assert told in next(problem.message for problem in found if problem.field == field)


def test_right_answers_have_no_problems() -> None:
    assert problems(tidied(ANSWERS), "xinqiao") == []


def test_one_line_of_the_settings_changes(project: MakeProject) -> None:
    made = project()
    config = made.root / "mkdocs.yml"
    before = config.read_text(encoding="utf-8").splitlines()
    assert suggested(made, "新桥镇") == "xin-qiao-zhen"
    town = set_up(made, config, ANSWERS, "xinqiao")
    after = config.read_text(encoding="utf-8").splitlines()
    assert [row for row in after if row not in before] == ["      region: xinqiao"]
    region, findings = load_region(town.root, town.docs, town.region)
    assert region is not None and findings == []
    with pytest.raises(UsageError, match="已经有了"):
        set_up(made, config, ANSWERS, "xinqiao")
    with pytest.raises(UsageError, match="还没有写派出所电话"):
        set_up(made, config, {**ANSWERS, "phone": ""}, "other")
    assert not (made.docs / "data/regions/other.yml").exists()


def test_the_command_writes_the_town_and_a_sheet_to_check_it(project: MakeProject) -> None:
    made = project(fonts=True)
    options = [
        part for name, value in ANSWERS.items() for part in (f"--{name.replace('_', '-')}", value)
    ]
    done = fanzha(made.root, "town", *options, "-o", "x.pdf")
    assert done.returncode == 0, done.stderr
    text = "".join(texts(Path(made.root, "x.pdf")))
    for part in ("新桥镇", "新桥派出所", "0312-1234567", "【新桥反诈】", "96110"):
        assert part in text
    assert "扫一扫" not in text
    assert fanzha(made.root, "check", "docs/data/regions/xin-qiao-zhen.yml").returncode == 0
    again = fanzha(made.root, "town", "--name", "示范镇")
    assert again.returncode == 2
    assert "还没有写发布单位" in again.stderr and "样例" not in again.stdout

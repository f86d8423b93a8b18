"""The questionnaire: answered without a network, handed over as a table or a code, and counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fanzha.errors import ContentError, UsageError
from fanzha.situation import answers, awareness, questionnaire
from fanzha.situation.shares import Share, differs
from fanzha.table_files import as_csv
from tests.audit.axe import look
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.on_demand import edition

ITEM = questionnaire.choose(edition(), None)
SURVEY = questionnaire.survey_of(ITEM)
RIGHT = [question.right or "" for question in SURVEY.questions]
WRONG = [question.options[-1] if question.right else "" for question in SURVEY.questions]


def saved(path: Path, *sheets: list[str], head: tuple[str, ...] = ()) -> Path:
    path.write_bytes(as_csv([[*(head or SURVEY.topics)], *sheets]))
    return path


def test_what_is_right_stands_with_the_question() -> None:
    """What the item tells those who count by hand is what the program counts by."""
    said = re.search(r"答案按次序是：(.*?)。", ITEM.document.body)
    assert said and said[1].split("；") == [one for one in RIGHT if one]
    assert "一份答对五题以上" in ITEM.document.body


def test_shares_have_the_interval_of_wilson() -> None:
    """Values of the literature, also where the usual interval runs over the edge."""
    assert Share(15, 148).interval == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert Share(0, 20).margin == (0, 16)
    assert Share(20, 20).margin == (84, 100)
    # Newcombe 1998, table II: 56/70 against 48/80 differ by 0.0524 to 0.3339.
    assert differs(Share(48, 80), Share(56, 70)) == 1
    assert differs(Share(56, 70), Share(48, 80)) == -1
    assert differs(Share(15, 30), Share(18, 30)) == 0


def test_answers_are_words_or_numbers_of_options(tmp_path: Path) -> None:
    numbers = ["1", "1；3", "2", "1", "2", "2", "2", "2", "2", "1/2"]
    read = answers.read(saved(tmp_path / "a.csv", *[RIGHT] * 8, *[WRONG] * 3, numbers), SURVEY)
    assert len(read.sheets) == 12
    assert read.aware == 9
    assert read.right(3) == 9  # "110" is the answer, "1" its number
    assert read.chosen(1) == {"海报、横幅": 1, "手机上": 1}


def test_faults_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    bad = [*RIGHT[:4], "也许", *RIGHT[5:]]
    with pytest.raises(ContentError) as caught:
        answers.read(saved(tmp_path / "a.csv", RIGHT, bad, [*bad[:5], "1；2", *RIGHT[6:]]), SURVEY)
    assert [found.line for found in caught.value.findings] == [3, 4, 4]
    with pytest.raises(ContentError, match="2 处"):
        head = ("姓名", *SURVEY.topics[1:])
        answers.read(saved(tmp_path / "b.csv", *[RIGHT] * 12, head=head), SURVEY)
    with pytest.raises(UsageError, match="不到 10 份"):
        answers.read(saved(tmp_path / "c.csv", *[RIGHT] * 9), SURVEY)


def test_few_people_of_an_age_are_not_told(tmp_path: Path) -> None:
    ages = ["1"] * 20 + ["2"] * 12 + ["4"] * 2
    sheets = [[age, *RIGHT[1:]] for age in ages]
    found = awareness.sections([answers.read(saved(tmp_path / "a.csv", *sheets), SURVEY)])
    rows = dict(found["sections"][1]["table"]["rows"])
    assert rows == {
        "25岁以下": "59%",
        "26～40岁": "不单列",
        "41～60岁": "少于5人",
        "61岁以上": "少于5人",
    }


@pytest.mark.parametrize(
    "text", ["FZ1:{}:2:1.0", "FZ1:x:1:1.0.1", "FZ1:{}:1:9.0.1.1.1.1.1.1.1.0", "FZ1:{}:"]
)
def test_a_code_that_is_cut_off_or_another_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "code.txt"
    path.write_text(text.format(SURVEY.id), encoding="utf-8")
    with pytest.raises(ContentError):
        answers.read(path, SURVEY)


def page_of(tmp_path: Path) -> str:
    made = questionnaire.files(edition(), ITEM, ROOT / "overrides")
    assert made == questionnaire.files(edition(), ITEM, ROOT / "overrides")
    path = tmp_path / "survey.html"
    path.write_bytes(made[f"问卷-{ITEM.id}.html"])
    return path.as_uri()


def answer(page: Page) -> None:
    page.get_by_label("26～40岁").check()
    page.get_by_label("海报、横幅").check()
    page.get_by_label("讲座").check()
    page.get_by_label("接听").check()
    page.get_by_role("button", name="答完了").click()


def test_a_survey_is_taken_on_a_phone_without_a_network(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, offline=True, bypass_csp=True, accept_downloads=True
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_of(tmp_path))
    assert look(page, "survey", "light") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="答完了").click()
    expect(page.get_by_role("status")).to_contain_text("一题都没有答")
    for _ in range(11):
        answer(page)
    page.reload()
    expect(page.locator("#count")).to_have_text("11")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="去掉最后一份").click()
    expect(page.locator("#count")).to_have_text("10")
    page.get_by_text("看看加起来多少").click()
    expect(page.get_by_role("row", name="96110来电：接听")).to_contain_text("10")

    with page.expect_download() as download:
        page.get_by_role("button", name="存成表格").click()
    table, code = tmp_path / "phone.csv", tmp_path / "phone.txt"
    download.value.save_as(table)
    page.get_by_role("button", name="复制代码").click()
    code.write_text(f"组长：{page.locator('#text').input_value()}\n", encoding="utf-8")
    assert answers.read(table, SURVEY) == answers.read(code, SURVEY)
    assert answers.read(table, SURVEY).chosen(1) == {"海报、横幅": 10, "讲座": 10}

    page.get_by_role("button", name="全部清空").click()
    page.reload()
    expect(page.locator("#count")).to_have_text("0")
    assert {url.partition(":")[0] for url in asked} <= {"file", "blob"}
    context.close()


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, tmp_path: Path) -> None:
    """As in a private window: what was answered can still be handed over."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.goto(page_of(tmp_path))
    answer(page)
    expect(page.get_by_text("收完马上导出")).to_be_visible()
    expect(page.locator("#count")).to_have_text("1")
    context.close()


def test_before_and_after_stand_in_one_report(project: MakeProject, tmp_path: Path) -> None:
    notice = (ROOT / "docs" / "notices" / f"{ITEM.id}.md").read_text(encoding="utf-8")
    root = project({f"notices/{ITEM.id}.md": notice}, fonts=True).root
    before = saved(tmp_path / "before.csv", *[RIGHT] * 15, *[WRONG] * 25)
    after = saved(tmp_path / "after.csv", *[RIGHT] * 30, *[WRONG] * 12)
    done = fanzha(root, "report", "--survey", before, after, "-o", "out")
    assert done.returncode == 0, done.stderr
    text = (root / "out" / "知晓率.html").read_text(encoding="utf-8")
    assert "之前收回40份，知晓率38%（24～53%）。" in text
    assert "知晓率从38%到71%，多了，不像是碰巧。" in text
    done = fanzha(root, "survey", "-o", "sheets")
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in (root / "sheets").iterdir()} == {".html", ".pdf", ".csv"}

"""A report: what it says, what it hides, and where it may not lie."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from justhtml import JustHTML
from playwright.sync_api import Browser

from fanzha.situation import figures, making
from fanzha.situation.months import Quarter
from tests.audit.axe import look
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.on_demand import edition

OVERRIDES = ROOT / "overrides"
TABLE = """月份,类型,起数,损失,人群
2026-04,刷单返利,20,90000,学生
2026-04,贷款征信,5,50000,年轻人
2026-05,刷单返利,11,90000,学生
2026-05,冒充公检法,6,60000,老年人
2026-06,刷单返利,9,90000,学生
2026-07,刷单返利,18,120000,学生
2026-08,刷单返利,21,130000,学生
2026-09,刷单返利,7,60000,学生
2026-09,冒充公检法,1,4321,老年人
2026-09,贷款征信,9,81000,年轻人
"""
HIDDEN = ("冒充公检法,1,4321", "冒充公检法,3,26321"), ("贷款征信,9,81000", "贷款征信,7,59000")


@cache
def made(text: str = TABLE) -> dict[str, bytes]:
    path = Path(__file__).with_name("unused.csv")
    rows = [(n, row.split(",")) for n, row in enumerate(text.splitlines(), 1)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "read_rows", lambda _: rows)
        read = figures.read(path, making.words(edition()))
    found = making.situation(edition(), read, Quarter(2026, 3))
    return making.files(edition(), found, OVERRIDES)


def page() -> str:
    return made()["情况报告-2026Q3.html"].decode("utf-8")


def paper() -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(made()["情况报告-2026Q3.pdf"]))
    return "".join(one.get_textpage().get_text_bounded() for one in document)


def charts() -> list[str]:
    return [
        b64decode(one).decode("utf-8") for one in re.findall(r"svg\+xml;base64,([^\"]+)", page())
    ]


def everywhere() -> dict[str, str]:
    """What a reader of the page, the paper and the charts gets to see."""
    words = re.sub(r"<style.*?</style>|data:[^\"]+|<[^>]+>", " ", page(), flags=re.DOTALL)
    drawn = " ".join(re.sub(r"<style.*?</style>|<[^>]+>", " ", one) for one in charts())
    return {"page": words, "paper": re.sub(r"\s", "", paper()), "charts": drawn}


def test_it_says_plainly_what_has_changed() -> None:
    for where in ("page", "paper"):
        plain = re.sub(r"\s", "", everywhere()[where])
        assert "2026年第三季度，示范镇发生电信网络诈骗案件56起，损失约40万元。" in plain
        assert "和上季度（51起）比，多5起，约10%；损失多约2万元。" in plain
        assert "7月18起，比上月多9起；8月21起，比上月多3起；9月17起，比上月少4起。" in plain
        assert "最多的是刷单返利（46起）。比上季度：刷单返利多6起。" in plain


def test_a_single_case_is_seen_nowhere() -> None:
    """One case in a type, and the smallest other type withheld, so that nobody takes it from the sum."""
    for where, text in everywhere().items():
        assert not re.search(r"4[,，]?321|4[,，]?300|0\.43万", text), where
        assert "少于5" in text and "不单列" in text, where
    rows = dict(re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', page()))
    assert re.findall(r"<td>(.*?)</td>", rows["冒充公检法"]) == ["少于5", "6", "—", "不列"]
    assert re.findall(r"<td>(.*?)</td>", rows["贷款征信"]) == ["不单列", "5", "—", "不列"]


def test_what_is_hidden_changes_no_byte() -> None:
    """Neither in the words nor in the length of a bar, the order of rows or a property of the file."""
    other = TABLE
    for here, there in HIDDEN:
        assert here in other
        other = other.replace(here, there)
    assert made(other) == made()


def test_charts_hold_nothing_that_is_not_seen_and_survive_a_copier() -> None:
    for chart in charts():
        assert "<script" not in chart and "<!--" not in chart and "<desc" not in chart
        assert "http://www.w3.org" in chart and "fonts.googleapis" not in chart
        assert "url(#few)" in chart or "少于5" not in chart


def test_the_same_figures_give_the_same_bytes() -> None:
    again = made.__wrapped__(TABLE)
    assert again == made()


def test_the_page_needs_nothing_from_elsewhere_and_reads_on_a_phone(
    browser: Browser, tmp_path: Path
) -> None:
    assert JustHTML(page(), strict=True).root is not None
    file = tmp_path / "report.html"
    file.write_bytes(made()["情况报告-2026Q3.html"])
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, offline=True, bypass_csp=True
    )
    sheet = context.new_page()
    asked: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("data:", "file:"))] == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 360
    assert sheet.locator("img").evaluate_all("all => all.every(one => one.naturalWidth > 0)")
    assert sheet.locator("table th[scope=row]").count() > 8
    assert look(sheet, "report", "light") == []
    context.close()


def test_the_command_makes_both_or_nothing(project: MakeProject) -> None:
    """From the sample to a marked report; a fault leaves no file; the site and docs/ are refused."""
    root = project(fonts=True).root
    done = fanzha(root, "report", "--template")
    assert done.returncode == 0, done.stderr
    table = root / "统计表-示范数据.csv"
    assert table.read_bytes().startswith("\ufeff示范数据".encode())
    done = fanzha(root, "report", table.name, "-o", "out")
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (root / "out").iterdir()) == [
        "情况报告-2026Q3.html",
        "情况报告-2026Q3.pdf",
    ]
    assert "示范数据，请勿当真" in (root / "out" / "情况报告-2026Q3.html").read_text(
        encoding="utf-8"
    )

    table.write_text("月份,类型,起数,损失,姓名\n2026-07,刷单返利,1,5,张三\n", encoding="gbk")
    done = fanzha(root, "report", table.name, "-o", "none")
    assert done.returncode == 1 and "S080" in done.stderr and "张三" not in done.stderr
    assert not (root / "none").exists()

    (root / "other").mkdir()
    (root / "other" / "manifest.json").write_text("{}", encoding="utf-8")
    places = ("docs/data", "docs"), ("site/report", "居民会看到"), ("other/report", "居民会看到")
    for folder, why in places:  # that of the site, too, before there is one
        done = fanzha(root, "report", table.name, "-o", folder)
        assert done.returncode == 2 and why in done.stderr

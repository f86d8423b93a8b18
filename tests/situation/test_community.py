"""The set of a community that takes part: whole in every town, and asking nobody's name."""

from __future__ import annotations

import io
import re
from functools import cache

import pypdfium2
import pytest
from openpyxl import load_workbook

from fanzha.situation import community
from tests.conftest import ROOT
from tests.printing.on_demand import BARE, LONG, edition, town

OVERRIDES = ROOT / "overrides"
COUNTS = ("2026年第三季度，示范镇发生电信网络诈骗案件55起，损失约110万元。",)
# Voluntary, no ranking, no personal data: words that may stand here only where they are refused.
REFUSED = re.compile("身份证|手机号|排名|评比|必须|一律|强制")


@cache
def made() -> dict[str, bytes]:
    return community.files(edition(), OVERRIDES, COUNTS)


def text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    return re.sub(r"\s", "", "".join(p.get_textpage().get_text_bounded() for p in document))


def test_it_has_all_its_parts() -> None:
    names = [*made()]
    for part in ("1-做法清单", "2-记录本", "3-公告栏", "4-牌子", "5-参加证", "6-月报"):
        assert any(name.startswith(part) for name in names), part
    assert sum("3-公告栏-" in name for name in names) == 1 + community.MOST_ALERTS


def test_the_same_day_gives_the_same_bytes() -> None:
    assert community.files(edition(), OVERRIDES, COUNTS) == made()


@pytest.mark.parametrize("fields", [LONG, BARE], ids=["long", "bare"])
def test_it_fits_whatever_a_town_is_called(fields: dict[str, object]) -> None:
    assert (
        community.files(town({**fields, "sample": False}), OVERRIDES, COUNTS * 2).keys()
        == made().keys()
    )


def test_nobody_is_asked_for_data_ranked_or_forced() -> None:
    for name, data in made().items():
        if name.endswith(".pdf") and not name.startswith("3"):
            for line in re.split("[。：]", text(data)):
                assert not REFUSED.search(line) or "不" in line, (name, line)
    assert "自愿" in text(made()["4-牌子.pdf"]) and "不表示这里不会有骗子" in text(
        made()["4-牌子.pdf"]
    )
    assert "不给人排名" in text(made()["1-做法清单和自评.pdf"])


def test_the_bulletin_has_current_alerts_counts_and_both_numbers() -> None:
    said = text(made()["6-月报.pdf"])
    for alert in edition().alerts[: community.MOST_ALERTS]:
        assert re.sub(r"\s", "", alert.meta.title) in said
    assert COUNTS[0] in said and "96110" in said and "110" in said
    assert "案件" not in text(community.files(edition(), OVERRIDES)["6-月报.pdf"])


def test_the_workbook_counts_what_is_done() -> None:
    book = load_workbook(io.BytesIO(made()["1-做法清单和自评.xlsx"]))
    steps, numbers = book.worksheets
    rows = sum(len(one.steps) for one in edition().tables.community.measures.values())
    assert steps.cell(4 + rows, 4).value == f'=COUNTIF(D4:D{3 + rows},"做到了")'
    (choice,) = steps.data_validations.dataValidation
    assert str(choice.sqref) == f"D4:D{3 + rows}" and "还没有" in choice.formula1
    assert numbers.max_row == 2 + len(edition().tables.community.numbers)

"""Forms as tables: the columns of the paper, room to write, and that a filled one stays here."""

from __future__ import annotations

import io

import openpyxl

from fanzha.edition import Project, read_edition
from fanzha.printing import form_table
from tests.conftest import TODAY
from tests.shared import ROOT


def test_a_ledger_on_a_computer_is_that_on_paper_and_stays_in_the_office() -> None:
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    found = {product.items[0]: product for product in form_table.products(edition)}
    assert {"fafang-taizhang", "ruhu-dengji", "renwu-fenjie"} == {*found}
    for name, product in found.items():
        data = product.make(product.args, ROOT / "overrides").data
        assert data == product.make(product.args, ROOT / "overrides").data
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        assert sheet is not None
        titles = [cell.value for cell in sheet[5]]
        assert titles == [column["title"] for column in product.args["columns"]]
        above = "".join(str(row[0].value) for row in sheet.iter_rows(max_row=4))
        assert "填好的表留在办公室" in above and product.args["clauses"][0] in above
        blank = [cell.value for row in sheet.iter_rows(min_row=6) for cell in row]
        assert len(blank) >= 40 * len(titles) and not any(blank), name
        assert sheet.page_setup.orientation == "landscape"

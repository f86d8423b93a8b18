"""A table as a file: CSV as Excel on a Chinese Windows writes it, or XLSX.

Reading gives rows of texts with the line of the file; writing gives bytes. What a spreadsheet makes of
a text that looks like a number (0312 becomes 312) cannot be mended here; it is found by the rules. A
formula is what it came to; one that came to nothing is itself, so that nobody takes it for an empty cell.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from fanzha.errors import UsageError
from fanzha.files import reason

WIDTH = 18  # of a column in a spreadsheet, in characters
HEAD = 5  # lines that show by what the cells are parted; a title may stand first
MOST = 50_000  # rows; a country has fewer towns
NO_VALUE = ("=", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")

Row = tuple[int, list[str]]  # the line of the file, its cells


def read_rows(path: Path) -> list[Row]:
    """The rows that are not empty, the heading first. Raises UsageError where it is no table."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} 读不了：{reason(error)}") from None
    rows = _from_xlsx(path, data) if path.suffix.lower() == ".xlsx" else _from_csv(path, data)
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if len(rows) < 2:
        raise UsageError(f"{path} 里没有内容：第一行写列名，从第二行起写内容")
    return rows


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """With a mark at the beginning, by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    """Every cell is a text, so that area codes keep their 0."""
    import xlsxwriter  # only who asks for it waits for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("地区")
    text = book.add_format({"num_format": "@"})
    head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    sheet.set_column(0, len(rows[0]) - 1, WIDTH, text)
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write_string(line, column, value, text if line else head)
    sheet.freeze_panes(1, 1)
    book.close()
    return out.getvalue()


def _from_csv(path: Path, data: bytes) -> list[Row]:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")  # "Unicode text" of Excel
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise UsageError(f"{path} 不是文字表格；在 Excel 里另存为“CSV UTF-8”，或存为 xlsx")
    mark = max(",;\t", key="\n".join(text.splitlines()[:HEAD]).count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader][:MOST]
    except csv.Error as error:
        raise UsageError(f"{path} 第 {reader.line_num} 行读不懂：{error}") from None


def _from_xlsx(path: Path, data: bytes) -> list[Row]:
    try:
        rows = _values(data, computed=True)
        if not _formulas(data):
            return [(line, [_cell(one) for one in row]) for line, row in enumerate(rows, 1)]
        both = zip(rows, _values(data, computed=False), strict=True)
        return [
            (
                line,
                [_cell(raw if one is None else one) for one, raw in zip(row, plain, strict=True)],
            )
            for line, (row, plain) in enumerate(both, 1)
        ]
    except (BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise UsageError(f"{path} 打不开：用 Excel 或 WPS 另存为 xlsx，再来一次") from None


def _values(data: bytes, *, computed: bool) -> Iterator[tuple[object, ...]]:
    """The rows of the first sheet, with the results of formulas or with the formulas."""
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=computed).worksheets[0]
    sheet.reset_dimensions()  # some programs write a wrong size, and columns would be missing
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(max_row=MOST, values_only=True)
    return rows


def _formulas(data: bytes) -> bool:
    """Whether any sheet has one."""
    with ZipFile(io.BytesIO(data)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(mark in parts.read(name) for name in names for mark in (b"<f>", b"<f "))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()  # a day, as it is shown
    return str(value).strip()

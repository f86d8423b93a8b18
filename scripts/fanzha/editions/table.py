"""The table of towns: its columns, a row of it as a region's file, and a region as a row.

A column is a field of the region's file. What has no column (the choice of products) stays in the file
as it is; an empty cell takes the field away, so that it comes from above. A station's phone is read as
people write it; everything else is taken as it stands, and held against the rules. What the rules say
of fields is told of columns: who fills in a table has never seen a region's file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fanzha.content.reading.choices import did_you_mean
from fanzha.content.region import Level, Region
from fanzha.content.writing.edits import Edit, Remove, Set
from fanzha.content.writing.render import Bare, Writer
from fanzha.content.writing.rewrite import Form, rewritten
from fanzha.errors import UsageError
from fanzha.town.answers import phone_as_meant

ID = "档案名"


@dataclass(frozen=True)
class Column:
    """Its heading, and the place of its field in the file."""

    title: str
    place: tuple[str, ...]

    @property
    def name(self) -> str:
        """The field with dots: also good as a heading."""
        return ".".join(self.place)


COLUMNS = (
    Column("地区名", ("name",)),
    Column("级别", ("level",)),
    Column("上级", ("parent",)),
    Column("网站名", ("site_name",)),
    Column("发布单位", ("publisher",)),
    Column("区号", ("area_code",)),
    Column("派出所", ("police", "name")),
    Column("派出所电话", ("police", "phone")),
    Column("派出所地址", ("police", "address")),
    Column("网站地址", ("site_url",)),
    Column("下级网站放在", ("sites_url",)),
    Column("短信签名", ("sms_signature",)),
    Column("短信报警", ("sms_alarm",)),
    Column("怎样举报", ("reporting",)),
    Column("奖励", ("reward",)),
    Column("标志", ("logo",)),
    Column("要第二个人读", ("requires_check",)),
    Column("样例", ("sample",)),
)
LEVELS = {level.label: level.value for level in Level}
# What people write besides.
ALSO = {
    **dict.fromkeys(("直辖市", "自治区"), "province"),
    **dict.fromkeys(("地级市", "州", "盟"), "city"),
    **dict.fromkeys(("区", "县级市", "旗"), "county"),
    **dict.fromkeys(("乡", "街道", "乡镇"), "town"),
    "社区": "village",
}
PHONE, AREA, PARENT = ("police", "phone"), ("area_code",), ("parent",)
# What to do about a value of a wrong form, where a table has its own answer.
HINTS: dict[tuple[str, ...], str] = {
    ("level",): f"能写的有：{'、'.join((*LEVELS, *ALSO))}",
    AREA: "长途区号，0 开头，例如 0999；Excel 会去掉 0，把这一列设成“文本”再写",
}
# Where full-width digits and signs mean the plain ones.
PLAIN = {AREA, PHONE, ("site_url",), ("sites_url",), ("sms_alarm",)}
_LINES = re.compile(r"\s*\n\s*")  # Alt and Enter in a cell
FLAGS = {"是": "true", "否": "", "": "", "true": "true", "false": ""}


@dataclass(frozen=True)
class Head:
    """Which column of the file is which; `key` is that of the names of files."""

    key: int
    columns: Mapping[int, Column]

    def column_of(self, place: tuple[str, ...]) -> int:
        """The number of a field's column, from 1; that of the names where it has none."""
        for index, column in self.columns.items():
            if column.place == place:
                return index + 1
        return self.key + 1


def is_heading(cells: Sequence[str]) -> bool:
    """Whether this row names the columns: offices write a title above."""
    return any(cell in (ID, "id") for cell in cells)


def head(cells: Sequence[str]) -> Head:
    """Read the heading. Raises UsageError for a column that is unknown, twice, or missing."""
    known = {name: column for column in COLUMNS for name in (column.title, column.name)}
    found: dict[int, Column] = {}
    key = -1
    for index, cell in enumerate(cells):
        title = cell.strip()
        if title in (ID, "id"):
            key = index
        elif title in known:
            if known[title] in found.values():
                raise UsageError(f"“{title}”这一列有两个，留一个")
            found[index] = known[title]
        elif title:
            near = did_you_mean(title, [ID, *(column.title for column in COLUMNS)])
            every = "、".join((ID, *(column.title for column in COLUMNS)))
            hint = f"是不是“{near}”？" if near else f"能用的列：{every}"
            raise UsageError(f"不认识“{title}”这一列；{hint}")
    if key < 0:
        raise UsageError(f"缺“{ID}”这一列：拼音，也是网址里的名字，例如 xin-qiao")
    return Head(key, found)


def values(head: Head, cells: Sequence[str]) -> dict[tuple[str, ...], str]:
    """Place of a field → what the row says, as it is meant; "" takes the field away."""
    found = {
        column.place: _LINES.sub("", cells[index]).strip() if index < len(cells) else ""
        for index, column in head.columns.items()
    }
    for place in PLAIN & found.keys():
        found[place] = unicodedata.normalize("NFKC", found[place]).replace("—", "-")
    level = ("level",)
    if level in found:
        found[level] = {**ALSO, **LEVELS}.get(found[level], found[level])
    for flag in (("requires_check",), ("sample",)):
        if flag in found:
            found[flag] = FLAGS.get(found[flag], found[flag])
    return found


def with_phone(said: Mapping[tuple[str, ...], str], code: str) -> dict[tuple[str, ...], str]:
    """The same with the station's phone as it is meant, where `code` is the area code there."""
    found = dict(said)
    if found.get(PHONE):
        found[PHONE] = phone_as_meant(found[PHONE], code)
    return found


def of_columns(message: str) -> str:
    """What a rule says of a region's file, in the words of the table: police的 phone is 派出所电话."""
    for column in COLUMNS:
        above, field = "的 ".join(column.place[:-1]), re.escape(column.place[-1])
        message = re.sub(rf"(?<![\w“]){field}: ", "", message)
        named = rf"{above}的 {field}" if above else rf"(?<![\w“/.-]){field}(?![\w/.-])"
        message = re.sub(f" ?{named} ?", column.title, message, flags=re.ASCII)
    return message


def title_of(field: str) -> str:
    """What the table calls a field of the file, or a group of them: police is 派出所."""
    return next((column.title for column in COLUMNS if column.place[0] == field), field)


def new_file(said: Mapping[tuple[str, ...], str]) -> str:
    """The file of a region that has none yet."""
    name = said.get(("name",), "")
    tree: dict[str, Any] = {}
    for place, value in said.items():
        if value:
            at = tree
            for step in place[:-1]:
                at = at.setdefault(step, {})
            at[place[-1]] = Bare(value) if value == "true" else value
    writer = Writer()
    rows = [
        row for field, value in tree.items() for row in writer.field(field, value, 0, flow=False)
    ]
    return f"# {name}的地区档案，由表格带进来。\n" + "\n".join(rows) + "\n"


def changed_file(
    text: str, before: Mapping[str, Any], said: Mapping[tuple[str, ...], str], path: str
) -> str:
    """The file of a region with what the row says; all else in it stays as it is."""
    edits: list[Edit] = []
    for place, value in said.items():
        old = given(before, place)
        if value and value != old:
            edits.append(Set(place, value == "true" or value))
        elif not value and old:
            edits.append(Remove(place))
    return rewritten(text, edits, Form(path, Region)) if edits else text


def as_row(name: str, fields: Mapping[str, Any]) -> list[str]:
    """A region's own file as a row: what comes from above stays empty."""
    labels = {value: label for label, value in LEVELS.items()}
    row = [name]
    for column in COLUMNS:
        value = given(fields, column.place)
        value = labels.get(value, value) if column.place == ("level",) else value
        row.append({"true": "是", "false": ""}.get(value, value))
    return row


def given(fields: Mapping[str, Any], place: tuple[str, ...]) -> str:
    """The text at this place of a region's own file; "" where there is none."""
    found: Any = fields
    for step in place:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found if isinstance(found, str) else ""

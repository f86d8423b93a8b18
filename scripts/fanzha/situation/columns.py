"""The columns of an office's figures: what they are called, and which are refused.

Anything that could show a person is refused by its heading, before a row is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from fanzha.content.reading.choices import did_you_mean

MONTH, TYPE, CASES, LOSS, AUDIENCE = "月份", "类型", "起数", "损失", "人群"
NEEDED = (MONTH, TYPE, CASES, LOSS)
COLUMNS = (*NEEDED, AUDIENCE)
TITLE_ROWS = 3  # above the heading, as offices write them
_ALSO = {
    MONTH: ("月份", "月", "时间", "年月", "统计月份", "发案月份", "month"),
    TYPE: ("类型", "诈骗类型", "案件类型", "骗局", "骗术", "手法", "类别", "案件类别", "type"),
    CASES: ("起数", "发案数", "发案起数", "案件数", "案件起数", "立案数", "件数", "数量", "发案", "cases"),
    LOSS: ("损失", "损失金额", "损失数额", "涉案金额", "被骗金额", "金额", "损失元", "损失万元", "loss"),
    AUDIENCE: ("人群", "受骗人群", "被骗人群", "受害人群", "对象", "群体", "人群类别", "audience"),
}  # fmt: skip
KNOWN = {name: column for column, names in _ALSO.items() for name in names}
# Words of headings that would show who it was.
PERSONAL = re.compile(
    "姓名|名字|受害人$|被害人|事主|报案人|当事人|嫌疑人|电话|手机|号码|身份证|证件|住址|地址|户籍|小区|村|组|社区"
    "|单位|学校|班级|公司|账号|账户|卡号|微信|QQ|性别|年龄|生日|出生|职业|民警|经过|案情|备注|说明|详情|描述|日期|案号|编号"
    "|name|phone|address|id$|note",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[（(【\[]?(万元|元|起|件|单位[:：]?\S*?)[)）】\]]?$")


@dataclass(frozen=True)
class Heading:
    """Which cell of a row is which column; `unit` is what a loss of 1 is in yuan."""

    line: int
    places: dict[str, int]
    unit: int = 1


def is_heading(cells: Sequence[str]) -> bool:
    """Whether a row is the heading: it names at least two columns."""
    return len({KNOWN[name] for cell in cells if (name := _plain(cell)) in KNOWN}) > 1


def wrong_columns(cells: Sequence[str]) -> list[tuple[int, str, str]]:
    """The number of a column, what is wrong with it, and the mend."""
    found, seen = [], set()
    for at, cell in enumerate(cells, 1):
        column = KNOWN.get(_plain(cell))
        if not cell or (column and column not in seen):
            seen.add(column)
            continue
        if column:
            found.append((at, f"“{column}”有两列", "只留一列"))
        elif PERSONAL.search(cell):
            message = f"“{cell}”这一列能认出人，报告不收"
            found.append((at, message, "在 Excel 里把这一列整列删掉，另存一份再来"))
        else:
            near = did_you_mean(cell, [*KNOWN])
            guess = f"是不是“{KNOWN[near]}”？" if near else "用不着就整列删掉；"
            found.append((at, f"不认识“{cell}”这一列", f"{guess}能用的列：{'、'.join(COLUMNS)}"))
    for column in NEEDED:
        if column not in seen:
            found.append((1, f"缺“{column}”这一列", f"第一行要有：{'、'.join(NEEDED)}"))
    return found


def heading(line: int, cells: Sequence[str]) -> Heading:
    """The heading, where `wrong_columns` finds nothing."""
    places = {KNOWN[_plain(cell)]: at for at, cell in enumerate(cells) if cell}
    return Heading(line, places, 10_000 if "万" in cells[places[LOSS]] else 1)


def _plain(cell: str) -> str:
    """A heading without its unit, blanks and full-width letters."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", cell)).lower()
    return _UNIT.sub("", text) or text

"""A whole number as people write it into a field: 180天, 三十, ４５分钟, 半年 → what is to stand there.

Which unit a field counts in, its description says (多少天后…, 总共几分钟). What has one meaning in that
unit is mended; months and years have none in days, so they only get the way to write them.
"""

from __future__ import annotations

import re

from fanzha.content.reading.numerals import number

_WRITTEN = re.compile(
    r"第?\s*(?P<number>[0-9０-９]{1,9}|[零〇一二两三四五六七八九十百千]{1,7})\s*(?P<unit>[^\d\s，。,.]{0,4})"
)
_WEEKS = ("周", "个周", "星期", "个星期", "礼拜", "个礼拜")
_LONGER = re.compile(r"半年|年|月|季")
IN_DAYS = "这里按天算：一个月写 30，半年写 180，一年写 365"


def mended(written: str, description: str) -> str:
    """The number alone, where what is written has one meaning in the field's unit; else ""."""
    match = _WRITTEN.fullmatch(written.strip().strip("“”\"'"))
    if match is None:
        return ""
    value, unit = round(number(match["number"])), match["unit"].removeprefix("个")
    if not unit or unit in description:
        return str(value)
    if "天" not in description:
        return ""
    if unit in ("日", "整天"):
        return str(value)
    return str(7 * value) if match["unit"] in _WEEKS else ""


def hint(written: str, description: str) -> str:
    """How to write a span of another unit; "" where nothing is to be said."""
    return IN_DAYS if "天" in description and _LONGER.search(written) else ""

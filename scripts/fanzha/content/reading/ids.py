"""Names that become paths: of items, screens, slogans, towns, and all other keys of that kind."""

from __future__ import annotations

import re

LONGEST = 60
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# No file or folder can have these names on Windows, whatever its ending.
WINDOWS = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)


def wrong_id(name: str) -> str:
    """What is wrong with a name; empty where nothing is."""
    if not ID.fullmatch(name):
        return "只能用小写字母、数字和减号"
    if len(name) > LONGEST:
        return f"最多 {LONGEST} 个字符，现在 {len(name)} 个：太长的名字，二维码会密得扫不出来"
    if name in WINDOWS:
        return "是 Windows 留给设备的名字，那里建不了这个文件"
    return ""

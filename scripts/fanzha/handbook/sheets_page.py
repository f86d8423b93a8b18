"""The page docs/editors/sheets.md: every kind of sheet, and how to get those that no build makes."""

from __future__ import annotations

from pathlib import PurePosixPath

from fanzha.edition import Edition
from fanzha.producers import on_demand

HEAD = """---
title: 有哪些印刷品
summary: 每种印刷品叫什么、多大、用在哪里；哪些生成时就有，哪些要用时另做。由程序生成，不要手改。
published: 2026-11-20
reviewed: 2026-11-20
review_in: 365
status: published
basis: composite
---

“生成时就有”的，在打印中心里下载。“另做”的，用得少，或者送印刷厂才用，要用时做一件：

    py scripts\\make.py print shuadan --product comic-a4

`print` 后面是内容的编号，`--product` 后面是下面的种类名。一种要全部尺寸，加 `--all-sizes`：

    py scripts\\make.py print poster-dianfu --product poster --all-sizes

一个场所要印的，开一张印刷单，连文件一起放在一个文件夹里：

    py scripts\\make.py print-order banks

"""


def sheets_page(edition: Edition) -> str:
    """The Markdown page."""
    made: dict[str, str] = {}
    for product in on_demand(edition):
        made.setdefault(product.kind, PurePosixPath(product.path).stem)
    groups: dict[str, list[str]] = {}
    for kind, sheet in edition.tables.sheets.items():
        name = made.get(kind)
        how = "生成时就有"
        if name is not None:
            how = f"另做：`print {'年份' if name.isdigit() else name} --product {kind}`"
        row = f"| {sheet.label} | {kind} | {sheet.size} | {sheet.use} | {how} |"
        groups.setdefault(sheet.group, []).append(row)
    parts = [
        f"## {group}\n\n| 名称 | 种类名 | 尺寸 | 用在哪里 | 怎么得到 |\n|---|---|---|---|---|\n"
        + "\n".join(rows)
        + "\n"
        for group, rows in groups.items()
    ]
    return HEAD + "\n".join(parts)

"""Family S: the table of figures from which a situation report is made."""

from __future__ import annotations

from fanzha.checks.engine.registry import registry

registry.described(
    __name__,
    "S080",
    "统计表的列不对",
    "报告只要月份、类型、起数、损失，可以加人群。能认出人的列（姓名、电话、住址、经过）一列也不收，"
    "整列删掉再来。",
    "（月份,类型,起数,损失,姓名）",
    "（月份,类型,起数,损失）",
)
registry.described(
    __name__,
    "S081",
    "统计表的一行写得不对",
    "有一行不对，整份报告都不做：少一行，合计就错了。类型和人群只认库里有的叫法，别的字写不进报告。",
    "（2026-07,刷单,三起,5万）",
    "（2026-07,刷单返利,3,50000）",
)
registry.described(
    __name__,
    "S082",
    "统计表缺了一个月",
    "没有发案也要写一行，起数写 0。不写，分不清是没有发案，还是忘了填。",
    "（七月、九月有，八月没有）",
    "（2026-08,刷单返利,0,0）",
)

"""What a report says in words: plain, and only of numbers that are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fanzha.situation.quarters import Line, Quarterly, money, rounded
from fanzha.situation.release import Count, Kind

SAME = "一样多"
FEW, WITHHELD = "少于5", "不单列"
PERCENT_FROM = 20  # cases; a percentage of fewer says more than there is
NAMED = 3  # types that a sentence names


def number(count: Count) -> str:
    """A number as tables and charts write it."""
    return {Kind.FEW: FEW, Kind.WITHHELD: WITHHELD}.get(count.kind) or str(count.shown)


def cases(count: Count) -> str:
    """A number of cases in a sentence."""
    return number(count) if count.kind is Kind.WITHHELD else f"{number(count)}起"


def change(now: Count, before: Count | None) -> str:
    """How many more or fewer; "" where that may not be said."""
    if before is None or not (now.open and before.open):
        return ""
    more = now.shown - before.shown
    return f"多{more}起" if more > 0 else f"少{-more}起" if more else SAME


def whole(place: str, now: Quarterly) -> str:
    """The first sentence of a report."""
    total = now.total
    said = f"{now.quarter.name}，{place}发生电信网络诈骗案件{cases(total.cases)}"
    return f"{said}，损失{money(total.loss)}。" if total.loss is not None else f"{said}。"


def compared(than: str, now: Line, before: Line) -> str:
    """A quarter beside another, as one sentence."""
    if not (now.cases.open and before.cases.open):
        if now.cases.kind is before.cases.kind:
            return f"{than}也少于5起。"
        return f"{than}{cases(before.cases)}；有一头少于5起，不算差多少。"
    differs = change(now.cases, before.cases)
    said = f"和{than}（{cases(before.cases)}）{'' if differs == SAME else '比，'}{differs}"
    if before.cases.shown >= PERCENT_FROM and now.cases.shown != before.cases.shown:
        share = abs(now.cases.shown - before.cases.shown) / before.cases.shown
        said += f"，约{share:.0%}"
    if now.loss is not None and before.loss is not None:
        more = now.loss - before.loss
        about = money(rounded(abs(more)))
        said += f"；损失{'多' if more > 0 else '少'}{about}" if more else "；损失差不多"
    return f"{said}。"


def months(now: Sequence[tuple[str, Line]], before: Line | None) -> str:
    """Each month with what it is beside the month before it."""
    said = []
    for name, line in now:
        words = f"{name}{cases(line.cases)}"
        if differs := change(line.cases, before.cases if before else None):
            words += f"，{'和上月' if differs == SAME else '比上月'}{differs}"
        said.append(words)
        before = line
    return f"{'；'.join(said)}。"


def most(ordered: Sequence[tuple[str, Line]]) -> str:
    """The largest parts; "" where none is shown."""
    shown = [(name, line) for name, line in ordered if line.cases.open][:NAMED]
    if not shown:
        return ""
    first, *others = [f"{name}（{cases(line.cases)}）" for name, line in shown]
    return f"最多的是{first}" + (f"，其次是{'、'.join(others)}" if others else "") + "。"


def risen(now: Mapping[str, Line], before: Mapping[str, Line]) -> str:
    """What has become more, by how many; what has become fewer, where nothing has."""
    differences = sorted(
        (before[name].cases.shown - line.cases.shown, name)
        for name, line in now.items()
        if line.cases.open and name in before and before[name].cases.open
    )
    if not differences:
        return ""
    more = [f"{name}多{-fewer}起" for fewer, name in differences if fewer < 0][:NAMED]
    less = [f"{name}少{fewer}起" for fewer, name in reversed(differences) if fewer > 0][:NAMED]
    said = "、".join(more) + ("；" if more and less else "") + "、".join(less)
    return f"比上季度：{said}。" if said else "和上季度一样多。"

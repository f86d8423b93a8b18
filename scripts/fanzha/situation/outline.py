"""A report as plain data: what page and paper show, in order. It holds released numbers only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fanzha.situation import sentences
from fanzha.situation.figures import Figures
from fanzha.situation.months import Quarter
from fanzha.situation.quarters import Line, Quarterly, quarterly
from fanzha.situation.sentences import number

NOTES = (
    "少于5起的（没有发案也算）一律写“少于5”；写“不单列”的有5起以上，列出来就能推算别的数，所以不列。",
    "金额是约数，只留前两位。起数少的，金额也不列。",
    "数字来自本单位的统计表，只有月份、类型、起数和损失，没有姓名、电话、住址。",
    "给本单位研究工作用。要公开，先按本单位的规定审。",
)
NONE_SHOWN = "起数少，不{how}列出，免得推算到人。"
MOST_BARS = 12  # of a chart; the table has all rows


def situation(figures: Figures, quarter: Quarter, place: str) -> dict[str, Any]:
    """The sections of a quarter's report."""
    known = figures.quarters
    last = quarter.before
    now = quarterly(figures, quarter, last)
    before = quarterly(figures, last, quarter) if last in known else None
    said = [sentences.whole(place, now)]
    if before is not None:
        said.append(sentences.compared("上季度", now.total, before.total))
    if (year_ago := quarter.minus(4)) in known:
        last_year = quarterly(figures, year_ago).total
        said.append(sentences.compared("去年同一季度", now.total, last_year))
    were = before.types if before else None
    sections = [_months(now, before), _parts("按类型看", "类型", now.types, were)]
    if figures.has_audiences:
        was = before.audiences if before else None
        sections.append(_parts("按人群看", "人群", now.audiences, was))
    return {
        "summary": said,
        "facts": _facts(now, before),
        "sections": sections,
        "notes": list(NOTES),
    }


def largest(figures: Figures, quarter: Quarter) -> list[str]:
    """The types that are shown, the most frequent first."""
    types = quarterly(figures, quarter, quarter.before).types or {}
    return [name for name, line in ordered(types) if line.cases.open]


def ordered(lines: Mapping[str, Line]) -> list[tuple[str, Line]]:
    """The shown ones by their number; the others by name, for their order would tell."""

    def place(row: tuple[str, Line]) -> tuple[int, str]:
        name, line = row
        return (-line.cases.shown if line.cases.open else 1, name)

    return sorted(lines.items(), key=place)


def _facts(now: Quarterly, before: Quarterly | None) -> list[dict[str, str]]:
    """The three figures that stand large."""
    found = [
        {"label": "案件", "value": sentences.cases(now.total.cases)},
        {"label": "损失", "value": now.total.loss_text},
    ]
    differs = sentences.change(now.total.cases, before.total.cases) if before else ""
    return [*found, *([{"label": "和上季度比", "value": differs}] if differs else [])]


def _months(now: Quarterly, before: Quarterly | None) -> dict[str, Any]:
    section: dict[str, Any] = {"title": "按月看", "said": [], "chart": None, "table": None}
    if now.months is None:
        return section | {"said": [NONE_SHOWN.format(how="按月")]}
    earlier = [(name, line) for name, line in sorted(((before and before.months) or {}).items())]
    these = sorted(now.months.items())
    section["said"] = [
        sentences.months(
            [(_month(name), line) for name, line in these], earlier[-1][1] if earlier else None
        )
    ]
    rows, last = [], None
    for name, line in [*earlier, *these]:
        differs = sentences.change(line.cases, last.cases if last else None)
        rows.append([_month(name), number(line.cases), differs or "—", line.loss_text])
        last = line
    section["chart"] = {
        "shape": "columns",
        "labels": [_month(name) for name, _ in [*earlier, *these]],
        "series": [{"name": "起数", "counts": [_bar(line) for _, line in [*earlier, *these]]}],
        "paler": len(earlier),
    }
    if earlier:
        section["key"] = "深色是本季度，浅色是上季度。"
    section["table"] = {"head": ["月份", "起数", "比上月", "损失"], "rows": rows}
    return section


def _parts(
    title: str, what: str, now: Mapping[str, Line] | None, before: Mapping[str, Line] | None
) -> dict[str, Any]:
    section: dict[str, Any] = {"title": title, "said": [], "chart": None, "table": None}
    if now is None:
        return section | {"said": [NONE_SHOWN.format(how=title[:-1])]}
    rows = ordered(now)
    said = [sentences.most(rows), sentences.risen(now, before) if before else ""]
    section["said"] = [text for text in said if text] or ["每一种都少于5起。"]
    series = [{"name": "本季度", "counts": [_bar(line) for _, line in rows[:MOST_BARS]]}]
    head = [what, "本季度", "损失"]
    table = [[name, number(line.cases), line.loss_text] for name, line in rows]
    if before:
        was = [_bar(before[name]) for name, _ in rows[:MOST_BARS]]
        series.append({"name": "上季度", "counts": was})
        head = [what, "本季度", "上季度", "变化", "损失"]
        table = [_beside(name, line, before[name]) for name, line in rows]
    section["chart"] = {
        "shape": "bars",
        "labels": [name for name, _ in rows[:MOST_BARS]],
        "series": series,
        "paler": 0,
    }
    section["table"] = {"head": head, "rows": table}
    return section


def _beside(name: str, line: Line, before: Line) -> list[str]:
    differs = sentences.change(line.cases, before.cases)
    return [name, number(line.cases), number(before.cases), differs or "—", line.loss_text]


def _bar(line: Line) -> dict[str, Any]:
    return {"kind": line.cases.kind.value, "value": line.cases.value}


def _month(name: str) -> str:
    return f"{int(name[-2:])}月"

"""Figures → tables: seconds, rates, memory, growth, and the aims beside them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fanzha.cli.console import table
from tests.bench.measure import Measured

LABELS = {
    "read": "读取",
    "checks": "检查规则",
    "site": "网站",
    "print": "印刷品（从头做）",
    "screens": "屏幕（从头做）",
    "check": "fanzha check，成品已有（命令）",
    "rebuild": "再生成一次，没有改动（命令）",
    "stock": "原样 Material 网站",
}
MOST_STOCK = 0.2
MOST_EXPONENT = 1.1
MOST_LEAFLET_MS = 15
MOST_SITE_MIB = 500
MOST_MADE_MIB = 600
MOST_REBUILD = 1.5


@dataclass(frozen=True)
class Figure:
    """One stage at one size: the median time of its runs and their highest memory."""

    stage: str
    size: int
    seconds: float
    peak: float
    runs: int
    facts: dict[str, Any]

    @property
    def core(self) -> float:
        """Seconds that processors worked; other work on the machine does not change them much."""
        return float(self.facts["core_seconds"])

    def as_dict(self) -> dict[str, Any]:
        """The figure as JSON data."""
        return {**vars(self)}


@dataclass(frozen=True)
class Aim:
    """What is asked, what was found ("" where it was not measured), and whether that is met."""

    text: str
    found: str
    met: bool | None


def figure(stage: str, size: int, runs: Sequence[Measured]) -> Figure:
    """The runs of one stage at one size as one figure."""
    seconds = statistics.median(run.seconds for run in runs)
    nearest = min(runs, key=lambda run: abs(run.seconds - seconds))
    peak = max(run.peak for run in runs)
    return Figure(stage, size, seconds, peak, len(runs), nearest.facts)


def exponent(small: Figure, large: Figure, core: bool = False) -> float:
    """How time grows with size: 1 is in proportion, 2 is quadratic."""
    ratio = large.core / small.core if core else large.seconds / small.seconds
    return math.log(ratio) / math.log(large.size / small.size)


def stage_table(figures: Sequence[Figure]) -> str:
    """A row per stage and size; growth is against the row above, the ratio is to stock Material."""
    rows = [("阶段", "内容", "秒", "占核秒", "条/秒", "内存MiB", "增长指数", "比原样", "次数")]
    stock = {found.size: found.seconds for found in figures if found.stage == "stock"}
    for label in LABELS:
        before: Figure | None = None
        for found in (f for f in figures if f.stage == label):
            core = found.facts.get("core_seconds")
            growth = f"{exponent(before, found):.2f}" if before else ""
            beside = stock.get(found.size) if label == "site" else None
            rows.append(
                (
                    "" if before else LABELS[label],
                    str(found.size),
                    f"{found.seconds:.2f}",
                    "" if core is None else f"{core:.2f}",
                    f"{found.size / found.seconds:.0f}",
                    f"{found.peak:.0f}",
                    growth,
                    f"{found.seconds / beside:.3f}" if beside else "",
                    str(found.runs),
                )
            )
            before = found
    return table(rows)


def leaflet_table(figures: Sequence[Figure]) -> str:
    """Milliseconds per leaflet in one process."""
    rows = [("传单（一个进程）", "张", "每张占核毫秒", "中位数毫秒", "最慢毫秒")]
    for found in figures:
        facts = found.facts
        rows.append(
            (
                f"{found.size} 条的内容库",
                str(facts["leaflets"]),
                f"{facts['core_ms']:.1f}",
                f"{facts['median_ms']:.1f}",
                f"{facts['slowest_ms']:.1f}",
            )
        )
    return table(rows)


def aims(figures: Sequence[Figure], shipped: Mapping[str, Figure]) -> list[Aim]:
    """The aims with what was found."""
    at = {(found.stage, found.size): found for found in figures}
    ours, stock = at.get(("site", 1000)), at.get(("stock", 1000))
    small, large = at.get(("site", 500)), at.get(("site", 5000))
    leaflets, rebuild = shipped.get("leaflets"), shipped.get("rebuild")
    many = at.get(("site", 5000))
    made = [found.peak for name in ("print", "screens") if (found := at.get((name, 1000)))]
    return [
        _aim(
            "1000条的网站：不超过原样 Material 的 {} 倍时间",
            MOST_STOCK,
            ours.seconds / stock.seconds if ours and stock else None,
            f"{{:.3f}}（按占核时间 {ours.core / stock.core:.3f}）" if ours and stock else "",
        ),
        _aim(
            "网站从500条到5000条：增长指数不超过 {}",
            MOST_EXPONENT,
            exponent(small, large) if small and large else None,
            f"{{:.2f}}（按占核时间 {exponent(small, large, core=True):.2f}）"
            if small and large
            else "",
        ),
        _aim(
            "自带内容的传单：每张不超过 {} 毫秒（一个核）",
            MOST_LEAFLET_MS,
            leaflets.facts["core_ms"] if leaflets else None,
            "{:.1f}",
        ),
        _aim(
            "5000条的网站：内存不超过 {} MiB", MOST_SITE_MIB, many.peak if many else None, "{:.0f}"
        ),
        _aim(
            "1000条的印刷品、屏幕：内存不超过 {} MiB",
            MOST_MADE_MIB,
            max(made, default=None),
            "{:.0f}",
        ),
        _aim(
            "自带内容没有改动，再生成一次：不超过 {} 秒",
            MOST_REBUILD,
            rebuild.seconds if rebuild else None,
            "{:.2f}",
        ),
    ]


def aim_table(found: Sequence[Aim]) -> str:
    """The aims for people."""
    words: Callable[[bool | None], str] = {True: "达到", False: "没有达到", None: "没有测"}.get
    return table([("目标", "实测", ""), *((a.text, a.found, words(a.met) or "") for a in found)])


def _aim(text: str, most: float, found: float | None, form: str) -> Aim:
    if found is None:
        return Aim(text.format(f"{most:g}"), "", None)
    return Aim(text.format(f"{most:g}"), form.format(found), found <= most)

"""What people see in a terminal: a progress bar, or plain lines in CI, and closing tables."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click
from wcwidth import wcswidth

from fanzha.building.placing import FamilyResult
from fanzha.producers import LABELS
from fanzha.product import Product

QUARTERS = 4


class Bar:
    """A bar with counts on a terminal; elsewhere a line at each quarter."""

    def start(self, total: int, label: str) -> None:
        """`total` products of a family are about to be made."""
        self.total, self.done, self.label = total, 0, LABELS.get(label, label)

    def step(self) -> None:
        """One more is ready."""
        self.done += 1
        if sys.stderr.isatty():
            filled = 30 * self.done // self.total
            bar = "█" * filled + "░" * (30 - filled)
            click.echo(f"\r{self.label} {bar} {self.done}/{self.total}", nl=False, err=True)
        elif self.done * QUARTERS // self.total > (self.done - 1) * QUARTERS // self.total:
            click.echo(f"{self.label} {self.done}/{self.total}", err=True)

    def finish(self) -> None:
        """All are ready."""
        if sys.stderr.isatty():
            click.echo(err=True)


def family_table(results: Sequence[FamilyResult]) -> str:
    """Products, seconds and bytes by family."""
    rows = [("类别", "成品", "秒", "大小")]
    rows += [(LABELS[r.family], str(r.products), f"{r.seconds:.1f}", size(r.size)) for r in results]
    total = (sum(r.products for r in results), sum(r.seconds for r in results))
    rows.append(("合计", str(total[0]), f"{total[1]:.1f}", size(sum(r.size for r in results))))
    return table(rows)


def product_table(products: Sequence[Product]) -> str:
    """Path, label and items of each product."""
    rows = [("成品", "说明", "来自")]
    rows += [
        (p.path, p.label, "、".join(p.items[:4]) + ("…" if len(p.items) > 4 else ""))
        for p in products
    ]
    return table(rows) + f"\n\n共 {len(products)} 个成品"


def size(count: int) -> str:
    """Bytes for people."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} KB"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns in line, where a Chinese character takes two cells."""
    widths = [max(wcswidth(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - wcswidth(cell)) for cell, width in zip(row, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)

"""Shares of a sample and how sure they are: the interval of Wilson, that of Newcombe for two.

Wilson's holds for few sheets and for shares near 0 or 1, where the usual one runs over the edge
(E. B. Wilson, 1927; R. G. Newcombe, 1998, method 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # 95 %


@dataclass(frozen=True)
class Share:
    """`count` of `n`."""

    count: int
    n: int

    @property
    def percent(self) -> int:
        """In whole percent."""
        return round(100 * self.count / self.n)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of all people lies, as parts of 1."""
        p, n = self.count / self.n, self.n
        middle = p + Z * Z / (2 * n)
        half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        below = 1 + Z * Z / n
        return max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)

    @property
    def margin(self) -> tuple[int, int]:
        """The same in whole percent."""
        low, high = self.interval
        return round(100 * low), round(100 * high)


def differs(before: Share, after: Share) -> int:
    """1 where more people know it than before, -1 where fewer do, 0 where that is not sure."""
    p, q = before.count / before.n, after.count / after.n
    (low_p, high_p), (low_q, high_q) = before.interval, after.interval
    low = q - p - sqrt((q - low_q) ** 2 + (high_p - p) ** 2)
    high = q - p + sqrt((high_q - q) ** 2 + (p - low_p) ** 2)
    return 1 if low > 0 else -1 if high < 0 else 0

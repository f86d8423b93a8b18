"""Family L: what does not fit on paper or screens.

Measured by typesetting, not by counting: `publish.fit` sets every sheet and slide and reports what
spills. This is the catalogue entry for it.
"""

from __future__ import annotations

from fanzha.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "L001",
        "放不下",
        "字排不进纸张或屏幕。我们不会偷偷缩小或截断，要请您减几个字。",
        "（正文有三千字的传单）",
        "（正文六百字的传单）",
        certain=True,
    ),
)

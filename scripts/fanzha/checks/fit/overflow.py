"""Family L: what does not fit on paper or screens.

Measured by typesetting, not by counting: `fitting.fit` sets every sheet and slide and reports what
spills. This is the catalogue entry for it.
"""

from __future__ import annotations

from fanzha.checks.engine.registry import registry

registry.described(
    __name__,
    "L001",
    "放不下",
    "字排不进纸张或屏幕。我们不会偷偷缩小或截断，要请您减几个字。",
    "（正文有三千字的传单）",
    "（正文六百字的传单）",
)
registry.described(
    __name__,
    "L003",
    "屏幕上放不下",
    "每种屏幕有最小的字。字再小，远处就看不清；我们不缩小，要请您减几个字，或换一种屏幕。",
    "（二十五个字的标语，放在 192×96 的小屏上）",
    "（十二个字以内的标语）",
)

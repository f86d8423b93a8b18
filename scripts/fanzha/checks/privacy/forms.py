"""Family P, forms: what residents are asked to write on our papers."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.findings import Finding

# Fields that say what is to be filled in by hand.
_FILLED_IN = frozenset({"blanks", "columns"})


@rule(
    "P016",
    "表格里要个人信息",
    why="签名表、登记表会被拍照、会丢。要了证件号、电话、住址，丢一张表就害一村人。我们的表只收签名。",
    bad="blanks: [签名, 身份证号]",
    good="blanks: [签名, 日期]",
    kind="notices",
)
def personal_blank(context: Context) -> Iterator[Finding]:
    """Blanks and columns that ask for more than a signature."""
    notices = [prose for prose in context.prose if prose.kind == "notices"]
    return words.findings(context, "P016", notices, _FILLED_IN)

"""Family P, forms: what residents are asked to write on our papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.findings import Finding

# Fields that say what is to be filled in by hand.
_FILLED_IN = frozenset({"blanks", "columns"})
_PERSONAL = re.compile(
    r"(?:身份证|证件)[号码]*|电话|手机|微信|QQ|邮箱|住址|地址|门牌|楼号|房号|银行卡|[卡账帐]号|开户|"
    r"密码|验证码|出生|生日|年龄|收入|存款|车牌|指纹"
)


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
    hint = "删去这一栏；要联系的，留办事单位的电话让居民来找"
    for prose in context.prose:
        if prose.kind != "notices":
            continue
        for hit in prose.search(_PERSONAL):
            if hit.line.field in _FILLED_IN:
                yield hit.finding(f"这一栏要居民写{hit.match[0]}", hint=hint)

"""Family W, third part: plain words and short sentences.

Residents read on a phone, in a hurry, many of them old. The table gives the plain word for the
official one; what is only a slogan has no plain word, and the editor must say what to do instead.
The words are chosen so that the replacement is right wherever the pattern matches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks import voice
from fanzha.checks.rule import Context, Family, Hit, Line, Prose
from fanzha.findings import Finding, Severity

_family = Family()

# What 进行, 予以, 加以 only stretch.
_DEEDS = (
    "核实|核对|核查|查证|确认|验证|认证|审核|查询|咨询|联系|沟通|转账|汇款|付款|支付|充值|提现|投资|购买|交易|"
    "操作|登记|注册|下载|安装|更新|注销|挂失|冻结|解冻|止付|举报|投诉|宣传|提醒|劝阻|讲解|说明|解释|培训|学习|"
    "调查|检查|排查|处理|处罚|诈骗|配合|支持|协助|奖励|表扬|表彰|返还|退还|打击|查处|没收"
)
_END = r"(?![^，。；！？、：”）\s])"
# Official word → plain word; \1 and \2 are groups of the pattern.
_TABLE = {
    rf"对(?P<whom>[^，。；、：“”\n]{{1,8}}?)(?:进行|予以|加以)(?P<deed>{_DEEDS})": r"\g<deed>\g<whom>",
    rf"(?:进行|予以|加以)(?P<deed2>{_DEEDS})": r"\g<deed2>",
    "予以": "给",
    "给予": "给",
}

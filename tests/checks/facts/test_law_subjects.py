"""What a sentence says of an article is held against the article's row of docs/data/law.yml."""

from __future__ import annotations

import pytest

from fanzha.checks import RULES
from tests.checks.texts import in_body

LAW = [rule for rule in RULES if rule.code in ("F008", "F009", "F010", "F011", "F020", "F021")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("反诈法第42条罚的是出借银行卡的人。", "F020"),
        ("卖卡的处罚写在反诈法第四十二条里。", "F020"),
        ("反诈法第38条所罚的，是没有落实实名制的电信企业。", "F020"),
        ("违反反诈法第三十一条第一款，按照第三十八条处罚。", "F020"),
        ("反诈法第38条管卖卡，第44条管洗钱。", "F020"),
        ("反诈法第44条：借一次卡，判两年。", "F020"),
        ("反诈法第三十四条规定，全额返还被骗的钱。", "F020"),
        ("反诈法第30条，谁举报谁拿钱，每条五百。", "F020"),
        ("反诈法第31条规定，借卡的直接拘留。", "F020"),
        ("第三十一条第二款写得明白：卡是谁的，谁就要负责。", "F021"),
        ("第31条第2款写得明白：卡是谁的，谁就要负责。", "F021"),
        ("按照第四十条，拒绝的要约谈。", "F021"),
        ("反诈法是2023年才开始实行的。", "F011"),
        ("反诈法二〇二三年起施行。", "F011"),
    ],
)
def test_a_claim_that_its_article_does_not_make(line: str, code: str) -> None:
    """False subject, false pair, prison, a promise beyond the law, an article of no law, a year."""
    assert code in {finding.code for finding in in_body(LAW, line)}


@pytest.mark.parametrize(
    "line",
    [
        "违反反诈法第31条第1款的，按第44条处罚。",
        "卖卡的看反诈法第31条，泄露个人信息的看第25条。",
        "反诈法第38条管参与，第44条管卖卡。",
        "反诈法第44条讲的是违反第31条第1款的处罚。",
        "反诈法第30条讲了三件事。",
        "按反诈法第38条，参与诈骗还不够判刑的，也会被拘留。",
        "记住第一条：不点链接，不给验证码。",
        "第三十四条讲了救助，日子过不下去的可以去问。",
        "有人拿着“第四十四条”来要罚款，那是假的。",
        "村规民约第十二条写了卡不外借。",
        "他收到第20条短信，说账户冻结了。",
        "反诈法2022年起施行。",
    ],
)
def test_what_the_articles_say(line: str) -> None:
    """The same articles with their own subjects; lists and other texts that have articles."""
    assert in_body(LAW, line) == []


def test_the_law_is_named_anywhere_before() -> None:
    """An article without a law's name is clear where the text has named it."""
    line = "说的是反诈法。\n\n第三十一条第二款，限制用卡要有依据。"
    assert in_body(LAW, line) == []

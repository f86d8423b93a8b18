"""Who says that the law says something, says what an article says; no field of an item excuses it."""

from __future__ import annotations

import pytest

from fanzha.checks import RULES
from fanzha.findings import Severity
from tests.checks.texts import found, in_body
from tests.samples import BODY, scam

LAW = [rule for rule in RULES if rule.code in ("F008", "F009", "F010", "F011", *("F019", "F020"))]
LAW += [rule for rule in RULES if rule.code in ("F021", "F023")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("从二〇二三年元旦起，反电信网络诈骗法正式生效。", "F011"),
        ("联合惩戒办法从2024年10月就开始执行了。", "F011"),
        ("全国人大2020年通过了反电信网络诈骗法。", "F011"),
        ("反诈法是去年实施的。", "F011"),
        ("判断：反诈法有五十五条。（对）", "F011"),
        ("借卡给人走账，按刑法第二百六十六条处理。", "F021"),
        ("拘留由反诈中心当场决定。", "F023"),
        ("劝阻员有权依法扣下您的手机。", "F023"),
        ("骗子被抓后，法律保证三十天内退钱。", "F023"),
        ("满十二岁就要为卖卡负刑事责任。", "F019"),
        ("罚款多少？卖卡的是违法所得的一到五倍。", "F010"),
    ],
)
def test_a_claim_of_the_law_that_no_table_knows(line: str, code: str) -> None:
    """A year, a number of articles, a subject, an office, a guarantee, an age, a multiple."""
    assert code in {finding.code for finding in in_body(LAW, line)}


@pytest.mark.parametrize(
    "line",
    [
        "反诈法里有三条和您有关。",
        "反诈法自2022年12月1日起施行，2026年我们村讲了三次。",
        "《反电信网络诈骗法》施行以来，村里年年讲。",
        "诈骗罪写在刑法第266条。",
        "处罚由公安机关决定。",
        "网格员可以上门讲一讲。",
        "法律禁止买卖银行卡。",
        "十二岁的孩子也会遇到骗子。",
        "过了几天才想起来报警，也要报。",
        "违法所得的一倍到十倍，是罚款的数目。",
    ],
)
def test_what_may_be_said(line: str) -> None:
    """What the articles say, and what is no claim."""
    assert not [f for f in in_body(LAW, line) if f.severity is Severity.ERROR]


@pytest.mark.parametrize("line", ["出借银行卡，会被判七年。", "法律规定，每户每年必须培训两次。"])
def test_an_item_that_names_articles_is_read_like_any_other(line: str) -> None:
    """`law: [31]` says on what an item rests; it vouches for none of its sentences."""
    source = (
        "\n  - {publisher: 全国人民代表大会常务委员会, title: 中华人民共和国反电信网络诈骗法,"
        " date: 2022-12-01}"
    )
    text = scam(f"{BODY}\n按中华人民共和国反电信网络诈骗法，{line}\n", law="['31']", sources=source)
    assert found(LAW, [text])[0]

"""The general rules: sent and read aloud like everything else, all in one file."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from fanzha.language.sms_parts import ONE_PART
from fanzha.language.speech import seconds
from fanzha.texts.broadcast import POLICE
from tests.texts.made import edition, plan, shipped, text

FILE = "texts/rules.txt"


def test_every_rule_has_a_message_lines_for_groups_and_two_scripts() -> None:
    rows = plan(FILE).args["rows"]
    assert [row["rule"] for row in rows] == [r.text for r in edition().tables.rules.values()]
    words = text(FILE)
    for row in rows:
        (_, message), (_, group), short, long = row["texts"]
        assert len(message) <= ONE_PART and message.startswith("【示范镇反诈】")
        assert group.split("\n")[0] == f"【反诈提醒】{row['rule']}" and len(group) <= 150
        assert group.split("\n")[-1] == "钱转走了打110，拿不准问96110。"
        for most, (label, said) in ((15, short), (30, long)):
            told = re.findall(r"念完约(\d+)秒", label)
            assert told == [str(seconds(said))] and int(told[0]) <= most, label
            assert not re.search(r"\d", said) and "九六幺幺零" in said
        assert all(said in words for _, said in row["texts"])


def test_a_rule_that_names_the_police_does_not_say_it_twice() -> None:
    (row,) = (row for row in plan(FILE).args["rows"] if "110" in row["rule"])
    (_, message), _, _, (_, long) = row["texts"]
    assert message.count("110") == 2  # 110 and 96110
    assert long.count(f"马上打{POLICE}") == 2  # the rule, and the rule again


def test_a_minute_holds_as_many_rules_as_fit() -> None:
    label, said = plan(FILE).args["together"][0]
    assert label.startswith("60秒") and seconds(said) <= 60
    rules = [rule.text for rule in edition().tables.rules.values()]
    assert sum(rule in said for rule in rules) >= 8 and not re.search(r"\d", said)


def test_the_rules_are_an_article_like_every_other() -> None:
    """Each rule with its reason, a cover to upload, a draft with the same words, and no date."""
    rules = edition().tables.rules
    page = text("texts/rules/article.html")
    assert "复制正文" in page and shipped("texts/rules/cover.png").width == 900
    (draft,) = json.loads(text("texts/rules/draft.json"))["articles"]
    assert draft["content"] in page and draft["content_source_url"].endswith("/remember/")
    for rule in rules.values():
        assert rule.text in draft["content"] and rule.why in draft["content"]
    assert not re.search(r"有效至|\d+月\d+日", draft["content"])


def test_two_voices_say_as_many_rules_as_fit_into_two_minutes() -> None:
    """One says the rule, the other why; document and sheet hold the same words as the file."""
    (_, (label, said)) = plan(FILE).args["together"]
    assert (
        label.startswith("学校两个人念") and 100 <= seconds(re.sub("[甲乙合]：", "", said)) <= 120
    )
    voices = [line[0] for line in said.split("\n")]
    assert set(voices) == {"甲", "乙", "合"} and all(a != b for a, b in pairwise(voices))
    assert "您" not in said and not re.search(r"\d", said) and said in text(FILE)
    for path in ("texts/rules/script.docx", "texts/rules/script.pdf"):
        assert [said for _, said in plan(path).args["copy"]][1] == said
    assert shipped("texts/rules/script.pdf").pages == 3

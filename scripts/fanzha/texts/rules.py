"""rules: what is sent and read aloud of the general rules, all of them in one file (R15-R17).

A warning about one scam fades when the scam changes, a rule lasts; so each has a text message, lines
for groups, and what is said in 15 and 30 seconds. At the end stands what is said of all together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.language.passing_on import MOST
from fanzha.language.phrases import calls
from fanzha.language.speech import seconds, spoken, syllables
from fanzha.product import Args, Made, Product
from fanzha.texts import rules_aloud, sms
from fanzha.texts.broadcast import BRIEF_CALLS, GREETING
from fanzha.texts.plain import FAMILY, as_file
from fanzha.texts.rules_aloud import TABLE
from fanzha.texts.scripts import length_of, with_voices

if TYPE_CHECKING:
    from fanzha.content.kinds.lessons import GeneralRule
    from fanzha.edition import Edition

PAGE = "remember/"


def products(edition: Edition) -> Iterator[Product]:
    """`texts/rules.txt`, where there are rules."""
    rules = edition.tables.rules
    if not rules:
        return
    words = {word: row.say for word, row in edition.tables.spoken.items()}
    messages = {message.item.removeprefix("rule-"): message for message in sms.rules(edition)}
    rows = []
    for name, rule in rules.items():
        length = messages[name].length
        told = [
            [f"短信：{length.characters}个字，{length.parts}条", messages[name].text],
            ["发群里的话", _group(edition, name, rule)],
            *_scripts(rule, words),
        ]
        rows.append({"id": name, "rule": rule.text, "texts": told})
    together = [[length_of(script), with_voices(script)] for script in rules_aloud.scripts(edition)]
    args = {
        "rows": rows,
        "together": together,
        "publisher": edition.region.publisher,
        "copy": [text for row in rows for text in row["texts"]] + together,
    }
    yield Product(
        path="texts/rules.txt",
        family=FAMILY,
        kind="text-rules",
        label="通用规矩：短信、群里的话、广播稿",
        items=tuple(rules),
        table=TABLE,
        make=make,
        args=args,
    )


def make(args: Args, overrides: Path) -> Made:
    """Rule by rule; what is between the lines is what one copies."""
    blocks = []
    for number, row in enumerate(args["rows"], 1):
        blocks.append(f"{number}. {row['rule']}")
        blocks += [f"【{label}】\n{text}" for label, text in row["texts"]]
    blocks.append("合起来念")
    blocks += [f"【{label}】\n{text}" for label, text in args["together"]]
    blocks.append(args["publisher"])
    return as_file("\n\n".join(blocks))


def _group(edition: Edition, name: str, rule: GeneralRule) -> str:
    """Lines for a chat: the rule first, the numbers last."""
    region = edition.region
    numbers = "，".join("".join(call.pair) for call in calls(edition.tables)) + "。"
    address = [f"{region.site_url}{PAGE}#{name}"] if region.site_url else []
    told = [f"【反诈提醒】{rule.text}", rule.why, "讲给家里人听一遍。"]
    text = "\n".join([*told, *address, numbers])
    return text if len(text) <= MOST else "\n".join([*told, numbers])


def _scripts(rule: GeneralRule, words: dict[str, str]) -> list[list[str]]:
    """Fifteen and thirty seconds, one paragraph each, with every number as it is said."""
    why, text = spoken(rule.why, words), spoken(rule.text, words)
    short = (
        ["各位居民请注意。", f"{text}。", why, BRIEF_CALLS],
        [f"{text}。", why, BRIEF_CALLS],
        ["各位居民请注意。", f"记住：{text}。", BRIEF_CALLS],
    )
    brief = next(way for way in short if _seconds(way) <= 15 or way is short[-1])
    long = [GREETING, f"{text}。", why, f"请记住：{text}。", *rules_aloud.end([text])]
    return [_version("15秒", brief), _version("30秒", long)]


def _version(name: str, lines: list[str]) -> list[Any]:
    text = "".join(lines)
    return [f"{name}：念完约{seconds(text)}秒，{syllables(text)}个字", "\n".join(lines)]


def _seconds(lines: list[str]) -> int:
    return seconds("".join(lines))

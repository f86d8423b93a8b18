"""How we say what every product says: whom to ring, and a rule in lines.

Paper, screens, cards to forward, texts and pages all take the words from here, so that no two of
them say it differently. What the numbers are for stands in docs/data/numbers.yml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fanzha.content.data.tables import Tables
from fanzha.language.segmenting import held

if TYPE_CHECKING:
    from fanzha.content.kinds.items import Alert, Scam
    from fanzha.content.library import Item

# What to do once the money has gone.
MONEY_GONE = (
    "马上打110，说清时间、金额、账户",
    "再打银行卡背面的客服电话",
    "记录都留着，不再转钱",
)
SHORT = 7  # characters: a rule of so many may be broken, a shorter one stands on one line
FRAUD, FRAUD_BEHIND = "骗假诈", "骗局"
TOPIC_ROOM = 10  # characters of what a small screen calls a trick
LEAST = 3  # characters on each side of a break that is at no mark


@dataclass(frozen=True)
class Call:
    """A number that residents ring in need, and the words beside it."""

    digits: str
    when: str  # 钱转走了
    act: str  # 马上打
    brief: str  # 钱转走了打
    sentence: str  # 钱转走了，马上打110

    @property
    def pair(self) -> tuple[str, str]:
        """The fewest words, and the number: for a screen."""
        return self.brief, self.digits


def calls(tables: Tables) -> tuple[Call, ...]:
    """Whom to ring, in the order of the table: first for those who have paid."""
    return tuple(
        Call(digits, row.when, row.act, row.brief, row.sentence)
        for digits, row in tables.numbers.items()
        if row.when and row.act and row.brief and row.sentence
    )


def calls_data(tables: Tables) -> list[dict[str, str]]:
    """The same as plain JSON data, for the arguments of a product."""
    return [{**vars(call)} for call in calls(tables)]


def calls_line(tables: Tables) -> str:
    """All of them in one line, for a picture that names no town."""
    return "　".join("".join(call.pair) for call in calls(tables))


def topic(alert: Alert, scam: Item[Scam] | None) -> str:
    """What a small screen calls the trick that an alert is about: its own word, or the type's.

    That of the type says 骗局 behind, where it has the room and no such word: a passer-by takes 医保停用
    for a notice.
    """
    if alert.topic:
        return alert.topic
    name = (scam.meta if scam is not None else alert).title.split("：")[0]
    told = any(char in name for char in FRAUD) or len(name) > TOPIC_ROOM - len(FRAUD_BEHIND)
    return name if told else name + FRAUD_BEHIND


def alert_head(alert: Alert, scam: Item[Scam] | None) -> dict[str, Any]:
    """What stands above the rule of an alert on a card: how urgent, what about, until when.

    A season comes back every year, so its cards name no last day.
    """
    last = alert.expires
    return {
        "label": alert.severity.label,
        "urgent": alert.severity.rank == 0,
        "topic": topic(alert, scam),
        "until": "" if alert.season else f"至{last.month}月{last.day}日",
    }


def rule_lines(rule: str) -> tuple[str, ...]:
    """A rule where a speaker would breathe: behind its commas, else behind 的 (先垫钱的 / 都是骗).

    The letters can be larger so. Joined, the lines are the rule.
    """
    if len(rule) < SHORT:
        return (rule,)
    *before, last = rule.split("，")
    if before and last:
        return (*(part + "，" for part in before), last)
    at = rule.find("的") + 1
    if at >= LEAST and len(rule) - at >= LEAST and at not in held(rule):
        return rule[:at], rule[at:]
    return (rule,)

"""What an announcer reads: a warning in 15, 30 and 60 seconds, and in two voices for a school (R17).

Everything is made from the fields of the item. A script is never longer than it says: what there is
to tell is added point by point, the most needed first, while it still fits. Facts that are told in
each: what the fraud is, the one rule, and whom to ring; in 30 seconds and more the number twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from fanzha.language.speech import PER_MINUTE, digits, seconds, spoken, syllables
from fanzha.texts.points import Points

NUMBERS = (
    *("一", "二", "三", "四", "五", "六", "七", "八", "九", "十"),
    *("十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"),
)  # a letter has twenty clauses at most
ASK, POLICE = digits("96110"), digits("110")
GREETING = "各位居民，请听反诈提醒。"
ASK_TWICE = f"拿不准，打{ASK}问一问。{ASK}，记住了，先问再转。"
PAID = f"钱已经转走，马上打{POLICE}。"
BRIEF_CALLS = f"拿不准打{ASK}，转了钱打{POLICE}。"
HOW_TO_TELL = "怎么看得出来？"
FIRST, SECOND, BOTH = "甲", "乙", "合"


@dataclass(frozen=True)
class Script:
    """One version: its name, the length it may have, and its paragraphs; `voice` may be empty."""

    name: str
    limit: int  # seconds; 0 where it is as long as its text
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All that is said."""
        return "".join(text for _, text in self.lines)

    @property
    def syllables(self) -> int:
        """How many syllables."""
        return syllables(self.text)

    @property
    def seconds(self) -> int:
        """How long it takes to say it."""
        return seconds(self.text)


def scripts(points: Points, words: dict[str, str]) -> list[Script]:
    """All versions of an item, with every number and foreign word as it is said."""

    def say(text: str) -> str:
        return spoken(text, words)

    told = said(points, say)
    if told.opening:
        return [Script("全文", 0, _alone(_letter(told)))]
    found = [
        Script("15秒", 15, _alone(_short(told))),
        Script("30秒", 30, _alone(_middle(told))),
        Script("60秒", 60, _alone(_long(told))),
        Script("学校两个人念", 120, tuple(_school(told))),
    ]
    return [script for script in found if script.lines]


def said(points: Points, say: Callable[[str], str]) -> Points:
    """The points as one says them."""

    def each(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(say, texts))

    return Points(
        title=say(points.title),
        summary=say(points.summary),
        rule=say(points.rule),
        sms=say(points.sms),
        call=say(points.call),
        says=each(points.says),
        next_says=each(points.next_says),
        signs=each(points.signs),
        steps=each(points.steps),
        story=tuple((say(when), say(text)) for when, text in points.story),
        turn=say(points.turn),
        lesson=say(points.lesson),
        news=say(points.news),
        opening=each(points.opening),
        closing=say(points.closing),
        composite=points.composite,
    )


def _room(limit: int) -> int:
    """Syllables that fit into so many seconds."""
    return limit * PER_MINUTE // 60


def _alone(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(("", line) for line in lines)


def _short(told: Points) -> list[str]:
    """Fifteen seconds: the text message read aloud where it fits, else the rule and the number."""
    room = _room(15)
    rule = f"记住：{told.rule}。"
    topic = f"有这样一件事：{told.topic}。" if told.story else f"{told.topic}，当心有诈。"
    ways = (
        ["各位居民请注意。", told.sms] if told.sms else [],
        [told.sms] if told.sms else [],
        ["各位居民请注意。", topic, rule, BRIEF_CALLS],
        [topic, rule, BRIEF_CALLS],
        ["各位居民请注意。", rule, BRIEF_CALLS],
    )
    return next((list(way) for way in ways if way and _fits(way, room)), [])


def _middle(told: Points) -> list[str]:
    """Thirty seconds: what it is, what gives it away, the rule, the numbers."""
    room = _room(30)
    end = [f"请记住：{told.rule}。", PAID, ASK_TWICE]
    head = [GREETING, f"有这样一件事。{told.summary}" if told.story else told.summary]
    if told.call and _fits(
        ["有一种骗局：", *head, f"请记住：{told.rule}。", PAID, ASK_TWICE], room
    ):
        head = [GREETING, f"有一种骗局：{told.summary}"]
    if told.lesson and _fits([*head, told.lesson, *end], room):
        return [*head, told.lesson, *end]
    if not _fits([*head, *end], room):
        end = [f"请记住：{told.rule}。", BRIEF_CALLS, f"{ASK}。"]
    return _filled(head, end, room, told, ["sign"] * 3)


def _long(told: Points) -> list[str]:
    """A minute: what it is, what he says, what gives it away, what to do, the numbers."""
    room = _room(60)
    head = [GREETING, f"今天{_announced(told)}。", told.summary]
    if told.news:
        head.append(f"这一回新在这里：{_stop(told.news)}")
    end = [f"请记住：{told.rule}。", PAID, ASK_TWICE, "请把这段话，讲给家里人听。"]
    if told.story:
        head = [GREETING, f"今天讲一件事。{_mine(told)}", told.summary]
        return _first([[*head, *more, *end] for more in _of_story(told)], room)
    order = ["sign", "step", "say", "sign", "step", "sign", "say", "step", "step", "say"]
    return _filled(head, end, room, told, order)


def _of_story(told: Points) -> list[list[str]]:
    """What of a story may stand in a minute, the fullest first."""
    turn, lesson = f"什么时候该停？{told.turn}", told.lesson
    return [[turn, lesson], [turn], [lesson], []]


def _filled(
    head: Sequence[str], end: Sequence[str], room: int, told: Points, order: Sequence[str]
) -> list[str]:
    """Head and end with as many signs, sayings and steps between them as fit."""
    stores = {"sign": list(told.signs), "say": list(told.says), "step": list(_steps(told))}
    taken: dict[str, list[str]] = {"sign": [], "say": [], "step": []}

    def lines() -> list[str]:
        says, signs, steps = taken["say"], taken["sign"], taken["step"]
        return [*head, *_says(says), *_signs(told, signs), *_do(steps), *end]

    for kind in order:
        for candidate in [*stores[kind]]:
            taken[kind].append(candidate)
            stores[kind].remove(candidate)
            if _fits(lines(), room):
                break
            taken[kind].pop()
    return lines()


def _school(told: Points) -> list[tuple[str, str]]:
    """Two minutes in two voices, who say 你 to their schoolmates."""
    told = said(told, lambda text: text.replace("您", "你"))
    room = _room(120)
    opening = [(FIRST, "老师们，同学们，大家好！"), (SECOND, "反诈广播时间到了。")]
    closing = [
        (FIRST, "要是钱已经转走了，还来得及吗？"),
        (SECOND, f"马上告诉爸妈或者老师，一起打{POLICE}。越早打，越有机会拦住。"),
        (FIRST, "拿不准的时候，问谁呢？"),
        (SECOND, f"打{ASK}。慢一点念：{'、'.join(ASK)}。"),
        (FIRST, f"最后送大家一句话：{told.rule}。"),
        (BOTH, f"{told.rule}！"),
        (SECOND, "今天的广播，也请讲给家里人听。"),
    ]
    if told.story:
        middle = _told_by_two(told, room - _spoken_length([*opening, *closing]))
        return [*opening, *middle, *closing]
    best: list[tuple[str, str]] = []
    for says, signs, steps in _measures(told):
        lines = [*opening, *_dialogue(told, says, signs, steps), *closing]
        if _spoken_length(lines) > room:
            break
        best = lines
    return best


def _measures(told: Points) -> list[tuple[int, int, int]]:
    """How many sayings, signs and steps: from little to all."""
    steps = len(_steps(told))
    plan = [(0, 2, 1), (1, 2, 1), (1, 3, 2), (2, 3, 2), (2, 4, 3), (3, 4, 3), (3, 5, 4), (3, 6, 5)]
    found = [
        (min(says, len(told.says)), min(signs, len(told.signs)), min(most, steps))
        for says, signs, most in plan
    ]
    return list(dict.fromkeys(found))


def _dialogue(told: Points, says: int, signs: int, steps: int) -> list[tuple[str, str]]:
    lines = [
        (FIRST, f"今天{_announced(told)}。他们是怎么骗人的？"),
        (SECOND, told.summary + (f"这一回新在这里：{_stop(told.news)}" if told.news else "")),
    ]
    if says:
        lines += [(FIRST, "骗子会怎么开口？"), (SECOND, _quoted("他会说", told.says[:says]))]
    if says and told.next_says:
        lines += [
            (FIRST, "要是我没答应呢？"),
            (SECOND, _quoted("他下一句多半是", told.next_says[:1])),
        ]
    if signs:
        lines += [
            (FIRST, "那我怎么看得出来？"),
            (SECOND, "".join(_signs(told, told.signs[:signs])).removeprefix(HOW_TO_TELL)),
        ]
    if steps:
        lines += [
            (FIRST, "真碰上了，该怎么办？"),
            (SECOND, _numbered(_steps(told)[:steps])),
        ]
    return lines


def _told_by_two(told: Points, room: int) -> list[tuple[str, str]]:
    """A story told in turns; of a long one, the middle is left out before its end is."""
    head = [(FIRST, f"今天讲一件事：{told.topic}。"), (SECOND, _mine(told))]
    turn = [(FIRST, "在哪一步，本来可以停下？"), (SECOND, told.turn), (FIRST, told.lesson)]
    moments = list(told.story)
    while True:
        voices = (FIRST, SECOND)
        middle = [(voices[n % 2], f"{_when(w)}{t}") for n, (w, t) in enumerate(moments)]
        lines = [line for line in (*head, *middle, *turn) if line[1]]
        if _spoken_length(lines) <= room or len(moments) <= 3:
            return lines
        moments.pop(len(moments) // 2)


def _letter(told: Points) -> list[str]:
    clauses = [f"第{n}，{_stop(text)}" for n, text in zip(NUMBERS, told.steps, strict=False)]
    rule = [f"请记住：{told.rule}。"] if told.rule else []
    closing = [told.closing] if told.closing else []
    return [*told.opening, *clauses, *rule, *closing, f"再说一遍：{BRIEF_CALLS}"]


def _announced(told: Points) -> str:
    """What it is about: a type of fraud by its name, an alert by its whole title."""
    if not told.call:
        return f"提醒大家：{told.title.replace('：', '，')}"
    topic = f"“{told.topic}”" if "“" not in told.topic else told.topic
    bare, call = (re.sub("[“”]", "", name) for name in (told.topic, told.call))
    new = call not in bare and bare not in call
    return f"说的是{topic}，也就是“{told.call}”" if new else f"说的是{topic}"


def _mine(told: Points) -> str:
    return "情节是综合改编的。" if told.composite else ""


def _when(when: str) -> str:
    return f"{when}，" if when else ""


def _steps(told: Points) -> tuple[str, ...]:
    """Without those that only say to ring 110: that comes at the end of every script."""
    rest = tuple(step for step in told.steps if f"打{POLICE}" not in step)
    return rest or told.steps


def _says(says: Sequence[str]) -> list[str]:
    return [_quoted("对方常这样说", says)] if says else []


def _signs(told: Points, signs: Sequence[str]) -> list[str]:
    """What gives it away; an alert says it in sentences that are no signs, but help to know it."""
    if not signs:
        return []
    if not told.says:
        return [f"{HOW_TO_TELL}{_listed(signs)}"]
    pause = "：" if len(signs) == 1 else "。"
    return [f"碰上{_these(len(signs))}，先停一停{pause}{_counted(signs)}"]


def _do(steps: Sequence[str]) -> list[str]:
    return [f"该这样做。{_numbered(steps)}"] if steps else []


def _these(count: int) -> str:
    return "这样的事" if count == 1 else f"这{'两' if count == 2 else NUMBERS[count - 1]}样"


def _quoted(head: str, texts: Sequence[str]) -> str:
    joints = ("", "还会说：", "再不然就是：")
    return f"{head}：" + "".join(f"{j}“{_stop(t)}”" for j, t in zip(joints, texts, strict=False))


def _counted(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return _stop(texts[0])
    return "".join(f"{NUMBERS[n]}是{_stop(text)}" for n, text in enumerate(texts))


def _listed(texts: Sequence[str]) -> str:
    return "".join(_stop(text) for text in texts)


def _numbered(texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return _stop(texts[0])
    return "".join(f"第{NUMBERS[n]}，{_stop(text)}" for n, text in enumerate(texts))


def _stop(text: str) -> str:
    """A sentence with its stop; one that ends in a quotation may have it inside."""
    return text if text.rstrip("”")[-1:] in "。！？" else f"{text}。"


def _spoken_length(lines: Iterable[tuple[str, str]]) -> int:
    return syllables("".join(text for _, text in lines))


def _fits(lines: Sequence[str], room: int) -> bool:
    return syllables("".join(lines)) <= room


def _first(ways: Sequence[list[str]], room: int) -> list[str]:
    """The first way that fits, or none."""
    return next((way for way in ways if _fits(way, room)), [])

"""How a lesson fills its minutes: talk, practice, activity, true or false, questions.

Talk takes a minute for 210 characters, a round with the role card follows each slide about a type, and
as many rounds of true or false as there is time for: messages of the quizzes, genuine ones among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Any

from fanzha.content.kinds.lessons import Lesson, Quiz, QuizQuestion
from fanzha.content.library import Item

PER_MINUTE = 210  # characters that a speaker says in a minute
PRACTICE = 90  # seconds: two people read a role card to each other, then change places
ROUND = 60  # seconds: read it out, hands up, tell why
QUESTION = 60
HALF = 30  # seconds: a plan counts in half minutes, as nobody keeps to less
MOST_ROUNDS = 8  # more of the same tires; what is left goes to what people say
ACTIVITY, ROUNDS, QUESTIONS = "一起做", "真的还是骗局", "问三个问题"
PUPILS = "students"
BREATH = 22  # characters: short sentences share a line up to so many
_SENTENCE = re.compile("[^。？！]+[。？！]*[”）]*")
MINUTES = re.compile(r"(\d+)分钟")


@dataclass(frozen=True)
class Row:
    """A line of the plan: what is done, for how many seconds, with what, and what is said."""

    title: str
    seconds: int
    doing: str
    material: str
    say: str = ""


def plan(lesson: Lesson) -> list[Row]:
    """What is done one after the other; the rounds of true or false take the time that is left."""
    rows = []
    for number, slide in enumerate(lesson.slides, 1):
        seconds = round(len(slide.say) * 60 / PER_MINUTE)
        doing, material = "照着讲，请大家答", f"第{number + 1}页"
        if slide.scam:
            seconds += PRACTICE
            doing = "讲完，两人一对念角色卡"
            material += "，角色卡"
        rows.append(Row(slide.title, seconds, doing, material, slide.say))
    # The first page is the title. A question and its answer are two pages, and so is a round: its third,
    # for who is wrong, is hidden, and who turns pages does not come by.
    page = len(lesson.slides) + 2
    doing = lesson.activity.partition("。")[0]
    rows.append(Row(ACTIVITY, _activity(lesson), doing, f"第{page}页"))
    if count := rounds_of(lesson):
        doing = f"念{count}题，举手，再讲为什么"
        rows.append(Row(ROUNDS, count * ROUND, doing, f"第{page + 1}页起，练习纸"))
        page += 2 * count
    asked = len(lesson.questions)
    rows.append(Row(QUESTIONS, asked * QUESTION, "先请大家答，再翻页", _pages(page, 2 * asked)))
    return _in_halves(rows, lesson.minutes * 60)


def _in_halves(rows: list[Row], total: int) -> list[Row]:
    """The rows in half minutes that add up to the seconds of the lesson: by largest remainder, so that
    what stands beside the rows, on the bar and in the head is one sum. Talk gives way, practice does not."""
    halves = [max(1, row.seconds // HALF) for row in rows]
    talks = [at for at, row in enumerate(rows) if row.say]
    order = sorted(talks, key=lambda at: halves[at] * HALF - rows[at].seconds)
    left = total // HALF - sum(halves)
    while left and order:
        step = 1 if left > 0 else -1
        some = [at for at in order[::step] if halves[at] + step > 0][: abs(left)]
        if not some:
            break
        for at in some:
            halves[at] += step
        left -= step * len(some)
    return [replace(row, seconds=count * HALF) for row, count in zip(rows, halves, strict=True)]


def _pages(before: int, count: int) -> str:
    return f"第{before + 1}到{before + count}页"


def thoughts(say: str) -> list[str]:
    """What is said, one thought a line, so that who reads it aloud finds the place again after looking up."""
    lines: list[str] = []
    for sentence in _SENTENCE.findall(say):
        if lines and len(lines[-1]) + len(sentence) <= BREATH:
            lines[-1] += sentence
        else:
            lines.append(sentence)
    return lines


def in_words(seconds: int) -> str:
    """To half a minute, as nobody keeps to less."""
    halves = max(1, round(seconds / HALF))
    if halves == 1:
        return "半分钟"
    return f"{halves // 2}分半" if halves % 2 else f"{halves // 2}分钟"


def rounds_of(lesson: Lesson) -> int:
    """How many rounds of true or false there is time for."""
    slides = sum(
        len(slide.say) * 60 / PER_MINUTE + (PRACTICE if slide.scam else 0)
        for slide in lesson.slides
    )
    left = lesson.minutes * 60 - slides - _activity(lesson) - len(lesson.questions) * QUESTION
    return max(0, min(MOST_ROUNDS, round(left / ROUND)))


def true_or_false(
    quizzes: Sequence[Item[Quiz]], lesson: Lesson, count: int
) -> list[dict[str, Any]]:
    """So many messages, genuine ones among them; first those about the types of the lesson."""
    scams = {slide.scam for slide in lesson.slides if slide.scam}
    near = _named(quizzes, lesson) if lesson.quizzes else _near(quizzes, lesson)
    known = {question.message: question for item in near for question in item.meta.questions}
    questions = list(known.values())
    false = sorted((q for q in questions if not q.genuine), key=lambda q: q.scam not in scams)
    true = [question for question in questions if question.genuine]
    # Two that are not, then one that is; of two, one is: else whoever always cries fraud is right.
    if count == 2:
        false = false[:1]
    mixed = chain.from_iterable(zip_longest(false[::2], false[1::2], true))
    chosen: list[QuizQuestion] = [question for question in mixed if question is not None][:count]
    rows = [
        {name: getattr(q, name) for name in ("message", "genuine", "explain", "hint", "picture")}
        for q in chosen
    ]
    return [addressed(row, lesson) for row in rows]


def for_pupils(lesson: Lesson) -> bool:
    """Whether those who listen are called 你."""
    return PUPILS in lesson.audiences


def addressed(data: Any, lesson: Lesson) -> Any:
    """Texts for the room, with 你 in place of 您 for pupils: what comes from a type of fraud says 您."""
    if isinstance(data, str):
        return data.replace("您", "你") if for_pupils(lesson) else data
    if isinstance(data, Mapping):
        return {name: addressed(value, lesson) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [addressed(value, lesson) for value in data]
    return data


def _named(quizzes: Sequence[Item[Quiz]], lesson: Lesson) -> list[Item[Quiz]]:
    """The quizzes that the lesson names, in its order."""
    known = {item.id: item for item in quizzes}
    return [known[name] for name in lesson.quizzes if name in known]


def _near(quizzes: Sequence[Item[Quiz]], lesson: Lesson) -> list[Item[Quiz]]:
    """Quizzes for the lesson's audience, then those for everybody; children's are for children only."""
    wanted = set(lesson.audiences)
    alike = [item for item in quizzes if (PUPILS in item.meta.audiences) == for_pupils(lesson)]
    own = [item for item in alike if wanted & set(item.meta.audiences)]
    all_ = [item for item in alike if "everyone" in item.meta.audiences and item not in own]
    return own + all_


def _activity(lesson: Lesson) -> int:
    """Seconds of the activity, as its text says; two minutes where it does not."""
    found = MINUTES.search(lesson.activity)
    return 60 * int(found[1]) if found else 120

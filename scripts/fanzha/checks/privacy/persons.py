"""Family P, persons: full names, and children who could be recognised.

Nothing may come out by which a minor in a case could be recognised (未成年人保护法第103条).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.checks.engine.words import one_of
from fanzha.checks.privacy.names import full_names
from fanzha.content.data.word_tables import WordTables
from fanzha.findings import Finding

_HAN = "\u4e00-\u9fff"
_NO = "0-9０-９一二三四五六七八九十"

# What stands before the word where no school is named.
_NO_NAME = re.compile(
    rf"(?:^|[^{_HAN}}}]|[的所个家座名对像合读上念去到从是非某在进和与或跟及考本该各每全这那我你他她们中]|附近|当地|"
    "外地|普通|重点|公办|民办|公立|私立|农村|乡村|乡镇|城区|市区|镇上|县里|城里|老家|孩子|就读|初级|高级|"
    "职业|所有|许多|部分|多所|几所|老年|名牌|有的|不少|一些|开放|社区|九年)$"
)
_PUPIL = re.compile(
    rf"[{_NO}]年级|[初高][一二三](?!小|中)|(?<![{_NO}-])[{_NO}]{{1,2}}岁|[{_NO}]班|小[{_HAN}]同学"
)
_NEAR = 24  # characters between a school and what says which child
_END = re.compile("[。！？；!?;]")
# A class such as 三年级（2）班 or 初二3班, but not its group chat, teacher or meeting.
_CLASS = re.compile(r"班(?!级|主任|会|费|车|群|长|家长)")
_CLASS_BACK = re.compile(
    rf"(?:[{_NO}]年级|[初高][一二三1-3]|[小中大])\s?[（(]?[{_NO}]{{1,2}}[)）]?\s?$"
)
_CHILD = re.compile(
    r"学生(?!家长|群)|同学(?!群)|[男女]生|[女男]孩|孩子|儿子|女儿|孙[子女]|就读|念书|读书|"
    rf"小[{_HAN}](?=[，。、在被说就把加点扫和])"
)


@rule(
    "P010",
    "真名实姓",
    why="受害人的名字不能说出去，嫌疑人没判也不能点名。镇子小，一个名字就传开了。",
    bad="村民王建国接到一个电话。",
    good="村民王某接到一个电话。",
)
def full_name(context: Context) -> Iterator[Finding]:
    """A surname with a given name, behind a role or where people are named."""
    hint = "写“王某”“李女士”“一位老人”；编的名字后面写上（化名）"
    for prose in context.residents:
        for name in full_names(context, prose):
            mended = name.surname if name.titled else f"{name.surname}某"
            yield name.line.finding(name.start, name.end, "这里写了全名", hint=hint, mended=mended)


@rule(
    "P011",
    "认得出是哪个孩子",
    why="未成年人保护法第103条：不能让人认出案件里的未成年人。学校加年级、年龄、班级，就认得出。",
    bad="示范镇中心小学三年级的一个学生加了陌生人。",
    good="一个小学生加了陌生人。",
)
def child(context: Context) -> Iterator[Finding]:
    """A named school with age, grade or class; a class with a child."""
    hint = "只写“一个小学生”“一个初中生”，不写学校名、年级、班级和年龄"
    for prose in context.residents:
        for line, start, end in _children(prose, _school(context.edition.tables.words)):
            yield line.finding(start, end, "这样写认得出是哪个孩子", hint=hint)


@lru_cache(maxsize=4)
def _school(words: WordTables) -> re.Pattern[str]:
    return re.compile(f"{one_of(words, '学校')}(?![生部])")


def _children(prose: Prose, school: re.Pattern[str]) -> Iterator[tuple[Line, int, int]]:
    """One place for each line by which a child is known."""
    seen = set()
    for hit in prose.search(school):
        text = hit.line.text
        if hit.line.line in seen or _NO_NAME.search(text[max(0, hit.start - 8) : hit.start]):
            continue
        for pupil in _PUPIL.finditer(text, max(0, hit.start - _NEAR), hit.end + _NEAR):
            start, end = min(hit.start, pupil.start()), max(hit.end, pupil.end())
            if _END.search(text, start, end) or not _young(pupil[0], hit.match[0]):
                continue
            seen.add(hit.line.line)
            yield hit.line, start, end
            break
    for hit in prose.search(_CLASS):
        left = max(0, hit.start - 12)
        back = _CLASS_BACK.search(hit.line.text[left : hit.start])
        if back is None or hit.line.line in seen:
            continue
        start = left + back.start()
        if _CHILD.search(hit.line.text, max(0, start - 10), hit.end + 10):
            seen.add(hit.line.line)
            yield hit.line, start, hit.end


def _young(words: str, school: str) -> bool:
    """Whether age, grade or class tells of a pupil; of a student only the age says more."""
    if not words.endswith("岁"):
        return school not in ("大学", "学院")
    tens, ten, ones = words.removesuffix("岁").rpartition("十")
    if ten:
        return tens in ("", "一", "二") and ones in ("", *"一二三四五六七八九")
    return ones in "一二三四五六七八九" or (ones.isdigit() and 1 <= int(ones) <= 22)

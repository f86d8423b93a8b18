"""Full names of persons in running Chinese text.

Chinese does not mark names, and 马上, 高兴, 张贴 begin with surnames. So a name is taken for one
only where a role stands before it (村民王建国), or a form of words that names people (名叫…,
姓名：…, …，男，), and where its given name has characters that are common in given names. 王某,
李女士, 张大爷, 王老师 and the placeholders 张三 and 李四 are no full names; nor is a 化名.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.content.data.name_words import Names
from fanzha.content.data.word_tables import WordTables

_HAN = "\u4e00-\u9fff"
_ENDS_HAN = re.compile(f"[{_HAN}]$")
_LINKED = re.compile("[由请找向给和与是的]$")
_PSEUDONYM_BEFORE = re.compile(r"化名[为叫：“（(\s]*$")
_PSEUDONYM = re.compile(r"[（(“\s]*化名")


@dataclass(frozen=True)
class Name:
    """A full name: characters [start, end) of a line."""

    line: Line
    start: int
    end: int
    surname: str
    titled: bool  # a title follows, so the surname alone is enough


class Reader:
    """Finds full names by the characters and words of docs/data/words/names.yml."""

    def __init__(self, names: Names) -> None:
        self.names = names
        some = _one_of
        start = f"(?P<surname>{some(names.compound)}|[{names.surnames}])(?=[{_HAN}])"
        given, any_one = f"[{names.given}]", f"(?![{names.never}])[{_HAN}]"
        titles = some(names.titles)
        self.title = re.compile(titles)
        # The longest role: 老师傅 is no 老师 before a 傅.
        roles = f"(?>{some(sorted(names.roles, key=len, reverse=True))})"
        between = r"(?:[：:（(“\s]|名叫|叫做?|姓名|为|是|系){0,2}"
        self.announced = (
            re.compile(roles + between + start),
            re.compile(f"[名我她他人个](?:叫做?|字叫|字是){start}"),
            re.compile(f"某{{1,2}}[、和及与]{start}"),
            re.compile(
                rf"[0-9〇零一二三四五六七八九十](?:号|室|单元|组|栋)(?:[院楼])?[ 　，]?{start}"
            ),  # 17号李红梅收
        )
        self.one_more = re.compile(f"[、和及与]{start}")
        # At the beginning of a clause, before a title or a sex, or before what people do.
        self.before = re.compile(
            f"(?P<surname>[{names.surnames}])(?:"
            f"(?P<called>{given}{any_one}|{any_one}{given}|{given})"
            rf"(?={titles}|[，,（(、\s]\s?[男女][，,)）。、\s])|{given}{{1,2}}(?={some(names.says)}))"
        )
        # Two given characters at the beginning of a clause, before what only a subject has behind it.
        sure = "".join(one for one in names.surnames if one not in names.careful)
        self.subject = re.compile(
            f"(?P<surname>[{sure}]){given}{{2}}(?=在|家住|家的|从|去年|今年|的(?:{some(names.roles)}))"
        )
        # What may stand after a name: no Chinese character, a title, or the start of a predicate;
        # after two given characters more of these.
        goes_on = rf"$|[^{_HAN}]|{titles}|[{names.starts}]"
        self.goes_on = re.compile(goes_on)
        self.goes_on_long = re.compile(f"{goes_on}|[{names.starts_long}]")
        self.real = re.compile(f"{some(names.real)}[为叫是：“（(\\s]*$")
        self.placeholder = re.compile(f"{some(names.placeholders)}|某")

    def full_names(self, prose: Prose) -> Iterator[Name]:
        """The full names in a file, each once."""
        seen: set[tuple[int, int]] = set()
        for line, start, match in self._candidates(prose):
            surname = match["surname"]
            while end := self._end(line.text, start, surname):
                place = (line.line, line.column + start)
                if place in seen:
                    break
                seen.add(place)
                yield Name(line, start, end, surname, bool(self.title.match(line.text, end)))
                more = self.one_more.match(line.text, end)  # 李某某、王某某 with their names
                if more is None:
                    break
                start, surname = more.start("surname"), more["surname"]

    def _candidates(self, prose: Prose) -> Iterator[tuple[Line, int, re.Match[str]]]:
        """Where a name may begin, with the match that holds its surname."""
        for pattern in self.announced:
            for hit in prose.search(pattern):
                start = hit.match.start("surname") - hit.match.start() + hit.start
                yield hit.line, start, hit.match
        for hit in prose.search(self.subject):
            if not _ENDS_HAN.search(hit.line.text[: hit.start]):
                yield hit.line, hit.start, hit.match
        for hit in prose.search(self.before):
            before = hit.line.text[max(0, hit.start - 3) : hit.start]
            if not _ENDS_HAN.search(before) or (hit.match["called"] and _LINKED.search(before)):
                yield hit.line, hit.start, hit.match

    def _end(self, text: str, start: int, surname: str) -> int:
        """Where the name that begins at `start` ends; 0 where it is none."""
        first = start + len(surname)
        word = text[first : first + 1] in self.names.ordinary.get(surname, "")
        before = text[max(0, start - 6) : start]
        made_up = _PSEUDONYM_BEFORE.search(before) and not self.real.search(before)
        if self.title.match(text, first) or made_up:
            return 0
        for size in (2, 1):
            given, end = text[first : first + size], first + size
            if len(given) < size or not self._is_given(given) or self.title.match(text, end - 1):
                continue
            goes_on = bool((self.goes_on_long if size == 2 else self.goes_on).match(text, end))
            sure = size == 2 and all(character in self.names.given for character in given)
            doubtful = word or surname in self.names.careful
            taken = goes_on and (sure or (size == 1 and not word)) if doubtful else goes_on or sure
            if taken and not self.placeholder.search(text[start:end]):
                return 0 if _PSEUDONYM.match(text, end) else end
        return 0

    def _is_given(self, given: str) -> bool:
        """Whether these one or two characters may be a given name."""
        return any(character in self.names.given for character in given) and not any(
            character in self.names.never or not "\u4e00" <= character <= "\u9fff"
            for character in given
        )


def _one_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, words)) + ")"


@lru_cache(maxsize=4)
def _reader(words: WordTables) -> Reader | None:
    return Reader(words.names) if words.names else None


def full_names(context: Context, prose: Prose) -> Iterator[Name]:
    """The full names in a file, each once."""
    reader = _reader(context.edition.tables.words)
    return reader.full_names(prose) if reader else iter(())

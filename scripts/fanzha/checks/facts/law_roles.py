"""What the words round a figure of a penalty make of it: the least, the most, the fine, the gains.

The words are `roles` of docs/data/law-facts.yml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from fanzha.checks.engine.words import any_of
from fanzha.content.data.law_facts import Role

TO = r"(?:至|到|～|~|-|—|－|–)"
END = re.compile(r"[。！？!?；;]")
_ROUND = 10  # characters before and behind a figure that tell what it is
_NEVER = re.compile("(?!)")
_OF_SUMS = ("below", "fine", "least")
_OF_COUNTS = ("least", "low", "high")


class Roles:
    """The roles of a library's table, each with what stands before and behind its figure."""

    def __init__(self, roles: Mapping[str, Role]) -> None:
        self._words = {
            name: (_behind(role.before), _ahead(role.after)) for name, role in roles.items()
        }
        worked = roles.get("worked", Role()).before
        self._worked = re.compile(any_of(worked)) if worked else _NEVER

    @staticmethod
    def of(roles: Mapping[str, Role]) -> Roles:
        """The roles, compiled once for a table."""
        key = tuple((name, role.before, role.after) for name, role in roles.items())
        return _compiled(key)

    def role_of(self, what: str, text: str, start: int, end: int) -> str:
        """low, high, below, fine, or "" where the words do not tell; `what` as in `Figure`."""
        before, after = text[max(0, start - _ROUND) : start], text[end : end + _ROUND]
        for name in _OF_SUMS if what == "amount" else _OF_COUNTS:
            behind, ahead = self._words.get(name, (_NEVER, _NEVER))
            if behind.search(before) or ahead.match(after):
                return "low" if name == "least" else name
        return "fine" if what == "amount" and self._plain_fine(text, start, end) else ""

    def _plain_fine(self, text: str, start: int, end: int) -> bool:
        """罚款50万元 states the law, unless the sentence works an example with somebody's gains."""
        behind = self._words.get("plain", (_NEVER, _NEVER))[0]
        if not behind.search(text[max(0, start - _ROUND) : start]) or "万" not in text[start:end]:
            return False
        begins = max((m.end() for m in END.finditer(text, 0, start)), default=0)
        return not self._worked.search(text[begins:end])


def _behind(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{any_of(words)}$") if words else _NEVER


def _ahead(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(words)) if words else _NEVER


@cache
def _compiled(key: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]) -> Roles:
    return Roles({name: Role(before=before, after=after) for name, before, after in key})

"""Answers to a questionnaire: a table with a row per sheet, or codes of the page → tallies.

The table has a column for each question, called by its `topic`; a cell holds the answer or its number,
several with ；between. A code is what the page hands over where no file can be sent. Nobody's name is
in either; a column that is no question is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from fanzha.content.kinds.notices import SurveyQuestion
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding
from fanzha.table_files import read_rows

NUMBER = "份号"  # of a sheet, as the office counts them
CODE = re.compile(r"FZ1:([a-z0-9-]+):(\d+):([0-9.;]+)")
SEVERAL = re.compile(r"[;；/\n]")
FEWEST = 10  # sheets; fewer show single people
PASS = 7, 10  # of ten questions with a right answer, so many right

Choice = frozenset[int]  # the numbers of the options that are ticked, from 1
Sheet = tuple[Choice, ...]


@dataclass(frozen=True)
class Survey:
    """A questionnaire: its id and questions."""

    id: str
    questions: tuple[SurveyQuestion, ...]

    @property
    def topics(self) -> list[str]:
        """What its questions are called in a table."""
        return [question.topic or "" for question in self.questions]

    @property
    def heading(self) -> list[str]:
        """The first row of its table."""
        return [NUMBER, *self.topics]


@dataclass(frozen=True)
class Answers:
    """All sheets of one survey."""

    survey: Survey
    sheets: tuple[Sheet, ...]

    def answered(self, at: int) -> int:
        """How many answered a question."""
        return sum(bool(sheet[at]) for sheet in self.sheets)

    def chosen(self, at: int) -> Counter[str]:
        """How many chose each option of a question."""
        options = self.survey.questions[at].options
        return Counter(options[n - 1] for sheet in self.sheets for n in sorted(sheet[at]))

    def right(self, at: int) -> int:
        """How many chose the right one; who left it open did not."""
        question = self.survey.questions[at]
        return self.chosen(at)[question.right] if question.right else 0

    @property
    def aware(self) -> int:
        """How many sheets have enough right answers."""
        asked = [(at, q) for at, q in enumerate(self.survey.questions) if q.right]
        needed = -(-len(asked) * PASS[0] // PASS[1])
        return sum(
            sum(sheet[at] == {q.options.index(q.right or "") + 1} for at, q in asked) >= needed
            for sheet in self.sheets
        )


def read(path: Path, survey: Survey) -> Answers:
    """The answers of a file. Raises ContentError with every fault, UsageError where it is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        text = ""
    sheets = _coded(path, text, survey) if "FZ1:" in text else _tabled(path, survey)
    if len(sheets) < FEWEST:
        raise UsageError(
            f"{path.name} 只有 {len(sheets)} 份，不到 {FEWEST} 份不出结果，免得看出是谁答的"
        )
    return Answers(survey, tuple(sheets))


def _coded(path: Path, text: str, survey: Survey) -> list[Sheet]:
    sheets: list[Sheet] = []
    for line, row in enumerate(text.splitlines(), 1):
        for _ in range(row.count("FZ1:") - len(CODE.findall(row))):
            _stop(path, line, "这段代码不全", "到手机上重新复制，整段粘贴")
        for id, count, body in CODE.findall(row):
            rows = body.split(";")
            parts = [part.split(".") for part in rows]
            wrong = len(rows) != int(count) or any(len(p) != len(survey.questions) for p in parts)
            if id != survey.id or wrong:
                _stop(
                    path, line, "这段代码和问卷对不上，或者不全", f"要 {survey.id} 的代码，整段复制"
                )
            sheets += [
                tuple(_numbers(path, line, q, t) for q, t in zip(survey.questions, p, strict=True))
                for p in parts
            ]
    return sheets


def _numbers(path: Path, line: int, question: SurveyQuestion, text: str) -> Choice:
    found = frozenset(int(digit) for digit in text if digit != "0")
    if any(n > len(question.options) for n in found) or (len(found) > 1 and not question.several):
        _stop(path, line, "这段代码里有题目没有的答案", "到手机上重新复制，整段粘贴")
    return found


def _stop(path: Path, line: int, message: str, hint: str) -> None:
    raise ContentError([Finding(path.name, line, 1, "S081", message, hint=hint)])


def _tabled(path: Path, survey: Survey) -> list[Sheet]:
    (first, head), *rows = read_rows(path)
    findings = [
        Finding(path.name, first, at, "S080", f"不认识“{cell}”这一列", hint=_columns(survey))
        for at, cell in enumerate(head, 1)
        if cell and cell != NUMBER and cell not in survey.topics
    ]
    findings += [
        Finding(path.name, first, 1, "S080", f"缺“{topic}”这一列", hint=_columns(survey))
        for topic in survey.topics
        if head.count(topic) != 1
    ]
    if findings:
        raise ContentError(findings)
    sheets = []
    for line, cells in rows:
        sheet = []
        for question in survey.questions:
            at = head.index(question.topic or "")
            choice = _choice(cells[at] if at < len(cells) else "", question)
            if choice is None:
                hint = f"写 {'、'.join(question.options)}，或者第几个；空着不写"
                message = f"“{question.topic}”没有这个答案"
                findings.append(Finding(path.name, line, at + 1, "S081", message, hint=hint))
            sheet.append(choice or frozenset())
        if any(sheet):
            sheets.append(tuple(sheet))
    if findings:
        raise ContentError(findings)
    return sheets


def _columns(survey: Survey) -> str:
    return f"要有：{'、'.join(survey.topics)}；可以有{NUMBER}，别的整列删掉"


def _choice(text: str, question: SurveyQuestion) -> Choice | None:
    """The options that a cell names; None where it names something else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    known = {unicodedata.normalize("NFKC", one): n for n, one in enumerate(question.options, 1)}
    found = set()
    for word in [plain] if plain in known else SEVERAL.split(plain):
        word = word.strip()
        if not word:
            continue
        number = known.get(word) or (int(word) if re.fullmatch("[1-9]", word) else 0)
        if not 1 <= number <= len(question.options):
            return None
        found.add(number)
    return frozenset(found) if len(found) < 2 or question.several else None

"""Family F, the law: articles must exist, and figures must be those of docs/data/law.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fanzha.checks.engine.numerals import number, written
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Prose
from fanzha.checks.engine.shared_work import shared
from fanzha.checks.facts import law_articles
from fanzha.checks.facts.law_articles import LAW_NAME, Figure, Mention
from fanzha.content.data.tables import Article
from fanzha.findings import Finding, Severity

ARTICLES = 50
LIFETIME = 30  # more is a year of the calendar


@shared
def _read(context: Context) -> Iterator[tuple[list[Mention], list[Figure]]]:
    for prose in context.prose:
        if law_articles.speaks_of_law(prose):
            yield law_articles.read(prose)


@rule(
    "F008",
    "法律没有这一条",
    why="《反电信网络诈骗法》一共 50 条。编造的条文会让人不信，也可能被骗子拿去用。",
    bad="反电信网络诈骗法第52条写明了怎么罚。",
    good="反电信网络诈骗法第44条写明了怎么罚。",
)
def no_such_article(context: Context) -> Iterator[Finding]:
    """The law has 50 articles and none with 之二."""
    for mentions, _ in _read(context):
        for mention in mentions:
            if mention.sub or any(not 1 <= n <= ARTICLES for n in mention.numbers):
                message = f"反电信网络诈骗法没有{mention.hit.match[0]}，它一共 {ARTICLES} 条"
                yield mention.hit.finding(
                    message, hint="核对条号；说的是别的法律，就写出那部法的全名"
                )


@rule(
    "F009",
    "条文不在资料表里",
    why="docs/data/law.yml 里只有核对过的条文。表里没有的，程序没法替您核对。",
    bad="见反电信网络诈骗法第21条。",
    good="见反电信网络诈骗法第20条。",
    severity=Severity.WARNING,
)
def unlisted_article(context: Context) -> Iterator[Finding]:
    """It exists, but nobody has entered it, so that nothing about it can be compared."""
    known = context.edition.tables.law
    for mentions, _ in _read(context):
        for mention in mentions:
            for n in mention.numbers:
                if mention.named and 1 <= n <= ARTICLES and str(n) not in known:
                    hint = f"表里有：第 {'、'.join(known)} 条。确实要用，先对照原文加进表里"
                    yield mention.hit.finding(f"docs/data/law.yml 里没有第 {n} 条", hint=hint)


@rule(
    "F010",
    "数字和法律条文不一致",
    why="罚多少、拘留几天，一个字都不能错。",
    bad="反电信网络诈骗法第38条：拘留5天到15天。",
    good="反电信网络诈骗法第38条：拘留10天到15天。",
)
def wrong_figure(context: Context) -> Iterator[Finding]:
    """Days, multiples and amounts near an article must be that article's."""
    for _, figures in _read(context):
        for figure in figures:
            allowed = _allowed(context.edition.tables.law, figure)
            if not allowed:
                continue
            expected = _expected(figure, allowed)
            if figure.value in (allowed if expected is None else (expected,)):
                continue
            names = "、".join(f"第{n}条" for n in dict.fromkeys(figure.articles)) or "各条"
            mended = None
            if expected is not None and expected % figure.worth == 0:
                mended = written(expected // figure.worth, figure.text)
            yield figure.line.finding(
                figure.start,
                figure.end,
                f"“{figure.shown}”和{names}不一致",
                hint=_texts(context.edition.tables.law, figure),
                mended=mended,
            )


def _penalties(law: Mapping[str, Article], figure: Figure) -> dict[int, Article]:
    """The articles whose figures count: those near, or those that punish a breach of them."""
    found = {}
    for n in figure.articles or map(int, law):
        row = law.get(str(n))
        if row is not None and not row.figures and row.penalty:
            n, row = row.penalty, law.get(str(row.penalty))
        if row is not None:
            found[n] = row
    return found


def _allowed(law: Mapping[str, Article], figure: Figure) -> list[int]:
    values: list[int] = []
    for row in _penalties(law, figure).values():
        for one in row.figures:
            if figure.what == "days":
                values += one.days
            elif figure.what == "multiple":
                values += one.multiple
            else:
                both = {"below": (one.below,), "fine": (one.fine,)}
                amounts = both.get(figure.role, (one.below, one.fine))
                values += [amount for amount in amounts if amount is not None]
    return values


def _expected(figure: Figure, allowed: list[int]) -> int | None:
    """The one value that is right at this place, where that is certain."""
    if len(set(figure.articles)) > 1 or not figure.role:
        return None
    if figure.role == "low":
        return min(allowed) if len(allowed) > 1 else None
    return max(allowed)


def _texts(law: Mapping[str, Article], figure: Figure) -> str:
    rows = (
        f"第{n}条：{'；'.join(one.text for one in row.figures)}"
        for n, row in _penalties(law, figure).items()
    )
    return "。".join(rows)


# What is not in law.yml: article 287-2 of the criminal code, the joint punishments, two dates.

_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)"
_AIDING = re.compile(r"帮信罪|帮助信息网络犯罪活动罪|(?:287|二百八十七)条之二")
_ANOTHER_CRIME = re.compile(r"(?<!帮信)(?<!活动)(?<![这此本该个])罪(?![名犯行])|诈骗罪|洗钱罪")
_TERM = re.compile(
    rf"(?<![\d年月])(?P<years>{_NUMBER})年(?!\d|[一二三四五六七八九十]*月|前|后|来|修)"
)
_JOINT = re.compile(r"惩戒")
_DAY = r"(?P<day>\d{4}年\d{1,2}月\d{1,2}日)"
_FORCE = re.compile(rf"{_DAY}(?:起|开始|正式)*(?:施行|实施|生效)")
_TOTAL = re.compile(rf"(?:共有?|全文)(?:[七7]章[、，]?)?(?P<total>{_NUMBER})条")
_WHOSE = re.compile(rf"{LAW_NAME}|(?P<joint>惩戒办法)")
_END = re.compile(r"[。！？!?；;|]")


@rule(
    "F011",
    "刑期、惩戒期限或施行日期不对",
    why="帮信罪最高 3 年，联合惩戒 2 年或 3 年、连续最多 5 年；这些数字到处有人写错。",
    bad="帮信罪最高判7年。",
    good="帮信罪最高判3年。",
)
def wrong_term(context: Context) -> Iterator[Finding]:
    """Terms and dates that stand in no table: they are few, and they do not change by town."""
    for prose in context.prose:
        for pattern, judge in ((_AIDING, _aiding), (_JOINT, _joint)):
            seen: set[tuple[int, int]] = set()
            for hit in prose.search(pattern):
                text = hit.line.text
                match = _END.search(text, hit.end)
                end = match.end() if match else len(text)
                if pattern is _AIDING:
                    other = _ANOTHER_CRIME.search(text, hit.end, end)
                    end = other.start() if other else end
                start = hit.end
                if pattern is _JOINT:
                    start = max((m.end() for m in _END.finditer(text, 0, hit.start)), default=0)
                for term in _TERM.finditer(text, start, end):
                    place = (hit.line.line, hit.line.column + term.start())
                    right, message = judge(text, term)
                    if message and place not in seen:
                        seen.add(place)
                        mended = written(right, term["years"]) if right else None
                        span = term.span("years")
                        yield hit.line.finding(*span, message, mended=mended)
        yield from _dates(prose)


def _aiding(text: str, term: re.Match[str]) -> tuple[int | None, str]:
    """(the right number, message) for a term of imprisonment; no message where it is right."""
    years = number(term["years"])
    before, after = text[max(0, term.start() - 8) : term.start()], text[term.end() :]
    if years > LIFETIME or after.startswith("内"):
        return None, ""
    most = re.search(r"(?:最高|最多|最长|可判|可处|顶格|处)[^，。；\d]{0,4}$", before)
    if after.startswith("以上") or ((most or after.startswith("以下")) and years != 3):
        return (3 if years != 3 else None), "帮信罪（刑法第287条之二）是 3 年以下"
    if re.search(r"判[^，。；\d]{0,4}$", before) and years > 3:
        return None, "帮信罪（刑法第287条之二）最高 3 年"
    return None, ""


def _joint(text: str, term: re.Match[str]) -> tuple[int | None, str]:
    """The same for joint punishments."""
    years = number(term["years"])
    before = text[max(0, term.start() - 14) : term.start()]
    if years > LIFETIME:
        return None, ""
    if re.search(r"(?:累计|连续|连着|合计)[^，。；\d]{0,8}$", before):
        return (5, "联合惩戒连续计算最多 5 年") if years != 5 else (None, "")
    most = re.search(r"(?:最多|最长|不超过|不得超过|至多)[^，。；\d]{0,6}$", before)
    if years not in ((3, 5) if most else (2, 3)):
        return None, "联合惩戒的期限是 2 年或 3 年，连续计算最多 5 年"
    return None, ""


def _dates(prose: Prose) -> Iterator[Finding]:
    """The days from which the two texts are in force, and how many articles the law has."""
    for hit in prose.search(_FORCE):
        before = hit.line.text[max(0, hit.start - 60) : hit.start]
        names = [*_WHOSE.finditer(before)]
        if not names:
            continue
        right = "2024年12月1日" if names[-1]["joint"] else "2022年12月1日"
        if hit.match["day"] != right:
            start = hit.start
            end = start + len(hit.match["day"])
            yield hit.line.finding(start, end, f"施行日期是 {right}", mended=right)
    for hit in prose.search(_TOTAL):
        before = hit.line.text[max(0, hit.start - 60) : hit.start]
        names = [*_WHOSE.finditer(before)]
        if names and not names[-1]["joint"] and number(hit.match["total"]) != ARTICLES:
            start = hit.start + hit.match.start("total") - hit.match.start()
            end = start + len(hit.match["total"])
            mended = written(ARTICLES, hit.match["total"])
            message = f"反电信网络诈骗法一共 {ARTICLES} 条"
            yield hit.line.finding(start, end, message, mended=mended)

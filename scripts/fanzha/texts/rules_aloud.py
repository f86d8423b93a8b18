"""rules_aloud: the general rules together, for one voice in a minute and for two of a school (R17).

Both stand in `rules.txt`; here they are also a document and a sheet in large type to read from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from fanzha.language.speech import spoken
from fanzha.product import Maker, Product
from fanzha.texts.broadcast import (
    ASK,
    ASK_TWICE,
    BOTH,
    FIRST,
    GREETING,
    NUMBERS,
    PAID,
    POLICE,
    SECOND,
    Script,
)
from fanzha.texts.plain import FAMILY
from fanzha.texts.scripts import NOTE, make_docx, make_pdf, version, with_voices

if TYPE_CHECKING:
    from fanzha.edition import Edition

TABLE = "rules"
FOLDER = "texts/rules"
TITLE = "记住这几条规矩"
MINUTE, SCHOOL = 60, 120


def products(edition: Edition) -> Iterator[Product]:
    """Document and sheet, where there are rules; they are dated by the home page, as banners are."""
    if not edition.tables.rules:
        return
    found = scripts(edition)
    home = edition.library.by_page.get("index")
    day = home.meta.reviewed if home else edition.date
    region = edition.region
    args: dict[str, Any] = {
        "title": TITLE,
        "versions": [version(script) for script in found],
        "copy": [[version(script)["length"], with_voices(script)] for script in found],
        "note": NOTE,
        "publisher": region.publisher,
        "site_name": region.site_name,
        "sample": region.sample,
        "code": f"{region.id}-rules-{day:%Y%m%d}",
        "day": day.isoformat(),
        "keywords": [],
    }
    made: tuple[tuple[str, str, Maker], ...] = (
        ("script.docx", "通用规矩：广播稿（Word）", make_docx),
        ("script.pdf", "通用规矩：广播稿（大字）", make_pdf),
    )
    for name, label, make in made:
        yield Product(
            path=f"{FOLDER}/{name}",
            family=FAMILY,
            kind="text-rules-script",
            label=label,
            items=tuple(edition.tables.rules),
            table=TABLE,
            make=make,
            args=args,
        )


def scripts(edition: Edition) -> list[Script]:
    """A minute for one voice, two minutes for two: as many rules as fit, in their order."""
    words = {word: row.say for word, row in edition.tables.spoken.items()}
    rules = [(spoken(r.text, words), spoken(r.why, words)) for r in edition.tables.rules.values()]
    numbers = range(1, min(len(rules), len(NUMBERS)) + 1)
    return [
        _longest([_minute(rules[:n]) for n in numbers]),
        _longest([_school(rules[:n]) for n in numbers]),
    ]


def _longest(ways: Sequence[Script]) -> Script:
    return [ways[0], *(way for way in ways[1:] if way.seconds <= way.limit)][-1]


def end(rules: Sequence[str]) -> list[str]:
    """Whom to ring, but not what a rule has just said."""
    return [ASK_TWICE] if any(POLICE in rule for rule in rules) else [PAID, ASK_TWICE]


def _minute(rules: Sequence[tuple[str, str]]) -> Script:
    texts = [text for text, _ in rules]
    told = [f"{text}。" for text in texts]
    lines = [GREETING, "骗术常换，规矩不换。请记住这几句。", *told, *end(texts)]
    return Script("60秒", MINUTE, tuple(("", line) for line in lines))


def _school(rules: Sequence[tuple[str, str]]) -> Script:
    """One says the rule, the other why; they say 你 to their schoolmates."""
    told = [
        line
        for number, (text, why) in zip(NUMBERS, rules, strict=False)
        for line in ((FIRST, f"第{number}条：{text}。"), (SECOND, why))
    ]
    lines = [
        (FIRST, "老师们，同学们，大家好！"),
        (SECOND, "反诈广播时间到了。"),
        (FIRST, "骗术天天换，有没有不换的？"),
        (SECOND, "有，规矩不换。今天念几条，请大家记一记。"),
        *told,
        (FIRST, "拿不准的时候，问谁呢？"),
        (SECOND, f"打{ASK}。慢一点念：{'、'.join(ASK)}。"),
        (FIRST, "要是钱已经转走了呢？"),
        (SECOND, f"马上告诉爸妈或者老师，一起打{POLICE}。"),
        (BOTH, "骗术常换，规矩不忘！"),
    ]
    return Script(
        "学校两个人念", SCHOOL, tuple((voice, text.replace("您", "你")) for voice, text in lines)
    )

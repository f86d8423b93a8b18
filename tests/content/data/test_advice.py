"""One advice for one situation: no item says the opposite of docs/data/advice.yml.

Whoever has paid and then reads “leave the group, delete the app” destroys his own proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).resolve().parents[3] / "docs"
ADVICE: dict[str, dict[str, Any]] = yaml.safe_load(
    (DOCS / "data" / "advice.yml").read_text(encoding="utf-8")
)
SENTENCE = re.compile(r"[。！？\n]")
NEGATED = re.compile(r"(?:不|别|没|勿|莫|未)[^，、；：]{0,5}$")
# The other branch of a sentence: “who has not paid …, who has paid …”.
OTHERWISE = re.compile(r"没垫|没给过|没付|没转|还没")


def contradictions(text: str) -> Iterator[tuple[str, str]]:
    """(situation, sentence) where a sentence of a situation tells people what never to do."""
    for sentence in SENTENCE.split(text):
        for name, row in ADVICE.items():
            if not any(word in sentence for word in row["when"]):
                continue
            for word in row["against"]:
                for found in re.finditer(re.escape(word), sentence):
                    before = sentence[: found.start()]
                    if not NEGATED.search(before) and not (
                        name == "paid" and OTHERWISE.search(before)
                    ):
                        yield name, sentence


def prose() -> Iterator[tuple[Path, str]]:
    """All that residents read, and the tables that become pages."""
    yield from ((path, path.read_text(encoding="utf-8")) for path in DOCS.glob("*/*.md"))
    for name in ("selfcheck", "sayings", "channels", "audiences", "slogans", "rules", "glossary"):
        path = DOCS / "data" / f"{name}.yml"
        yield path, path.read_text(encoding="utf-8")


def test_no_item_contradicts_the_table_of_advice() -> None:
    found = [
        f"{path.relative_to(DOCS)}: {name}: {sentence.strip()}"
        for path, text in prose()
        if path.parent.name != "editors"
        for name, sentence in contradictions(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("已经垫了钱，退群，删软件。", True),
        ("给过钱的，把他拉黑就好。", True),
        ("已经共享屏幕，打开手机银行看看。", True),
        ("有人威胁您，先给一部分，求他删。", True),
        ("已经垫了钱，群不退，软件不删。", False),
        ("给过钱的，别拉黑他，马上打110。", False),
        ("没垫过钱的，先截图，再退群。", False),
        ("一分没给过钱的，截好图再退群；给过钱的，什么都不删。", False),
    ],
)
def test_a_contradiction_is_noticed(text: str, wrong: bool) -> None:
    assert bool(list(contradictions(text))) is wrong


def test_every_situation_says_what_to_do_and_what_never() -> None:
    for row in ADVICE.values():
        assert row["label"] and row["do"] and row["never"] and row["when"] and row["against"]
    for name in ("paid", "screen", "code", "threatened", "on_the_phone", "family"):
        assert any("110" in step for step in ADVICE[name]["do"]), name

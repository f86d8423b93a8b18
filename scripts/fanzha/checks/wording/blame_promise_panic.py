"""Family W, first part: how we speak of people, and what we promise them.

People who lost money are not blamed, nothing is promised that nobody can keep, and nobody is
frightened. The words, and where they are harmless, stand in docs/data/words/.
"""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine import words
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.findings import Finding


@rule(
    "W001",
    "不责怪受骗的人",
    why="骂受骗的人贪、傻、轻信，别人被骗了就不敢说、不敢报警。错的是骗子。",
    bad="老人贪小便宜，才会被骗。",
    good="骗子先送小礼品，再一步步骗走养老钱。",
)
def blame(context: Context) -> Iterator[Finding]:
    """People who lost money are victims of a crime; blame keeps others silent."""
    return words.findings(context, "W001")


@rule(
    "W002",
    "不说绝对的话",
    why="追不追得回、防不防得住，谁也保证不了。说满了，落空的人就不再信我们。",
    bad="及时报警，钱一定能追回。",
    good="越早打110，越有机会拦住。",
)
def promise(context: Context) -> Iterator[Finding]:
    """What nobody can keep must not be promised; what fraudsters promise is content."""
    return words.findings(context, "W002")


@rule(
    "W003",
    "不吓人",
    why="吓人的话和骗子用的是同一招。慌了的人想不清楚，也不会再看第二眼。",
    bad="速看，这种骗法很多人中招。",
    good="这种骗法最近多起来了，先看看怎么认。",
)
def panic(context: Context) -> Iterator[Finding]:
    """Fear is the fraudster's tool; a calm text shows the next step."""
    return words.findings(context, "W003")

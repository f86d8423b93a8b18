"""Family L, text messages: how long they may be, and what never stands in one (R16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line
from fanzha.content.markup import fill
from fanzha.findings import Finding
from fanzha.language.sms_parts import MOST, MOST_PARTS, ONE_PART, count

FIELDS = frozenset({"sms", "sms_for"})
ALLOWED = ("110", "96110")
_LINK = re.compile(
    r"(?:https?:)?//[^\s，。]*|(?<![\w.])(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}|点击|戳这里|回复[TtNnYy]"
)
_NUMBER = re.compile(
    r"(?<![\d.-])(?:\d{3,4}-)?\d{3,12}(?![\d.]|[万亿千百]?[元块个名人天年月日条次张份小分])"
)


@rule(
    "L004",
    "短信太长",
    why="一条短信70个字，长的拆成几条，每条67个字，按条收钱。最多两条，134个字，签名和标点也算。",
    bad="sms: " + "有人打电话说您犯了案，要您转钱，这是骗局。" * 7,
    good="sms: 有人打电话说您犯了案，要您转钱，这是骗局。挂断电话，打96110问一问。",
)
def too_long(context: Context) -> Iterator[Finding]:
    """The message as it is sent: the signature of the region in front, its names filled in."""
    region = context.edition.region
    for line in _messages(context):
        length = count(region.signature + fill(line.text, region))
        if length.parts > MOST_PARTS:
            over = length.characters - MOST
            message = (
                f"短信连签名有{length.characters}个字，要拆成{length.parts}条，"
                f"最多{MOST_PARTS}条（{MOST}个字）"
            )
            hint = f"减少{over}个字；减到{ONE_PART}个字以内，就只收一条的钱"
            yield line.finding(0, len(line.text), message, hint=hint)


@rule(
    "L005",
    "短信里有链接或别的电话",
    why="我们叫人别点短信里的链接，自己就不能放。电话只写110、96110，派出所写成 {派出所}，免得有人照着冒充。",
    bad="sms: 有人说您犯了案，别信，打12381问一问。",
    good="sms: 有人说您犯了案，别信，打96110问一问。",
)
def link_or_number(context: Context) -> Iterator[Finding]:
    """A message with a link or a strange number looks like the fraud that it warns of."""
    allowed = {*ALLOWED, context.edition.region.police.phone}
    for line in _messages(context):
        for match in _LINK.finditer(line.text):
            message = f"短信里不能有链接，也不叫人点、叫人回复：“{match[0]}”"
            yield line.finding(*match.span(), message, hint="删去它，改成打96110问一问")
        for match in _NUMBER.finditer(line.text):
            if match[0] not in allowed:
                message = f"短信里只写110、96110和派出所的电话，不写 {match[0]}"
                yield line.finding(*match.span(), message, hint="换成96110，或者删去")


def _messages(context: Context) -> Iterator[Line]:
    for prose in context.prose:
        if prose.item is not None:  # a table may have a row that is called so
            yield from (line for line in prose.lines if line.field in FIELDS)

"""What residents ask with, as data: other words for the same, answers that come first, signs.

Files of docs/data/: search.yml (`SearchWords`), signs.yml (a `Sign` each), senders.yml (a `Sender`
each). They go to the browser as they are; nothing that is typed leaves it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Flag, Line12, Line16, Line60, Model, Text, Whole

Words = tuple[Text, ...]
Page = Annotated[str, Field(pattern=r"^([a-z0-9-]+/)+$")]
# Rows of senders.yml that the browser asks for by name.
SENDERS = ("short", "like-gov", "gov", "site", "other")


class Same(Model):
    """Names that residents use, and what the site says instead."""

    say: Words = Field(min_length=1, description="居民的叫法")
    mean: Words = Field(min_length=1, description="网站上的说法")


class First(Model):
    """A page that stands before all others where each group has a word in the query."""

    when: tuple[Words, ...] = Field(min_length=1, description="每一行都要碰上一个词")
    unless: Words = Field((), description="有这些词就不算")
    short: Flag = Field(False, description="除了这几个字几乎没有别的，才算")
    page: Page = Field(description="网址")


class SearchWords(Model):
    """search.yml."""

    same: tuple[Same, ...] = Field((), description="叫法不同，意思一样")
    first: tuple[First, ...] = Field((), description="先给这一页")
    idle: Words = Field((), description="找的时候不看的词")


class Sign(Model):
    """Something that a message says and fraudsters say."""

    label: Line12 = Field(description="接在“提到”后面")
    words: Words = Field(min_length=1, description="话里的词")
    saying: Text | None = Field(None, description="讲它的那一页，sayings.yml 的键")


class Sender(Model):
    """What a way of writing a number or an address tells."""

    label: Line16 = Field(description="这是什么")
    starts: Words = Field((), description="号码的开头")
    digits: tuple[Whole, Whole] | None = Field(None, description="号码一共几位：最少、最多")
    say: Line60 = Field(description="说给居民的话")
    page: Page | None = Field(None, description="接着看的网址")

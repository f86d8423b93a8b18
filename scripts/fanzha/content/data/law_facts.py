"""docs/data/law-facts.yml: what is counted in the law beside its articles: dates and terms of years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from fanzha.content.kinds.fields import Date, Flag, Model, Text, Whole

Words = tuple[Text, ...]


class Statute(Model):
    """A law or an ordinance, by the names that texts give it (see `notation`)."""

    names: Annotated[Words, Field(min_length=1)]
    force: Date | None = None
    passed: Date | None = None
    articles: Whole | None = None
    # The only articles that may be cited (103, 287之二), each with words of its subject; None: any.
    known: Mapping[str, Words] | None = None


class Case(Model):
    """Which years are right behind and before some words; without words, everywhere else."""

    before: Words = ()
    within: Whole = 0
    after: Words = ()
    years: tuple[Whole, ...] = ()
    up_to: Whole | None = None
    never: Flag = False

    def right(self, years: float) -> bool:
        """Whether so many years may stand here."""
        if self.never:
            return False
        return years <= self.up_to if self.up_to is not None else years in self.years


class Term(Model):
    """How many years something lasts; the first case that fits a place decides."""

    names: Annotated[Words, Field(min_length=1)]
    say: Text
    whole: Flag = False  # years before the name count, whatever stands between
    unit: str = ""  # what is counted, in our notation; years, where it is empty
    ignore: Words = ()
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]


class Claims(Model):
    """How a sentence speaks of an article; all in our notation."""

    lays_down: Words = ()  # right behind 第N条: what follows is said to be written there
    punishes: Words = ()  # how it is punished: only articles with figures say so
    prison: Words = ()  # no article of the anti-fraud law knows it
    breach: Words = ()  # the sentence is about those who act against the article
    beyond: Words = ()  # no article says so
    alone: Words = ()  # beside a 第N条 of no law: it is one of a law
    laws: Words = ()  # texts that have articles
    not_laws: Words = ()  # right behind the last character of one: it is another word
    papers: Words = ()  # texts that have articles, if they stand right before 第N条
    by: Words = ()  # right before 第N条: it is cited
    punished: Words = ()  # the sentence says how something is punished
    not_articles: Words = ()  # right behind 第N条: no article is counted
    pairs: Words = ()  # right before the article that punishes a breach of another


class Role(Model):
    """The words by which a figure is the least, the most, the fine or the gains."""

    before: Words = ()
    after: Words = ()


class LawFacts(Model):
    """The whole file."""

    statutes: Mapping[str, Statute] = Field(default_factory=dict)
    terms: Mapping[str, Term] = Field(default_factory=dict)
    claims: Claims = Field(default_factory=Claims)
    roles: Mapping[str, Role] = Field(default_factory=dict)

"""The facts of docs/data/: vocabularies, numbers, domains, law, screens, and the regions.

Each file is one YAML mapping; `Tables` holds them all, validated. Keys of vocabularies are what
items write; labels are what residents see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field

from fanzha.content.data.advice import Advice
from fanzha.content.data.asking import SENDERS, SearchWords, Sender, Sign
from fanzha.content.data.community import PARTS, Community
from fanzha.content.data.events import Event
from fanzha.content.data.import_words import ImportWords
from fanzha.content.data.law_facts import LawFacts
from fanzha.content.data.measures import Measures
from fanzha.content.data.outlets import Outlet
from fanzha.content.data.packs import OTHERS, Pack
from fanzha.content.data.public_keys import PublicKey
from fanzha.content.data.public_keys import read as read_keys
from fanzha.content.data.published_ids import Published
from fanzha.content.data.published_ids import read as read_published
from fanzha.content.data.reader import TableReader
from fanzha.content.data.slips import Activity, Counter, Window
from fanzha.content.data.vocabularies import (
    Answer,
    Audience,
    Channel,
    Question,
    Saying,
    SelfCheck,
    Term,
    Venue,
)
from fanzha.content.data.word_tables import WordTables, load_words
from fanzha.content.data.year import Round, Work, YearPlan
from fanzha.content.kinds.fields import Line8, Line24, Line60, Model, Text, Vocab, Whole
from fanzha.content.kinds.lessons import Definition, GeneralRule, Slogan
from fanzha.content.kinds.playlists import Profile, Screens
from fanzha.content.kinds.registry import KINDS
from fanzha.content.reading.again import again, kept, state_of
from fanzha.content.reading.nodes import Document
from fanzha.content.region import Products
from fanzha.findings import Finding

HOTLINES = ("110", "96110")  # these two stand on every product


class Number(Model):
    """A phone number that residents may be given."""

    label: Text = Field(description="名称")
    purpose: Text = Field(alias="for", description="用来做什么")
    say: Text = Field(description="给出号码时要一起说的话")
    call: bool = Field(description="能不能拨打")
    can: Line60 | None = Field(None, description="它能做什么")
    cannot: Line60 | None = Field(None, description="它做不了什么")
    ready: Line60 | None = Field(None, description="打之前备好什么")
    beside: tuple[Text, ...] = Field(
        (), description="只能和这些词里的一个写在同一行；不写就不限", examples=[["轻生", "受伤"]]
    )
    when: Line8 | None = Field(
        None, description="什么时候打；只有求助的号码写", examples=["钱转走了"]
    )
    act: Line8 | None = Field(None, description="怎么做", examples=["马上打"])
    brief: Line8 | None = Field(None, description="放在号码前面的最短的话", examples=["钱转走了打"])
    sentence: Line24 | None = Field(
        None, description="带号码的一句话，不写句号", examples=["钱转走了，马上打110"]
    )

    @property
    def complete(self) -> bool:
        """Whether it has all the words with which people are told to ring it."""
        return all((self.when, self.act, self.brief, self.sentence))


class Spoken(Model):
    """How a word in Latin letters is said in a script to read aloud."""

    say: Text = Field(description="念法", examples=["E T C"])


class Domains(Model):
    """Web addresses that content may name."""

    suffixes: tuple[Text, ...] = ()
    hosts: tuple[Text, ...] = ()
    short: tuple[Text, ...] = ()  # hosts of short links, of which residents are told
    endings: tuple[Text, ...] = ()  # what makes letters and dots an address
    spoken: tuple[Text, ...] = ()  # endings that are known behind 点, 。 and the like
    packages: tuple[Text, ...] = ()  # endings of files that install something
    schemes: tuple[Text, ...] = ()  # what opens a programme without //

    def allows(self, host: str) -> bool:
        """Whether content may name the host."""
        return host in self.hosts or any(
            host == suffix or host.endswith(f".{suffix}") for suffix in self.suffixes
        )


class Edition(Model):
    """One year's list of frequent types."""

    date: Text
    title: Text
    names: tuple[Text, ...]


class Figure(Model):
    """What an article punishes with: in words, and as the numbers that a text may give."""

    text: Text
    days: tuple[Whole, ...] = ()  # of detention
    multiple: tuple[Whole, ...] = ()  # of what was gained
    below: Whole | None = None  # yuan gained, below which `fine` is the most
    fine: Whole | None = None  # yuan


class Article(Model):
    """One article of the anti-fraud law, with the only figures that content may give."""

    subject: Text
    about: tuple[Text, ...] = ()  # words by which a text shows that it speaks of this subject only
    weak: tuple[Text, ...] = ()  # words of this subject that others share
    figures: tuple[Figure, ...] = ()
    penalty: Whole | None = None  # the article that punishes a breach of this one


class Section(Model):
    """Title and introduction of a kind's index page."""

    title: Line24
    intro: Line60


class Sheet(Model):
    """A kind of printed sheet: what it is, on what to print it, how many a venue needs."""

    label: Line24 = Field(description="名称", examples=["传单（A4，双面）"])
    group: Text = Field(description="在打印中心归到哪一组", examples=["传单"])
    size: Text = Field(description="成品尺寸", examples=["210×297 毫米"])
    paper: Line60 = Field(description="建议的纸和印法", examples=["普通复印纸，双面打印"])
    use: Line60 = Field(description="用在哪里", examples=["柜台、入户、家长会"])
    shop: bool = Field(False, description="是不是给印刷厂的文件")
    like: Text | None = Field(None, description="和哪一种看起来一样，就用那一种的小图")
    copies: dict[Annotated[str, Vocab("venues")], Annotated[Whole, Field(ge=1, le=5000)]] = Field(
        default_factory=dict, description="一个场所建议几份"
    )


# What a row of a vocabulary may be: each has a label or says itself what it is.
Word = Term | Article | Profile | GeneralRule | Sheet


@dataclass(frozen=True)
class Tables:
    """Everything of docs/data/ but the regions."""

    audiences: Mapping[str, Audience] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    selfcheck: SelfCheck = field(default_factory=SelfCheck)
    search: SearchWords = field(default_factory=SearchWords)
    signs: Mapping[str, Sign] = field(default_factory=dict)
    senders: Mapping[str, Sender] = field(default_factory=dict)
    advice: Mapping[str, Advice] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    domains: Domains = field(default_factory=Domains)
    measures: Measures = field(default_factory=Measures)
    importing: ImportWords = field(default_factory=ImportWords)
    taxonomy: Mapping[str, Edition] = field(default_factory=dict)
    law: Mapping[str, Article] = field(default_factory=dict)
    law_facts: LawFacts = field(default_factory=LawFacts)
    screens: Screens = field(default_factory=lambda: Screens(profiles={}))
    sections: Mapping[str, Section] = field(default_factory=dict)
    glossary: Mapping[str, Definition] = field(default_factory=dict)
    slogans: Mapping[str, Slogan] = field(default_factory=dict)
    rules: Mapping[str, GeneralRule] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    windows: Mapping[str, Window] = field(default_factory=dict)
    counters: Mapping[str, Counter] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    packs: Mapping[str, Pack] = field(default_factory=dict)
    plan: YearPlan = field(default_factory=YearPlan)
    # What regions below another make where nobody chose, and the file for the checks.
    below: Products | None = None
    below_text: Document | None = None
    community: Community = field(default_factory=Community)
    published: Mapping[str, Published] = field(default_factory=dict)
    keys: Mapping[str, PublicKey] = field(default_factory=dict)
    words: WordTables = field(default_factory=WordTables)
    # The tables above that hold prose, for the checks: name → (model of a row, document).
    texts: Mapping[str, tuple[type[Model], Document]] = field(default_factory=dict)

    def vocabulary(self, name: str) -> Mapping[str, Word]:
        """The table that a `Vocab` marker names."""
        tables: dict[str, Mapping[str, Word]] = {
            "audiences": self.audiences,
            "venues": self.venues,
            "channels": self.channels,
            "law": self.law,
            "rules": self.rules,
            "profiles": self.screens.profiles,
            "sheets": {**self.sheets, **OTHERS},  # what a pack may take
        }
        return tables[name]


# Has a line more with every new item, and what the other tables say does not depend on it.
GROWING = frozenset({"published.yml"})

# Of this process. Tables cannot change, so they may be shared; a form that checks while one types
# reads them each time, and what is compiled of their words hangs on them.
_read_last: dict[tuple[str, bytes], tuple[Tables, list[Finding]]] = {}


def load_tables(root: Path, docs: Path) -> tuple[Tables, list[Finding]]:
    """Read docs/data/*.yml; `root` is the project, to which paths in findings are relative."""
    folder = docs / "data"
    place = docs.relative_to(root).as_posix()
    state = state_of(folder, GROWING)
    if (place, state) not in _read_last:
        known = kept(root, folder)
        made = again(known, (place,), state, partial(_read, root, docs))
        known.save()
        _read_last.clear()
        _read_last[place, state] = made
    tables, findings = _read_last[place, state]
    published, found = read_published(root, docs)
    return replace(tables, published=published), [*found, *findings]


def _read(root: Path, docs: Path) -> tuple[Tables, list[Finding]]:
    """All tables but what has been published."""
    reader = TableReader(root, docs / "data")
    keys, reader.findings = read_keys(root, docs)
    wording = TableReader(root, docs / "data" / "words")
    tables = Tables(
        audiences=reader.mapping("audiences", Audience, prose=True, paths=True),
        venues=reader.mapping("venues", Venue, prose=True, paths=True),
        channels=reader.mapping("channels", Channel, prose=True, paths=True),
        sayings=reader.mapping("sayings", Saying, prose=True, paths=True),
        selfcheck=reader.one(
            "selfcheck", SelfCheck, prose={"questions": Question, "answers": Answer}
        )
        or SelfCheck(),
        search=reader.one("search", SearchWords) or SearchWords(),
        signs=reader.mapping("signs", Sign, prose=True),
        senders=reader.mapping("senders", Sender, prose=True),
        advice=reader.mapping("advice", Advice, prose=True),
        numbers=reader.mapping("numbers", Number, prose=True),
        domains=reader.one("domains", Domains) or Domains(),
        measures=reader.one("measures", Measures) or Measures(),
        importing=reader.one("import", ImportWords) or ImportWords(),
        taxonomy=reader.mapping("taxonomy", Edition, prose=True),
        law=reader.mapping("law", Article, prose=True),
        screens=reader.one("screens", Screens, prose={"profiles": Profile}) or Screens(profiles={}),
        sections=reader.mapping("sections", Section, prose=True, paths=True),
        law_facts=reader.one("law-facts", LawFacts) or LawFacts(),
        glossary=reader.mapping("glossary", Definition, prose=True),
        slogans=reader.mapping("slogans", Slogan, prose=True, paths=True),
        rules=reader.mapping("rules", GeneralRule, prose=True),
        spoken=reader.mapping("spoken", Spoken, prose=True),
        sheets=reader.mapping("sheets", Sheet, prose=True, paths=True),
        outlets=reader.mapping("outlets", Outlet, prose=True),
        windows=reader.mapping("windows", Window, prose=True, paths=True),
        counters=reader.mapping("counters", Counter, prose=True, paths=True),
        community=reader.one("community", Community, prose=PARTS) or Community(),
        activities=reader.mapping("activities", Activity, prose=True, paths=True),
        events=reader.mapping("events", Event, prose=True, paths=True),
        packs=reader.mapping("packs", Pack, prose=True, paths=True),
        plan=reader.one("plan", YearPlan, prose={"rounds": Round, "work": Work}) or YearPlan(),
        below=reader.one("below", Products),
        below_text=reader.documents.get("below"),
        keys=keys,
        words=load_words(wording),
        texts=reader.texts,
    )
    reader.strangers("published", "keys")
    wording.strangers()
    screens = reader.documents.get("screens")
    if screens is not None:
        reader.names(screens.source, screens.fields.at("profiles"))
    in_need = {digits: row for digits, row in tables.numbers.items() if row.complete}
    reader.require("numbers", in_need, [*HOTLINES], "的 when、act、brief、sentence")
    reader.require("senders", tables.senders, [*SENDERS])
    reader.require("law-facts", tables.law_facts.statutes, ["fan-dianzha"])
    reader.require(
        "sections", tables.sections, [name for name, kind in KINDS.items() if kind.listed]
    )
    return tables, [*reader.findings, *wording.findings]

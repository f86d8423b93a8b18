"""The facts of docs/data/: vocabularies, numbers, domains, law, screens, and the regions.

Each file is one YAML mapping; `Tables` holds them all, validated. Keys of vocabularies are what
items write; labels are what residents see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from fanzha.content.fields import Line24, Line60, Model, Text, Vocab, Whole
from fanzha.content.frontmatter import read_yaml
from fanzha.content.kinds import KINDS
from fanzha.content.nodes import Document, Node
from fanzha.content.published import Published
from fanzha.content.published import read as read_published
from fanzha.content.screening import Profile, Screens
from fanzha.content.source import Source, decode
from fanzha.content.teaching import Definition, GeneralRule, Slogan
from fanzha.content.validate import validate
from fanzha.content.ways import (
    Answer,
    Audience,
    Channel,
    Question,
    Saying,
    SelfCheck,
    Term,
    Venue,
)
from fanzha.findings import Finding


class Number(Model):
    """A phone number that residents may be given."""

    label: Text = Field(description="名称")
    purpose: Text = Field(alias="for", description="用来做什么")
    say: Text = Field(description="给出号码时要一起说的话")
    call: bool = Field(description="能不能拨打")
    can: Line60 | None = Field(None, description="它能做什么")
    cannot: Line60 | None = Field(None, description="它做不了什么")
    ready: Line60 | None = Field(None, description="打之前备好什么")


class Domains(Model):
    """Web addresses that content may name."""

    suffixes: tuple[Text, ...] = ()
    hosts: tuple[Text, ...] = ()


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
    figures: tuple[Figure, ...] = ()
    penalty: Whole | None = None  # the article that punishes a breach of this one


class Section(Model):
    """Title and introduction of a kind's index page."""

    title: Line24
    intro: Line60


class Police(Model):
    """The police station of the region; what is empty becomes a line to write on."""

    name: str = Field("", max_length=24, description="派出所名称")
    phone: Annotated[str, Field(pattern=r"^$|^0\d{2,3}-\d{7,8}$")] = Field(
        "", description="派出所电话，写成 区号-号码"
    )
    address: str = Field("", max_length=36, description="派出所地址")


class Region(Model):
    """A town: its names, phones and police station."""

    id: str = Field("", exclude=True)
    name: Annotated[Text, Field(max_length=12)] = Field(description="地区名", examples=["示范镇"])
    site_name: Line24 = Field(description="网站名", examples=["示范镇反诈宣传"])
    publisher: Line24 = Field(description="发布单位", examples=["示范镇反诈宣传工作小组"])
    site_url: Annotated[Text, Field(pattern=r"^https?://[^\s/]+(/[^\s]*)?/$")] = Field(
        description="网站地址，以 / 结尾", examples=["https://shifan.example/fanzha/"]
    )
    area_code: Annotated[str, Field(pattern=r"^$|^0\d{2,3}$")] = Field(
        "", description="长途区号", examples=["0000"]
    )
    sample: bool = Field(False, description="是不是样例；样例会在每页标明“示范数据”")
    police: Police = Field(default_factory=Police, description="派出所")
    reporting: str = Field("", max_length=60, description="怎样举报")
    reward: str = Field("", max_length=60, description="举报奖励")
    logo: Text | None = Field(None, description="标志图片，写成从 docs/ 起的路径")


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


@dataclass(frozen=True)
class Tables:
    """Everything of docs/data/ but the regions."""

    audiences: Mapping[str, Audience] = field(default_factory=dict)
    venues: Mapping[str, Venue] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    selfcheck: SelfCheck = field(default_factory=SelfCheck)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    domains: Domains = field(default_factory=Domains)
    taxonomy: Mapping[str, Edition] = field(default_factory=dict)
    law: Mapping[str, Article] = field(default_factory=dict)
    screens: Screens = field(default_factory=lambda: Screens(profiles={}))
    sections: Mapping[str, Section] = field(default_factory=dict)
    glossary: Mapping[str, Definition] = field(default_factory=dict)
    slogans: Mapping[str, Slogan] = field(default_factory=dict)
    rules: Mapping[str, GeneralRule] = field(default_factory=dict)
    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    published: Mapping[str, Published] = field(default_factory=dict)
    # The tables above that hold prose, for the checks: name → (model of a row, document).
    texts: Mapping[str, tuple[type[Model], Document]] = field(default_factory=dict)

    def vocabulary(self, name: str) -> Mapping[str, Term | Article | Profile]:
        """The table that a `Vocab` marker names."""
        tables: dict[str, Mapping[str, Term | Article | Profile]] = {
            "audiences": self.audiences,
            "venues": self.venues,
            "channels": self.channels,
            "law": self.law,
            "profiles": self.screens.profiles,
        }
        return tables[name]


T = TypeVar("T", bound=Model)


def load_tables(root: Path, docs: Path) -> tuple[Tables, list[Finding]]:
    """Read docs/data/*.yml; `root` is the project, to which paths in findings are relative."""
    reader = _Reader(root, docs / "data")
    published, reader.findings = read_published(root, docs)
    tables = Tables(
        audiences=reader.mapping("audiences", Audience, prose=True),
        venues=reader.mapping("venues", Venue, prose=True),
        channels=reader.mapping("channels", Channel, prose=True),
        sayings=reader.mapping("sayings", Saying, prose=True),
        selfcheck=reader.selfcheck() or SelfCheck(),
        numbers=reader.mapping("numbers", Number, prose=True),
        domains=reader.one("domains", Domains) or Domains(),
        taxonomy=reader.mapping("taxonomy", Edition),
        law=reader.mapping("law", Article),
        screens=reader.one("screens", Screens) or Screens(profiles={}),
        sections=reader.mapping("sections", Section),
        glossary=reader.mapping("glossary", Definition, prose=True),
        slogans=reader.mapping("slogans", Slogan, prose=True),
        rules=reader.mapping("rules", GeneralRule, prose=True),
        sheets=reader.mapping("sheets", Sheet),
        published=published,
        texts=reader.texts,
    )
    reader.require("sections", tables.sections, [k for k in KINDS if k not in ("pages", "editors")])
    return tables, reader.findings


def load_region(root: Path, docs: Path, name: str) -> tuple[Region | None, list[Finding]]:
    """Read docs/data/regions/<name>.yml."""
    reader = _Reader(root, docs / "data" / "regions")
    region = reader.one(name, Region)
    return (region.model_copy(update={"id": name}) if region else None), reader.findings


def region_ids(docs: Path) -> list[str]:
    """The regions there are."""
    return sorted(path.stem for path in (docs / "data" / "regions").glob("*.yml"))


class _Reader:
    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self.folder = folder
        self.findings: list[Finding] = []
        self.texts: dict[str, tuple[type[Model], Document]] = {}

    def document(self, name: str) -> Document | None:
        path = self.folder / f"{name}.yml"
        shown = path.relative_to(self.root).as_posix()
        if not path.is_file():
            message = "缺少这个数据文件"
            self.findings.append(Source(shown, ()).finding("S030", 1, 1, message))
            return None
        source, findings = decode(shown, path.read_bytes())
        self.findings += findings
        if not source.lines:
            return None
        document, findings = read_yaml(source)
        self.findings += findings
        return None if findings else document

    def one(self, name: str, model: type[T]) -> T | None:
        document = self.document(name)
        return self._validate(model, document) if document else None

    def mapping(self, name: str, model: type[T], *, prose: bool = False) -> dict[str, T]:
        document = self.document(name)
        rows: dict[str, T] = {}
        if document is None or not isinstance(document.fields.value, Mapping):
            return rows
        if prose:
            self.texts[name] = (model, document)
        for key, node in document.fields.value.items():
            row = self._validate(model, Document(document.source, _as_mapping(node), 1))
            if row is not None:
                rows[key] = row
        return rows

    def selfcheck(self) -> SelfCheck | None:
        """The tree; its two parts are prose of their own."""
        document = self.document("selfcheck")
        if document is None:
            return None
        parts: dict[str, type[Model]] = {"questions": Question, "answers": Answer}
        for name, model in parts.items():
            node = document.fields.at(name)
            self.texts[f"selfcheck {name}"] = (
                model,
                Document(document.source, node, document.body_line),
            )
        return self._validate(SelfCheck, document)

    def require(self, name: str, rows: Mapping[str, Model], keys: list[str]) -> None:
        for key in keys:
            if key not in rows and not any(name in f.path for f in self.findings):
                shown = (self.folder / f"{name}.yml").relative_to(self.root).as_posix()
                self.findings.append(Source(shown, ()).finding("S030", 1, 1, f"缺少 {key}"))

    def _validate(self, model: type[T], document: Document) -> T | None:
        row, findings = validate(model, document)
        self.findings += findings
        return row


def _as_mapping(node: Node) -> Node:
    """A row that is no mapping is read as an empty one, so that its fields are reported missing."""
    if isinstance(node.value, Mapping):
        return node
    return Node({}, node.line, node.column, node.end_line, node.end_column)

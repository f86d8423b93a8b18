"""A questionnaire as files: a page that works without a network, A4, and a table to fill in."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from fanzha.content.kinds.notices import Form, Notice
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.edition import Edition
from fanzha.errors import UsageError
from fanzha.printing.papers import make_survey as on_paper
from fanzha.printing.papers import paper_args
from fanzha.situation import charts
from fanzha.situation.answers import Survey
from fanzha.table_files import as_csv


def choose(edition: Edition, name: str | None) -> Item[Notice]:
    """The questionnaire of this name, or the first; raises UsageError where it cannot be counted."""
    found = [item for item in edition.current(Notice) if item.meta.form is Form.SURVEY]
    names = "、".join(item.id for item in found) or "（还没有）"
    item = next((item for item in found if name in (None, item.id)), None)
    if item is None:
        raise UsageError(f"没有问卷 {name or ''}；现有的：{names}")
    topics = [question.topic for question in item.meta.questions]
    if None in topics or len({*topics}) < len(topics):
        raise UsageError(f"问卷 {item.id} 每一题要写 topic（短名字），不能重复，才能数")
    return item


def survey_of(item: Item[Notice]) -> Survey:
    """What its answers are read by."""
    return Survey(item.id, item.meta.questions)


def files(edition: Edition, item: Item[Notice], overrides: Path) -> dict[str, bytes]:
    """Name → content: page, paper and table."""
    survey = survey_of(item)
    meta = fill(item.meta.model_dump(mode="json"), edition.region)
    template = Environment(loader=FileSystemLoader(overrides / "situation"), autoescape=True)
    page = template.get_template("survey.html").render(
        id=item.id,
        title=meta["title"],
        opening=meta["opening"],
        questions=meta["questions"],
        heading=survey.heading,
        region=edition.region,
        colour=charts.colours(overrides),
    )
    return {
        f"问卷-{item.id}.html": page.encode("utf-8"),
        f"问卷-{item.id}.pdf": on_paper(paper_args(edition, item), overrides).data,
        f"录入表-{item.id}.csv": as_csv([survey.heading]),
    }

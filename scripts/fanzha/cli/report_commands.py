"""The report of a quarter, and the survey; nothing of it gets into the site."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import click

from fanzha.cli.options import config_option, open_project, region_option, today_option
from fanzha.invocation import how_to_run

TEMPLATE = Path("统计表-示范数据.csv")
SURVEYS = 2


@click.command()
@click.argument("files", metavar="[统计表.csv]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--quarter", help="哪个季度，如 2026Q3；不写就是表里最近一个完整的季度。")
@click.option("--survey", is_flag=True, help="后面写一份或前后两份问卷结果，算知晓率。")
@click.option("--questions", help="是哪一份问卷，写编号；不写就是第一份。")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="放在哪里，默认 情况报告。")
@click.option("--template", is_flag=True, help="写一份样子（示范数据），照着填。")
@config_option
@region_option
@today_option
def report(
    files: tuple[Path, ...],
    quarter: str | None,
    survey: bool,
    questions: str | None,
    out: Path | None,
    template: bool,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """用本单位的统计表做一份季度情况报告（网页和 A4），如 report 统计表.csv。

    表里只要月份、类型、起数、损失，可以加人群；少于5的数不显示。加上问卷结果：report 统计表.csv --survey
    之前.csv 之后.csv，统计表可以不写。报告不进网站。
    """
    from fanzha.edition import read_edition
    from fanzha.situation import answers, figures, making, months, questionnaire

    if not files and not template:
        raise click.UsageError("写上统计表的文件名；还没有表，先用 --template 写一份样子")
    project, settings = open_project(config, region, today)
    edition, _ = read_edition(project)
    overrides = project.root / "overrides"
    folder = out or Path("." if template else "情况报告")
    for place in (folder, *(file.parent for file in files)):
        making.refuse_place(edition, Path(settings.site_dir), place)
    if template:
        _save(folder, {TEMPLATE.name: making.template(overrides)})
        click.echo(f"删掉第一行，填自己的数，再运行 {how_to_run(f'report {TEMPLATE}')}")
        return
    try:
        asked = months.read_quarter(quarter) if quarter else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    tables, counted = files, files[:0]
    if survey:
        first = int(figures.is_table(files[0]))
        tables, counted = files[:first], files[first:]
    if len(tables) > 1 or len(counted) > SURVEYS or (survey and not counted):
        raise click.UsageError("写一份统计表；加 --survey，再写一份或前后两份问卷结果")
    found = None
    if tables:
        read = figures.read(tables[0], making.words(edition))
        found = making.situation(edition, read, making.choose(read, asked))
    if counted:
        form = questionnaire.survey_of(questionnaire.choose(edition, questions))
        surveys = [answers.read(file, form) for file in counted]
        found = making.survey_report(edition, found, surveys)
    assert found is not None
    _save(folder, making.files(edition, found, overrides))
    if found["sample"]:
        click.echo("这是示范数据做的，每一页都写着；换成自己的表再用")


@click.command("survey")
@click.argument("item", metavar="[问卷]", required=False)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="放在哪里，默认 问卷。")
@config_option
@region_option
@today_option
def survey_files(
    item: str | None,
    out: Path | None,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """做一份知晓率问卷：手机上填的网页（不用网络）、A4、录入用的表格。"""
    from fanzha.edition import read_edition
    from fanzha.situation import questionnaire

    edition, _ = read_edition(open_project(config, region, today)[0])
    overrides = edition.project.root / "overrides"
    chosen = questionnaire.choose(edition, item)
    _save(out or Path("问卷"), questionnaire.files(edition, chosen, overrides))
    click.echo(f"收完以后：{how_to_run('report --survey 之前.csv 之后.csv')}")


@click.command()
@click.option(
    "--report", "table", type=click.Path(path_type=Path), help="统计表，月报上写它最近的一个季度。"
)
@click.option("-o", "--out", type=click.Path(path_type=Path), help="放在哪里，默认 无诈社区。")
@config_option
@region_option
@today_option
def community(
    table: Path | None,
    out: Path | None,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """做一套无诈社区创建的材料：清单和自评、记录本、公告栏、牌子、参加证、月报。"""
    from fanzha import checks
    from fanzha.situation import community, figures, making

    project, settings = open_project(config, region, today)
    edition, _ = checks.open_edition(project)
    folder = out or Path("无诈社区")
    counts: list[str] = []
    if table is not None:
        for place in (folder, table.parent):
            making.refuse_place(edition, Path(settings.site_dir), place)
        read = figures.read(table, making.words(edition))
        found = making.situation(edition, read, making.choose(read, None))
        counts = community.counts(found)
    _save(folder, community.files(edition, edition.project.root / "overrides", counts))


def _save(folder: Path, files: Mapping[str, bytes]) -> None:
    from fanzha.files import make_folder, save

    make_folder(folder)
    for name, data in files.items():
        save(folder / name, data)
        click.echo(f"已存为 {(folder / name).absolute()}")

"""The report of a quarter from an office's own figures; nothing of it gets into the site."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fanzha.cli.options import config_option, open_project, region_option, today_option
from fanzha.invocation import how_to_run

TEMPLATE = Path("统计表-示范数据.csv")


@click.command()
@click.argument("table", metavar="[统计表.csv]", required=False, type=click.Path(path_type=Path))
@click.option("--quarter", help="哪个季度，如 2026Q3；不写就是表里最近一个完整的季度。")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="放在哪里，默认 情况报告。")
@click.option("--template", is_flag=True, help="写一份空样子（示范数据），照着填。")
@config_option
@region_option
@today_option
def report(
    table: Path | None,
    quarter: str | None,
    out: Path | None,
    template: bool,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """用本单位的统计表做一份季度情况报告（网页和 A4），如 report 统计表.csv。

    表里只要月份、类型、起数、损失，可以加人群；少于5的数不显示。报告不进网站。
    """
    from fanzha.edition import read_edition
    from fanzha.files import save
    from fanzha.situation import figures, making, months

    if table is None and not template:
        raise click.UsageError("写上统计表的文件名；还没有表，先用 --template 写一份样子")
    project, _ = open_project(config, region, today)
    edition, _ = read_edition(project)
    overrides = project.root / "overrides"
    folder = out or Path("." if template else "情况报告")
    making.refuse_place(edition, folder)
    if template:
        folder.mkdir(parents=True, exist_ok=True)
        save(folder / TEMPLATE, making.template(overrides))
        click.echo(f"样子已存为 {(folder / TEMPLATE).absolute()}")
        click.echo(f"删掉第一行，填自己的数，再运行 {how_to_run(f'report {TEMPLATE}')}")
        return
    assert table is not None
    making.refuse_place(edition, table.parent)
    try:
        asked = months.read_quarter(quarter) if quarter else None
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    read = figures.read(table, making.words(edition))
    found = making.situation(edition, read, making.choose(read, asked))
    made = making.files(edition, found, overrides)
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        save(folder / name, data)
        click.echo(f"已存为 {(folder / name).absolute()}")
    if read.sample:
        click.echo("这是示范数据做的，每一页都写着；换成自己的表再用")

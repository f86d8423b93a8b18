"""Commands for many towns: build all of them, bring a table in and out, look at what stands above."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fanzha.cli.options import config_option, open_project, today_option
from fanzha.errors import UsageError

if TYPE_CHECKING:
    from fanzha.editions.tasks import Outcome


def words(text: str) -> tuple[str, ...]:
    """Names in one option, with commas between them."""
    return tuple(part.strip() for part in text.replace("，", ",").split(",") if part.strip())


def build_towns(
    config: Path,
    today: datetime.date | None,
    address: str,
    which: tuple[tuple[str, ...], tuple[str, ...], str],
    *,
    jobs: int,
    scheduler: str | None,
    shared: bool,
) -> None:
    """Make many towns, say how each went, and end with 1 where one failed."""
    from fanzha.cli.console import Bar
    from fanzha.editions.address import place
    from fanzha.editions.engine import Engine, LocalEngine
    from fanzha.editions.making import Wanted, make_all

    project, _ = open_project(config, None, today)
    engine: Engine = LocalEngine(jobs, Bar())
    if scheduler:
        try:
            from fanzha.editions.scheduled import engine_of
        except ImportError:
            raise UsageError(
                '要用 --scheduler，先装一次：.venv 里的 python -m pip install "fanzha[dask]"'
            ) from None
        engine = engine_of(scheduler, project, config.absolute(), shared=shared)
    wanted = Wanted(*which)
    try:
        told = make_all(project, config.absolute(), place(address), wanted, engine, _tell)
    except KeyboardInterrupt:  # unlike one site, some of it is in place
        click.echo("已中断；已经放好的地方是完整的，再运行一次接着做", err=True)
        sys.exit(130)
    click.echo(told.as_text())
    click.echo(f"成品在 {address}" + ("" if wanted.shard else "，从 index.html 选地方"))
    if told.failed:
        sys.exit(1)


def _tell(done: int, total: int, outcome: Outcome) -> None:
    click.echo(f"{done}/{total} {outcome.said}", err=True)


@click.group("towns")
def towns() -> None:
    """许多地区：表格进出、看上级给了什么、检查全部、合并报告。"""


@towns.command("merge")
@click.argument("address", metavar="放成品的文件夹")
@config_option
@today_option
def merge_reports(address: str, config: Path, today: datetime.date | None) -> None:
    """把各份（--shard）的报告合成一份，做好选地方的首页。"""
    from fanzha.editions.address import place
    from fanzha.editions.making import merge

    project, _ = open_project(config, None, today)
    told = merge(project, place(address))
    click.echo(told.as_text())
    if told.failed or told.missing:
        sys.exit(1)


@towns.command("check")
@config_option
@today_option
def check_towns(config: Path, today: datetime.date | None) -> None:
    """检查公共内容、全部地区档案，和每个地区自己的内容。"""
    from fanzha.edition import read_contents
    from fanzha.editions.examined import examine
    from fanzha.findings import errors
    from fanzha.reports import text_report

    project, _ = open_project(config, None, today)
    contents = read_contents(project)
    found = examine(contents)
    click.echo(text_report(found.all))
    click.echo(f"地区 {len(contents.region_texts)} 个，有自己内容的 {len(contents.layers)} 个")
    if errors(found.all):
        sys.exit(1)


@towns.command("import")
@click.argument("table", metavar="表格", type=click.Path(path_type=Path))
@click.option("--write", "do_write", is_flag=True, help="照这样写；不加就只给您看会改什么。")
@config_option
@today_option
def import_table(table: Path, do_write: bool, config: Path, today: datetime.date | None) -> None:
    """从表格（csv 或 xlsx）写地区档案；有一行不对，就一个都不写。"""
    from fanzha.editions.importing import changes, write

    project, _ = open_project(config, None, today)
    found = changes(project, table)
    for change in found:
        click.echo(change.diff)
    new = sum(not change.before for change in found)
    click.echo(
        f"新建 {new} 个，改动 {len(found) - new} 个地区档案" + ("" if do_write else "（还没有写）")
    )
    if do_write:
        write(found)
    elif found:
        click.echo("看过没有错，再运行一次，加上 --write")


@towns.command("export")
@click.argument("table", metavar="表格", type=click.Path(path_type=Path))
@config_option
@today_option
def export_table(table: Path, config: Path, today: datetime.date | None) -> None:
    """把全部地区档案写成表格（csv 或 xlsx），改好再带回来。"""
    from fanzha.editions.importing import exported
    from fanzha.files import save
    from fanzha.table_files import as_csv, as_xlsx

    project, _ = open_project(config, None, today)
    rows = exported(project)
    save(table, as_xlsx(rows) if table.suffix.lower() == ".xlsx" else as_csv(rows))
    click.echo(f"{len(rows) - 1} 个地区已存为 {table.absolute()}")


@towns.command("show")
@click.argument("names", metavar="[地区]...", nargs=-1)
@config_option
@today_option
def show_towns(names: tuple[str, ...], config: Path, today: datetime.date | None) -> None:
    """看地区：谁在谁下面，印哪个电话，哪些是从上级来的。"""
    from fanzha.cli.console import table
    from fanzha.content.regions import inherited, load_regions
    from fanzha.editions.choosing import chosen
    from fanzha.editions.table import title_of
    from fanzha.errors import ContentError
    from fanzha.findings import errors

    project, _ = open_project(config, None, today)
    regions, texts, findings = load_regions(project.root, project.docs)
    if errors(findings):
        raise ContentError(findings)
    rows = [("档案", "地区", "上级", "电话", "从上级来的")]
    for name in chosen(regions, texts, names, ()):
        region = regions[name]
        above = [f"{title_of(one.field)}←{one.source}" for one in inherited(region, texts)]
        phone = f"{region.police.name} {region.police.phone}".strip() or "（没有）"
        rows.append((name, region.name, region.parent, phone, "、".join(above)))
    click.echo(table(rows))

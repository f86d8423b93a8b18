"""Commands of the print room: a sheet in one size or in all, the order of a venue."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fanzha.cli.options import config_option, open_project, region_option, today_option


@click.command("print")
@click.argument("item", metavar="内容")
@click.option(
    "--product", "kind", required=True, help="哪一种，如 leaflet-a4、poster；list 列出全部。"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="存成什么文件。")
@click.option("--paper", help="纸张大小，如 a4、a3、a2、500x700。")
@click.option("--bw", is_flag=True, help="给黑白复印机用的版本。")
@click.option("--all-sizes", is_flag=True, help="这一种的全部尺寸和版本，存进一个文件夹。")
@config_option
@region_option
@today_option
def print_sheet(
    item: str,
    kind: str,
    output: Path | None,
    paper: str | None,
    bw: bool,
    all_sizes: bool,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """只做一件印刷品，如 print shuadan --product leaflet-a4。"""
    from fanzha.building import print_room
    from fanzha.files import make_folder, save

    if all_sizes and (paper or bw):
        raise click.UsageError("--all-sizes 已经是全部，不用再写 --paper、--bw")
    project, _ = open_project(config, region, today)
    if all_sizes:
        sheets = print_room.all_sizes(project, item, kind)
        folder = output or Path(f"{kind}-{item}")
        make_folder(folder)
        for sheet in sheets:
            save(folder / sheet.file, sheet.data)
            click.echo(f"{sheet.product.label}：{(folder / sheet.file).absolute()}")
        return
    name = "-".join([kind, *([paper.lower()] if paper else []), *(["bw"] if bw else [])])
    sheet = print_room.single(project, item, name)
    target = output or Path(sheet.file)
    target = target / sheet.file if target.is_dir() else target
    save(target, sheet.data)
    click.echo(f"{sheet.product.label}已存为 {target.absolute()}")


@click.command("print-order")
@click.argument("venue", metavar="场所")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="放在哪里，默认 印刷单-场所。"
)
@config_option
@region_option
@today_option
def print_order(
    venue: str,
    output: Path | None,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """给一种场所开印刷单，连同要印的文件，如 print-order banks。"""
    from fanzha.building import print_room
    from fanzha.files import make_folder, save

    project, _ = open_project(config, region, today)
    folder = output or Path(f"印刷单-{venue}")
    args, sheets = print_room.order(project, venue)
    make_folder(folder)
    for name, data in print_room.order_files(args, project).items():
        save(folder / name, data)
    for sheet in sheets:
        save(folder / sheet.file, sheet.data)
    click.echo(f"印刷单和 {len(sheets)} 个要印的文件，在 {folder.absolute()}")
    click.echo("份数是一个场所的建议数，照实际改；标“印刷厂”的送印刷厂，别的自己打印")

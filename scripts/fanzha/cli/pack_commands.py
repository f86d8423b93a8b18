"""Commands of the packing room: what a place is handed."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fanzha.cli.options import JOBS, Day, config_option, open_project, region_option, today_option


@click.command("pack")
@click.argument("venue", metavar="场所", required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="放进哪个文件夹；以 .zip 结尾的，就存成那个文件。",
)
@click.option("--in-season", is_flag=True, help="只要当季的：现在有效的预警和它们的骗局。")
@click.option("--since", type=Day(), help="只要这一天和以后新发布的。")
@config_option
@region_option
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, help="同时用几个进程。")
@today_option
def make_pack(
    venue: str | None,
    output: Path | None,
    in_season: bool,
    since: datetime.date | None,
    config: Path,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
) -> None:
    """给一种场所做整包（ZIP），如 pack schools；不写场所，列出有哪些。"""
    from fanzha.building import pack_room
    from fanzha.cli.console import Bar

    project, _ = open_project(config, region, today)
    if venue is None:
        for name, label in pack_room.known(project):
            click.echo(f"{name}　{label}")
        return
    made = pack_room.make(
        project,
        venue,
        (output or Path()).absolute(),
        season=in_season,
        since=since,
        jobs=jobs,
        progress=Bar(),
    )
    click.echo(f"{made.label}：{made.path}（{made.files} 个文件，{made.size / 1e6:.1f} MB）")
    if made.left_out:
        names = "、".join(dict.fromkeys(made.left_out))
        click.echo(f"装不下、没有放进去的：{names}。要用就单独做。")
    click.echo("先看里面的 guide.pdf：放在哪里，放多少，什么时候换，找谁")


@click.command("plan")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="放在哪里，默认 全年计划。")
@config_option
@region_option
@today_option
def make_plan(
    output: Path | None, config: Path, region: str | None, today: datetime.date | None
) -> None:
    """做今后十二个月的计划：网页、墙上贴的、表格、日历。办公室自己用，不放到网站上。"""
    from fanzha.building import plan_room

    project, _ = open_project(config, region, today)
    files, late = plan_room.make(project, (output or Path("全年计划")).absolute())
    for path in files:
        click.echo(str(path))
    if late:
        click.echo(f"有 {late} 篇过了日子还没有再核对，列在计划的最前面")
    click.echo("plan.ics 可以导入手机、电脑的日历；plan-wall.pdf 用A3纸横着打")

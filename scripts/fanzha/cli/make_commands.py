"""Commands that make files: the site, screens, clips, an alert."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from fanzha.cli.options import (
    JOBS,
    config_option,
    only_option,
    open_project,
    region_option,
    strict_option,
    today_option,
)
from fanzha.cli.towns_commands import build_towns, words
from fanzha.invocation import how_to_run


@click.command()
@config_option
@click.option("--site-dir", help="成品文件夹，默认 site；多个地区也可以写 s3:// 这样的地址。")
@region_option
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, help="同时用几个进程。")
@today_option
@only_option
@strict_option
@click.option("--all", "every", is_flag=True, help="做全部地区，一个地区一个文件夹。")
@click.option("--towns", help="只做这些地区，逗号隔开。")
@click.option("--below", help="做这个地区和它下面的全部，例如一个县。")
@click.option("--shard", help="只做其中一份，如 3/20；各份做完，用 towns merge 合起来。")
@click.option("--scheduler", help="交给 Dask 去做，写它的地址，如 tcp://10.0.0.5:8786。")
@click.option("--shared", is_flag=True, help="各台工作机看到的项目和成品文件夹，路径都和这里一样。")
def build(
    config: Path,
    site_dir: str | None,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
    only: str | None,
    strict: bool,
    every: bool,
    towns: str | None,
    below: str | None,
    shard: str | None,
    scheduler: str | None,
    shared: bool,
) -> None:
    """检查内容，生成全部成品，整体换上。"""
    if every or (towns, below, shard, scheduler) != (None,) * 4:
        if region or only or strict:
            raise click.UsageError("--region、--only、--strict 只给一个地区用")
        address = site_dir or str(open_project(config, None, today)[1].site_dir)
        which = (words(towns or ""), words(below or ""), shard or "")
        # An empty variable of a script is no wish for all, nor for one.
        if any(
            given is not None and not found
            for given, found in zip((towns, below, shard), which, strict=True)
        ):
            raise click.UsageError("--towns、--below、--shard 里没有写地区；全部都做，写 --all")
        build_towns(config, today, address, which, jobs=jobs, scheduler=scheduler, shared=shared)
        return
    from fanzha.building import unchanged

    project, settings = open_project(config, region, today)
    target = Path(site_dir or settings.site_dir).absolute()
    before = unchanged.before(project, config.absolute(), target)
    told = None if only or strict else before.told()
    if told is not None:
        for line in told:
            click.echo(line, err=True)
        click.echo(f"没有变化，不用重做；成品在 {target}，从 index.html 打开")
        return
    from fanzha.building import publish
    from fanzha.building.target import few
    from fanzha.cli.console import Bar, family_table

    result = publish.build(
        project, config.absolute(), target, jobs=jobs, only=only, strict=strict, progress=Bar()
    )
    told = [finding.as_text() for finding in result.findings]
    for line in told:
        click.echo(line, err=True)
    click.echo(family_table(result.families))
    if result.edition.stale:
        told.append(
            f"有 {len(result.edition.stale)} 篇很久没有核对，没有印发和播放；看是哪些：{how_to_run('check')}"
        )
        click.echo(told[-1])
    if result.edition.tables.keys:
        key = result.signed
        told.append(f"已签名，钥匙 {key}" if key else f"没有签名；要签，运行 {how_to_run('sign')}")
        click.echo(told[-1])
    if only is None:
        before.remember(told)
    if result.carried:
        click.echo(f"成品文件夹里不是本工具生成的，照样留着：{few(result.carried)}")
    click.echo(f"成品在 {target}，从 index.html 打开")


@click.command()
@config_option
@region_option
@today_option
def serve(config: Path, region: str | None, today: datetime.date | None) -> None:
    """在本机预览，改了内容会自动刷新；按 Ctrl-C 结束。"""
    from fanzha import checks, site
    from fanzha.building import publish
    from fanzha.cli.console import Bar
    from fanzha.producers import plan
    from fanzha.site.preview import read_address, refuse_taken

    project, settings = open_project(config, region, today)
    address = read_address(settings.address)
    refuse_taken(address)
    checks.open_edition(project)
    click.echo(f"正在准备预览，地址 {address.url} ，按 Ctrl-C 结束")
    site.serve(
        project,
        config.absolute(),
        plan,
        lambda edition, folder: publish.products_into(edition, folder, JOBS, Bar()),
    )


@click.command("screens")
@click.option("--profile", help="哪种屏幕，如 3840x2160；见 docs/data/screens.yml。")
@click.option("--size", help="别的大小，宽x高，如 640x160。")
@click.option(
    "--colours",
    type=click.Choice(["full", "two", "one"]),
    default="full",
    help="和 --size 一起用：full 全彩，two 双色，one 单色。",
)
@click.option("--dark", "ground", flag_value="dark", help="深色底，给户外的屏幕。")
@click.option("--night", "ground", flag_value="night", help="夜里的深色底，预警也是深色。")
@click.option("--playlist", default="", help="只做一个播放列表，如 mentou。")
@click.option("--start", is_flag=True, help="网吧、教室电脑的开机画面（桌面图片）。")
@click.option("--site-dir", type=click.Path(path_type=Path), help="放在哪里，默认 screens-屏幕名。")
@config_option
@region_option
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, help="同时用几个进程。")
@today_option
def make_screens(
    profile: str | None,
    size: str | None,
    colours: str,
    ground: str | None,
    playlist: str,
    start: bool,
    site_dir: Path | None,
    config: Path,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
) -> None:
    """只给一种屏幕做播放列表，如 screens --profile 3840x2160，或 screens --size 640x160。

    --profile 和 --size 都可以加 --dark（户外）或 --night（夜里）。

    --start 做网吧、教室电脑的开机画面。
    """
    from fanzha.building import on_demand
    from fanzha.cli.console import Bar, family_table
    from fanzha.screens import any_size

    if [profile is not None, size is not None, start].count(True) != 1:
        raise click.UsageError("--profile、--size、--start 写一样，只写一样")
    if start:
        project, _ = open_project(config, region, today)
        target = (site_dir or Path("screens-start")).absolute()
        result = on_demand.build_start(project, target, jobs=jobs, progress=Bar())
        click.echo(family_table([result]))
        click.echo(f"成品在 {target}；设成桌面图片，左边和底下留给图标")
        return
    name, own = profile or "", None
    if size is not None:
        found = any_size.profile(size, colours)
        if found is None:
            raise click.UsageError(f"--size {size} 要写成宽x高，单位像素，如 640x160，每边至少 16")
        name, own = found
    project, _ = open_project(config, region, today)
    target = (site_dir or Path("-".join(filter(None, ("screens", name, ground))))).absolute()
    result = on_demand.build_screens(
        project, name, target, jobs=jobs, progress=Bar(), own=own, playlist=playlist,
        ground=ground or "",
    )  # fmt: skip
    click.echo(family_table([result]))
    click.echo(f"成品在 {target}；每个播放列表有一个 ZIP 整包")


@click.command("clips")
@click.argument("items", metavar="内容", nargs=-1)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="放在哪里，默认 clips。")
@config_option
@region_option
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, help="同时用几个进程。")
@today_option
def make_clips(
    items: tuple[str, ...],
    output: Path | None,
    config: Path,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
) -> None:
    """做短视频，横竖各15秒、30秒，如 clips shuadan；不写内容就做全部。"""
    from fanzha.building import on_demand
    from fanzha.cli.console import Bar, family_table

    project, _ = open_project(config, region, today)
    target = (output or Path("clips")).absolute()
    result = on_demand.build_clips(project, items, target, jobs=jobs, progress=Bar())
    click.echo(family_table([result]))
    click.echo(f"成品在 {target}；没有声音，话都写在画面上")


@click.command("alert")
@click.argument("item", metavar="预警")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="放在哪里，默认 alert-编号。")
@config_option
@region_option
@today_option
def make_alert(
    item: str,
    output: Path | None,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """只做一条预警的全部文件和整包，如 alert jia-huiyi。"""
    from fanzha.building import on_demand
    from fanzha.cli.console import Bar

    project, _ = open_project(config, region, today)
    target = (output or Path(f"alert-{item}")).absolute()
    made = on_demand.build_alert(project, item, target, progress=Bar())
    for product in made:
        click.echo(f"{product.label}：{target / product.path}")
    click.echo(f"一共 {len(made)} 个文件，在 {target}")
    click.echo("发给别人，用整包 ZIP；先看里面的“怎么发.txt”")


@click.command("list")
@config_option
@region_option
@today_option
def list_products(config: Path, region: str | None, today: datetime.date | None) -> None:
    """列出会生成哪些成品，各由哪些内容生成。"""
    from fanzha import checks
    from fanzha.cli.console import product_table
    from fanzha.producers import plan

    project, _ = open_project(config, region, today)
    edition, _ = checks.open_edition(project)
    click.echo(product_table(plan(edition)))

"""Commands that write content: the form, a new item, a Word file, one's own town."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from fanzha.cli.options import config_option, open_project, region_option, today_option


@click.command()
@config_option
@region_option
@today_option
@click.option("--port", type=click.IntRange(1024, 65535), help="用哪个端口；不写就自己找。")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只说地址。")
def edit(
    config: Path,
    region: str | None,
    today: datetime.date | None,
    port: int | None,
    no_browser: bool,
) -> None:
    """在浏览器里写内容：左边填表，右边看样子；按 Ctrl-C 结束。"""
    from fanzha.editor.serve import serve as serve_form

    project, _ = open_project(config, region, today)
    serve_form(project, config.absolute(), port=port, open_browser=not no_browser, say=click.echo)


@click.command()
@click.argument("kind", metavar="种类")
@click.argument("title", metavar="题目")
@click.option("--id", "wanted", help="编号，也是文件名；不写就用题目的拼音。")
@config_option
@today_option
def new(
    kind: str, title: str, wanted: str | None, config: Path, today: datetime.date | None
) -> None:
    """新写一条内容，如 new cases "假客服退款"；建好草稿，告诉您下一步。"""
    from fanzha.handbook import new_item

    project, _ = open_project(config, None, today)
    item = new_item.draft(project, kind, title, wanted)
    new_item.write(project, item)
    click.echo(new_item.next_steps(item))


@click.command()
@config_option
@click.option("--name", help="地名，如 新桥镇。")
@click.option("--publisher", help="发布单位，印在每张纸的下面。")
@click.option("--area-code", help="长途区号，如 0312。")
@click.option("--station", help="派出所名称。")
@click.option("--phone", help="派出所电话，写成 区号-号码。")
@click.option("--address", help="派出所地址，可以不写。")
@click.option("--website", help="网站地址；没有网站就写 无。")
@click.option("--signature", help="短信签名，可以不写。")
@click.option("--id", "wanted", help="档案的文件名，用拼音；不写就用地名的拼音。")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="核对单存成什么文件。")
@today_option
def town(
    config: Path,
    wanted: str | None,
    output: Path | None,
    today: datetime.date | None,
    **given: str | None,
) -> None:
    """头一次用：填本镇的名称和电话，写好地区档案，做一张核对单。"""
    from fanzha.files import save
    from fanzha.town import answers, write
    from fanzha.town.sheet import check_sheet

    project, _ = open_project(config, None, today)
    said = {name: value for name, value in given.items() if value is not None}
    for field in answers.FIELDS:
        if field.name not in said and sys.stdin.isatty():
            ask = f"{field.label}（{field.help}；例如 {field.example}）"
            said[field.name] = click.prompt(ask, default="", show_default=False)
    id = wanted or write.suggested(project, said.get("name") or "town")
    project = write.set_up(project, config.absolute(), said, id)
    click.echo(f"已写 docs/data/regions/{id}.yml，{config} 里的 region 改成了 {id}")
    target = output or Path(f"核对单-{id}.pdf")
    save(target, check_sheet(project).data)
    click.echo(f"核对单已存为 {target.absolute()}：印出来，一行一行念，电话打一遍，对了再印别的")


@click.command("import")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--kind", type=click.Choice(["cases", "alerts"]), help="案例还是预警；不写就看题目。")
@click.option("--id", "wanted", help="编号，也是文件名；不写就用题目的拼音。")
@config_option
@today_option
def import_file(
    file: Path, kind: str | None, wanted: str | None, config: Path, today: datetime.date | None
) -> None:
    """把 Word 文件（或贴进来的文字：import -）变成草稿；姓名、钱数、年龄不带进来。"""
    from fanzha import importing
    from fanzha.handbook import new_item

    project, _ = open_project(config, None, today)
    data = sys.stdin.buffer.read() if str(file) == "-" else None
    made = importing.from_file(project, file, data, kind, wanted)
    new_item.write(project, made.draft)
    click.echo(new_item.next_steps(made.draft))
    click.echo("\n带进来的时候：")
    for note in made.notes:
        click.echo(f"- {note}")
    click.echo("文件里有 # ？ 的地方都要人看一遍。原来的文件没有放进来。")

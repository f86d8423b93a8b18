"""The `fanzha` command: parse, call, print. No logic.

Exit codes: 0 fine, 1 the content has errors, 2 wrong use or environment. What a command does not
need is not imported: a check of one file starts in a third of a second.
"""

from __future__ import annotations

import datetime
import io
import os
import sys
from pathlib import Path, PurePosixPath

import click

from fanzha import __version__, clock
from fanzha.content.config import Settings, read_config
from fanzha.edition import Project
from fanzha.errors import ContentError, FanzhaError
from fanzha.invocation import how_to_run
from fanzha.output_encoding import console_code_page, encoding_for_people
from fanzha.usage import ChineseHelp, explain

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
JOBS = min(4, os.cpu_count() or 1)
click.Context.formatter_class = ChineseHelp


class _Day(click.ParamType[datetime.date]):
    name = "日期"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        try:
            return clock.read_day(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


class _Family(click.ParamType[str]):
    """A producer or the site; they are imported when the word is read, not at every start."""

    name = "类别"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        from fanzha.producers import LABELS

        return f"[{'|'.join(LABELS)}]"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        from fanzha.producers import LABELS

        if value not in LABELS:
            known = "、".join(f"{name}（{label}）" for name, label in LABELS.items())
            self.fail(f"没有 {value} 这一类；可以选：{known}", param, ctx)
        return str(value)


config_option = click.option(
    "--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="网站设置文件。"
)
region_option = click.option("--region", help="地区档案的名字，代替 mkdocs.yml 里写的。")
strict_option = click.option("--strict", is_flag=True, help="有警告也算没有通过。")
today_option = click.option("--today", type=_Day(), help="把这一天当作今天，用来判断是否过期。")


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="fanzha", message="%(prog)s %(version)s")
def cli() -> None:
    """反诈宣传：一份内容，生成网站、印刷品和屏幕文件。"""


@cli.command()
@config_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="成品文件夹，默认 site。")
@region_option
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, help="同时用几个进程。")
@today_option
@click.option("--only", type=_Family(), help="只生成一类。")
@strict_option
def build(
    config: Path,
    site_dir: Path | None,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
    only: str | None,
    strict: bool,
) -> None:
    """检查内容，生成全部成品，整体换上。"""
    from fanzha import unchanged

    project, settings = _project(config, region, today)
    target = (site_dir or settings.site_dir).absolute()
    before = unchanged.before(project, config.absolute(), target)
    told = None if only or strict else before.told()
    if told is not None:
        for line in told:
            click.echo(line, err=True)
        click.echo(f"没有变化，不用重做；成品在 {target}，从 index.html 打开")
        return
    from fanzha import publish
    from fanzha.console import Bar, family_table
    from fanzha.target import few

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
    if only is None:
        before.remember(told)
    if result.carried:
        click.echo(f"成品文件夹里不是本工具生成的，照样留着：{few(result.carried)}")
    click.echo(f"成品在 {target}，从 index.html 打开")


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option("--select", default="", help="只看这些编号，如 P,F001（可以只写开头）。")
@click.option("--ignore", default="", help="不看这些编号，如 T,W003。")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="报告格式。",
)
@click.option("--fix", is_flag=True, help="能准确改好的，直接改。")
@click.option("--diff", is_flag=True, help="显示 --fix 会改什么；不加 --fix 就不改文件。")
@click.option("--statistics", is_flag=True, help="按编号统计。")
@strict_option
@region_option
@today_option
def check(
    paths: tuple[Path, ...],
    config: Path,
    select: str,
    ignore: str,
    style: str,
    fix: bool,
    diff: bool,
    statistics: bool,
    strict: bool,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """检查内容；给出路径就只报告这些文件或文件夹。"""
    from fanzha import checking
    from fanzha.findings import warnings

    project, _ = _project(config, region, today)
    options = checking.Options(paths, select, ignore, JOBS)
    if fix or diff:
        for change in checking.fix(project, options, write=fix):
            click.echo(change.diff if diff else f"已改 {change.path}")
    if diff and not fix:
        return
    report = checking.check(project, options)
    if style != "text":
        _speak("utf-8")  # what a program reads
    click.echo(checking.render(report, style, statistics=statistics))
    if report.failed or (strict and warnings(report.findings)):
        sys.exit(1)


@cli.command("explain")
@click.argument("code")
def explain_rule(code: str) -> None:
    """说明一条检查规则：为什么，怎样写才对。"""
    from fanzha.checks import find_rule
    from fanzha.handbook.rules_page import paragraph

    click.echo(paragraph(find_rule(code)))


@cli.command()
@config_option
@region_option
@today_option
def serve(config: Path, region: str | None, today: datetime.date | None) -> None:
    """在本机预览，改了内容会自动刷新；按 Ctrl-C 结束。"""
    from fanzha import checks, publish, site
    from fanzha.console import Bar
    from fanzha.producers import plan
    from fanzha.site.preview import read_address, refuse_taken

    project, settings = _project(config, region, today)
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


@cli.command()
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

    project, _ = _project(config, region, today)
    serve_form(project, config.absolute(), port=port, open_browser=not no_browser, say=click.echo)


@cli.command("print")
@click.argument("item", metavar="内容")
@click.option(
    "--product", "kind", required=True, help="哪一种，如 leaflet-a4、poster；list 列出全部。"
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="存成什么文件。")
@click.option("--paper", help="纸张大小，如 a4、a3、a2、500x700。")
@click.option("--bw", is_flag=True, help="给黑白复印机用的版本。")
@config_option
@region_option
@today_option
def print_sheet(
    item: str,
    kind: str,
    output: Path | None,
    paper: str | None,
    bw: bool,
    config: Path,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """只做一件印刷品，如 print shuadan --product leaflet-a4。"""
    from fanzha import publish
    from fanzha.files import save

    project, _ = _project(config, region, today)
    name = "-".join([kind, *([paper.lower()] if paper else []), *(["bw"] if bw else [])])
    product, data = publish.single(project, item, name)
    default = f"{name}-{PurePosixPath(product.path).name}"
    target = output or Path(default)
    target = target / default if target.is_dir() else target
    save(target, data)
    click.echo(f"{product.label}已存为 {target.absolute()}")


@cli.command("screens")
@click.option("--profile", required=True, help="哪种屏幕，如 3840x2160；见 docs/data/screens.yml。")
@click.option("--site-dir", type=click.Path(path_type=Path), help="放在哪里，默认 screens-屏幕名。")
@config_option
@region_option
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, help="同时用几个进程。")
@today_option
def make_screens(
    profile: str,
    site_dir: Path | None,
    config: Path,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
) -> None:
    """只给一种屏幕做全部播放列表，如 screens --profile 3840x2160。"""
    from fanzha import publish
    from fanzha.console import Bar, family_table

    project, _ = _project(config, region, today)
    target = (site_dir or Path(f"screens-{profile}")).absolute()
    result = publish.build_screens(project, profile, target, jobs=jobs, progress=Bar())
    click.echo(family_table([result]))
    click.echo(f"成品在 {target}")


@cli.command("alert")
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
    from fanzha import publish
    from fanzha.console import Bar

    project, _ = _project(config, region, today)
    target = (output or Path(f"alert-{item}")).absolute()
    made = publish.build_alert(project, item, target, progress=Bar())
    for product in made:
        click.echo(f"{product.label}：{target / product.path}")
    click.echo(f"一共 {len(made)} 个文件，在 {target}")
    click.echo("发给别人，用整包 ZIP；先看里面的“怎么发.txt”")


@cli.command("list")
@config_option
@region_option
@today_option
def list_products(config: Path, region: str | None, today: datetime.date | None) -> None:
    """列出会生成哪些成品，各由哪些内容生成。"""
    from fanzha import checks
    from fanzha.console import product_table
    from fanzha.producers import plan

    project, _ = _project(config, region, today)
    edition, _ = checks.open_edition(project)
    click.echo(product_table(plan(edition)))


@cli.command()
@config_option
def stats(config: Path) -> None:
    """统计内容：覆盖表、好不好读、有没有重复。"""
    from fanzha import checks
    from fanzha import stats as figures
    from fanzha.console import table

    project, _ = _project(config, None, None)
    edition, _ = checks.open_edition(project)
    click.echo(f"内容 {len(edition.library.items)} 篇，很久没有核对的 {len(edition.stale)} 篇\n")
    for facet in ("scams", "audiences", "venues"):
        click.echo(table(figures.coverage(edition, facet)) + "\n")
    read = figures.readability(edition)
    click.echo(f"句子 {read.sentences} 个，平均 {read.mean:.1f} 个字，最长 {read.longest} 个字")
    click.echo(f"汉字 {read.characters} 个，常用字占 {read.common:.2%}；其余：{read.rare}")
    for run, one, other in figures.repeated(edition):
        click.echo(f"重复：{run}　{one}　{other}")


@cli.command()
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

    project, _ = _project(config, None, today)
    item = new_item.draft(project, kind, title, wanted)
    new_item.write(project, item)
    click.echo(new_item.next_steps(item))


@cli.command()
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

    project, _ = _project(config, None, today)
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


@cli.command("import")
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

    project, _ = _project(config, None, today)
    data = sys.stdin.buffer.read() if str(file) == "-" else None
    made = importing.from_file(project, file, data, kind, wanted)
    new_item.write(project, made.draft)
    click.echo(new_item.next_steps(made.draft))
    click.echo("\n带进来的时候：")
    for note in made.notes:
        click.echo(f"- {note}")
    click.echo("文件里有 # ？ 的地方都要人看一遍。原来的文件没有放进来。")


@cli.command()
@config_option
@click.option("--check", "only_check", is_flag=True, help="只比较，不改写；不一致时退出码为1。")
def reference(config: Path, only_check: bool) -> None:
    """更新由程序生成的说明：字段、规则、编辑器用的 JSON Schema。"""
    from fanzha.handbook import write as maker

    project, _ = _project(config, None, None)
    stale = maker.write(project, only_check=only_check)
    for path in stale:
        click.echo(f"{'要更新' if only_check else '已更新'} {path}")
    if stale and only_check:
        sys.exit(1)


def _project(
    config: Path, region: str | None, today: datetime.date | None
) -> tuple[Project, Settings]:
    settings = read_config(config)
    day = today or settings.today or clock.today()
    root = config.resolve().parent
    chosen = region or settings.region
    return Project(root, settings.docs_dir, chosen, day, settings.notes), settings


def _speak(encoding: str) -> None:
    """Output that is redirected gets this encoding, unless one is asked for in the environment."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            asked = stream.encoding if os.environ.get("PYTHONIOENCODING") else None
            chosen = asked or ("utf-8" if stream.isatty() else encoding)
            stream.reconfigure(encoding=chosen, errors="replace")


def main() -> None:
    """Entry point: our errors become a message and an exit code, never a traceback."""
    _speak(encoding_for_people(console_code_page()))
    try:
        cli.main(standalone_mode=False)
    except ContentError as error:
        from fanzha.reports import text_report

        click.echo(text_report(error.findings), err=True)
        sys.exit(error.exit_code)
    except FanzhaError as error:
        click.echo(f"出错：{error}", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("已中断，原来的成品没有动", err=True)
        sys.exit(130)
    except click.ClickException as error:
        click.echo(explain(error), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        click.echo(f"出错：读写文件失败：{error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()

"""The `fanzha` command: parse, call, print. No logic.

Exit codes: 0 fine, 1 the content has errors, 2 wrong use or environment.
"""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path

import click

from fanzha import __version__, checks, publish, site
from fanzha.console import Bar, family_table, product_table
from fanzha.content.config import Settings, read_config
from fanzha.content.reference import write
from fanzha.content.tables import load_tables
from fanzha.edition import Project
from fanzha.errors import ContentError, FanzhaError
from fanzha.findings import errors, json_report, text_report

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
JOBS = min(4, os.cpu_count() or 1)


class _Day(click.ParamType[datetime.date]):
    name = "日期"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"日期要写成 2026-11-20 这样，不是 {value}", param, ctx)


config_option = click.option(
    "--config", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), help="网站设置文件。"
)
region_option = click.option("--region", help="地区档案的名字，代替 mkdocs.yml 里写的。")
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
@click.option("--only", type=click.Choice(["site", *publish.FAMILIES]), help="只生成一类。")
def build(
    config: Path,
    site_dir: Path | None,
    region: str | None,
    jobs: int,
    today: datetime.date | None,
    only: str | None,
) -> None:
    """检查内容，生成全部成品，整体换上。"""
    project, settings = _project(config, region, today)
    target = (site_dir or settings.site_dir).absolute()
    result = publish.build(project, config.absolute(), target, jobs=jobs, only=only, progress=Bar())
    for finding in result.findings:
        click.echo(finding.as_text(), err=True)
    click.echo(family_table(result.families))
    click.echo(f"成品在 {target}，从 index.html 打开")


@cli.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="报告格式。"
)
@region_option
@today_option
def check(
    paths: tuple[Path, ...],
    config: Path,
    style: str,
    region: str | None,
    today: datetime.date | None,
) -> None:
    """检查内容；给出路径就只报告这些文件或文件夹。"""
    project, _ = _project(config, region, today)
    try:
        _, findings = checks.check(project)
    except ContentError as error:
        findings = list(error.findings)
    findings = checks.below(findings, paths, project.root)
    click.echo(json_report(findings) if style == "json" else text_report(findings))
    if errors(findings):
        sys.exit(1)


@cli.command()
@config_option
@region_option
@today_option
def serve(config: Path, region: str | None, today: datetime.date | None) -> None:
    """在本机预览，改了内容会自动刷新；按 Ctrl-C 结束。"""
    project, _ = _project(config, region, today)
    checks.open_edition(project)
    click.echo("正在准备预览，地址 http://127.0.0.1:8000/ ，按 Ctrl-C 结束")
    site.serve(
        project,
        config.absolute(),
        publish.plan,
        lambda edition, folder: publish.products_into(edition, folder, JOBS, Bar()),
    )


@cli.command("list")
@config_option
@region_option
@today_option
def list_products(config: Path, region: str | None, today: datetime.date | None) -> None:
    """列出会生成哪些成品，各由哪些内容生成。"""
    project, _ = _project(config, region, today)
    edition, _ = checks.open_edition(project)
    click.echo(product_table(publish.plan(edition)))


@cli.command()
@config_option
@click.option("--check", "only_check", is_flag=True, help="只比较，不改写；不一致时退出码为1。")
def reference(config: Path, only_check: bool) -> None:
    """更新字段说明和编辑器用的 JSON Schema。"""
    project, _ = _project(config, None, None)
    tables, findings = load_tables(project.root, project.docs)
    if findings:
        raise ContentError(findings)
    stale = write(project.docs, tables, only_check=only_check)
    for path in stale:
        click.echo(f"{'要更新' if only_check else '已更新'} {path}")
    if stale and only_check:
        sys.exit(1)


def _project(
    config: Path, region: str | None, today: datetime.date | None
) -> tuple[Project, Settings]:
    settings = read_config(config)
    day = today or settings.today or datetime.date.today()
    root = config.absolute().parent
    return Project(root, settings.docs_dir, region or settings.region, day), settings


def main() -> None:
    """Entry point: our errors become a message and an exit code, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(standalone_mode=False)
    except ContentError as error:
        click.echo(text_report(error.findings), err=True)
        sys.exit(error.exit_code)
    except FanzhaError as error:
        click.echo(f"出错：{error}", err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        click.echo("已中断，原来的成品没有动", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        click.echo(f"出错：读写文件失败：{error}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()

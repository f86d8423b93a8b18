"""Commands that look at the content: check, a rule explained, figures, the reference."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path

import click

from fanzha.cli.options import (
    JOBS,
    config_option,
    open_project,
    region_option,
    strict_option,
    today_option,
)
from fanzha.cli.output_encoding import speak


@click.command()
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
    from fanzha.answers import Answer, Answers
    from fanzha.content.made_paths import layer_of

    project, settings = open_project(config, region, today)
    if region is None and (own := layer_of(paths, settings.docs_dir)):
        project = replace(project, region=own)
    if fix or diff:
        from fanzha import checking

        options = checking.Options(paths, select, ignore, JOBS)
        for change in checking.fix(project, options, write=fix):
            click.echo(change.diff if diff else f"已改 {change.path}")
    if diff and not fix:
        return
    answers = Answers(project)
    question = (select, ignore, style, statistics)
    answer = answers.find(paths, *question)
    if answer is None:
        # What stands behind takes most of a second to import: only where the answer is not known.
        from fanzha import checking

        options = checking.Options(paths, select, ignore, JOBS)
        outcome = checking.check(project, options)
        text = checking.render(outcome, style, statistics=statistics)
        answer = Answer(text, outcome.failed, outcome.warned)
        answers.keep(answer, paths, *question)
    if style != "text":
        speak("utf-8")  # what a program reads
    click.echo(answer.text)
    if answer.failed or (strict and answer.warned):
        sys.exit(1)


@click.command("explain")
@click.argument("code")
def explain_rule(code: str) -> None:
    """说明一条检查规则：为什么，怎样写才对。"""
    from fanzha.checks import find_rule
    from fanzha.handbook.rules_page import paragraph

    click.echo(paragraph(find_rule(code)))


@click.command()
@config_option
def stats(config: Path) -> None:
    """统计内容：覆盖表、好不好读、有没有重复。"""
    from fanzha import checks
    from fanzha import stats as figures
    from fanzha.cli.console import table

    project, _ = open_project(config, None, None)
    edition, _ = checks.open_edition(project)
    click.echo(f"内容 {len(edition.library.items)} 篇，很久没有核对的 {len(edition.stale)} 篇\n")
    for facet in ("scams", "audiences", "venues"):
        click.echo(table(figures.coverage(edition, facet)) + "\n")
    read = figures.readability(edition)
    click.echo(f"句子 {read.sentences} 个，平均 {read.mean:.1f} 个字，最长 {read.longest} 个字")
    click.echo(f"汉字 {read.characters} 个，常用字占 {read.common:.2%}；其余：{read.rare}")
    for run, one, other in figures.repeated(edition):
        click.echo(f"重复：{run}　{one}　{other}")


@click.command()
@config_option
@click.option("--check", "only_check", is_flag=True, help="只比较，不改写；不一致时退出码为1。")
def reference(config: Path, only_check: bool) -> None:
    """更新由程序生成的说明：字段、规则、编辑器用的 JSON Schema。"""
    from fanzha.handbook import write as maker

    project, _ = open_project(config, None, None)
    stale = maker.write(project, only_check=only_check)
    for path in stale:
        click.echo(f"{'要更新' if only_check else '已更新'} {path}")
    if stale and only_check:
        sys.exit(1)

"""What several commands take: days, families, the project that the settings name."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from fanzha import clock
from fanzha.content.config import Settings, read_config
from fanzha.project import Project

JOBS = min(4, os.cpu_count() or 1)


class Day(click.ParamType[datetime.date]):
    """A day as it is written in the files: 2026-11-20."""

    name = "日期"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """The day; a Chinese message where it is none."""
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
only_option = click.option("--only", type=_Family(), help="只生成一类。")
today_option = click.option("--today", type=Day(), help="把这一天当作今天，用来判断是否过期。")


def open_project(
    config: Path, region: str | None, today: datetime.date | None
) -> tuple[Project, Settings]:
    """The project of a settings file, with what the command line says instead."""
    settings = read_config(config)
    day = today or settings.today or clock.today()
    root = config.resolve().parent
    chosen = region or settings.region
    return Project(root, settings.docs_dir, chosen, day, settings.notes), settings

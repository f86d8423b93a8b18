"""Family S: mkdocs.yml, where it is more than settings."""

from __future__ import annotations

from collections.abc import Iterator

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.config import NO_THEME
from fanzha.findings import Finding, Severity


@rule(
    "S061",
    "设置会运行程序",
    why="mkdocs.yml 里的 hooks 和 !!python 会在生成时运行程序，extra_javascript 会在居民的手机上运行；"
    "别人发来的设置文件，先看清再用。",
    bad="（mkdocs.yml 里写着 hooks: [x.py]）",
    good="（mkdocs.yml 里没有 hooks 和 !!python）",
    severity=Severity.WARNING,
)
def runs_code(context: Context) -> Iterator[Finding]:
    """Found where the file and what it inherits are read (see content/config.py)."""
    yield from (one for one in context.edition.project.notes if one.code != NO_THEME)


@rule(
    NO_THEME,
    "网站的外观找不到",
    why="网页的样子来自 mkdocs.yml 里 theme 写的外观和 custom_dir 写的文件夹；少了一样，网站就生成不了。",
    bad="（mkdocs.yml 里写着 custom_dir: 一个不在的文件夹）",
    good="（custom_dir: overrides/site，文件夹在）",
)
def no_theme(context: Context) -> Iterator[Finding]:
    """Found where the file is read, so that a check says it before a build dies of it."""
    yield from (one for one in context.edition.project.notes if one.code == NO_THEME)

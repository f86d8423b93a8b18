"""Help and mistakes of the command line in Chinese; click itself speaks English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import click

from fanzha.invocation import how_to_run

LIST = "、"
HEADINGS = {"Options": "选项", "Commands": "命令", "Arguments": "参数"}
WORDS = {
    "Show this message and exit.": "显示这段说明。",
    "Show the version and exit.": "显示版本。",
    "[required]": "[必须写]",
    "INTEGER RANGE": "整数",
    "[1<=x<=64]": "1～64",
    "[OPTIONS]": "[选项]",
    "[PATHS]...": "[文件或文件夹]...",
    "COMMAND [ARGS]...": "命令 [参数]...",
    "PATH": "路径",
    "TEXT": "文字",
}
WIDEST = 26  # columns for the names of options; a longer one has its text on the next line


class ChineseHelp(click.HelpFormatter):
    """What `--help` prints: Chinese, with columns in line though a character takes two cells."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line: what to type."""
        command = prog.removeprefix("python -m ").removeprefix("fanzha").strip()
        self.write(f"用法：{how_to_run(command) if command else prog} {_chinese(args)}\n")

    def write_heading(self, heading: str) -> None:
        """Above the list of options or commands."""
        self.write(f"{HEADINGS.get(heading, heading)}：\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = WIDEST, col_spacing: int = 2
    ) -> None:
        """Options or commands, each with what it does."""
        from wcwidth import wcswidth  # only help needs it

        table = [(_chinese(name), _chinese(text)) for name, text in rows]
        widths = [wcswidth(name) for name, _ in table]
        column = max((width for width in widths if width <= col_max), default=col_max)
        for (name, text), width in zip(table, widths, strict=True):
            gap = " " * (column - width) if width <= column else "\n  " + " " * column
            self.write(f"  {name}{gap}{' ' * col_spacing}{text}".rstrip() + "\n")


def explain(error: click.ClickException) -> str:
    """One line on the mistake, and where to find help; all help where nothing was typed."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else ""
    command = where.removeprefix("python -m ").removeprefix("fanzha").strip()
    return f"用法不对：{_what(error)}\n看用法：{how_to_run(f'{command} --help'.strip())}"


def _chinese(text: str) -> str:
    for english, chinese in WORDS.items():
        text = text.replace(english, chinese)
    return text


def _what(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项{_near(error.possibilities)}"
    if isinstance(error, click.MissingParameter):
        return f"少写了 {_name(error)}"
    if isinstance(error, click.BadParameter):
        detail = error.message
        if isinstance(error.param, click.Option) and isinstance(error.param.type, click.Choice):
            wrong = error.message.split("'")[1] if "'" in error.message else ""
            detail = f"不能是 {wrong}，只能是 {'、'.join(map(str, error.param.type.choices))}"
        elif error.param is not None and isinstance(error.param.type, click.IntRange):
            detail = f"要是 {error.param.type.min} 到 {error.param.type.max} 的整数"
        return f"{_name(error)} 写得不对：{detail}"
    if isinstance(error, click.UsageError) and "command" in error.message:
        word = error.message.split("'")[1] if "'" in error.message else ""
        group = error.ctx.command if error.ctx else None
        known = list(group.commands) if isinstance(group, click.Group) else []
        near = _near(difflib.get_close_matches(word, known, 1))
        return f"没有 {word} 这个命令{near}{'' if near else f'，可用的有：{LIST.join(known)}'}"
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Argument) and error.param.metavar:
        return error.param.metavar
    return error.param.opts[0] if error.param is not None else "参数"


def _near(words: object) -> str:
    names = [str(word) for word in words] if isinstance(words, list | tuple) else []
    return f"，是不是 {'、'.join(names)}？" if names else ""

"""What is wrong with a command line, in Chinese; click itself speaks English."""

from __future__ import annotations

import click


def explain(error: click.ClickException) -> str:
    """One line on the mistake, and where to find help."""
    where = (
        error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "fanzha"
    )
    where = where.replace("python -m fanzha", "fanzha")
    return f"用法不对：{_what(error)}\n看用法：{where} --help"


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
        return f"没有 {word} 这个命令，可用的有：{'、'.join(known)}"
    return error.format_message()


def _name(error: click.BadParameter) -> str:
    return error.param.opts[0] if error.param is not None else "参数"


def _near(words: object) -> str:
    names = [str(word) for word in words] if isinstance(words, list | tuple) else []
    return f"，是不是 {'、'.join(names)}？" if names else ""

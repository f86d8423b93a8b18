"""The few settings of mkdocs.yml that we need before MkDocs is imported.

The file means what it means to MkDocs: INHERIT, !ENV and !relative are read as its loader reads
them, with the small libraries that it uses; importing MkDocs itself would double the time in which
a check of one file starts (0.15 s to 0.06 s). A test compares both. One thing is not the same: what
`!!python/…` names is never run here, and it is reported, as `hooks` is.
"""

from __future__ import annotations

import datetime
import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mergedeep
import yaml
import yaml_env_tag

from fanzha.clock import read_day
from fanzha.content.reading.source import Source, decode
from fanzha.errors import ContentError, UsageError
from fanzha.findings import Finding

# Of the plugin. One that is misspelt would be passed over, and the sample town go out.
OPTIONS = frozenset({"region", "today", "offline"})
NO_THEME = "S064"
PYTHON = "tag:yaml.org,2002:python/"


@dataclass(frozen=True)
class Settings:
    """Absolute folders, the region's id, a fixed day if one is set, the address of a preview.

    `notes` are findings on what runs code, which have no rule's code yet, and on a theme that is
    not there (`NO_THEME`).
    """

    docs_dir: Path
    site_dir: Path
    region: str
    today: datetime.date | None
    address: str = "127.0.0.1:8000"
    notes: tuple[Finding, ...] = ()


def read_config(config: Path) -> Settings:
    """Read `docs_dir`, `site_dir`, `dev_addr` and the options of the fanzha plugin."""
    if not config.is_file():
        raise UsageError(_missing(config))
    root = config.resolve().parent
    notes: list[Finding] = []
    fields = _load(config, root, notes, ())
    if not fields:
        raise UsageError(f"设置文件 {config} 是空的：从备份里恢复它，或重新下载")
    notes += _theme(fields.get("theme"), config, root)
    options = _options(fields.get("plugins"))
    for name in {*options} - OPTIONS:
        near = difflib.get_close_matches(str(name), OPTIONS, 1)
        meant = f"是不是 {near[0]}？" if near else f"能写的有：{'、'.join(sorted(OPTIONS))}"
        raise UsageError(f"{config.name} 的 fanzha 下面没有 {name} 这个设置：{meant}")
    docs = Path(os.path.normpath(root / _text(fields, "docs_dir", "docs")))
    if root not in docs.parents:
        raise UsageError(f"{config.name} 里的 docs_dir 要是项目文件夹 {root} 里面的一个文件夹")
    if fields.get("use_directory_urls") is False:
        raise UsageError(
            f"{config.name} 里的 use_directory_urls 要写 true：印出去的二维码认 …/q/编号/ 这样的网址"
        )
    return Settings(
        docs_dir=docs,
        site_dir=root / _text(fields, "site_dir", "site"),
        region=_text(options, "region", "shifan"),
        today=_day(options.get("today"), config.name),
        address=_text(fields, "dev_addr", Settings.address),
        notes=tuple(notes),
    )


def _missing(config: Path) -> str:
    """The most frequent slip of all: the terminal stands somewhere else."""
    folders = [] if config.parent.name else Path.cwd().parents
    near = next((folder for folder in folders if (folder / config.name).is_file()), None)
    where = f'先输入 cd "{near}" 按回车' if near else f"先进入项目文件夹（里面有 {config.name}）"
    return f"这里没有设置文件 {config}（现在在 {Path.cwd()}）。{where}，再运行同样的命令"


def _load(
    config: Path, root: Path, notes: list[Finding], below: tuple[Path, ...]
) -> dict[str, Any]:
    """The file with what it inherits, as MkDocs merges them; what runs code goes to `notes`.

    `below` are the files that inherit this one.
    """
    data = config.read_bytes()
    name = os.path.relpath(config.resolve(), root).replace(os.sep, "/")
    source, damaged = decode(name, data)
    try:
        loader = _loader(data, source, notes)
        found = loader.get_single_data()
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _broken(source, damaged, error) from None
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise UsageError(f"{name} 要是一行一个“名字: 内容”的设置")
    for name in ("hooks", "extra_javascript", "extra_css", "extra_templates"):
        if found.get(name):
            line = next((n for n, row in enumerate(source.lines, 1) if row.startswith(name)), 1)
            notes.append(_note(source, line, name, runs=name == "hooks"))
    parent = found.pop("INHERIT", None)
    if parent is None:
        return found
    place = Path(os.path.normpath(config.parent / str(parent)))
    if not place.is_file():
        raise UsageError(f"{name} 里 INHERIT 指的文件 {parent} 不在 {place}")
    if place.resolve() in (config.resolve(), *(path.resolve() for path in below)):
        raise UsageError(f"{name} 里的 INHERIT 转了一圈，又回到 {parent}：删去一处")
    merged: dict[str, Any] = mergedeep.merge(_load(place, root, notes, (*below, config)), found)
    return merged


def _loader(data: bytes, source: Source, notes: list[Finding]) -> yaml.SafeLoader:
    """PyYAML's loader with the tags of MkDocs; those of Python are noted and give None."""

    class Loader(yaml.SafeLoader):
        """A class of its own, so that the library's stays as it is."""

    def python(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
        notes.append(_note(source, node.start_mark.line + 1, f"!!python/{suffix}"))

    Loader.add_constructor("!ENV", yaml_env_tag.construct_env_tag)
    Loader.add_constructor("!relative", lambda loader, node: None)
    Loader.add_multi_constructor(PYTHON, python)
    return Loader(data)


def _note(source: Source, line: int, what: str, *, runs: bool = True) -> Finding:
    """Whoever gives somebody else this file gives him a program, or one for each visitor."""
    hint = "确认这是自己单位写的；不需要就删去这一行"
    does = "会在生成时运行程序" if runs else "会给每一页加上别的程序或样式"
    return source.finding("", line, 1, f"{what} {does}", hint=hint)


def _theme(theme: Any, config: Path, root: Path) -> Iterator[Finding]:
    """A theme that is not installed, or a `custom_dir` that is no folder: MkDocs would stop there."""
    fields = theme if isinstance(theme, Mapping) else {"name": theme}
    source, _ = decode(config.name, config.read_bytes())

    def finding(word: str, message: str, hint: str) -> Finding:
        rows = (n for n, row in enumerate(source.lines, 1) if row.lstrip(" -").startswith(word))
        return source.finding(NO_THEME, next(rows, 1), 1, message, hint=hint)

    name = fields.get("name")
    if isinstance(name, str) and not _installed(name):
        hint = "再装一次要用的库：pip install -r requirements.txt；写错了名字就改回 material"
        yield finding("name" if theme is fields else "theme", f"网站的外观 {name} 没有装", hint)
    own = fields.get("custom_dir")
    if isinstance(own, str) and not (root / own).is_dir():
        hint = "从备份里恢复这个文件夹，或者重新下载；写错了名字就改回 overrides/site"
        yield finding("custom_dir", f"custom_dir 指的文件夹 {own} 不在", hint)


def _installed(theme: str) -> bool:
    """Whether a theme is there; most are a package of their own name, which is found at once."""
    if theme.isidentifier() and find_spec(theme) is not None:
        return True
    from importlib.metadata import entry_points  # 0.08 s, which the usual theme does not need

    return any(one.name == theme for one in entry_points(group="mkdocs.themes"))


def _broken(source: Source, damaged: list[Finding], error: Exception) -> Exception:
    """What is wrong with a file that is no YAML, as our reader of data files says it."""
    mark = getattr(error, "problem_mark", None)
    where = f"{source.path} 第 {mark.line + 1} 行" if mark is not None else source.path
    if isinstance(error, yaml.constructor.ConstructorError):
        return UsageError(f"{where} 的记号读不懂，只认 !ENV、!relative 和 !!python")
    if isinstance(error, ValueError):  # PyYAML makes dates of what looks like one
        return UsageError(f"{where} 里有一个日期，日历上没有这一天")
    # It stands on the libraries of Markdown, which a sound file does not need.
    from fanzha.content.reading.front_matter import read_yaml

    _, findings = read_yaml(source)
    if damaged or findings:  # of a file in another encoding nothing else can be said
        return ContentError(damaged or findings)
    return UsageError(f"{where} 读不懂：{getattr(error, 'problem', None) or error}")


def _day(value: Any, name: str) -> datetime.date | None:
    """A day of the settings; None where it is not set."""
    try:
        return read_day(str(value)) if value else None
    except ValueError as error:
        raise UsageError(f"{name} 里的 today 写得不对：{error}") from None


def _text(fields: Mapping[str, Any], name: str, default: str) -> str:
    value = fields.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise UsageError(f"mkdocs.yml 里的 {name} 要写成一个词，不能是列表、数字或 true、false")
    return value


def _options(plugins: Any) -> Mapping[str, Any]:
    """`plugins` is a list of names and one-entry mappings, or one mapping."""
    return next(_found(plugins), {})


def _found(plugins: Any) -> Iterator[Mapping[str, Any]]:
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if isinstance(entry, Mapping) and isinstance(entry.get("fanzha"), Mapping):
            yield entry["fanzha"]

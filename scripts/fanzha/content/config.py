"""The few settings of mkdocs.yml that we need before MkDocs is imported."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha.content.reading.front_matter import read_yaml
from fanzha.content.reading.source import decode
from fanzha.errors import ContentError, UsageError


@dataclass(frozen=True)
class Settings:
    """Absolute folders, the region's id, and a fixed day if one is set."""

    docs_dir: Path
    site_dir: Path
    region: str
    today: datetime.date | None


def read_config(config: Path) -> Settings:
    """Read `docs_dir`, `site_dir` and the options of the fanzha plugin."""
    if not config.is_file():
        raise UsageError(_missing(config))
    source, findings = decode(config.name, config.read_bytes())
    document, more = read_yaml(source)
    if findings or more:
        raise ContentError([*findings, *more])
    fields = document.fields.plain()
    options = _options(fields.get("plugins"))
    root = config.resolve().parent
    return Settings(
        docs_dir=root / _text(fields, "docs_dir", "docs"),
        site_dir=root / _text(fields, "site_dir", "site"),
        region=_text(options, "region", "shifan"),
        today=read_day(_text(options, "today", "")),
    )


def _missing(config: Path) -> str:
    """The most frequent slip of all: the terminal stands somewhere else."""
    folders = [] if config.parent.name else Path.cwd().parents
    near = next((folder for folder in folders if (folder / config.name).is_file()), None)
    where = f'先输入 cd "{near}" 按回车' if near else f"先进入项目文件夹（里面有 {config.name}）"
    return f"这里没有设置文件 {config}（现在在 {Path.cwd()}）。{where}，再运行同样的命令"


def read_day(text: str) -> datetime.date | None:
    """A day of the settings; None where it is not set."""
    if not text:
        return None
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f"mkdocs.yml 里的 today 要写成 2026-11-20 这样，不是 {text}") from None


def _text(fields: Mapping[str, Any], name: str, default: str) -> str:
    value = fields.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise UsageError(f"mkdocs.yml 里的 {name} 要写成一个词，不能是列表")
    return value


def _options(plugins: Any) -> Mapping[str, Any]:
    """`plugins` is a list of names and one-entry mappings, or one mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, Mapping) and isinstance(entry.get("fanzha"), Mapping):
            options: Mapping[str, Any] = entry["fanzha"]
            return options
    return {}

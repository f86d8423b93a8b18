"""The few settings of mkdocs.yml that we need before MkDocs is imported."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha.content.frontmatter import read_yaml
from fanzha.content.source import decode
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
        raise UsageError(f"找不到设置文件 {config}：请在项目文件夹里运行，或用 --config 指定")
    source, findings = decode(config.name, config.read_bytes())
    document, more = read_yaml(source)
    if findings or more:
        raise ContentError([*findings, *more])
    fields = document.fields.plain()
    options = _options(fields.get("plugins"))
    root = config.absolute().parent
    today = options.get("today")
    return Settings(
        docs_dir=root / (fields.get("docs_dir") or "docs"),
        site_dir=root / (fields.get("site_dir") or "site"),
        region=options.get("region") or "shifan",
        today=datetime.date.fromisoformat(today) if today else None,
    )


def _options(plugins: Any) -> Mapping[str, Any]:
    """`plugins` is a list of names and one-entry mappings, or one mapping."""
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, Mapping) and isinstance(entry.get("fanzha"), Mapping):
            options: Mapping[str, Any] = entry["fanzha"]
            return options
    return {}

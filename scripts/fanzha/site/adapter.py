"""Calling MkDocs from our commands: hand the plugin an edition, turn its errors into ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.product import Facts, Product
from fanzha.site.plugin import FanzhaPlugin, Preview
from fanzha.site.preview import own_folder


def run_build(
    edition: Edition,
    config: Path,
    target: Path,
    products: Sequence[Product],
    facts: Facts,
    there: Path | None = None,
) -> list[str]:
    """One MkDocs build into `target`; the paths of what was `there` already."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        loaded = load_config(str(config), site_dir=str(target))
        plugin = loaded.plugins.get("fanzha")
        if not isinstance(plugin, FanzhaPlugin):
            raise UsageError(f"{config.name} 的 plugins 里没有 fanzha")
        plugin.use(edition, products, facts, there)
        loaded.plugins.on_startup(command="build", dirty=False)
        build(loaded)
        return [*plugin.standing.same]
    except MkDocsException as error:
        raise UsageError(f"网站生成失败：{error}") from error


def run_serve(
    project: Project,
    config: Path,
    plan: Callable[[Edition], list[Product]],
    after: Callable[[Edition, Path], None],
) -> None:
    """MkDocs' live preview; products are made again when something changed."""
    from mkdocs.commands.serve import serve  # brings watchers and a server, which no build needs

    FanzhaPlugin.preview = Preview(project, plan, after)
    watch = [str(project.root / "overrides")]
    try:
        with own_folder(project.root):
            serve(str(config), watch_theme=True, watch=watch)
    except MkDocsException as error:
        raise UsageError(f"预览失败：{error}") from error
    finally:
        FanzhaPlugin.preview = None

"""The page of one item by itself, as a phone shows it, without a build: for whoever is writing it.

MkDocs' settings, templates and menu are made once; a page is then rendered from an edition of a few
items in the steps of MkDocs' own build.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item
from fanzha.edition import Edition
from fanzha.site.bundle import STYLE, Bundle
from fanzha.site.generated import generated
from fanzha.site.plugin import FanzhaPlugin, theme_sheet


class OnePage:
    """Renders pages of items, one after the other; not to be called from two threads at once."""

    def __init__(self, config: Path) -> None:
        logging.getLogger("mkdocs").setLevel(logging.ERROR)
        self.config: MkDocsConfig = load_config(str(config))
        found = self.config.plugins["fanzha"]
        assert isinstance(found, FanzhaPlugin)
        self.plugin = found
        self.config.plugins._current_plugin = "fanzha"  # MkDocs notes who makes a file
        self.bundle = Bundle(config.parent / "overrides", theme_sheet(self.config))
        self._env: Any = None
        self._nav: Navigation | None = None

    def html(self, edition: Edition, item: Item[Meta]) -> str:
        """The page of an item that is shown, from an edition that holds it."""
        plugin, config = self.plugin, self.config
        plugin.use(edition, (), {})
        plugin.on_config(config)
        files = self._files(edition)
        if self._nav is None:
            self._env = config.theme.get_env()
            self._nav = plugin.on_nav(get_navigation(files, config), config=config, files=files)
        plugin.nav = self._nav
        plugin.on_env(self._env, config=config, files=files)
        file = files.get_file_from_path(item.page)
        assert file is not None
        page = Page(None, file, config)
        _populate_page(page, config, files)
        page.active = True
        context = get_context(self._nav, files.documentation_pages(), config, page)
        context = plugin.on_page_context(context, page=page, config=config, nav=self._nav)
        text = self._env.get_template(page.meta["template"]).render(context)
        return plugin.on_post_page(text, page=page, config=config)

    def asset(self, path: str) -> Path | str | None:
        """What a page may load: the whole style sheet, or a file of the theme or of docs/assets/."""
        if path == STYLE:
            return self.bundle.whole()
        folders = [*map(Path, self.config.theme.dirs), Path(self.config.docs_dir)]
        for folder in folders if path.startswith("assets/") else ():
            file = (folder / path).resolve()
            if file.is_relative_to(folder.resolve() / "assets") and file.is_file():
                return file
        return None

    def _files(self, edition: Edition) -> Files:
        config = self.config
        made = generated(self.plugin.pages)
        some = [File.generated(config, name, content=text) for name, text in made.items()]
        have = {file.src_uri for file in some}
        for item in edition.library.items:
            if item.page not in have:
                some.append(File.generated(config, item.page, content=""))
        return Files(some)

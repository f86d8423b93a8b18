"""The MkDocs plugin: pages come from the checked edition, and bad content stops the build.

With `fanzha build` the edition is handed in; with plain `mkdocs build` or `mkdocs serve` the
plugin reads and checks it itself, and pages show no downloads, because none are made then.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import escape
from mkdocs.config import config_options as options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from fanzha import checks, clock
from fanzha.content.config import read_config
from fanzha.content.markup import fill
from fanzha.edition import Edition, Project
from fanzha.errors import ContentError, FanzhaError
from fanzha.invocation import how_to_run
from fanzha.kept import Kept
from fanzha.product import Facts, Product
from fanzha.reports import text_report
from fanzha.site import offline, source_files
from fanzha.site.bundle import THEME, Bundle
from fanzha.site.frames import OWN_PART, Frame, Frames, own_values
from fanzha.site.generated import app_manifest, generated, redirects
from fanzha.site.glossary_links import link_terms, pattern
from fanzha.site.kept_work import EmptyPage, KeptPage, Templates, about
from fanzha.site.own_parts import OwnParts
from fanzha.site.pages import Pages
from fanzha.site.policy import POLICY
from fanzha.site.preview import Address, only_for
from fanzha.site.standing import Standing
from fanzha.site.theme_files import without_icons
from fanzha.site.theme_repairs import repair_theme, without_indents
from fanzha.site.triage import SELFCHECK
from fanzha.site.views import Views

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # brings a server and watchers

log = get_plugin_logger("fanzha")


class FanzhaConfig(Config):
    """Options in mkdocs.yml."""

    region = options.Type(str, default="shifan")
    today = options.Optional(options.Type((str, datetime.date)))
    offline = options.Type(bool, default=True)


@dataclass(frozen=True)
class Preview:
    """What `fanzha serve` adds to a preview: products, made after every build."""

    project: Project
    plan: Callable[[Edition], list[Product]]
    after: Callable[[Edition, Path], None]


class FanzhaPlugin(BasePlugin[FanzhaConfig]):
    """Adapter between an edition and MkDocs' events; it holds no logic of its own."""

    preview: ClassVar[Preview | None] = None

    def __init__(self) -> None:
        self.given: Edition | None = None
        self.products: Sequence[Product] = ()
        self.facts: Facts = {}
        self.views: Views
        self.pages: Pages
        self.own_parts: OwnParts
        self.nav: Navigation
        self.frames: Frames
        self.frame: Frame | None = None
        self.kept: Kept
        self.command = "build"
        self.standing = Standing()

    def use(
        self, edition: Edition, products: Sequence[Product], facts: Facts, there: Path | None = None
    ) -> None:
        """Build this edition, and link to these products; what is `there` need not be written."""
        self.given, self.products, self.facts = edition, products, facts
        self.standing = Standing(there)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview: then the address is that of the preview."""
        self.command = command

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the edition; the region names the site."""
        if not config.use_directory_urls:
            raise PluginError("不能用 --no-directory-urls：印出去的二维码认 …/q/编号/ 这样的网址")
        edition = self.given or self._read(config)
        if self.preview is not None:
            self.products = self.preview.plan(edition)
        folder = edition.project.root / ".cache" / "fanzha" / "pages"
        self.kept = Kept(folder / edition.region.id)
        live = self.command == "serve"  # adds a script of its own, and pages change often
        self.views = Views(
            edition,
            self.products,
            self.facts,
            Bundle(edition.project.root / "overrides", theme_sheet(config), self.kept),
            policy="" if live else POLICY,
            offline=self.config.offline and not live,
            kept=self.kept,
        )
        self.pages = Pages(self.views)
        self.own_parts = OwnParts(self.views)
        without_icons(config.theme)
        self.calls = {digits for digits, row in edition.tables.numbers.items() if row.call}
        self.words = pattern({*edition.tables.glossary, *self.calls})
        config.site_name = self.views.region["site_name"]
        config.copyright = None
        if edition.region.logo:
            config.theme["logo"] = str(escape(edition.region.logo))
        if self.command == "build":
            config.site_url = edition.region.site_url
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what is not shown; add section indexes and the colours."""
        edition = self.views.edition
        source_files.leave_out(files, edition, self.views.shown)
        source_files.add_local_pages(files, edition, self.views.shown, config)
        source_files.clean_pictures(files, config)
        made = generated(self.pages)
        source_files.refuse_taken(files, made, config)
        for name, text in made.items():
            files.append(File.generated(config, name, content=text))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Outside the menu, pages without a body need no Markdown, and others what has changed."""
        self.nav = nav
        listed = {page.file.src_uri for page in nav.pages}
        decided = about(config, files)
        for file in files.documentation_pages():
            if file.src_uri not in listed:
                if file.generated_by:
                    EmptyPage(None, file, config)
                else:
                    KeptPage(None, file, config).remember(self.kept, decided)
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """The body as the library has it; the blank line keeps MkDocs from looking for meta."""
        item = self.views.edition.library.by_page.get(page.file.src_uri)
        if item is None:
            return None
        return "\n" + str(fill(item.document.body, self.views.edition.region))

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Title, description and template; the date is that of the last review."""
        meta = self.pages.meta(page.file.src_uri)
        page.meta = meta
        page.update_date = meta["date"]
        page.canonical_url = str(escape(page.canonical_url or ""))  # the theme prints it as it is
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Link the words that the glossary explains."""
        item = self.views.edition.library.by_page.get(page.file.src_uri)
        if item is None or item.kind == "editors" or self.words is None:
            return html
        glossary = get_relative_url("glossary/", page.url)
        return link_terms(html, self.words, glossary, self.calls)

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """What every template may use."""
        env.globals |= {"fz": self.views, "site": self.pages}
        env.bytecode_cache = Templates(self.kept)
        env.template_class = self.own_parts.templates()
        self.frames = Frames(env, self.nav, self.views.bundle.see)
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """What the template of this page needs."""
        values = self.pages.context(page.file.src_uri, page.meta["title"])
        context.update(values)
        self.frame = self.frames.find(page, context)
        if self.frame is None:
            return context
        narrow = self.own_parts.context(page, values, context["base_url"])
        return narrow or {**context, "layout": OWN_PART}

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The page for what is not there has addresses from the site's root."""
        context["base_url"] = str(escape(context["base_url"]))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """See which styles the page needs, and mend what the theme gets wrong."""
        page.markdown, page.content = None, ""  # thousands of pages need not stay in memory
        self.views.bundle.see(output)
        frame = self.frame
        output = frame.around(own_values(page, output)) if frame else repair_theme(output)
        output = without_indents(output)
        # MkDocs writes no empty page.
        return "" if self.standing.has(page.file.dest_uri, output) else output

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The same for the page for what is not there."""
        self.views.bundle.see(output_content)
        return without_indents(repair_theme(output_content))

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Answer only to requests that name the preview's own address."""
        address = Address(str(config.dev_addr.host).strip("[]").lower(), config.dev_addr.port)
        server.set_app(only_for(address, server.serve_request))
        return server

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Styles, scripts and addresses of QR codes; and the products, in a preview."""
        site, docs = Path(config.site_dir), Path(config.docs_dir)
        files = self.views.bundle.files() | self.pages.search.index.files | redirects(self.views)
        files |= app_manifest(self.views)
        self._write(site, docs, files)
        worker = offline.worker_files(
            self.views, lambda path: self.standing.read(path, site), self.pages.has(SELFCHECK)
        )
        self._write(site, docs, worker)
        self.kept.save()
        if self.preview is not None:
            self.preview.after(self.views.edition, site)
        elif self.given is None:
            log.info("只生成了网页；要传单、海报和屏幕文件，请运行 %s", how_to_run("build"))

    def _write(self, site: Path, docs: Path, files: Mapping[str, str]) -> None:
        for path, text in files.items():
            target = site / path
            if (docs / path).is_file():
                raise PluginError(f"docs/{path} 占了网站自己的位置，换一个名字或移到别处")
            if not self.standing.has(path, text):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, encoding="utf-8", newline="\n")

    def _read(self, config: MkDocsConfig) -> Edition:
        if self.preview is not None:
            project = self.preview.project
        else:
            project = _project(Path(config.config_file_path or "mkdocs.yml"))
        try:
            edition, findings = checks.open_edition(project)
        except ContentError as error:
            raise PluginError("\n" + text_report(error.findings)) from None
        except FanzhaError as error:
            raise PluginError(str(error)) from None
        for finding in findings:
            log.info(finding.as_text())
        return edition


def _project(config: Path) -> Project:
    """The settings as our commands read them, so that both build the same town."""
    try:
        settings = read_config(config)
        today = settings.today or clock.today()
    except ContentError as error:
        raise PluginError("\n" + text_report(error.findings)) from None
    except FanzhaError as error:
        raise PluginError(str(error)) from None
    root = config.resolve().parent
    return Project(root, settings.docs_dir, settings.region, today, settings.notes)


def theme_sheet(config: MkDocsConfig) -> Path:
    """The style sheet of the theme; its name has a hash."""
    sheets = (Path(folder).glob(f"{THEME}main.*.css") for folder in config.theme.dirs)
    return next(sheet for found in sheets for sheet in found)

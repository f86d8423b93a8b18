"""What a build of the pages need not do again: Markdown that has not changed, templates as code.

Each result is kept under all that it depends on (see kept.py), so that pages come out byte for byte
as if nothing were kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from fanzha.kept import Kept, digest


class Templates(BytecodeCache):
    """Templates as Jinja has compiled them; it asks by the source, too."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled, where it is known."""
        found = self.kept.find(_key(bucket))
        if found is not None:
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.kept.keep(_key(bucket), bucket.bytecode_to_string())


class EmptyPage(Page):
    """A page that is all template: MkDocs would make a Markdown parser for each."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to convert."""
        self.content = ""
        self.present_anchor_ids = set()


class KeptPage(Page):
    """A page whose Markdown is converted when it has changed, or what it may link to."""

    def remember(self, kept: Kept, decided: str) -> None:
        """Where it is kept; `decided` is all that decides beside the Markdown and its place."""
        self.kept, self.decided = kept, decided

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """As MkDocs does, or as it did."""
        key = digest("markdown", self.decided, self.file.src_uri, self.markdown)
        found = self.kept.find(key)
        if found is None:
            super().render(config, files)
            found = (self.content, _tokens(self.toc), sorted(self.present_anchor_ids or ()))
            self.kept.keep(key, found)
        self.content, tokens, anchors = found
        self.toc = get_toc(tokens)
        self.present_anchor_ids = {*anchors}


def about(config: MkDocsConfig, files: Files) -> str:
    """A hash of what decides how Markdown becomes HTML: extensions, and the addresses of files."""
    addresses = sorted((file.src_uri, file.url) for file in files)
    return digest(config.markdown_extensions, config.mdx_configs, addresses)


def _tokens(links: Iterable[AnchorLink]) -> list[Any]:
    """A table of contents as MkDocs reads it."""
    return [
        {"name": link.title, "id": link.id, "level": link.level, "children": _tokens(link.children)}
        for link in links
    ]


def _key(bucket: Bucket) -> str:
    return f"template {bucket.key} {bucket.checksum}"

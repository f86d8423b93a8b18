"""The one Markdown parser: web, paper and screens all read text through it.

`FanzhaExtension` is a Python-Markdown extension that MkDocs loads as `fanzha` (see mkdocs.yml);
`to_xhtml` is the same parser for everything else. It differs from plain Python-Markdown in three
ways: raw HTML is shown as text, never passed on; a soft line break between two Chinese characters
disappears (browsers would show a space); headings get readable Chinese anchors.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

from fanzha.content.tables import Region

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·]"
_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)(\w+;)")
PLACEHOLDER = re.compile(r"\{([^{}\n]{1,12})\}")


class FanzhaExtension(Extension):
    """Tables, Chinese anchors, joined lines, no raw HTML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Register our parts; called by Python-Markdown."""
        TableExtension().extendMarkdown(md)
        SaneListExtension().extendMarkdown(md)
        TocExtension(slugify=slugify_unicode).extendMarkdown(md)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_JoinLines(md), "join_lines", 4)


class _JoinLines(Treeprocessor):
    """Drops line breaks between Chinese characters, also across inline elements."""

    def run(self, root: Element) -> None:
        self._join(root, "")

    def _join(self, element: Element, before: str) -> str:
        """Mend one element; `before` is the text's last character so far; returns the new one."""
        if element.tag in ("pre", "code"):
            return "".join(element.itertext())[-1:]
        element.text, before = _joined(element.text, before)
        for child in element:
            before = self._join(child, before)
            child.tail, before = _joined(child.tail, before)
        return before


def _joined(text: str | None, before: str) -> tuple[str | None, str]:
    if not text:
        return text, before
    whole = _BREAK.sub("", before + text)
    return whole[len(before) :], whole[-1:]


@cache
def _parser() -> Markdown:
    return Markdown(extensions=[FanzhaExtension()], output_format="xhtml")


def to_xhtml(text: str) -> str:
    """Markdown → one well-formed `<body>` element, without named entities (XML knows five)."""
    body = _parser().reset().convert(text)
    body = _NAMED.sub(lambda match: html.unescape(match[0]), body)
    return f"<body>{body}</body>"


def fill(value: Any, region: Region) -> Any:
    """Put the region's names in place of {地区}, {派出所}, {发布单位}, in text, lists and dicts."""
    if isinstance(value, str):
        words = placeholders(region)
        return PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), value)
    if isinstance(value, list | tuple):
        return type(value)(fill(part, region) for part in value)
    if isinstance(value, dict):
        return {name: fill(part, region) for name, part in value.items()}
    return value


def placeholders(region: Region) -> dict[str, str]:
    """The words that content may put in braces, and what they become."""
    return {
        "地区": region.name,
        "派出所": region.police.name or "当地派出所",
        "发布单位": region.publisher,
    }

"""The one Markdown parser: web, paper and screens all read text through it.

`FanzhaExtension` is a Python-Markdown extension that MkDocs loads as `fanzha` (see mkdocs.yml);
`to_xhtml` is the same parser for everything else. It differs from plain Python-Markdown in three
ways: raw HTML is shown as text, never passed on; a soft line break between two Chinese characters
disappears (browsers would show a space); headings get readable Chinese anchors.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from fanzha.content.region import Region

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—·]"
_BREAK = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_ENTITY = re.compile(r"&(#?\w+;)?")
_INLINE = frozenset({"a", "strong", "em", "code", "img", "br", "span", "sup", "sub"})
SCHEMES = ("http", "https", "tel")
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
        md.treeprocessors.register(_SafeLinks(md), "safe_links", 3)


class _JoinLines(Treeprocessor):
    """Drops line breaks between Chinese characters, also across inline elements."""

    def run(self, root: Element) -> None:
        pieces = list(_pieces(root, False))
        whole = "".join(text for _, _, text, _ in pieces)
        drop = {match.start() for match in _BREAK.finditer(whole)}
        at = 0
        for element, slot, text, fixed in pieces:
            if not fixed and any(at + i in drop for i, c in enumerate(text) if c == "\n"):
                kept = "".join(c for i, c in enumerate(text) if at + i not in drop)
                setattr(element, slot, kept)
            at += len(text)


def _pieces(element: Element, fixed: bool) -> Iterator[tuple[Element, str, str, bool]]:
    """All texts in reading order with where they hang; code is `fixed`."""
    fixed = fixed or element.tag in ("pre", "code")
    wall = (element, "text", "\0", True)  # no line runs from one block into another
    if element.tag not in _INLINE:
        yield wall
    if element.text:
        yield element, "text", element.text, fixed
    for child in element:
        yield from _pieces(child, fixed)
        if child.tail:
            yield child, "tail", child.tail, fixed
    if element.tag not in _INLINE:
        yield wall


class _SafeLinks(Treeprocessor):
    """Links that would run code lose their address, should a check be switched off."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                address = "".join(element.get(name, "").split()).lower()
                scheme = address.partition(":")[0] if ":" in address else ""
                if scheme and re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and scheme not in SCHEMES:
                    del element.attrib[name]
                    element.tag = "span"  # a link without an address, MkDocs takes for a fault


@cache
def _parser() -> Markdown:
    return Markdown(extensions=[FanzhaExtension()], output_format="xhtml")


def to_xhtml(text: str) -> str:
    """Markdown → one well-formed `<body>` element, without named entities (XML knows five)."""
    body = _parser().reset().convert(text)
    body = _ENTITY.sub(_xml_entity, body)
    return f"<body>{body}</body>"


def _xml_entity(match: re.Match[str]) -> str:
    """Five entities are XML; others become their character, or are shown as they stand."""
    entity = match[0]
    if entity in ("&amp;", "&lt;", "&gt;", "&quot;", "&apos;"):
        return entity
    character = html.unescape(entity)
    if character == entity or not all(_is_xml(c) for c in character):
        return "&amp;" + entity[1:]
    return html.escape(character)


def _is_xml(character: str) -> bool:
    code = ord(character)
    return code in (9, 10) or (
        code >= 32 and not 0xD800 <= code < 0xE000 and code & 0xFFFE != 0xFFFE
    )


def fill(value: Any, region: Region) -> Any:
    """Put the region's names in place of {地区}, {派出所}, {发布单位}, in text, lists and dicts."""
    if isinstance(value, str):
        if "{" not in value:  # nearly all
            return value
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

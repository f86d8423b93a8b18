"""Family R, links: targets and anchors must be there, inside docs/, and open nothing foreign."""

from __future__ import annotations

import html
import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit, Line
from fanzha.checks.engine.shared_work import shared
from fanzha.checks.references.names import marked
from fanzha.content.kinds.fields import Asset
from fanzha.content.local import MEDIA
from fanzha.content.markup import fill, to_xhtml
from fanzha.content.reading.choices import did_you_mean
from fanzha.edition import Edition
from fanzha.findings import Finding

# Whatever stands in the brackets before it: the target is what counts.
# Between < and > it may hold blanks, elsewhere brackets in pairs.
_LINK = re.compile(
    r"\]\([ \t]*(?:(?P<open><)[ \t]*(?=[^<>\n]*>))?(?:<[ \t]*)?"
    r"(?P<target>(?(open)[^<>\n]*[^<>\s]|(?:\([^()\s]*\)|[^)>\s])+))"
)
_EMPTY = re.compile(r"\[[^\[\]\n]+\]\([ \t]*\)")
_PICTURE = re.compile(r"!\[[^\[\]]*$")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?(?P<target>[^\s>]+)", re.MULTILINE)
# The target may stand on the next line.
_OPEN = re.compile(r"\](?:\(|:)[ \t]*<?[ \t]*$", re.MULTILINE)
_NEXT = re.compile(r"[ \t]*<?(?P<target>[^)>\s]+)")
UNREADABLE = "?"
_ANCHOR = re.compile(r'<h[1-6] id="([^"]*)"')


@shared
def targets(context: Context) -> Iterator[tuple[str, Hit]]:
    """(page, match) of every Markdown link, image and link definition in a body."""
    documents = context.edition.library.documents
    pages = {document.source.path: page for page, document in documents.items()}
    for prose in context.prose:
        page = pages.get(prose.document.source.path)
        if page is None:
            continue
        if "](" not in prose.text and "]:" not in prose.text:
            continue
        patterns = (_LINK, _REFERENCE) if "]:" in prose.text else (_LINK,)
        for pattern in patterns:
            for hit in prose.search(pattern):
                if hit.line.field is None:
                    yield page, hit
        for hit in prose.search(_OPEN):
            source, number = hit.line.source, hit.line.line + 1
            match = _NEXT.match(source.line(number))
            if match and hit.line.field is None:
                line = Line(source, number, 1, source.line(number))
                yield page, Hit(line, 0, match.end(), match)


def local(page: str, hit: Hit) -> tuple[str, str] | None:
    """(path below docs/, anchor) that a link of a page leads to; None for web addresses."""
    target = unquote(hit.match["target"])
    if scheme_of(target) or target.startswith("//"):
        return None
    path, _, anchor = target.partition("#")
    path = path.partition("?")[0]
    if not path:
        return page, anchor
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), anchor


def scheme_of(target: str) -> str:
    """The scheme of an address, "" for a path; UNREADABLE for one that cannot be taken apart."""
    try:
        parts = urlsplit(target.strip())
        _ = parts.port  # raises for one that no machine has
        return parts.scheme.lower()
    except ValueError:
        return UNREADABLE


def is_file(path: Path) -> bool:
    """Whether the file is there; a name that no system can have is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def leaves(path: str) -> bool:
    """Whether a path relative to docs/ leads out of it."""
    return path == ".." or path.startswith(("../", "/"))


def _at_target(hit: Hit, message: str, hint: str = "", mended: str | None = None) -> Finding:
    start = hit.start + hit.match.start("target") - hit.match.start()
    end = start + len(hit.match["target"])
    return hit.line.finding(start, end, message, hint=hint, mended=mended)


@rule(
    "R005",
    "链接或图片指向不存在的文件",
    why="点了打不开，居民就走了。",
    bad="看[客服骗局](../scams/meiyou.md)。",
    good="看[客服骗局](../scams/kefu.md)。",
)
def broken_link(context: Context) -> Iterator[Finding]:
    """Links between items are relative paths to Markdown files, with an optional anchor."""
    edition = context.edition
    without = "写上要去的那一页，例如 ../scams/kefu.md；不要链接，就只留文字"
    for prose in context.prose:
        for hit in prose.search(_EMPTY) if "](" in prose.text else ():
            if hit.line.field is None:
                yield hit.line.finding(hit.start, hit.end, "链接没有写地址", hint=without)
    for page, hit in targets(context):
        place = local(page, hit)
        if place is None or leaves(place[0]):
            continue
        if hit.match["target"].partition("?")[0] in ("", "#"):
            yield _at_target(hit, "链接没有写地址", without)
            continue
        item = edition.library.by_page.get(place[0])
        source = edition.library.by_page.get(page)
        # A page that is not out yet may link to what comes out on the same day.
        day = max(edition.today, source.meta.published) if source else edition.today
        if item is not None and not item.shown(day):
            target = unquote(hit.match["target"])
            message = f"链接指向的内容还没有发布：{target}"
            yield _at_target(hit, message, "先发布那一篇，或者删去链接，只留文字")
        if _exists(edition, place[0]):
            continue
        folder = posixpath.dirname(page)
        near = did_you_mean(place[0], list(edition.library.documents))
        hint = "写成相对路径，例如 ../scams/shuadan.md"
        if "." + place[0].rpartition(".")[2].lower() in MEDIA:
            hint = "先把图片放进 docs/assets/pictures/，再写 ../assets/pictures/ 和文件名"
        elif near:
            hint = f"是不是 {posixpath.relpath(near, folder or '.')}？"
        target = unquote(hit.match["target"])
        yield _at_target(hit, f"链接指向的文件不存在：{target}", hint)


def _exists(edition: Edition, path: str) -> bool:
    """Whether a page, a section index (made at build time) or a file is there."""
    if path in edition.library.pages:
        return True
    if path.endswith("/index.md") and path.removesuffix("/index.md") in edition.tables.sections:
        return True
    return is_file(edition.project.docs / path)


@rule(
    "R007",
    "不能用的链接",
    why="javascript: 一类的链接会在别人手机上运行代码。",
    bad="[点这里](javascript:alert)",
    good="[看这里](../scams/kefu.md)",
)
def link_scheme(context: Context) -> Iterator[Finding]:
    """Only http(s) and tel: may be linked; javascript: and data: run code."""
    for _, hit in targets(context):
        scheme = scheme_of(unquote(hit.match["target"]))
        if scheme == UNREADABLE:
            yield _at_target(hit, "网址写错了，打不开", "照着浏览器里的网址再写一遍；或者只留文字")
        elif scheme and scheme not in ("http", "https", "tel"):
            yield _at_target(hit, f"不能用 {scheme}: 开头的链接", "删去链接，只留文字")


@rule(
    "R034",
    "图片在别的网站上",
    why="别的网站一关、一换，图就没了；它还会知道谁看了这一页。网页也不让外面的图片显示，印不出来。",
    bad="![窗口的样子](https://www.gov.cn/a.png)",
    good="![手机上的假任务页面，写着“先垫付”](../assets/pictures/shuadan.svg)",
)
def foreign_picture(context: Context) -> Iterator[Finding]:
    """A picture is a file of docs/, whoever has the address that it was found at."""
    hint = "存下来，放进 docs/assets/pictures/，再写 ../assets/pictures/ 和文件名；留意有没有权用"
    for page, hit in targets(context):
        target = unquote(hit.match["target"]).lower()
        if local(page, hit) is not None or scheme_of(target) not in ("http", "https", ""):
            continue  # R005, R007
        named = target.partition("?")[0]
        defined = hit.match[0].lstrip().startswith("[") and named.endswith(tuple(MEDIA))
        if defined or _PICTURE.search(hit.line.text[: hit.start]):
            yield _at_target(hit, "图片在别的网站上，这里显示不出来", hint)


@rule(
    "R010",
    "链接指向的小标题不存在",
    why="点了只到页面开头，居民找不到要看的那一段。",
    bad="看[怎么办](#怎么办呢)。",
    good="看[怎么办](#怎么办)。",
)
def broken_anchor(context: Context) -> Iterator[Finding]:
    """The part after # must be the anchor of a heading, as content/markup.py makes them."""
    edition = context.edition

    @cache
    def anchors(page: str) -> list[str]:
        body = fill(edition.library.documents[page].body, edition.region)
        return [html.unescape(one) for one in _ANCHOR.findall(to_xhtml(body))]

    for page, hit in targets(context):
        if "#" not in hit.match["target"]:
            continue
        place = local(page, hit)
        if place is None or not place[1] or place[0] not in edition.library.documents:
            continue
        known = anchors(place[0])
        if place[1] in known:
            continue
        near = did_you_mean(place[1], known)
        head = hit.match["target"].partition("#")[0]
        hint = f"这一页的小标题：{'、'.join(known)}" if known else "这一页没有小标题"
        message = f"没有小标题 #{place[1]}"
        yield _at_target(hit, message, hint, f"{head}#{near}" if near else None)


@rule(
    "R015",
    "路径到了 docs/ 外面",
    why="docs/ 外面的文件不会放到网站上；换一台电脑，快捷方式也会断开。",
    bad="看[设置](../../mkdocs.yml)。",
    good="看[客服骗局](../scams/kefu.md)。",
)
def outside(context: Context) -> Iterator[Finding]:
    """No link, no picture and no symlink may leave docs/."""
    hint = "把文件复制到 docs/ 里，路径写成相对的，例如 ../scams/shuadan.md"
    for page, hit in targets(context):
        place = local(page, hit)
        if place is not None and leaves(place[0]):
            yield _at_target(hit, f"路径 {unquote(hit.match['target'])} 到了 docs/ 外面", hint)
    for bare, _, _, value in marked(context, Asset):
        if leaves(posixpath.normpath(value)):
            yield replace(bare, message=f"路径 {value} 到了 docs/ 外面", hint=hint)
    docs = context.edition.project.docs
    for path in _symlinks(docs):
        shown = path.relative_to(context.edition.project.root).as_posix()
        message = "是符号链接（快捷方式），别的电脑上打不开"
        yield Finding(shown, 1, 1, "", message, hint="删去它，把真正的文件复制过来")


def _symlinks(folder: Path) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_symlink():
                yield Path(entry.path)
            elif entry.is_dir() and not entry.name.startswith("."):
                yield from _symlinks(Path(entry.path))

"""Family R, pictures: they exist, open, are small enough, are described, and are used."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.references.address_shapes import reader
from fanzha.checks.references.links import is_file, leaves, local, targets
from fanzha.checks.references.names import marked
from fanzha.content.kinds.fields import Asset
from fanzha.content.kinds.items import Scam
from fanzha.content.picture_files import Look, look
from fanzha.content.reading.source import decode
from fanzha.findings import Finding, Severity

MAX_BYTES = 500 * 1024
MAX_PIXELS = 4000
_PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif", ".heic"}
)
_CHECKED = _PICTURES | {".pdf"}  # a PDF is looked at by whoever links it
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)$")
# Words that say nothing about a picture.
_EMPTY_ALT = re.compile(
    r"(?:图|图片|图像|照片|截图|插图|配图|示意图|海报|未命名|image|img|photo|picture|pic|screenshot|untitled)"
    r"[\s_-]*[\d一二三四五六七八九十]*|(?:微信图片|QQ图片|QQ截图|mmexport|IMG|DSC|DCIM|Screenshot)[\w\s_-]*\d+",
    re.IGNORECASE,
)


@rule(
    "R003",
    "图片不存在",
    why="图片不在，网页上会是一个空框。",
    bad="image: assets/meiyou.svg",
    good="image: assets/pictures/shuadan.svg",
)
def missing_image(context: Context) -> Iterator[Finding]:
    """The picture in `image` must lie below docs/."""
    docs = context.edition.project.docs
    for bare, _, _, value in marked(context, Asset):
        if leaves(posixpath.normpath(value)):
            continue  # R015
        path = (docs / value).resolve()
        if not is_file(path) or docs.resolve() not in path.parents:
            hint = "把图片放到 docs/assets/ 下，路径从 docs/ 起写，注意大小写"
            yield replace(bare, message=f"找不到图片 docs/{value}", hint=hint)


@rule(
    "R009",
    "地区标志不存在",
    why="每一张印刷品上都有标志，缺了就印不出来。",
    bad="logo: assets/meiyou.svg",
    good="logo: assets/biaozhi.svg",
    kind="region",
)
def missing_logo(context: Context) -> Iterator[Finding]:
    """The region's logo must lie below docs/, or sheets could not be made."""
    edition = context.edition
    logo, docs = edition.region.logo, edition.project.docs
    if not logo or (is_file(docs / logo) and not leaves(posixpath.normpath(logo))):
        return
    name = f"data/regions/{edition.region.id}.yml"
    source, _ = decode(f"docs/{name}", (docs / name).read_bytes())
    line = next((n for n, row in enumerate(source.lines, 1) if row.startswith("logo:")), 1)
    hint = "把标志放到 docs/assets/ 下，路径从 docs/ 起写"
    yield source.finding("", line, 1, f"找不到标志图片 docs/{logo}", hint=hint)


def _used(context: Context) -> Iterator[tuple[str, Finding]]:
    """(path below docs/, bare finding) of every picture that a field or a body shows."""
    for bare, _, _, value in marked(context, Asset):
        if context.only is None or bare.path in context.only:
            yield posixpath.normpath(value), bare
    for page, hit in targets(context):
        place = local(page, hit)
        if place is not None and posixpath.splitext(place[0])[1].lower() in _PICTURES:
            start = hit.start + hit.match.start("target") - hit.match.start()
            yield place[0], hit.line.finding(start, start + len(hit.match["target"]), "")


@rule(
    "R011",
    "图片太大",
    why="老手机和慢网络打不开大图；一张图最多 500 KB，长和宽都不超过 4000 像素。",
    bad="（5 MB 的照片）",
    good="（缩小到 500 KB 以内的照片）",
    severity=Severity.WARNING,
)
def large_image(context: Context) -> Iterator[Finding]:
    """Bytes count on a phone, pixels in memory."""
    hint = "用“画图”打开，点“重新调整大小”，再另存为 JPG"
    for path, size, pixels, bare in _measured(context):
        if size > MAX_BYTES:
            message = f"图片 {path} 有 {size // 1024} KB，最多 {MAX_BYTES // 1024} KB"
            yield replace(bare, message=message, hint=hint)
        elif pixels is not None and max(pixels) > MAX_PIXELS:
            message = f"图片 {path} 是 {pixels[0]}×{pixels[1]} 像素，边长最多 {MAX_PIXELS}"
            yield replace(bare, message=message, hint=hint)


@rule(
    "R018",
    "图片打不开",
    why="文件坏了，或者只是改了后缀名，网页和印刷品上都会是空的。",
    bad="（把 Word 文件改名成 .jpg）",
    good="（真正的 JPG 或 PNG 图片）",
)
def broken_image(context: Context) -> Iterator[Finding]:
    """It is opened to its last byte, and is what its name says."""
    for path, seen, bare in _looked(context):
        if seen.wrong and not seen.unsafe:
            yield replace(bare, message=f"图片 {path} {seen.wrong}", hint=seen.mend)


@rule(
    "R031",
    "SVG 图里有不该有的东西",
    why="SVG 里可以藏代码、网页和别处的文件；我们的图只许画线、填色、写字。",
    bad="（图里藏着一段代码）",
    good="（只有 path、rect、circle、text 这些）",
    certain=True,
)
def unsafe_drawing(context: Context) -> Iterator[Finding]:
    """Elements and attributes of an SVG are of an allow-list."""
    for path, seen, bare in _looked(context):
        if seen.unsafe:
            yield replace(bare, message=f"图片 {path} {seen.wrong}", hint=seen.mend)


@rule(
    "R032",
    "图里有二维码、网址或号码",
    why="图里的二维码和字，别的检查都看不见；扫一下就可能进了假网站。",
    bad="（图里有一个指向别家网站的二维码）",
    good="（二维码由程序来印，只指向自己的网站）",
)
def code_in_picture(context: Context) -> Iterator[Finding]:
    """Codes that a camera reads, and the words of a drawing."""
    tables, region = context.edition.tables, context.edition.region
    own = urlsplit(region.site_url).hostname if region.site_url else None
    known = {*tables.numbers, region.police.phone}
    hint = "去掉它再放进来；自己网站的二维码，印刷品上会自动印"
    for path, seen, bare in _looked(context):
        for code in seen.codes:
            host = _host(code)
            if host is None or not (host == own or tables.domains.allows(host)):
                shown = code[:60].replace("\n", " ")
                yield replace(bare, message=f"图片 {path} 里有二维码，扫出来是 {shown}", hint=hint)
        for words in seen.words:
            for shape in reader(tables.domains).shapes(words):
                if not tables.domains.allows(shape.host) and shape.host != own:
                    yield replace(
                        bare, message=f"图片 {path} 里写着网址 {shape.host}", hint="去掉图里的网址"
                    )
            for number in re.findall(r"(?<!\d)\d{5,}(?!\d)", words):
                if number not in known:
                    yield replace(
                        bare, message=f"图片 {path} 里写着号码 {number}", hint="去掉图里的号码"
                    )


def _host(code: str) -> str | None:
    try:
        return urlsplit(code).hostname if "//" in code else None
    except ValueError:
        return None


def _looked(context: Context) -> Iterator[tuple[str, Look, Finding]]:
    """(path, what was seen, bare finding) of every picture that is used and there, and the logo."""
    docs = context.edition.project.docs
    for name, bare in (*_used(context), *_logo(context)):
        if not leaves(name) and is_file(docs / name):
            yield name, look(docs / name), bare


def _logo(context: Context) -> Iterator[tuple[str, Finding]]:
    edition = context.edition
    document = edition.region_texts.get(edition.region.id)
    if edition.region.logo and document is not None:
        line = next(
            (n for n, row in enumerate(document.source.lines, 1) if row.startswith("logo:")), 1
        )
        yield posixpath.normpath(edition.region.logo), document.source.finding("", line, 1, "")


def _measured(context: Context) -> Iterator[tuple[str, int, tuple[int, int] | None, Finding]]:
    """(path, bytes, width and height, bare finding) of every picture that is used and there."""
    docs = context.edition.project.docs

    for name, bare in _used(context):
        if not leaves(name) and is_file(docs / name):
            yield name, (docs / name).stat().st_size, look(docs / name).size, bare


@rule(
    "R012",
    "图片没有说明",
    why="看不见图的人靠说明知道图里是什么；图打不开时，也只剩这句话。",
    bad="![](../assets/pictures/shuadan.svg)",
    good="![手机上的假任务页面，写着“先垫付”](../assets/pictures/shuadan.svg)",
)
def no_alt(context: Context) -> Iterator[Finding]:
    """Alternative text is there, and is neither the file's name nor a word like 图片."""
    hint = "用一句话写出图里有什么"
    for _, hit in targets(context):
        match = _IMAGE.search(hit.line.text[: hit.start])
        if match is None or not hit.match[0].startswith("]("):
            continue
        start, text = match.start(), match["alt"].strip()
        if not text:
            yield hit.line.finding(start, hit.end + 1, "图片没有说明", hint=hint)
        elif _says_nothing(text, hit.match["target"]):
            message = f"“{text}”没有说出图里有什么"
            yield hit.line.finding(start, hit.end + 1, message, hint=hint)
    for item in context.edition.library.items:
        alt, image = item.meta.alt, item.meta.image
        if alt and image and _says_nothing(alt, image):
            node = item.document.fields.at("alt")
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                f"“{alt}”没有说出图里有什么",
                end_column=node.end_column,
                hint=hint,
            )


def _says_nothing(text: str, target: str) -> bool:
    name = posixpath.basename(target).lower()
    return (
        text.lower() in (name, posixpath.splitext(name)[0])
        or _EMPTY_ALT.fullmatch(text) is not None
        or posixpath.splitext(text)[1].lower() in _PICTURES
    )


@rule(
    "R013",
    "没有用到的文件，或者不该放上网的文件",
    why="用不到的图片也会放上网站；里面可能还有别人的信息。",
    bad="（docs/assets/jiu.jpg，哪里都没有用到）",
    good="（删去 docs/assets/jiu.jpg）",
)
def unused_asset(context: Context) -> Iterator[Finding]:
    """Files below docs/assets/ that no field, no body and no region names, or of other kinds."""
    project = context.edition.project
    folder = project.docs / "assets"
    strips = {f"assets/pictures/{item.id}-steps.svg" for item in context.edition.library.of(Scam)}
    if context.only is not None or not folder.is_dir():
        return
    used = strips | {posixpath.normpath(path) for _, _, _, path in marked(context, Asset)}
    for page, hit in targets(context):
        place = local(page, hit)
        if place is not None:
            used.add(place[0])
    for region in (project.docs / "data" / "regions").glob("*.yml"):
        if region.is_symlink() or not region.is_file():
            continue  # R015, S030
        text = region.read_text(encoding="utf-8", errors="replace")
        used |= set(re.findall(r"assets/[^\s\"'#]+", text))
    for path in _files(folder):
        name = path.relative_to(project.docs).as_posix()
        shown = path.relative_to(project.root).as_posix()
        if name not in used:
            message = "这个文件没有用到"
            yield Finding(shown, 1, 1, "", message, hint="不用就删去；要用，写进 image 或正文")
        elif path.suffix.lower() not in _CHECKED:
            message = f"{path.suffix or '没有扩展名的'} 文件里写了什么，检查看不见"
            hint = "里面可能有名单、电话；放图片或 PDF，别的文件移到 docs/ 外面"
            if path.suffix.lower() == ".jfif":  # what Windows calls a picture saved from a page
                hint = "这是 JPG 照片：把后缀改成 .jpg，用到它的地方一起改"
            yield Finding(shown, 1, 1, "", message, hint=hint)


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name[0] != ".")

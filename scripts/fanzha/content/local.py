"""docs/local/<region>/: what a region, and all below it, has besides the shared items.

A layer is a folder like docs/ itself: scams/, alerts/, posters/ … Its items have the addresses of
shared ones. local.yml beside them says what of the shared items it leaves out (`hide`), and which of
its files take the place of a shared one with the same id (`replace`). Nothing is replaced without
that word: a town's file must not vanish behind a shared one that is written later, nor the other way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import Field

from fanzha.content.data.reader import TableReader
from fanzha.content.kinds.fields import Model, Text
from fanzha.content.kinds.meta import Meta
from fanzha.content.library import Item, Library, read_folder
from fanzha.content.made_paths import CHOICE, LAYERS, PICTURES
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.reading.source import Source
from fanzha.findings import Finding

FOLDER, MEDIA = LAYERS, PICTURES


class Choice(Model):
    """local.yml of a layer."""

    hide: tuple[Text, ...] = Field((), description="不要哪些公共的内容（文件名，不带 .md）")
    replace: tuple[Text, ...] = Field((), description="哪些公共的内容，换成这个文件夹里同名的")


@dataclass(frozen=True)
class Layer:
    """What one region has of its own."""

    region: str
    library: Library
    choice: Choice = field(default_factory=Choice)
    document: Document | None = None  # of local.yml

    @property
    def paths(self) -> frozenset[str]:
        """Its Markdown files, as findings name them."""
        return frozenset(one.source.path for one in self.library.documents.values())


def load_layers(
    root: Path, docs: Path, shared: Library, regions: Iterable[str]
) -> tuple[dict[str, Layer], list[Finding]]:
    """Region → its layer, where it has one; ids are held against all others."""
    layers: dict[str, Layer] = {}
    findings: list[Finding] = []
    known = {*regions}
    seen = {item.id.lower(): item.document.source.path for item in shared.items}
    for folder in _folders(docs):
        shown = folder.relative_to(root).as_posix()
        if folder.name not in known:
            near = did_you_mean(folder.name, sorted(known))
            hint = (
                f"是不是 {near}？" if near else "文件夹的名字要和 docs/data/regions/ 里的档案一样"
            )
            message = f"没有 {folder.name} 这个地区，里面的内容哪里都不出"
            findings.append(Source(shown, ()).finding("S071", 1, 1, message, hint=hint))
            continue
        choice, document, found = _choice(root, folder)
        findings += found
        mine = {name: path for name, path in seen.items() if name not in choice.replace}
        library, found = read_folder(root, folder, mine)
        findings += found
        seen |= {item.id.lower(): item.document.source.path for item in library.items}
        layers[folder.name] = layer = Layer(folder.name, library, choice, document)
        findings += _wrong_choice(layer, shared)
    return layers, findings


def overlaid(shared: Library, layers: Sequence[Layer]) -> Library:
    """The shared library with layers over it, the one nearest to the town last."""
    items = {item.id: item for item in shared.items}
    documents, pages = {**shared.documents}, shared.pages
    for layer in layers:
        for name in layer.choice.hide:
            if name in items:
                items[name] = replace(items[name], elsewhere=True)
        items |= {item.id: item for item in layer.library.items}
        documents |= layer.library.documents
        pages |= layer.library.pages
    ordered = sorted(items.values(), key=lambda item: item.page.split("/"))
    return Library(tuple(ordered), dict(sorted(documents.items(), key=_order)), pages)


def _order(pair: tuple[str, Document]) -> list[str]:
    return pair[0].split("/")


def _folders(docs: Path) -> list[Path]:
    here = docs / FOLDER
    folders = here.iterdir() if here.is_dir() else ()
    return sorted(path for path in folders if path.is_dir() and not path.name.startswith("."))


def _choice(root: Path, folder: Path) -> tuple[Choice, Document | None, list[Finding]]:
    if not (folder / CHOICE).is_file():
        return Choice(), None, []
    reader = TableReader(root, folder)
    choice = reader.one(CHOICE.removesuffix(".yml"), Choice)
    return choice or Choice(), reader.documents.get(CHOICE.removesuffix(".yml")), reader.findings


def _wrong_choice(layer: Layer, shared: Library) -> list[Finding]:
    """Names in local.yml that are no shared item, or have no file here to take their place."""
    document, found = layer.document, []
    if document is None:
        return []
    known = {item.id: item for item in shared.items}
    own: Mapping[str, Item[Meta]] = layer.library.by_id

    def tell(node: Node, message: str, hint: str) -> None:
        found.append(
            document.source.finding(
                "S071", node.line, node.column, message, end_column=node.end_column, hint=hint
            )
        )

    for part, names in (("hide", layer.choice.hide), ("replace", layer.choice.replace)):
        for index, name in enumerate(names):
            node = document.fields.at(part, index)
            if name not in known:
                near = did_you_mean(name, sorted(known))
                hint = f"是不是 {near}？" if near else "写公共内容的文件名，不带 .md"
                tell(node, f"公共内容里没有 {name}", hint)
            elif part == "replace" and name not in own:
                page = f"{known[name].page}"
                tell(node, f"这里没有 {page}，换不了", f"写好 {page}，或者改用 hide")
            elif part == "replace" and own[name].kind != known[name].kind:
                tell(node, f"{name} 换了种类，原来在 {known[name].page}", "放到同一种的文件夹里")
    return found

"""Family S: regions above regions, what single regions have of their own, and what they make."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator

from fanzha.checks.engine.registry import registry, rule
from fanzha.checks.engine.rule import Context
from fanzha.content.kinds.playlists import Playlist
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.nodes import Document, Node
from fanzha.content.region import ALL, NOT
from fanzha.edition import Edition
from fanzha.findings import Finding

registry.described(
    __name__,
    "S070",
    "上级写得不对",
    "空着的项目要从上级来；上级没有，或者转了一圈，就没有电话可印。",
    "（a.yml 写 parent: b，b.yml 又写 parent: a）",
    "（镇写县，县写市，市写省）",
)
registry.described(
    __name__,
    "S071",
    "本地内容放得不对",
    "docs/local/ 里一个地区一个文件夹；名字写错了，哪里都不出。",
    "（docs/local/xinqiao/local.yml 里写 hide: [meiyou]）",
    "（hide 和 replace 里写公共内容的文件名）",
)


@rule(
    "S072",
    "要做的成品里没有这个名字",
    why="名字写错了，那一种就不做，到发的时候才发现少了。",
    bad="（products 里写 print: [leaflet-a44]）",
    good="（products 里写 print: [leaflet-a4]）",
    kind="region",
)
def unknown_product(context: Context) -> Iterator[Finding]:
    """Every word of a choice of products is a kind of sheet, a screen, a playlist or an item."""
    edition = context.edition
    known = _known(edition)
    for document, choices in _choices(edition):
        for node in (one for choice in choices for one in _words(choice)):
            for step in str(node.value).removeprefix(NOT).split("/"):
                if not fnmatch.filter(known, step.partition(".")[0]):
                    near = did_you_mean(step, sorted(known))
                    hint = f"是不是 {near}？" if near else "写成品文件夹里的名字，或者 all"
                    yield document.source.finding(
                        "",
                        node.line,
                        node.column,
                        f"没有叫 {step} 的成品",
                        end_column=node.end_column,
                        hint=hint,
                    )


def _choices(edition: Edition) -> Iterator[tuple[Document, list[Node]]]:
    """Each file that chooses, and its choices."""
    for document in edition.region_texts.values():
        levels = document.fields.at("levels").value
        below = levels.values() if isinstance(levels, dict) else ()
        yield document, [document.fields.at("products"), *below]
    if edition.tables.below_text is not None:
        yield edition.tables.below_text, [edition.tables.below_text.fields]


def _words(choice: Node) -> Iterator[Node]:
    families = choice.value if isinstance(choice.value, dict) else {}
    for words in families.values():
        if isinstance(words.value, tuple):
            yield from words.value


def _known(edition: Edition) -> set[str]:
    tables, library = edition.tables, edition.library
    texts = {"sms", "group", "script", "paper", "article", "draft", "cover", "cap", "rules"}
    playlists = {item.id for item in library.of(Playlist)}
    alerts = {f"alert-{item.id}" for item in library.items if item.kind == "alerts"}
    others = {ALL, "lessons", *texts, *playlists, *alerts}
    return {*tables.sheets, *tables.screens.profiles, *library.by_id, *tables.slogans, *others}

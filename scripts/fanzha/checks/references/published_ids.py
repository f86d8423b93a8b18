"""Family R, ids: what paper carries as a QR code must stay."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.content.data import published_ids
from fanzha.content.kinds.meta import Status
from fanzha.content.kinds.registry import PAGES
from fanzha.content.local import FOLDER
from fanzha.content.reading.choices import did_you_mean
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.source import decode
from fanzha.content.reading.validate import replace_value
from fanzha.findings import Finding, Severity
from fanzha.invocation import how_to_run

MANY = 10  # so many items that are missing, and a quarter of all, are a list that was cut off
NEW = datetime.timedelta(days=3)  # after its publication an item may still wait for its line


@rule(
    "R016",
    "发布过的编号不见了",
    why="印出去的二维码里有这个编号。文件删了、改了名或退回草稿，扫码的人就打不开。",
    bad="（删去或改名 docs/scams/shuadan.md，它在 docs/data/published.yml 里）",
    good="（文件留着，写 status: withdrawn）",
    certain=True,
)
def vanished(context: Context) -> Iterator[Finding]:
    """Every id of docs/data/published.yml must have an item that is no draft."""
    edition = context.edition
    rows = edition.tables.published
    out = [item.id for item in edition.library.items if published_ids.out(item)]
    lost = [name for name in out if name not in rows]
    if lost and not rows:
        yield _list_is_gone("编号登记表不见了或者空了，印出去的二维码和短网址没有人看着")
    by_id = edition.library.by_id
    lost = [name for name in lost if by_id[name].meta.published + NEW <= edition.today]
    if rows and len(lost) >= MANY and len(lost) * 4 > len(out):
        yield _list_is_gone(f"编号登记表少了 {len(lost)} 个编号（如 {lost[0]}），像是被截掉了一段")
    ids = edition.library.by_id
    # A file that is there but cannot be read has errors of its own; its id is not gone.
    gone = [name for name in rows if name not in ids and not _file(context, name).is_file()]
    if gone:
        path = edition.project.docs / published_ids.NAME
        source, _ = decode(f"docs/{published_ids.NAME}", path.read_bytes())
        fresh = [name for name in ids if name not in rows]
        for name in gone:
            line = rows[name].line
            place = _file(context, name).relative_to(edition.project.root).as_posix()
            near = did_you_mean(name, fresh)
            hint = f"恢复文件 {place}；不再用的，写 status: withdrawn"
            if near:
                hint = f"是不是改名成了 {near}.md？改回 {name}.md；{hint}"
            message = f"发布过的 {place} 不见了，印出去的二维码会打不开"
            yield source.finding("", line, 1, message, end_column=len(name) + 1, hint=hint)
    for item in edition.library.items:
        if not item.meta.status.out and item.id in rows:
            node = item.document.fields.at("status")
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                "发布过的内容不能退回草稿，印出去的二维码会打不开",
                end_column=node.end_column,
                fix=replace_value(node, Status.WITHDRAWN.value),
            )


def _list_is_gone(message: str) -> Finding:
    """Without the list nothing guards what is in print; nobody must lose it without a word."""
    hint = (
        "从备份里恢复这个文件，印出去的六位短码都在里面；"
        f"真是新写的、从来没有发布过，就运行 {how_to_run('reference')} 登记"
    )
    return Finding(f"docs/{published_ids.NAME}", 1, 1, "", message, hint=hint)


def _file(context: Context, name: str) -> Path:
    """Where the file of a published id lies."""
    kind = context.edition.tables.published[name].kind
    docs = context.edition.project.docs
    place = f"{name}.md" if kind == PAGES else f"{kind}/{name}.md"
    return next(docs.glob(f"{FOLDER}/*/{place}"), docs / place)


@rule(
    "R017",
    "编号还没有登记",
    why="登记在 docs/data/published.yml 里，以后误删、误改名才会提醒。",
    bad="（新发布的 docs/alerts/xin-pian.md，不在 docs/data/published.yml 里）",
    good="（运行一次 python3 scripts/make.py reference）",
    severity=Severity.NOTICE,
)
def unregistered(context: Context) -> Iterator[Finding]:
    """A published item that is not in the list is not guarded yet."""
    rows = context.edition.tables.published
    for item in context.edition.library.items:
        # A file whose name is refused gets another first.
        if published_ids.out(item) and item.id not in rows and not wrong_id(item.id):
            node = item.document.fields.at("status")
            yield item.document.source.finding(
                "",
                node.line,
                node.column,
                f"编号 {item.id} 还没有登记",
                end_column=node.end_column,
                hint=f"运行 {how_to_run('reference')}；或在 docs/{published_ids.NAME} 末尾加一行："
                f"{published_ids.row(item, rows)}",
            )

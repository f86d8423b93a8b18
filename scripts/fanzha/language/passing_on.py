"""The few lines with which a page is passed on in a chat: one wording for files and pages (R15).

The first line carries the warning, the last one the numbers: a chat shows the beginning, and a
reader in need looks at the end. The address is left out where there is no room for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fanzha.content.kinds.items import Alert
from fanzha.content.kinds.meta import Meta
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Item
from fanzha.content.markup import fill
from fanzha.language.phrases import calls

if TYPE_CHECKING:
    from fanzha.edition import Edition

MOST = 150  # characters, of a text that a group reads to its end
GROUP, PARENTS = "群", "家长群"
FOR_PARENTS = frozenset({"parents", "students", "everyone"})
TOLD_AT_HOME = frozenset({"scams", "cases", "alerts"})


def group_texts(edition: Edition, item: Item[Meta]) -> list[tuple[str, str]]:
    """(for which groups, text): for any, and for parents where it is of use to them."""
    found = [(GROUP, group_text(edition, item))]
    if item.kind in TOLD_AT_HOME and FOR_PARENTS & {*item.meta.audiences}:
        found.append((PARENTS, group_text(edition, item, parents=True)))
    return found


def group_text(edition: Edition, item: Item[Meta], *, parents: bool = False) -> str:
    """The text for a group; where it would be too long, without the address."""
    meta, region = item.meta, edition.region
    tag = meta.severity.label if isinstance(meta, Alert) else "反诈提醒"
    if parents:
        tag = f"各位家长，{tag}"
    told = [f"【{tag}】{meta.title}", meta.summary]
    if meta.rule:
        told.append(f"请跟孩子讲一遍：{meta.rule}。" if parents else f"记住：{meta.rule}。")
    numbers = "，".join("".join(call.pair) for call in calls(edition.tables)) + "。"
    address = region.lasting(item.id)
    whole, short = ("\n".join([*told, *more, numbers]) for more in ([address] * bool(address), []))
    text = whole if len(str(fill(whole, region))) <= MOST else short
    return str(fill(text, region))


def passed_on(item: Item[Meta], edition: Edition) -> bool:
    """Whether there is something to pass on: plain pages and what has expired have nothing."""
    return KINDS[item.kind].listed and item.valid(edition.today)

"""What is said of a file, a ZIP or a folder: one verdict, and the facts that a reader needs for it.

Only `Verdict.CURRENT` means genuine and still in use. The page in the browser says the same
(overrides/genuine/judge.js); a test holds both against each other.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Self

from fanzha.signing.genuine_list import GenuineList
from fanzha.signing.signature import Signed, Trust

STALE_LIST = 90  # days after which a list may have missed something


class Verdict(StrEnum):
    """What came of a check; `label` is what people read."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A member with its Chinese label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    CURRENT = "current", "是真的，现在还用"
    UNDATED = "undated", "是真的，但不知道有没有新版"
    RENAMED = "renamed", "内容是真的，名字和原来的不一样"
    EXPIRED = "expired", "是真的，但过了有效期，请换新的"
    OLD = "old", "是旧版，请换新的"
    WITHDRAWN = "withdrawn", "已经不再发布，请撤下"
    UNSIGNED = "unsigned", "没有签名，不知道是谁做的"
    CHANGED = "changed", "被改过，或者没有传完整，不要用"
    UNKNOWN = "unknown", "名单里没有：改过、旧版、另做的，或者不是我们的"
    UNKNOWN_KEY = "unknown-key", "签名的钥匙不认识，不能当真"
    UNKNOWN_ALG = "unknown-alg", "签名的算法不认识，换新的核验页再试"
    REVOKED = "revoked", "签名的钥匙已经作废，不能当真"
    RETIRED = "retired", "签名的钥匙早已换下，不能当真"


OF_TRUST = {
    Trust.NONE: Verdict.UNSIGNED,
    Trust.WRONG: Verdict.CHANGED,
    Trust.UNKNOWN_KEY: Verdict.UNKNOWN_KEY,
    Trust.UNKNOWN_ALG: Verdict.UNKNOWN_ALG,
    Trust.REVOKED: Verdict.REVOKED,
    Trust.RETIRED: Verdict.RETIRED,
}


@dataclass(frozen=True)
class Found:
    """The verdict, and what the file says of itself where that may be believed."""

    verdict: Verdict
    title: str = ""
    publisher: str = ""
    edition: str = ""
    valid_until: str = ""
    key: str = ""
    notes: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Genuine and still in use."""
        return self.verdict is Verdict.CURRENT


def of_manifest(
    manifest: Mapping[str, Any],
    signed: Signed,
    listed: GenuineList | None,
    today: datetime.date,
    *,
    on_list: bool = False,
) -> Found:
    """What is said of a ZIP or a folder whose bytes are those of its manifest.

    `on_list`: the very same bytes stand on a list that is trusted; then no key matters.
    """
    if signed.trust is not Trust.GOOD and not on_list:
        return Found(OF_TRUST[signed.trust], key=signed.key)
    items = manifest["items"]
    known = listed if listed and manifest["region"] in ("", listed.region) else None
    days = [row["valid_until"] for row in items.values()]
    found = Found(
        Verdict.CURRENT,
        str(manifest.get("title", "整个网站")),
        str(manifest["publisher"]) or (listed.publisher if listed else ""),
        str(manifest["edition"]),
        min(days, default=""),
        signed.key,
    )
    worst, notes = _of_items(items, known, today)
    return replace(found, verdict=worst, notes=(*notes, *_of_list(listed, known, today)))


def of_row(
    path: str, kind: str, ids: tuple[str, ...], listed: GenuineList, name: str, today: datetime.date
) -> Found:
    """What is said of a single file whose hash stands on the list."""
    items = {one: listed.items[one] for one in ids if one in listed.items}
    worst, notes = _of_items(items, listed, today)
    if worst is Verdict.CURRENT and name != path.rpartition("/")[2]:
        worst = Verdict.RENAMED
        notes = (f"原来的名字是 {path.rpartition('/')[2]}",)
    few = [f"《{row['title']}》" for row in items.values()][:2]
    return Found(
        worst,
        "、".join(few) + f"（{listed.kinds.get(kind, kind)}）" + ("等" if len(items) > 2 else ""),
        listed.publisher,
        max((row["edition"] for row in items.values()), default=""),
        min((row["valid_until"] for row in items.values()), default=""),
        notes=(*notes, *_of_list(listed, listed, today)),
    )


def _of_items(
    items: Mapping[str, Mapping[str, str]], listed: GenuineList | None, today: datetime.date
) -> tuple[Verdict, tuple[str, ...]]:
    """The worst that is true of any item, and a line for each that is not as it should be."""
    found: dict[Verdict, list[str]] = {}
    for name, row in items.items():
        title, now = f"《{row['title']}》", None if listed is None else listed.items.get(name)
        if listed is not None and now is None and row["valid_until"] >= listed.day:
            found.setdefault(Verdict.WITHDRAWN, []).append(f"{title}已经撤下")
        elif now is not None and now["edition"] > row["edition"]:
            line = f"{title}{row['edition']} 的，已有 {now['edition']} 的新版"
            found.setdefault(Verdict.OLD, []).append(line)
        elif row["valid_until"] < today.isoformat():
            line = f"{title}到 {row['valid_until']} 为止，已经过期"
            found.setdefault(Verdict.EXPIRED, []).append(line)
        elif now is not None and now["edition"] < row["edition"]:
            found.setdefault(Verdict.UNDATED, []).append(f"{title}比名单新，请换新的名单")
    for verdict in (Verdict.WITHDRAWN, Verdict.OLD, Verdict.EXPIRED, Verdict.UNDATED):
        if verdict in found:
            return verdict, tuple(line for lines in found.values() for line in lines)
    return (Verdict.UNDATED if listed is None else Verdict.CURRENT), ()


def _of_list(
    listed: GenuineList | None, known: GenuineList | None, today: datetime.date
) -> tuple[str, ...]:
    if listed is None:
        return ("没有名单可比",)
    if known is None:
        return ("手上的名单是别的地方的，没法比",)
    age = (today - datetime.date.fromisoformat(listed.day)).days
    return (f"名单是 {listed.day} 的，旧了，请到网站下载新的",) if age > STALE_LIST else ()

"""Which towns: all, some, a county with all below it, and of those every n-th."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from fanzha.content.reading.choices import did_you_mean
from fanzha.content.region import Region
from fanzha.errors import UsageError


def chosen(
    regions: Mapping[str, Region], known: Iterable[str], some: Iterable[str], below: Iterable[str]
) -> list[str]:
    """Names in order; all that are `known` where nothing is asked for."""
    every = sorted(known)
    wanted = {*some}
    for name in (*some, *below):
        if name not in every:
            near = did_you_mean(name, every)
            raise UsageError(f"没有地区档案 {name}" + (f"；是不是 {near}？" if near else ""))
    for name in below:
        wanted |= {one for one in every if one in regions and name in regions[one].chain}
        wanted.add(name)
    return [name for name in every if name in wanted] if wanted else every


def shard(names: list[str], text: str) -> list[str]:
    """Every n-th of the names: `3/20` is the third of twenty parts. Names without text are all."""
    if not text:
        return names
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    part, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= part <= parts:
        raise UsageError(f"--shard 写成 3/20 这样：二十份里的第三份；现在是 {text}")
    return names[part - 1 :: parts]

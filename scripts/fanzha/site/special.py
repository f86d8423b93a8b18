"""A page that no file in docs/ stands for: a template and the values that it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Special:
    """One such page; texts are escaped. `listed` pages stand in the sitemap."""

    title: str
    description: str
    template: str
    values: Callable[[], dict[str, Any]] = dict
    listed: bool = True

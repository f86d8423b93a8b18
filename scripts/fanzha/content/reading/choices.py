"""What somebody could have meant: choices with their Chinese names, the nearest first, none hidden.

Editors think in names (医保停用短信) and files hold ids (yibao): both are compared with what stands
there.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

_SEVERAL = re.compile(r"[\s,，、；;]")
NEAR = 0.5
MOST = 60  # more than any list that we have; a longer one says where the rest is


def did_you_mean(word: str, known: Sequence[str]) -> str | None:
    """The known word nearest to `word`, if one is near."""
    if _SEVERAL.search(word.strip()):
        return None  # whoever means several things means none of them alone
    near = difflib.get_close_matches(word.strip().lower(), known, n=1, cutoff=0.6)
    return near[0] if near else None


def meant(word: str, labels: Mapping[str, str]) -> str | None:
    """The one id that is meant by an id or a name: the same, a part of it, or one slip away."""
    word = word.strip()
    same = [name for name, label in labels.items() if label == word]
    if len(same) == 1:
        return same[0]
    near = did_you_mean(word, list(labels))
    if near is not None:
        return near
    part = [name for name, label in labels.items() if len(word) > 1 and word in label]
    if len(part) == 1:
        return part[0]
    names = {label: name for name, label in labels.items() if label}
    return names.get(did_you_mean(word, list(names)) or "")


def listed(word: str, labels: Mapping[str, str], rest: str = "") -> str:
    """All choices as “id name”, the nearest first; `rest` says where those beyond MOST are."""
    near = {name: _nearness(word.strip(), name, label) for name, label in labels.items()}
    # What is not near stays in the order of its table.
    ordered = sorted(labels, key=lambda name: -near[name] if near[name] >= NEAR else 0)
    shown = "、".join(_named(name, labels[name]) for name in ordered[:MOST])
    left = len(ordered) - MOST
    return f"{shown}……还有 {left} 个，看 {rest}" if left > 0 else shown


def _named(name: str, label: str) -> str:
    return f"{name} {label}" if label and label != name else name


def _nearness(word: str, name: str, label: str) -> float:
    if word and (word in label or (label and label in word)):
        return 1.0
    by_id = difflib.SequenceMatcher(None, word.lower(), name).ratio()
    by_label = difflib.SequenceMatcher(None, word, label).ratio()
    return max(by_id, by_label)

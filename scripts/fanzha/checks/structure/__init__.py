"""Family S: what can be read at all, odd characters, and the outline."""

from __future__ import annotations

from fanzha.checks.structure import (
    characters,
    outline,
    reader,
)

RULES = (
    *reader.RULES,
    *characters.RULES,
    *outline.RULES,
)

__all__ = ["RULES"]

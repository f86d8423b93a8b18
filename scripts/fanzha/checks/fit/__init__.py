"""Family L: what is printed and shown has room and glyphs."""

from __future__ import annotations

from fanzha.checks.fit import (
    glyphs,
    overflow,
)

RULES = (
    *overflow.RULES,
    *glyphs.RULES,
)

__all__ = ["RULES"]

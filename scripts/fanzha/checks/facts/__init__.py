"""Family F: phone numbers, the law, and sources."""

from __future__ import annotations

from fanzha.checks.facts import (
    hotline_purpose,
    law,
    money_gone,
    numbers,
    sources,
)

RULES = (
    *numbers.RULES,
    *hotline_purpose.RULES,
    *money_gone.RULES,
    *law.RULES,
    *sources.RULES,
)

__all__ = ["RULES"]

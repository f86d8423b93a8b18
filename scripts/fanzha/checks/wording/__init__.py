"""Family W: how we speak."""

from __future__ import annotations

from fanzha.checks.wording import (
    app_voluntary,
    blame_promise_panic,
    plain_words,
    punctuation,
)

RULES = (
    *blame_promise_panic.RULES,
    *app_voluntary.RULES,
    *plain_words.RULES,
    *punctuation.RULES,
)

__all__ = ["RULES"]

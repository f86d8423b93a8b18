"""Family T: reviews and expiry."""

from __future__ import annotations

from fanzha.checks.time import review_and_expiry

RULES = (*review_and_expiry.RULES,)

__all__ = ["RULES"]

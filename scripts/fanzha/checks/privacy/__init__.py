"""Family P: nobody can be recognised."""

from __future__ import annotations

from fanzha.checks.privacy import (
    combinations,
    contacts,
    forms,
    identity_numbers,
    images,
    persons,
)

RULES = (
    *identity_numbers.RULES,
    *contacts.RULES,
    *persons.RULES,
    *combinations.RULES,
    *images.RULES,
    *forms.RULES,
)

__all__ = ["RULES"]

"""Where rules are found: the decorator enters a rule, and every module of a family is imported.

A family is a folder of `checks/` and a letter. Nothing is listed by hand, so that no rule can be
forgotten: `@rule(...)` anywhere in a module of a family is enough.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from fanzha.checks.engine.rule import Check, Rule
from fanzha.findings import Severity

# Folder → first letter of its codes, in the order of reports and pages.
FAMILIES = {
    "structure": "S",
    "references": "R",
    "facts": "F",
    "privacy": "P",
    "wording": "W",
    "time": "T",
    "fit": "L",
}


class Registry:
    """The rules by code. A code that is taken, or of another family, is refused at once."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def rule(
        self,
        code: str,
        title: str,
        *,
        why: str,
        bad: str,
        good: str,
        severity: Severity = Severity.ERROR,
        kind: str = "scams",
        certain: bool = False,
        fallback: bool = False,
    ) -> Callable[[Check], Check]:
        """Enter the decorated function as the rule `code`."""

        def enter(check: Check) -> Check:
            module = check.__module__
            self._enter(
                Rule(
                    *(code, title, why, bad, good, severity, kind, certain, fallback, check),
                    module=module,
                )
            )
            return check

        return enter

    def described(self, module: str, code: str, title: str, why: str, bad: str, good: str) -> None:
        """Enter a rule without a function: what it says is found while files are read or set."""
        self._enter(Rule(code, title, why, bad, good, certain=True, module=module))

    def in_order(self) -> tuple[Rule, ...]:
        """All rules by family and code, whatever was imported first."""
        letters = "".join(FAMILIES.values())
        return tuple(
            sorted(self._rules.values(), key=lambda rule: (letters.index(rule.code[0]), rule.code))
        )

    def _enter(self, rule: Rule) -> None:
        family = rule.module.split(".")[-2]
        if not rule.code.startswith(FAMILIES[family]):
            raise ValueError(
                f"{rule.code} in {rule.module}: codes of {family} begin with {FAMILIES[family]}"
            )
        taken = self._rules.get(rule.code)
        if taken is not None:
            raise ValueError(f"{rule.code} is entered by {taken.module} and by {rule.module}")
        self._rules[rule.code] = rule


registry = Registry()
rule = registry.rule


def found() -> tuple[Rule, ...]:
    """Import every module of every family, and give the rules that they enter."""
    for family in FAMILIES:
        package = import_module(f"fanzha.checks.{family}")
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    return registry.in_order()

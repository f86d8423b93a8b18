"""Rules enter themselves: none is listed by hand, and none is ignored for where it stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fanzha.checks import wording
from fanzha.checks.engine import registry as finding_rules
from fanzha.checks.engine.registry import Registry

RULE = """
from {registry} import rule

@rule("{code}", "新规则", why="试一试。", bad="坏", good="好")
def check(context):
    return iter(())
"""


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that is one more place of family W, and an empty registry for it."""
    monkeypatch.setattr(wording, "__path__", [str(tmp_path)])
    empty = Registry()
    monkeypatch.setattr(finding_rules, "registry", empty)
    monkeypatch.setattr(finding_rules, "rule", empty.rule)
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("fanzha.checks.wording.new_")]:
        del sys.modules[name]


def written(folder: Path, name: str, *codes: str) -> None:
    """A module with rules; the last one stands at its very end."""
    rules = [RULE.format(registry=finding_rules.__name__, code=code) for code in codes]
    (folder / f"{name}.py").write_text("\nVALUE = 1\n".join(rules), encoding="utf-8")


def test_a_rule_is_found_wherever_it_stands(fresh: Path) -> None:
    """A rule below the list of rules was silently ignored once."""
    written(fresh, "new_first", "W902", "W901")
    written(fresh, "new_second", "W900")
    assert [rule.code for rule in finding_rules.found()] == ["W900", "W901", "W902"]


def test_a_code_that_is_taken_is_refused(fresh: Path) -> None:
    """Two rules with one code could not be told apart in `allow`."""
    written(fresh, "new_third", "W903")
    written(fresh, "new_twin", "W903")
    with pytest.raises(ValueError, match=r"W903 is entered by .*new_third and by .*new_twin"):
        finding_rules.found()


def test_a_code_of_another_family_is_refused(fresh: Path) -> None:
    """`--ignore W` must leave out all of wording and nothing else."""
    written(fresh, "new_stray", "P900")
    with pytest.raises(ValueError, match=r"P900 in .*new_stray: codes of wording begin with W"):
        finding_rules.found()

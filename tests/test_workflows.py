"""The workflow files run the two commands with every Python that make.py takes.

They cannot be run here; what can be known of them is their form.
"""

from __future__ import annotations

import re

import yaml

from tests.conftest import ROOT

MAKE = (ROOT / "scripts" / "make.py").read_text(encoding="utf-8")
COMMANDS = ["scripts/make.py site", "scripts/make.py test"]


def versions() -> list[str]:
    """From the oldest that make.py takes to the last before the one that is too new."""
    found = re.search(r"OLDEST, TOO_NEW = \((\d+), (\d+)\), \(\1, (\d+)\)", MAKE)
    assert found
    return [f"{found[1]}.{minor}" for minor in range(int(found[2]), int(found[3]))]


def test_github_runs_both_commands_on_windows_and_linux() -> None:
    text = (ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    matrix = job["strategy"]["matrix"]
    assert matrix["python"] == versions()
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "windows"}
    said = [step.get("run", "") for step in job["steps"]]
    assert [line.partition(" ")[2] for line in said if "make.py" in line] == COMMANDS


def test_gitee_runs_both_commands() -> None:
    text = (ROOT / ".workflow/test.yml").read_text(encoding="utf-8")
    (stage,) = yaml.safe_load(text)["stages"]
    assert [step["pythonVersion"] for step in stage["steps"]] == versions()
    for step in stage["steps"]:
        assert [line.partition(" ")[2] for line in step["commands"]] == COMMANDS

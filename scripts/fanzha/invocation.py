"""How people start this program, for messages that tell them to.

From a project's folder everything runs through `scripts/make.py`, since nobody has `.venv/bin` on
the PATH; where the package is installed by itself, there is no make.py, but there is `fanzha`.
"""

from __future__ import annotations

import os
from pathlib import Path

MAKE = Path(__file__).resolve().parent.parent / "make.py"
# Commands whose task in make.py has another name.
TASKS = {"build": "site"}


def how_to_run(
    command: str, *, make: bool = MAKE.is_file(), windows: bool = os.name == "nt"
) -> str:
    """The line to type for `command`, such as "reference" or "check docs/cases"."""
    if not make:
        return f"fanzha {command}".rstrip()
    name, _, rest = command.partition(" ")
    start = r"py scripts\make.py" if windows else "python3 scripts/make.py"
    return " ".join(part for part in (start, TASKS.get(name, name), rest) if part)

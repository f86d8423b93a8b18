"""Which tests stand near what has changed: for the one at work, who waits.

Tests mirror the package, so what changed in a room is told by the room's own tests. Of every other
file one test runs: a house that no longer stands is seen at once, and the rest by the whole run.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

# Where the tests of other folders stand; of the package and of tests themselves the path tells.
ROOMS = {
    "overrides/editor": "editor",
    "overrides/genuine": "signing",
    "overrides/packs": "packs",
    "overrides/print": "printing",
    "overrides/screens": "screens",
    "overrides/sharing": "sharing",
    "overrides/site": "site",
    "overrides/situation": "situation",
    "overrides/texts": "texts",
    "docs/data": "content/data",
    "docs/engineers": "test_engineers_guide.py",
    "requirements.txt": "test_packaging.py",
    "scripts/make.py": "test_make.py",
}


def changed(root: Path) -> list[str]:
    """Files that differ from the last commit, and those that git does not know; [] without git."""
    found: list[str] = []
    for command in (
        ("diff", "--name-only", "HEAD"),
        ("ls-files", "--others", "--exclude-standard"),
    ):
        try:
            done = subprocess.run(
                ["git", "-c", "core.quotePath=false", *command],
                cwd=root,
                capture_output=True,
                encoding="utf-8",
            )
        except OSError:
            return []
        found += done.stdout.splitlines()
    return found


def places(paths: Iterable[str]) -> set[str]:
    """The files and folders below tests/ that mirror these files, without an ending /."""
    return {place for path in paths for place in _places(path)}


def _places(path: str) -> list[str]:
    package, test = "scripts/fanzha/", "tests/"
    if path.startswith(test):
        inside = path.removeprefix(test)
        # What several tests share lies beside them.
        return [inside if Path(inside).name.startswith("test_") else str(Path(inside).parent)]
    if path.startswith(package):
        inside = path.removeprefix(package)
        folder, _, name = inside.rpartition("/")
        return [folder.split("/")[0] if folder else f"test_{name}"]
    return [room for start, room in ROOMS.items() if f"{path}/".startswith(f"{start}/")]


def is_near(path: str, places: Iterable[str]) -> bool:
    """Whether a test file (its path below tests/) stands at one of the places."""
    return any(place != "." and f"{path}/".startswith(f"{place}/") for place in places)

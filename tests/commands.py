"""Commands run as users run them: in a process of their own, in the folder of the project.

Starting Python, importing everything and reading the tables takes far longer than to check a small
project. So commands run in a copy of a process that has done that and nothing else.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import IO

# An `open` without an encoding reads GBK on a Chinese Windows: here it is an error. A library that
# so reads an ASCII file of its own is not ours to mend.
PYTHON = [
    *(sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning"),
    *("-W", "ignore::EncodingWarning:pypdfium2_raw.version"),
]
# Those that run to their end.
COPIED = {
    *(
        "alert",
        "build",
        "check",
        "community",
        "explain",
        "import",
        "list",
        "new",
        "print",
        "print-order",
        "report",
        "screens",
    ),
    *("keys", "sign", "stats", "survey", "town", "towns", "verify"),
}
ROOT = Path(__file__).resolve().parent.parent


def fanzha(
    root: Path, *args: object, encoding: str = "utf-8", **env: str
) -> subprocess.CompletedProcess[str]:
    """The `fanzha` command with these arguments."""
    ours = all(name.startswith("FANZHA_") for name in env)
    if hasattr(os, "fork") and args and args[0] in COPIED and ours:
        return forked(root, env, *map(str, args))
    return run(root, "fanzha", *args, encoding=encoding, **env)


def run(
    root: Path, module: str, *args: object, encoding: str = "utf-8", **env: str
) -> subprocess.CompletedProcess[str]:
    """`python -m module args` in the folder `root`; output is UTF-8 on every system."""
    return subprocess.run(
        [*PYTHON, "-m", module, *map(str, args)],
        cwd=root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
        capture_output=True,
        encoding=encoding,
    )


def forked(root: Path, env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    """The same by a copy of the process that waits."""
    with tempfile.TemporaryDirectory() as folder:
        files = {name: str(Path(folder, name)) for name in ("out", "err")}
        asked, answered = waiting()
        asked.write(json.dumps({"root": str(root), "args": args, "env": env, **files}) + "\n")
        asked.flush()
        code = int(answered.readline())
        texts = [Path(file).read_text(encoding="utf-8") for file in files.values()]
    return subprocess.CompletedProcess(["fanzha", *args], code, *texts)


@cache
def waiting() -> tuple[IO[str], IO[str]]:
    """The process of tests/forking.py that waits for jobs: its input and its output."""
    process = subprocess.Popen(
        [*PYTHON, "-m", "tests.forking"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None and process.stdout is not None
    atexit.register(process.kill)
    return process.stdin, process.stdout

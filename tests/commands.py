"""Commands run as users run them: in a process of their own, in the folder of the project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

# An `open` without an encoding reads GBK on a Chinese Windows: here it is an error. A library that
# so reads an ASCII file of its own is not ours to mend.
PYTHON = [
    *(sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning"),
    *("-W", "ignore::EncodingWarning:pypdfium2_raw.version"),
]


def fanzha(
    root: Path, *args: object, encoding: str = "utf-8", **env: str
) -> subprocess.CompletedProcess[str]:
    """The `fanzha` command with these arguments."""
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

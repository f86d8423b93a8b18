"""A process that has imported all of `fanzha` and runs each job in a copy of itself.

A line of input is a job, `{"root": folder, "args": [...], "env": {...}, "out": file, "err": file}`; the
line of output that answers it is the exit code. See tests/commands.py.
"""

from __future__ import annotations

import json
import os
import runpy
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What the commands import, some of it only when they run.
USED = (
    *("building.fitting", "building.publish", "checking", "cli", "handbook.new_item", "stats"),
    *("site.adapter", "raster", "printing.press", "screens.h264", "screens.pptx_writer"),
)


def main() -> None:
    """Serve until the input ends. The data files that projects share are read before."""
    for name in USED:
        import_module(f"fanzha.{name}")
    import_module("mkdocs.config").load_config(str(ROOT / "mkdocs.yml"))
    tables, _ = import_module("fanzha.content.data.tables").load_tables(ROOT, ROOT / "docs")
    import_module("fanzha.checks.structure.word_examples").wrong_examples(tables.words)
    for line in sys.stdin:
        child = os.fork()
        if not child:
            do(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def do(job: dict[str, Any]) -> None:
    """Become the command of a job; never returns."""
    for descriptor, name in ((1, job["out"]), (2, job["err"])):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), descriptor)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.environ.update(job["env"])
    os.chdir(job["root"])
    sys.argv = ["fanzha", *job["args"]]
    code: object = 0
    try:
        runpy.run_module("fanzha", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    main()

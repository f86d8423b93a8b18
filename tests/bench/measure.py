"""A command's seconds and the memory that it and the processes it starts take together.

Memory is looked at from outside ten times a second, as the sum over all processes; what they
share counts in each. getrusage would be exact for one process but cannot be used for several: on
Linux a new process begins with the peak of the one that started it (a child of 9 MB, started by
Python with 400 MB, reports 400).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from fanzha.edition import Project

ROOT = Path(__file__).resolve().parents[2]
EVERY = 0.1  # seconds
MIB = 1024 * 1024


class StageError(Exception):
    """A stage failed; the message is what it wrote."""


@dataclass(frozen=True)
class Measured:
    """Seconds, peak memory in MiB of all processes and of the first alone, what the stage told."""

    seconds: float
    peak: float
    first: float
    facts: dict[str, Any]


def run_stage(stage: str, project: Project) -> Measured:
    """Run a stage of stages.py in a process of its own; it says itself how long it took."""
    day = project.today.isoformat()
    command = [sys.executable, "-m", "tests.bench.stages", stage, str(project.root), day]
    _, peak, first, output = _run(command, ROOT)
    facts = json.loads(output.splitlines()[-1])
    return Measured(facts.pop("seconds"), peak, first, facts)


def run_fanzha(project: Project, *arguments: str) -> Measured:
    """Run the real command line, from its start to its end."""
    day = ["--today", project.today.isoformat()]
    command = [sys.executable, "-m", "fanzha", *arguments, *day]
    seconds, peak, first, _ = _run(command, project.root)
    return Measured(seconds, peak, first, {})


def _run(command: Sequence[str], folder: Path) -> tuple[float, float, float, str]:
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = psutil.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        peak = first = 0.0
        while True:
            peak, first = max(peak, _memory(process)), max(first, _own_memory(process))
            with suppress(psutil.TimeoutExpired):
                code = process.wait(EVERY)
                break
        seconds = time.perf_counter() - start
        output.seek(0)
        text = output.read().decode("utf-8", "replace")
    if code:
        raise StageError(f"{' '.join(command)}\n{text[-4000:]}")
    return seconds, peak / MIB, first / MIB, text


def _memory(process: psutil.Process) -> float:
    total = 0.0
    with suppress(psutil.NoSuchProcess):
        for member in (process, *process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += member.memory_info().rss
    return total


def _own_memory(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(process.memory_info().rss)
    return 0.0

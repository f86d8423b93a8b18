"""Programs that are no Python: node with the pinned packages, a browser for Lighthouse, Java."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.browser import find_browser

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
STAMP = PACKAGES / ".fanzha-audit"


class MissingError(Exception):
    """A program is missing; the message says in Chinese what to do."""


def install() -> None:
    """Install the pinned npm packages beside package.json, unless they are there already."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == lock:
        return
    node()
    npm = shutil.which("npm")
    if not npm:
        raise MissingError("找不到 npm。它和 Node.js 一起装：Debian、Ubuntu 上是 npm 这个包。")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=HERE).returncode:
        raise MissingError("审查要用的 npm 包没有装成，多半是没有联网。请连上网，再运行一次。")
    STAMP.write_text(lock, encoding="utf-8", newline="\n")


def node() -> str:
    """The program node."""
    found = shutil.which("node")
    if not found:
        raise MissingError(
            "审查要用 Node.js（20.19 或更新），这里没有找到。\n"
            "    Debian、Ubuntu：sudo apt-get install nodejs npm\n"
            "    Windows：winget install OpenJS.NodeJS.LTS\n"
            "装好后重新打开窗口，再运行一次。"
        )
    return found


def chrome() -> str:
    """The browser for Lighthouse."""
    if not (found := find_browser()):
        raise MissingError("审查要用 Chromium、Chrome 或 Edge，这里没有找到。请先装一个。")
    return found


def java() -> str | None:
    """The program java, which only the Nu checker needs."""
    return shutil.which("java")


def script(name: str, *args: str) -> list[str]:
    """The command that runs a script of an installed package."""
    return [node(), str(PACKAGES / name), *args]


def output(command: Sequence[str], **env: str) -> str:
    """What a command prints; these report what they find by their exit code, so it is not looked at."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=HERE, env={**os.environ, **env}
    )
    if not done.stdout.strip():
        raise MissingError(f"{Path(command[0]).name} 没有给出结果：\n{done.stderr.strip()[-600:]}")
    return done.stdout

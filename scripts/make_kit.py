"""Everything for a computer without a network, in one folder: build/kit/.

`python scripts/make_kit.py` gathers the wheels of requirements.txt for Windows and Linux and for
every Python that they support, with a list of their hashes, beside a copy of the project.
`make.py` finds the folder `wheels` there and installs from it alone, and only what has a hash of the
list. Needs the network, pip, and about 1 GB; run it again after requirements.txt has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KIT = ROOT / "build" / "kit"
WHEELS = "wheels"
LIST = "requirements.txt"  # below WHEELS
# What a wheel may call a platform, the widest first.
PLATFORMS = {
    "windows": ["win_amd64"],
    "linux": [
        *(f"manylinux_2_{minor}_x86_64" for minor in range(36, 16, -1)),
        "manylinux2014_x86_64",
        "manylinux2010_x86_64",
        "manylinux1_x86_64",
        "linux_x86_64",
    ],
}
PYTHONS = ["3.11", "3.12", "3.13"]
BUILDS = "setuptools>=77"  # what pyproject.toml builds with; there is no fetching it later
NAMES = ("docs", "overrides", "scripts", "LICENSE", "LICENSE-CONTENT", "README.md", "README.zh-CN.md",
         "CHANGELOG.md", "mkdocs.yml", "pyproject.toml", "requirements.txt", "requirements-hashes.txt")  # fmt: skip
PIN = re.compile(r"(?m)^([\w.-]+==[^\s#]+)")
# Double-clicked. Only ASCII inside: a Chinese Windows reads it in GBK.
CMD = """@echo off\r
cd /d "%~dp0"\r
where py >nul 2>nul && (set PY=py) || (set PY=python)\r
%PY% scripts\\make.py {task} %*\r
pause\r
"""
SH = """#!/bin/sh
cd "$(dirname "$0")" && python3 scripts/make.py {task} "$@"
"""


def main() -> int:
    """Make the kit; 1 where a wheel is missing, which is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--platform", choices=[*PLATFORMS], action="append")
    parser.add_argument("--python", action="append", metavar="3.12")
    parser.add_argument("--to", type=Path, default=KIT)
    args = parser.parse_args()
    project = args.to.absolute() / "fanzha"
    wheels = project / WHEELS
    shutil.rmtree(args.to, ignore_errors=True)
    wheels.mkdir(parents=True)
    pins = PIN.findall((ROOT / LIST).read_text(encoding="utf-8"))
    missing = []
    for platform in args.platform or [*PLATFORMS]:
        for python in args.python or PYTHONS:
            lacking = gather([*pins, BUILDS], PLATFORMS[platform], python, wheels)
            missing += [f"{platform} 的 Python {python} 缺 {name}" for name in lacking]
            print(f"{platform}，Python {python}：{'齐了' if not lacking else '不齐'}", flush=True)
    if missing:
        print("\n".join(["没有做成：", *missing]), file=sys.stderr)
        return 1
    (wheels / LIST).write_text(hashes(wheels), encoding="utf-8", newline="\n")
    copy_project(project)
    size = sum(file.stat().st_size for file in wheels.iterdir()) // 1_000_000
    print(f"安装包在 {args.to}（{size} MB）：整个 fanzha 文件夹拷到不上网的电脑，双击里面的“开始”")
    return 0


def gather(pins: list[str], platforms: list[str], python: str, wheels: Path) -> list[str]:
    """Fetch the wheels for one Python on one system; gives the pins that have none.

    The pins are complete, so nothing is resolved: what works here is what is fetched.
    """
    options = [f"--platform={name}" for name in platforms]
    pip = [
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"),
        *("--no-deps", "--only-binary=:all:", "--implementation=cp", f"--python-version={python}"),
        *(*options, "--dest", str(wheels)),
    ]
    if subprocess.run([*pip, *pins], stderr=subprocess.DEVNULL).returncode == 0:
        return []
    return [pin for pin in pins if subprocess.run([*pip, pin], capture_output=True).returncode]


def hashes(wheels: Path) -> str:
    """The list for `pip install --require-hashes`: each version with the hashes of all its wheels."""
    found: dict[str, list[str]] = defaultdict(list)
    for wheel in sorted(wheels.glob("*.whl")):
        name, version = wheel.name.split("-")[:2]
        found[f"{name.replace('_', '-')}=={version}"].append(
            hashlib.sha256(wheel.read_bytes()).hexdigest()
        )
    rows = ["# 由 scripts/make_kit.py 生成：只装这里写着的文件，一个字节不同就不装。"]
    for pin, sums in found.items():
        rows.append(" \\\n".join([pin, *(f"    --hash=sha256:{one}" for one in sums)]))
    return "\n".join(rows) + "\n"


def copy_project(project: Path) -> None:
    """What a town needs of the project, and two files to double-click."""
    leave = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*")
    for name in NAMES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, project / name, ignore=leave)
        elif source.exists():
            shutil.copy2(source, project / name)
    tasks = (ROOT / "scripts" / "make.py").read_text(encoding="utf-8")
    task = "edit" if '"edit":' in tasks else "site"
    (project / "开始.cmd").write_bytes(CMD.format(task=task).encode("ascii"))
    start = project / "开始.sh"
    start.write_bytes(SH.format(task=task).encode("ascii"))
    start.chmod(0o755)


if __name__ == "__main__":
    sys.exit(main())

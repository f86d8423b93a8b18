"""The hashes of all packages: requirements-hashes.txt, from which `make.py` installs.

`python scripts/make_hashes.py` asks the package index, by pip, which wheel it would take for each
system and Python that we support, and writes down its hash; no wheel is fetched. Run it after
requirements.txt has changed: what is not in the list is not installed. Needs the network.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from make_kit import BUILDS, LIST, PIN, PLATFORMS, PYTHONS, ROOT

HASHES = "requirements-hashes.txt"
STEP = 8  # of the names that a Linux wheel may carry, from new to old
HEAD = "# 由 scripts/make_hashes.py 生成：只装这里写着的文件，一个字节不同就不装。"


def main() -> int:
    """Write the list; 1 where a package has a wheel for none of the systems."""
    pins = PIN.findall((ROOT / LIST).read_text(encoding="utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for system, platforms in PLATFORMS.items():
        for python in PYTHONS:
            # An older Linux takes wheels that a new one passes over.
            for older in range(0, len(platforms), STEP):
                for pin, sums in wheels([*pins, BUILDS], platforms[older:], python).items():
                    found[pin] |= sums
            print(f"{system}，Python {python}：查好了", flush=True)
    lacking = [pin for pin in pins if pin.lower().replace("_", "-") not in names(found)]
    if lacking:
        print(f"没有做成，缺 {'、'.join(lacking)}", file=sys.stderr)
        return 1
    (ROOT / HASHES).write_text(listed(found), encoding="utf-8", newline="\n")
    print(f"写好了 {HASHES}：{len(found)} 个软件包")
    return 0


def names(pins: Iterable[str]) -> set[str]:
    """Pins as an index compares them: of one case, with hyphens."""
    return {pin.lower().replace("_", "-") for pin in pins}


def wheels(pins: list[str], platforms: list[str], python: str) -> dict[str, set[str]]:
    """Pin → hash of the wheel that pip would install there; nothing where one is missing."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"),
            *("--dry-run", "--ignore-installed", "--no-deps", "--only-binary=:all:"),
            *("--implementation=cp", f"--python-version={python}"),
            *(f"--platform={name}" for name in platforms),
            *("--target", folder, "--report", str(report), *pins),
        ]
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode:
            return {}
        rows = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {
        f"{row['metadata']['name']}=={row['metadata']['version']}": {
            row["download_info"]["archive_info"]["hashes"]["sha256"]
        }
        for row in rows
    }


def listed(found: dict[str, set[str]]) -> str:
    """The list as pip reads it, in a fixed order."""
    rows = [HEAD]
    for pin, sums in sorted(found.items(), key=lambda row: row[0].lower()):
        rows.append(" \\\n".join([pin, *(f"    --hash=sha256:{one}" for one in sorted(sums))]))
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(main())

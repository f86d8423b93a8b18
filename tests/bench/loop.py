"""`python -m tests.bench.loop FOLDER…`: the memory that a loop page takes, beyond an empty page.

A folder is that of a playlist on a screen (site/screens/zhengwu/1920x1080). Each of its pictures is shown
twice. Memory is what the browser's page and its painter have for themselves (unique set size), the
most that is seen once a picture; what an empty page takes is taken off.
"""

from __future__ import annotations

import argparse
import time
from contextlib import suppress
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from tests.browser import launch

SHOWN = 0.9  # seconds of a picture: the wipe takes 0.6
KINDS = ("--type=renderer", "--type=gpu-process")


def main() -> int:
    """Measure each folder, and print a line."""
    parser = argparse.ArgumentParser(description="循环页占多少内存")
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto("about:blank")
            time.sleep(1)
            empty = _megabytes()
            most = max(_rounds(page, folder))
            browser.close()
        print(f"{folder}：{most - empty:.0f} MB（空白页 {empty:.0f} MB）")
    return 0


def _rounds(page: Page, folder: Path) -> list[float]:
    """What is taken after each picture, two rounds long."""
    page.goto((folder.resolve() / "index.html").as_uri())
    found = []
    for _ in range(2 * page.evaluate("document.images.length")):
        time.sleep(SHOWN)
        found.append(_megabytes())
        page.keyboard.press("ArrowRight")
    return found


def _megabytes() -> float:
    total = 0
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if any(kind in process.cmdline() for kind in KINDS):
                total += process.memory_full_info().uss
    return total / 1e6


if __name__ == "__main__":
    raise SystemExit(main())

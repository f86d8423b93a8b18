"""Finding and starting a browser; the one place that knows where Chromium, Chrome or Edge lie.

Where there is Chromium's headless shell, tests run in it: the same engine without the windows that
a browser without a screen draws all the same. An opened page costs 0.2 CPU s in place of 0.8, one
more page 0.2 in place of 0.4. Playwright's own browser without a screen is that shell, too.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

SHELL = "chromium-headless-shell"  # as Debian names it
NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "microsoft-edge",
    "msedge",
)
# Windows and macOS put browsers where no PATH leads.
FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA")
BELOW = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)


def find_browser() -> str | None:
    """The program of an installed browser; None stands for the one that Playwright brings."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    folders = [os.environ[name] for name in FOLDERS if name in os.environ]
    places = [Path(folder, below) for folder in folders for below in BELOW]
    places += [Path(app) for app in APPS]
    return next((str(place) for place in places if place.is_file()), None)


def launch(playwright: Playwright) -> Browser:
    """Start a headless browser that finds no host but our own machine."""
    only_us = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    program = shutil.which(SHELL) or find_browser()
    return playwright.chromium.launch(executable_path=program, args=[only_us])

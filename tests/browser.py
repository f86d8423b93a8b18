"""Finding and starting a browser; the one place that knows where Chromium, Chrome or Edge lie."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

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
    return playwright.chromium.launch(executable_path=find_browser(), args=[only_us])

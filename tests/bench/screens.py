"""`python -m tests.bench.screens`: slides made in a second, beside Chromium's screenshots.

The same words in the same sizes: our template, and a page of HTML of which Chromium takes a JPEG.
Time is that of the processor (Linux), so that other work does not spoil it; starting and ending
the browser is measured alone and taken off.
"""

from __future__ import annotations

import resource
import time
from html import escape

from playwright.sync_api import sync_playwright

from fanzha.edition import Project, read_edition
from fanzha.screens.deck import Deck, decks
from tests.browser import launch
from tests.conftest import ROOT, TODAY

SLIDES = 10
PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: N; src: url("{font}"); }}
body {{ margin: 0; font-family: N; display: grid; grid-template-rows: 1fr auto auto; height: 100vh; }}
h1 {{ margin: 0; padding: 4vh; background: #0B3D91; color: #fff; font-size: {large}px; }}
ul {{ margin: 4vh; font-size: {small}px; }} p {{ margin: 0; padding: 2vh; background: #EEF3FB; font-size: {small}px; }}
</style><h1>{headline}</h1><ul>{points}</ul><p>{phone}</p>"""


def main() -> int:
    """Measure each size, and print a table."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    found: dict[str, Deck] = {}
    for deck in decks(edition):
        found.setdefault(deck.profile_id, deck)
    print("| 屏幕 | 每 CPU 秒做几张 | Chromium 截图，每 CPU 秒几张 | 倍数 |\n|---|---|---|---|")
    for name, deck in found.items():
        ours, theirs = SLIDES / _typst(deck), SLIDES / _chromium(deck)
        print(f"| {name} | {ours:.1f} | {theirs:.1f} | {ours / theirs:.1f} |", flush=True)
    return 0


def _typst(deck: Deck) -> float:
    """Seconds for `SLIDES` slides; fonts and templates are loaded by one before."""
    images = [deck.frames[at % len(deck.frames)].image for at in range(SLIDES + 1)]
    images[0].make(images[0].args, ROOT / "overrides")
    start = time.process_time()
    for image in images[1:]:
        image.make(image.args, ROOT / "overrides")
    return time.process_time() - start


def _chromium(deck: Deck) -> float:
    """Seconds for as many screenshots."""
    return max(0.01, _browser(deck, SLIDES + 1) - _browser(deck, 1))


def _browser(deck: Deck, count: int) -> float:
    profile = deck.profile
    start = _children()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": profile.width, "height": profile.height})
        for at in range(count):
            frame = deck.frames[at % len(deck.frames)]
            page.set_content(
                PAGE.format(
                    font=(ROOT / "overrides" / "fonts" / "NotoSansSC-Black.otf").as_uri(),
                    large=profile.height // 6,
                    small=max(profile.glyph, profile.height // 18),
                    headline="<br>".join(map(escape, frame.headline)),
                    points="".join(f"<li>{escape(point)}</li>" for point in frame.points),
                    phone=escape(frame.phone),
                )
            )
            page.screenshot(type="jpeg", quality=90)
        browser.close()
    return _children() - start


def _children() -> float:
    """Processor seconds of all programs that we started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    raise SystemExit(main())

"""`python -m tests.bench.video`: seconds of video made in a second, and what one changed slide costs.

A deck of twenty slides per size, from the first pictures of a shipped deck, on one core: cold, and
again with one slide changed. Time is that of the processor, so that other work does not spoil it;
pictures are made beforehand, because both runs need them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from fanzha.building.runner import Runner
from fanzha.edition import Project, read_edition
from fanzha.product import Product
from fanzha.screens import video
from fanzha.screens.deck import Deck, decks
from tests.conftest import ROOT, TODAY

SLIDES = 20
SECONDS = 8  # the usual time of a slide


class Quiet:
    """Progress that nobody watches."""

    def start(self, total: int, label: str) -> None:
        """Say nothing."""

    def step(self) -> None:
        """Say nothing."""

    def finish(self) -> None:
        """Say nothing."""


def main() -> int:
    """Measure each size that has a video, and print a table."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    found: dict[str, Deck] = {}
    for deck in decks(edition):
        if "mp4" in deck.profile.takes and deck.frames[0].scroll is None:
            found.setdefault(deck.profile_id, deck)
    print(
        "| 屏幕 | 视频秒数 | 从头做（CPU 秒） | 每 CPU 秒做几秒视频 | 改一张（CPU 秒） | 比例 | 大小 |"
    )
    print("|---|---|---|---|---|---|---|")
    for name, deck in found.items():
        print(f"| {name} | {_row(deck)} |", flush=True)
    return 0


def _row(deck: Deck) -> str:
    with (
        tempfile.TemporaryDirectory(prefix="fanzha-bench-") as folder,
        Runner(ROOT / "overrides", Path(folder), jobs=1) as runner,
    ):
        first, second = _twenty(deck, changed=False), _twenty(deck, changed=True)
        pictures = [part for segment in (*first.parts, *second.parts) for part in segment.parts]
        for _ in runner.run(pictures, Quiet()):
            pass
        cold, size, length = _timed(runner, first)
        warm, _, _ = _timed(runner, second)
    return (
        f"{length:.0f} | {cold:.2f} | {length / cold:.0f} | {warm:.2f} | {warm / cold:.0%} | "
        f"{size / 1e6:.1f} MB"
    )


def _twenty(deck: Deck, *, changed: bool) -> Product:
    """The video of twenty slides, each a picture of its own."""
    frames = []
    for number in range(SLIDES):
        frame = deck.frames[number % len(deck.frames)]
        other = "new" if changed and number == SLIDES // 2 else "old"
        args = {**frame.image.args, "title": f"{number} {other}"}
        image = replace(frame.image, args=args)
        name = f"{number:03d}.{deck.profile.picture}"
        frames.append(
            replace(frame, name=name, image=image, seconds=SECONDS, scroll=None, continued=False)
        )
    return next(video.products(replace(deck, frames=tuple(frames))))


def _timed(runner: Runner, product: Product) -> tuple[float, int, float]:
    """Processor seconds, bytes, seconds of video."""
    start = time.process_time()
    [(_, made)] = runner.run([product], Quiet())
    return time.process_time() - start, len(made.data), made.seconds or 0.0


if __name__ == "__main__":
    sys.exit(main())

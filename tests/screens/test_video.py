"""loop.mp4 as players see it: ffprobe and ffmpeg look at what PyAV made."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from fanzha.building.runner import Runner
from fanzha.building.store import BESIDE
from fanzha.edition import Project, read_edition
from fanzha.product import Made, Product
from fanzha.screens import colour_planes, h264, video
from fanzha.screens.deck import Deck, Frame, decks
from tests.conftest import ROOT, TODAY, Some
from tests.screens import films

# Levels of H.264 that players for such sizes take: (pixels, highest level times ten).
LEVELS = ((1920 * 1088, 41), (4096 * 2304, 52))


class Quiet:
    """Progress that nobody watches."""

    def start(self, total: int, label: str) -> None: ...
    def step(self) -> None: ...
    def finish(self) -> None: ...


@pytest.fixture(scope="module")
def shown(shipped: Path) -> dict[Path, Deck]:
    """The shipped videos, each with the deck it was made from."""
    root = shipped.parent
    edition, _ = read_edition(Project(root, root / "docs", "shifan", TODAY))
    found = {
        shipped / deck.folder / "loop.mp4": deck
        for deck in decks(edition)
        if "mp4" in deck.profile.takes
    }
    assert sorted(found) == sorted(shipped.glob("screens/*/*/loop.mp4"))
    assert len(found) >= 5
    return found


def size_of(film: tuple[Path, Deck]) -> str:
    """Films of one size are made alike: one of each is looked at picture by picture."""
    return film[1].profile_id


def lengths(deck: Deck) -> list[int]:
    """Seconds of each segment."""
    return [frame.seconds for frame in deck.shared]


def test_any_player_can_play_it(shown: dict[Path, Deck], some: Some) -> None:
    """The figures are those of the cheap players: see the facts about screens."""
    for path, deck in some(shown.items(), size_of):
        told = films.probe(path)
        [stream] = told["streams"]  # no sound
        width, height = deck.profile.width, deck.profile.height
        assert (stream["codec_name"], stream["pix_fmt"]) == ("h264", "yuv420p")
        assert stream["profile"] in ("Constrained Baseline", "Baseline", "Main", "High")
        highest = next(level for pixels, level in LEVELS if width * height <= pixels)
        assert stream["level"] <= highest
        assert (stream["width"], stream["height"], stream["field_order"]) == (
            *(width, height),
            "progressive",
        )
        assert stream["r_frame_rate"] == stream["avg_frame_rate"] == "25/1"
        named = [stream[f"color_{name}"] for name in ("space", "transfer", "primaries", "range")]
        assert named == ["bt709", "bt709", "bt709", "tv"]
        assert int(stream["nb_frames"]) == 25 * sum(lengths(deck))
        assert abs(float(told["format"]["duration"]) - sum(lengths(deck))) <= 1 / 25
        assert "creation_time" not in json.dumps(told)


def test_it_plays_before_it_is_read_to_the_end(shown: dict[Path, Deck]) -> None:
    for path in shown:
        names = films.boxes(path)
        assert names.index("moov") < names.index("mdat")


def test_each_picture_begins_a_group_of_its_own(shown: dict[Path, Deck], some: Some) -> None:
    """So that segments can be joined, and a player can begin at each."""
    for path, deck in some(shown.items(), size_of):
        begins = [0, *accumulate(lengths(deck))][:-1]
        assert films.key_times(path) == pytest.approx(begins)


def test_each_group_begins_with_its_slide(shown: dict[Path, Deck], some: Some) -> None:
    for path, deck in some(shown.items(), size_of):
        size = (deck.profile.width, deck.profile.height)
        for frame, seen in zip(deck.shared, films.key_frames(path, size), strict=True):
            assert alike(still(path, frame), seen), (path, frame.name)


def test_a_slide_stands_until_it_changes(shown: dict[Path, Deck], some: Some) -> None:
    """Most of that time is copied pieces of the stream, which must decode to the same picture."""
    for path, deck in some(shown.items(), size_of):
        size = (deck.profile.width, deck.profile.height)
        end = 0
        for frame, seconds in list(zip(deck.shared, lengths(deck), strict=True))[:2]:
            end += seconds
            late = end - (video.WIPE + 1) / 25
            [seen] = films.frames(path, size, start=late)
            assert alike(still(path, frame), seen), (path, frame.name)


def test_nothing_flashes_and_the_end_leads_to_the_beginning(
    shown: dict[Path, Deck], some: Some
) -> None:
    """WCAG 2.3.1 allows three flashes a second; a slide that gives way to the next makes none."""
    for path, deck in some(shown.items(), size_of):
        times = lengths(deck)
        last = films.lights(path, sum(times[:-1]), 25 * times[-1])
        seen = [*last, *films.lights(path, 0, 25 * sum(times[:2]))]  # it is a loop
        for cell in zip(*seen, strict=True):
            assert films.flashes(cell) <= 1, path


def test_no_text_ever_lies_over_another(shown: dict[Path, Deck], some: Some) -> None:
    """While one slide gives way to the next, each place shows the one or the other, never both."""
    for path, deck in some(shown.items(), size_of):
        size = (deck.profile.width, deck.profile.height)
        before, after = (still(path, frame).convert("L") for frame in deck.frames[:2])
        for at in (video.WIPE // 2, video.WIPE // 4):
            [seen] = films.frames(path, size, start=lengths(deck)[0] - at / 25)
            grey = seen.convert("L")
            columns = range(0, size[0] - 8, max(8, size[0] // 60))
            for left in columns:
                box = (left, 0, left + 8, size[1])
                near = max(
                    films.psnr(*(picture.crop(box).convert("RGB") for picture in pair))
                    for pair in ((before, grey), (after, grey))
                )
                # One column may hold the edge between the two.
                assert near > 26 or left // 16 == (left + 8) // 16 == edge(before, grey) // 16


def edge(before: Image.Image, seen: Image.Image) -> int:
    """The first column from the left at which the old slide still stands."""
    different = ImageChops.difference(before, seen).point(lambda level: 255 * (level > 60))
    box = different.getbbox()
    return 0 if box is None else box[2]


def test_the_flash_meter_counts() -> None:
    """Four times up and down in a second are four flashes."""
    assert films.flashes([*[0, 0, 0, 255, 255, 255] * 4, 0]) == 4
    assert films.flashes([100] * 50 + [200] * 50 + [100] * 50) == 0


def alike(slide: Image.Image, seen: Image.Image) -> bool:
    """Sharp in brightness; colour, which has half the pixels, where edges no longer tell.

    Amber beside red loses its sharp edge before any coding (30 dB on small panels), but a colour
    that is wrong over an area by a thirtieth stays below 38 dB at a quarter of the size.
    """
    grey, grey_seen = (image.convert("L").convert("RGB") for image in (slide, seen))
    return films.psnr(grey, grey_seen) > 42 and films.psnr(slide.reduce(4), seen.reduce(4)) > 39


def still(path: Path, frame: Frame) -> Image.Image:
    """The picture file."""
    with Image.open(path.with_name(frame.name)) as image:
        return image.convert("RGB")


# Segments.


def drawn(text: str, size: tuple[int, int] = (64, 32)) -> colour_planes.Planes:
    image = Image.new("RGB", size, "#0B3D91")
    ImageDraw.Draw(image).text((4, 4), text, fill="white")
    return colour_planes.picture(png(image))


def png(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 18, 19, 100, 250])
def test_copying_what_stands_gives_the_bytes_of_encoding_it(
    monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    one, two = drawn("110"), drawn("96110")
    wipe = [colour_planes.wipe(one, two, share / 4) for share in (1, 2, 3)]
    short = h264.stretch(one, count, wipe)
    monkeypatch.setattr(h264, "LEAST", 10_000)
    assert h264.stretch(one, count, wipe) == short


def test_pieces_that_change_something_are_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    """With finer quantisers for changes than for whole pictures, each piece refines the last."""
    monkeypatch.setattr(h264, "SMALL", (40, 12))
    dots = random.Random(1).randbytes(64 * 64 * 3)
    noise = colour_planes.picture(png(Image.frombytes("RGB", (64, 64), dots)))
    short = h264.stretch(noise, 200, [])
    monkeypatch.setattr(h264, "LEAST", 10_000)
    assert h264.stretch(noise, 200, []) == short
    assert len(short) > 1.2 * len(h264.stretch(noise, 1, []))


def test_a_changed_slide_costs_two_segments(tmp_path: Path) -> None:
    """Its own and the one that leads to it; the eighteen others come from the cache."""
    edition, _ = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    deck = next(deck for deck in decks(edition) if deck.profile.colour == "full")
    tiny = deck.profile.model_copy(update={"width": 64, "height": 32})
    shot = deck.frames[0]

    def loop(changed: int | None) -> list[Product]:
        texts = [f"{number} {'new' if number == changed else 'old'}" for number in range(20)]
        images = [replace(shot.image, args={"text": text}, make=small) for text in texts]
        frames = [replace(shot, name=f"{n:03d}.jpg", image=i) for n, i in enumerate(images)]
        return list(video.products(replace(deck, profile=tiny, frames=tuple(frames))))

    cache = tmp_path / "cache"
    with Runner(ROOT / "overrides", cache, jobs=1) as runner:
        [(_, first)] = runner.run(loop(None), Quiet())
        before = kept(cache)
        [(_, second)] = runner.run(loop(7), Quiet())
        after = kept(cache)
    assert len(before) == 20 + 20 + 1
    assert before < after and len(after - before) == 1 + 2 + 1  # picture, two segments, video
    assert first.kept is not None and second.kept is not None
    assert first.kept.sha256 != second.kept.sha256
    assert first.kept.facts["seconds"] == second.kept.facts["seconds"]


def kept(cache: Path) -> set[str]:
    """The products in the store, without what is noted beside each."""
    return {path.name for path in cache.glob("products/*/*") if path.suffix != BESIDE}


def small(args: dict[str, str], overrides: Path) -> Made:
    image = Image.new("RGB", (64, 32), "#0B3D91")
    ImageDraw.Draw(image).text((2, 8), args["text"], fill="white")
    return Made(png(image))

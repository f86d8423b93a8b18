"""Clips as apps and buses play them: ffprobe and ffmpeg look at what is made of one type."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from fanzha.content.kinds.items import Scam
from fanzha.edition import Edition, Project, read_edition
from fanzha.product import Made, Product
from fanzha.screens import clip_lines, clips, products
from fanzha.screens.clip_script import scenes
from tests.conftest import ROOT, TODAY
from tests.screens import films

# Where apps lay their own signs, in parts of the picture: the sides, above, below.
FREE = {"9x16": (0.06, 0.08, 0.16), "16x9": (0.05, 0.07, 0.12)}
CHARACTERS_PER_SECOND = 4


@dataclass(frozen=True)
class Film:
    """A clip, with the product that it was made of and its pictures."""

    path: Path
    product: Product
    cover: bytes

    @property
    def size(self) -> tuple[int, int]:
        return self.product.args["width"], self.product.args["height"]


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


@pytest.fixture(scope="module")
def made(shipped_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Film]:
    """An upright and a wide clip of one type, and the first urgent alert upright."""
    folder = tmp_path_factory.mktemp("clips")
    by_id = shipped_edition.library.by_id
    urgent = next(a for a in shipped_edition.alerts if a.meta.severity.rank == 0)
    found = {}
    for name, item, form in (
        ("9x16", by_id["shuadan"], clips.FORMS[0]),
        ("16x9", by_id["shuadan"], clips.FORMS[3]),
        ("9x16 urgent", urgent, clips.FORMS[0]),
    ):
        film, cover = clips.clip(shipped_edition, item, form)
        path = folder / f"{name}.mp4"
        path.write_bytes(make(film).data)
        found[name] = Film(path, film, make(cover).data)
    return found


def make(product: Product) -> Made:
    parts = tuple(make(part) for part in product.parts)
    done = product.make(product.args, ROOT / "overrides", *([parts] if parts else []))
    assert done.overflow == (), product.path
    return done


def shots(film: Film) -> Iterator[tuple[float, Image.Image]]:
    """When each scene begins, and how it looks when it has come in."""
    at = 0.0
    for segment in film.product.parts:
        seconds = segment.args["pictures"] / 25
        [seen] = films.frames(film.path, film.size, start=at + seconds / 2)
        yield at, seen
        at += seconds


def test_every_app_takes_them(made: dict[str, Film]) -> None:
    """H.264 without sound, as long as it says, small enough to be sent in a chat."""
    for name, film in made.items():
        told = films.probe(film.path)
        [stream] = told["streams"]
        assert (stream["codec_name"], stream["pix_fmt"]) == ("h264", "yuv420p")
        assert (stream["width"], stream["height"]) == film.size
        assert float(told["format"]["duration"]) == (30 if name == "16x9" else 15)
        assert film.path.stat().st_size < 8_000_000


def test_it_begins_as_a_poster_and_ends_with_the_numbers(made: dict[str, Film]) -> None:
    """The first picture is the cover; the last ones say whom to ring, until the end."""
    for film in made.values():
        [first] = films.frames(film.path, film.size)
        with Image.open(io.BytesIO(film.cover)) as cover:
            assert films.psnr(cover.convert("RGB"), first) > 32
        kinds = [segment.parts[0].args["kind"] for segment in film.product.parts]
        assert kinds[0] == "ask" and kinds[-2:] == ["call", "call"]
        assert kinds.index("say") < kinds.index("stop") < kinds.index("call")
        assert [d for _, d in film.product.parts[-1].parts[0].args["phones"]] == ["110", "96110"]
        pictures = sum(segment.args["pictures"] for segment in film.product.parts)
        [end] = films.frames(film.path, film.size, start=(pictures - 1) / 25)
        assert films.psnr(list(shots(film))[-1][1], end) > 40


def test_nothing_stands_where_apps_lay_their_signs(made: dict[str, Film]) -> None:
    for name, film in made.items():
        width, height = film.size
        side, above, below = FREE[name.split()[0]]
        end = height if height > width else round(height * (1 - below))
        for at, seen in shots(film):
            for box in (
                (0, 0, width, round(height * above)),
                (0, round(height * (1 - below)), width, end),
                (0, 0, round(width * side), end),
                (round(width * (1 - side)), 0, width, end),
            ):
                if box[1] == box[3]:
                    continue
                low, high = seen.crop(box).convert("L").getextrema()
                assert high - low < 24, (name, at, box)


def test_what_stands_under_subtitles_comes_again_at_the_end(made: dict[str, Film]) -> None:
    """The lower part of a wide clip was plain: now it says whom to ring, unchanged from scene to scene."""
    for film in made.values():
        width, height = film.size
        if height > width:
            continue
        *scenes, last = [seen for _, seen in shots(film)]
        foot = (0, round(height * 0.9), width, height)
        first = scenes[0].crop(foot).convert("L")
        assert first.getextrema()[1] - first.getextrema()[0] > 150
        spoken = film.product.parts[-1].parts[0].args["phones"]
        assert spoken == film.product.parts[0].parts[0].args["phones"]
        assert films.psnr(scenes[0].crop(foot), scenes[1].crop(foot)) > 30
        plain = last.crop(foot).convert("L").getextrema()
        assert plain[1] - plain[0] < 24


def test_everything_can_be_read_in_its_time(shipped_edition: Edition) -> None:
    """Of every type and alert, in both lengths: four characters a second, and no more than fits."""
    items = [*shipped_edition.current(Scam), *shipped_edition.alerts]
    assert len(items) > 40
    for item in items:
        for seconds in (15, 30):
            shown = scenes(shipped_edition, item, seconds)
            assert sum(scene.pictures for scene in shown) == seconds * 25
            for scene in shown:
                needs = sum(map(len, scene.new)) / CHARACTERS_PER_SECOND
                assert scene.pictures / 25 >= needs, (item.id, seconds, scene.new)


def test_something_happens_all_the_time(shipped_edition: Edition) -> None:
    """A clip of four still cards is left after the second: each breath is a bubble of its own, the
    numbers come one by one, and no picture stands for longer than six seconds, the last for three."""
    items = [*shipped_edition.current(Scam), *shipped_edition.alerts]
    for item in items:
        for seconds in (15, 30):
            shown = scenes(shipped_edition, item, seconds)
            kinds = [scene.args["kind"] for scene in shown]
            assert kinds[-2:] == ["call", "call"] and len(shown) >= 5, item.id
            assert [scene.args["shown"] for scene in shown[-2:]] == [1, 2]
            assert max(scene.pictures for scene in shown) <= 6 * 25, item.id
            assert shown[-1].pictures <= 3.2 * 25, item.id
            bubbles = [scene for scene in shown if scene.args["kind"] == "say"]
            assert [scene.args["shown"] for scene in bubbles] == [*range(1, len(bubbles) + 1)]
            told = [scene.told for scene in shown if scene.told]
            assert sum(words.startswith("对方说：“") for words in told) >= 1


@pytest.mark.parametrize("form", [clips.FORMS[1], clips.FORMS[3]], ids=["upright", "wide"])
def test_steps_keep_their_numbers_when_older_ones_move_out(
    shipped_edition: Edition, form: clips.Form
) -> None:
    """Steps two and three were numbered one and two."""
    film, _ = clips.clip(shipped_edition, shipped_edition.library.by_id["touzi"], form)
    seen = [part.parts[0].args for part in film.parts if part.parts[0].args["kind"] == "do"]
    assert [args["first"] + args["shown"] - 1 for args in seen] == [1, 2, 3]
    assert seen[-1]["first"] == (1 if form.height > form.width else 2)


@pytest.mark.parametrize("form", clips.FORMS[1::2], ids=["upright", "wide"])
def test_no_line_is_broken_a_second_time(shipped_edition: Edition, form: clips.Form) -> None:
    """投钱前跟家人|说: the mark had no room, and the last letter went down with it."""
    unit, tall = min(form.width, form.height), form.height > form.width
    inner = form.width * (1 - 2 * clip_lines.SIDES[tall])
    for item in [*shipped_edition.current(Scam), *shipped_edition.alerts]:
        film, _ = clips.clip(shipped_edition, item, form)
        for args in (part.parts[0].args for part in film.parts):
            beside = {"say": clip_lines.SAID, "do": clip_lines.TOLD}.get(args["kind"])
            if beside is None:
                continue
            for share, texts in [*zip(args["sizes"], args["broken"], strict=True)][:-1]:
                for row in (row for rows in texts or () for row in rows):
                    assert clip_lines.wide(row) / 2 + beside <= inner / (share * unit), (
                        item.id,
                        row,
                    )


@pytest.mark.parametrize("form", [clips.FORMS[1], clips.FORMS[3]], ids=["upright", "wide"])
def test_letters_of_a_kind_have_one_size(shipped_edition: Edition, form: clips.Form) -> None:
    """Steps one and two stood in letters of 69 px, two and three in 53: the size is chosen for all of them."""
    for item in [*shipped_edition.current(Scam), *shipped_edition.alerts]:
        film, _ = clips.clip(shipped_edition, item, form)
        for kind in ("say", "do"):
            shown = [p.parts[0].args for p in film.parts if p.parts[0].args["kind"] == kind]
            assert len({str((args["sizes"], args["broken"])) for args in shown}) <= 1, item.id
            assert all(
                args["first"] - 1 + args["shown"] <= len(args["broken"][-1]) for args in shown
            )


def test_upright_scenes_reach_as_far_down_as_apps_let_them(shipped_edition: Edition) -> None:
    """A third of the picture below what was told was empty; and the first number stood above nothing."""
    film, _ = clips.clip(shipped_edition, shipped_edition.library.by_id["shuadan"], clips.FORMS[1])
    for scene in (part.parts[0] for part in film.parts):
        with Image.open(io.BytesIO(make(scene).data)) as image:
            seen = image.convert("RGB")
        ground = Image.new("RGB", seen.size, seen.getpixel((1, 1)))
        differs = (
            ImageChops.difference(seen, ground)
            .convert("L")
            .point([255 * (v > 12) for v in range(256)])
        )
        box = differs.getbbox()
        assert box is not None and box[3] > 0.64 * seen.height, scene.path


def test_nothing_flashes(made: dict[str, Film]) -> None:
    for film in made.values():
        pictures = sum(segment.args["pictures"] for segment in film.product.parts)
        for cell in zip(*films.lights(film.path, 0, pictures), strict=True):
            assert films.flashes(cell) <= 1


def test_the_site_has_those_of_the_frequent_types_and_of_urgent_alerts(
    shipped_edition: Edition,
) -> None:
    shown = [p for p in products(shipped_edition) if p.kind == "clip"]
    urgent = [a.id for a in shipped_edition.alerts if a.meta.severity.rank == 0]
    ids = [product.items[0] for product in shown]
    assert ids[: len(urgent)] == urgent and len(ids) == len(urgent) + 10
    assert {"shuadan", "gongjianfa", "kefu"} <= set(ids)

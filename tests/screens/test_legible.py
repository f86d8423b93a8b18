"""Legibility: contrast, the smallest letters, and what is said where a text cannot fit."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click
import pytest
from PIL import Image, ImageChops

from fanzha.cli.make_commands import make_screens
from fanzha.content.kinds.playlists import Colour, Screens
from fanzha.edition import Project, read_edition
from fanzha.screens import any_size
from fanzha.screens.deck import Frame, decks
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, TODAY, MakeProject

TOKENS = json.loads((ROOT / "overrides" / "tokens.json").read_text(encoding="utf-8"))
BLUE, INK, AMBER = (TOKENS["colours"][name] for name in ("blue", "ink", "amber"))
WASH, NIGHT = TOKENS["colours"]["wash"], TOKENS["screen"]["night"]
LIGHT = [("#FFFFFF", BLUE), (INK, "#FFFFFF"), (INK, WASH), (BLUE, WASH), (INK, AMBER)]
DARK = [("#FFFFFF", NIGHT), ("#FFFFFF", BLUE), (AMBER, NIGHT)]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), [*LIGHT, *DARK])
def test_letters_stand_out_by_seven_to_one(text: str, ground: str) -> None:
    """Sun on a screen takes half of the contrast away; 7:1 leaves enough."""
    light, dark = sorted([luminance(text), luminance(ground)], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


@pytest.mark.parametrize("profile", ["1920x1080", "192x96"])
def test_no_letters_but_those_colours_are_drawn(project: MakeProject, profile: str) -> None:
    """The pairs above are all there are: what covers most of a slide is one of their grounds."""
    made = project(
        {"scams/shuadan.md": samples.scam(),
         "screens/men.md": samples.screens("item: shuadan", profiles=f"[{profile}]")}
    )  # fmt: skip
    (deck,) = decks(read_edition(made)[0])
    image = deck.frames[0].image
    with Image.open(io.BytesIO(image.make(image.args, ROOT / "overrides").data)) as picture:
        colours = picture.convert("RGB").quantize(8).convert("RGB").getcolors()
    grounds = [ground for _, ground in (LIGHT if profile == "1920x1080" else DARK)]
    near = 0
    for count, shade in colours:
        for ground in {*grounds, AMBER, "#FFFFFF"}:
            wanted = [int(ground[at : at + 2], 16) for at in (1, 3, 5)]
            if max(abs(a - b) for a, b in zip(shade, wanted, strict=True)) < 16:
                near += count
                break
    # Of two lines on 96 pixels a quarter are the soft edges of letters.
    assert near > 0.7 * deck.profile.width * deck.profile.height


def test_phones_on_a_television_are_read_from_ten_metres(shipped_frames: list[Frame]) -> None:
    """Digits of 64 pixels and more, on every kind of slide in 1080p; measured in the picture."""
    measured = set()
    for frame in shipped_frames:
        args = frame.image.args
        image = frame.image.make(args, ROOT / "overrides")
        with Image.open(io.BytesIO(image.data)) as picture:
            foot = picture.convert("RGB").crop((0, 1080 - args.get("bar", 453), 1920, 1080))
        rows = lines_in(foot, AMBER if frame.alert else BLUE)
        assert rows and all(height >= 64 for height in rows), (frame.name, rows)
        measured.add(args["kind"])
    assert measured == {"alert", "chat", "rule", "closing"}


@pytest.fixture(scope="module")
def shipped_frames() -> list[Frame]:
    """One slide of each kind with a bar of phones, of the hall's television."""
    edition = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]
    (deck,) = (d for d in decks(edition) if (d.playlist, d.profile_id) == ("zhengwu", "1920x1080"))
    kinds = {frame.image.args["kind"]: frame for frame in deck.frames}
    return [frame for kind, frame in kinds.items() if kind != "number"]


def lines_in(image: Image.Image, colour: str) -> list[int]:
    """The heights of the lines of type in a colour."""
    ground = Image.new("RGB", image.size, colour)
    far = ImageChops.difference(image, ground).convert("L")
    _, rows = far.point(lambda level: 255 if level < 12 else 0).getprojection()
    return [len([*run]) for inked, run in groupby(rows) if inked]


def test_what_cannot_fit_names_field_screen_and_number(project: MakeProject) -> None:
    """It is never set smaller: from ten metres nobody could read it."""
    root = project(
        {
            "scams/shuadan.md": samples.scam(),
            "data/slogans.yml": samples.SLOGANS,
            "screens/men.md": samples.screens("slogan: s105", profiles="[1920x1080, 192x96]"),
        },
        fonts=True,
    ).root
    done = fanzha(root, "build", "--only", "screens")
    assert done.returncode == 1
    assert "docs/data/slogans.yml:" in done.stderr and "L003" in done.stderr
    assert "车顶" in done.stderr and "text 最多" in done.stderr and "横屏高清" not in done.stderr


def test_a_short_rule_fits_the_smallest_screen(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": samples.scam(rule="被威胁，别给钱，打110"),
            "screens/men.md": samples.screens("item: shuadan", profiles="[192x96]"),
        }
    )
    (deck,) = decks(read_edition(made)[0])
    image = deck.frames[0].image
    assert image.make(image.args, ROOT / "overrides").overflow == ()


@pytest.mark.parametrize(
    ("entry", "code"),
    [("item: shuadann", "R019"), ("slogan: s999", "R019"), ("item: jiu", "R020")],
)
def test_an_entry_that_is_not_there_is_said(project: MakeProject, entry: str, code: str) -> None:
    """A slip in a name must not make a slide disappear in silence."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "posters/jiu.md": samples.poster(status="withdrawn"),
        "screens/men.md": samples.screens("item: shuadan", entry),
    }
    done = fanzha(project(files).root, "check", "--select", "R")
    assert (
        f"{code} " in done.stdout + done.stderr
        and "docs/screens/men.md" in done.stdout + done.stderr
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"profiles": "[9x9]"},
        {"window": "{hours: 8:00-17:00}"},
        {"window": "{days: [0]}"},
        {"entries": "\n  - {item: shuadan, slogan: s001}"},
    ],
    ids=["no such screen", "hours", "day", "two things"],
)
def test_a_wrong_playlist_is_an_error(project: MakeProject, fields: dict[str, str]) -> None:
    files = {"scams/shuadan.md": samples.scam(), "screens/men.md": samples.screens(**fields)}
    done = fanzha(project(files).root, "check")
    assert done.returncode == 1 and "docs/screens/men.md" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_slides_of_a_wide_screen_say_no_more_than_a_passer_by_reads(shipped: Path) -> None:
    """One message: a headline, at most three points."""
    for path in (shipped / "screens").glob("*/*/index.html"):
        loop = json.loads(path.read_text(encoding="utf-8").split("var loop = ")[1].split(";\n")[0])
        for slide in loop["slides"]:
            assert len(slide["alt"]) <= 90, (path, slide["alt"])


def test_a_wall_in_the_street_has_a_dark_ground(project: MakeProject) -> None:
    """The white layout blinded a square until ten at night: 43 pixels of a hundred were near white."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "posters/poster-dianfu.md": samples.poster(),
        "alerts/qun.md": samples.alert(),
        "screens/men.md": samples.screens(
            "item: shuadan", "item: poster-dianfu", "alerts: current", profiles="[1920x1080-night]"
        ),
    }
    (deck,) = decks(read_edition(project(files))[0])
    for frame in deck.frames:
        made = frame.image.make(frame.image.args, ROOT / "overrides")
        with Image.open(io.BytesIO(made.data)) as picture:
            levels = picture.convert("L").histogram()
        assert made.overflow == () and sum(levels[150:]) < 0.3 * sum(levels), frame.name


@pytest.mark.parametrize("entry", ["item: shuadan", "item: poster-dianfu"])
def test_a_drawing_on_a_dark_slide_has_no_white_tile(project: MakeProject, entry: str) -> None:
    """It was the brightest thing on the wall, and not what is to be read."""
    picture = (ROOT / "docs/assets/pictures/shuadan.svg").read_text(encoding="utf-8")
    files = {
        "scams/shuadan.md": samples.scam(image="assets/pictures/shuadan.svg", alt="任务页面和鱼钩"),
        "posters/poster-dianfu.md": samples.poster(headline="[先垫钱的, 不管谁说, 都是骗]"),
        "assets/pictures/shuadan.svg": picture,
        "screens/men.md": samples.screens(entry, profiles="[1920x1080-dark]"),
    }
    (deck,) = decks(read_edition(project(files))[0])
    image = deck.frames[0].image
    assert image.args["picture"] == picture
    with Image.open(io.BytesIO(image.make(image.args, ROOT / "overrides").data)) as drawn:
        levels = drawn.convert("L").crop((1300, 150, 1840, 450)).histogram()
    assert 0.01 < sum(levels[200:]) / sum(levels) < 0.2


def test_every_screen_has_a_darker_sister(project: MakeProject) -> None:
    """`--night` on the tall screen of a gate: its own ground and that of alerts are dark."""
    files = {
        "scams/shuadan.md": samples.scam(),
        "alerts/qun.md": samples.alert(),
        "screens/men.md": samples.screens("item: shuadan", "alerts: current"),
    }
    edition = read_edition(project(files))[0]
    given = edition.tables.screens.profiles["1080x1920"]
    name, profile = any_size.darker("1080x1920", given, night=True)
    screens = replace(edition.tables, screens=Screens(profiles={name: profile}))
    (deck,) = decks(replace(edition, tables=screens), name)
    assert name == "1080x1920-night" and "夜里" in profile.label
    for frame in deck.frames:
        made = frame.image.make(frame.image.args, ROOT / "overrides")
        with Image.open(io.BytesIO(made.data)) as picture:
            levels = picture.convert("L").histogram()
        assert made.overflow == () and sum(levels[150:]) < 0.35 * sum(levels), frame.name


@pytest.mark.parametrize(
    ("size", "colour", "kind"),
    [("640x160", "full", ".png"), ("1366x768", "full", ".jpg"), ("100x33", "two", ".bmp")],
)
def test_a_screen_of_any_size_is_laid_out_from_its_pixels(
    project: MakeProject, size: str, colour: str, kind: str
) -> None:
    """Nobody has to write an entry for the panel over his door."""
    found = any_size.profile(size, colour)
    assert found is not None
    name, profile = found
    files = {"scams/shuadan.md": samples.scam(), "screens/men.md": samples.screens("item: shuadan")}
    edition = read_edition(project(files))[0]
    screens = replace(edition.tables, screens=Screens(profiles={name: profile}))
    (deck,) = decks(replace(edition, tables=screens), name)
    image = deck.frames[0].image
    made = image.make(image.args, ROOT / "overrides")
    assert (made.width, made.height) == (profile.width, profile.height) and not made.overflow
    assert image.path.endswith(kind)
    assert any_size.profile("640", Colour.FULL) is None


def test_the_command_knows_every_kind_of_lamps() -> None:
    """It repeats their names, so that a check need not read the models."""
    (option,) = [one for one in make_screens.params if one.name == "colours"]
    assert isinstance(option.type, click.Choice)
    assert [*option.type.choices] == [colour.value for colour in Colour]


def test_the_command_makes_a_zip_for_any_size(project: MakeProject, tmp_path: Path) -> None:
    files = {"scams/shuadan.md": samples.scam(), "screens/men.md": samples.screens("item: shuadan")}
    root = project(files, fonts=True).root
    target = ("--site-dir", str(tmp_path / "out"), "--jobs", "1")
    done = fanzha(root, "screens", "--size", "200x100", *target)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "out/screens/men/200x100"
    with zipfile.ZipFile(folder / "men-200x100.zip") as archive:
        assert "旁边的 men-200x100.htz" in archive.read("使用说明.txt").decode("utf-8-sig")
    # Xibo opens index.html at the root of its package; beside it are the pictures that it names.
    with zipfile.ZipFile(folder / "men-200x100.htz") as package:
        page = package.read("index.html").decode()
        slides = json.loads(page.split("var loop = ")[1].split(";\n")[0])["slides"]
        pictures = {path.name for path in folder.glob("*.png")}
        assert {slide["file"] for slide in slides} == pictures
        assert set(package.namelist()) == {"index.html", "manifest.json", *pictures}
    wrong = fanzha(root, "screens", "--size", "64", *target)
    assert wrong.returncode == 2 and "宽x高" in wrong.stderr

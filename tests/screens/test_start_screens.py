"""Start screens of PCs: the whole picture, plain where icons stand, also for the longest names."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from fanzha.content.region import Region
from fanzha.screens import start_screens
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.on_demand import LONG, edition


@pytest.mark.parametrize("long", [False, True])
def test_icons_and_the_bar_of_the_system_hide_nothing(long: bool) -> None:
    """Icons stand at the left, the bar at the foot; games of a net café are started from there."""
    fields = edition().region.model_dump() | (LONG if long else {})
    town = replace(edition(), region=Region.model_validate(fields))
    made = list(start_screens.products(town))
    assert {product.path.rsplit("/", 1)[1] for product in made} == {
        f"{place}-{size}.png"
        for place in ("wangba", "jiaoshi")
        for size in ("1920x1080", "1366x768")
    }
    for product in made:
        output = product.make(product.args, ROOT / "overrides")
        assert output.overflow == ()
        with Image.open(io.BytesIO(output.data)) as image:
            width, height = image.size
            assert product.path.endswith(f"-{width}x{height}.png")
            ground = image.getpixel((0, 0))
            plain = [
                (0, 0, int(width * 0.19), height),
                (0, int(height * 0.92), width, height),
                (int(width * 0.97), 0, width, height),
            ]
            for box in plain:
                assert image.crop(box).getcolors() == [
                    ((box[2] - box[0]) * (box[3] - box[1]), ground)
                ]


def test_it_says_the_rule_of_those_who_sit_there_and_whom_to_ring() -> None:
    rows = edition().tables.audiences
    for product in start_screens.products(edition()):
        young = "wangba" in product.path
        assert product.args["rule"] == rows["young" if young else "students"].rule
        assert [digits for _, digits in product.args["phones"]] == ["110", "96110"]
        assert product.args["police"].startswith("示范镇派出所")


def test_the_command_makes_them(project: MakeProject, tmp_path: Path) -> None:
    files = {
        "scams/shuadan.md": samples.scam(),
        "data/packs.yml": "schools: {audiences: [everyone], who: 老师, "
        "products: [{kind: poster-a3, most: 1, where: 校门口}]}\n",
        "data/audiences.yml": "everyone: {label: 所有人}\nyoung: {label: 年轻人, title: 给年轻人, intro: 慢一点。, "
        "rule: 没见过面不谈钱, do: [要垫钱，停手, 不投]}\n",
    }
    target = tmp_path / "out"
    done = fanzha(project(files, fonts=True).root, "screens", "--start", "--site-dir", str(target))
    assert done.returncode == 0, done.stderr
    made = sorted(path.name for path in (target / "screens/start").iterdir())
    assert made == ["wangba-1366x768.png", "wangba-1920x1080.png"]


def test_the_rule_spans_what_icons_leave() -> None:
    """It ended where the drawing begins, with a void at its right."""
    for product in start_screens.products(edition()):
        output = product.make(product.args, ROOT / "overrides")
        with Image.open(io.BytesIO(output.data)) as image:
            head = image.convert("RGB").crop((0, 0, image.width, round(image.height * 0.24)))
            ground = Image.new("RGB", head.size, head.getpixel((0, 0)))
            box = ImageChops.difference(head, ground).getbbox()
        assert box is not None and box[2] - box[0] > 0.64 * image.width, product.path

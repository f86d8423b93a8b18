"""Drawings inside pages, and the icons of the home screen."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote

import pytest
from markupsafe import Markup
from PIL import Image

from fanzha.site.drawings import inline
from fanzha.site.generated import app_manifest
from tests.conftest import ROOT

BLUE, WHITE = (11, 61, 145), (255, 255, 255)


def test_a_drawing_stands_in_the_page_whole(tmp_path: Path) -> None:
    """Quotes and hashes would end the attribute or the address; a space is not allowed in one."""
    drawing = tmp_path / "a.svg"
    drawing.write_text('<svg xmlns="x"><path fill="#0B3D91" d="M0 0"/></svg>', encoding="utf-8")
    source = inline(drawing)
    assert not {'"', "<", "#", "&", " "} & set(source)
    assert unquote(source).endswith("<svg xmlns='x'><path fill='#0B3D91' d='M0 0'/></svg>")


@pytest.mark.parametrize("name", ["a.jpg", "missing.svg", ""])
def test_what_is_no_drawing_gives_none(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert inline(tmp_path / name) == ""


def test_the_icons_of_the_manifest_are_there_in_their_sizes() -> None:
    """Points for phones that draw no SVG; the full one is blue to its edge, whatever is cut off."""
    views = cast(Any, SimpleNamespace(region={"site_name": Markup("示范镇")}))
    icons = json.loads(app_manifest(views)["site.webmanifest"])["icons"]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in icons}
    for icon in icons:
        path = ROOT / "overrides" / "site" / icon["src"]
        assert path.is_file(), icon
        if path.suffix == ".png":
            with Image.open(path) as opened:
                assert f"{opened.width}x{opened.height}" == icon["sizes"]
                image = opened.convert("RGBA")
            corner = image.getpixel((2, 2))
            if icon.get("purpose") == "maskable":
                assert corner == (*BLUE, 255)
                assert image.getpixel((image.width // 2, image.height // 4)) == (*WHITE, 255)
            else:
                assert cast("tuple[int, ...]", corner)[3] == 0

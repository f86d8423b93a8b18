"""Photographs are published upright and without what the camera wrote into them."""

from __future__ import annotations

import io
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection
from mkdocs.structure.files import File, Files
from PIL import Image

from fanzha.site.source_files import clean_pictures


def test_a_photograph_loses_its_metadata_and_a_clean_one_stays(tmp_path: Path) -> None:
    """The file of the editor is not touched; what goes out is another."""
    docs = tmp_path / "docs"
    (docs / "assets").mkdir(parents=True)
    exif = Image.Exif()
    exif[0x013B] = "Zhang"
    Image.new("RGB", (8, 4)).save(docs / "assets" / "a.jpg", exif=exif)
    Image.new("RGB", (8, 4)).save(docs / "assets" / "b.png")
    config = MkDocsConfig()
    config.docs_dir, config.site_dir = str(docs), str(tmp_path / "site")
    config.use_directory_urls, config.plugins = True, PluginCollection()
    names = ("assets/a.jpg", "assets/b.png")
    config.plugins._current_plugin = "fanzha"  # as MkDocs sets it while an event runs
    files = Files([File(name, str(docs), str(tmp_path / "site"), True) for name in names])
    clean_pictures(files, config)
    found = {file.src_uri: file.content_bytes for file in files}
    with Image.open(io.BytesIO(found["assets/a.jpg"])) as image:
        assert not image.getexif()
    with Image.open(docs / "assets" / "a.jpg") as image:
        assert image.getexif()
    assert found["assets/b.png"] == (docs / "assets" / "b.png").read_bytes()

"""Opening slides in LibreOffice; the one place that knows where it lies.

It gets a profile of its own, so that it neither waits for an open window nor asks anything, and our
fonts in place of those of a Windows computer, so that it sets Chinese alike on every machine.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests.conftest import ROOT

FOLDERS = ("ProgramFiles", "ProgramFiles(x86)")
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>Microsoft YaHei</family><prefer><family>Noto Sans SC</family></prefer>
  </alias>
</fontconfig>
"""
# With the slides that are passed over in a show.
PDF = 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'


def find_office() -> str:
    """The program of an installed LibreOffice."""
    folders = [os.environ[name] for name in FOLDERS if name in os.environ]
    places = [Path(folder, "LibreOffice/program/soffice.exe") for folder in folders]
    places.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    found = shutil.which("soffice") or next((str(p) for p in places if p.is_file()), None)
    assert found, "LibreOffice is missing: python3 scripts/make.py test installs it"
    return found


def to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Each file as PDF in `folder`; all in one start, which takes about three seconds."""
    settings = folder / "fonts.conf"
    fonts = FONTS.format(fonts=ROOT / "overrides" / "fonts", cache=folder / "font-cache")
    settings.write_text(fonts, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = PDF if all(path.suffix == ".pptx" for path in files) else "pdf"
    command = [find_office(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    done = subprocess.run(
        [*command, *map(str, files)],
        env={**os.environ, "FONTCONFIG_FILE": str(settings)},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    made = [folder / f"{path.stem}.pdf" for path in files]
    assert all(path.is_file() for path in made), done.stdout + done.stderr
    return made

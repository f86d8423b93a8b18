"""Make the README's pictures anew: a phone page, a leaflet and a slide of the shipped library.

Run by `python3 scripts/make.py pictures`. Writes phone, leaflet, slide, editor and sheets (one of each kind
of paper, small) to docs/editors/pictures/.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import yaml
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import launch  # noqa: E402 - found only with the root on the path
from tests.conftest import TODAY  # noqa: E402

PICTURES = ROOT / "docs" / "editors" / "pictures"
SCAM = "kefu"
ALERT = "biye-qiuzhi"
OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 780}
COLUMNS, CELL = 6, 170  # of the contact sheet; pixels


def main() -> None:
    """Build the site in a temporary folder and take pictures of it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [
            sys.executable,
            "-m",
            "fanzha",
            "build",
            "--site-dir",
            str(site),
            "--today",
            str(TODAY),
        ]
        subprocess.run(command, cwd=ROOT, check=True)
        phone(site)
        leaflet(site)
        slide(site)
        sheets(site)
        editor(Path(folder))
    print(f"图片在 {PICTURES}")


def phone(site: Path) -> None:
    """The page of a scam on a phone, in our own font: a bare machine has no Chinese one."""
    font = (ROOT / "overrides" / "fonts" / "NotoSansSC-Regular.otf").as_uri()
    style = f"@font-face{{font-family:'Pictures';src:url('{font}')}}*{{font-family:'Pictures'!important}}"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        # Our pages allow no style from elsewhere, and this one is.
        page = browser.new_page(viewport=PHONE, device_scale_factor=2, bypass_csp=True)
        page.goto((site / "scams" / SCAM / "index.html").as_uri())
        page.add_style_tag(content=style)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=PICTURES / "phone.png")
        browser.close()
    shrink(PICTURES / "phone.png", 360)


def editor(folder: Path) -> None:
    """The form of an alert with its leaflet, on a screen of an office."""
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    command = [sys.executable, "-m", "fanzha", "edit", "--no-browser", "--today", str(TODAY)]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8")
    assert server.stdout is not None
    address = next(found[0] for row in server.stdout if (found := re.search(r"http\S+", row)))
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            page = browser.new_page(viewport=OFFICE, locale="zh-CN")
            page.goto(address)
            origin = "/".join(page.url.split("/")[:3])
            page.goto(f"{origin}/edit/alerts/{ALERT}")
            page.click(".tabs button[data-name=leaflet-a4]")
            page.wait_for_selector("#sight img")
            page.wait_for_timeout(1000)
            page.screenshot(path=PICTURES / "editor.png")
            browser.close()
    finally:
        server.terminate()
        server.wait()
    shrink(PICTURES / "editor.png", 1100)


def leaflet(site: Path) -> None:
    """Both sides of a leaflet."""
    document = pypdfium2.PdfDocument(site / "print" / "leaflet-a4" / f"{SCAM}.pdf")
    sides = [page.render(scale=1.2).to_pil() for page in document]
    width = sum(side.width for side in sides) + 20
    sheet = Image.new("RGB", (width, sides[0].height), "#d5d9df")
    for index, side in enumerate(sides):
        sheet.paste(side, (index * (side.width + 20), 0))
    document.close()
    sheet.save(PICTURES / "leaflet.png")
    shrink(PICTURES / "leaflet.png", 900)


def slide(site: Path) -> None:
    """The first slide of the first playlist for screens of the usual size."""
    first = sorted((site / "screens").glob("*/1920x1080/**/001_*.jpg"))[0]
    with Image.open(first) as image:
        image.save(PICTURES / "slide.png")
    shrink(PICTURES / "slide.png", 900)


def sheets(site: Path) -> None:
    """One sheet of each kind that looks like no other, with its name below."""
    kinds = yaml.safe_load((ROOT / "docs" / "data" / "sheets.yml").read_text(encoding="utf-8"))
    shown = []
    for kind, about in kinds.items():
        pictures = sorted((site / "print" / kind).glob("*.webp"))
        if pictures:
            named = [path for path in pictures if path.stem == SCAM]
            shown.append((re.split("[（：]", about["label"])[0], (named or pictures)[0]))
    font = ImageFont.truetype(str(ROOT / "overrides" / "fonts" / "NotoSansSC-Regular.otf"), 15)
    board = Image.new("RGB", (COLUMNS * CELL, -(-len(shown) // COLUMNS) * CELL), "#d5d9df")
    pen = ImageDraw.Draw(board)
    for at, (label, path) in enumerate(shown):
        left, top = at % COLUMNS * CELL, at // COLUMNS * CELL
        with Image.open(path) as image:
            small = image.convert("RGB")
        small.thumbnail((CELL - 16, CELL - 36), Image.Resampling.LANCZOS)
        board.paste(small, (left + (CELL - small.width) // 2, top + 8))
        pen.text((left + CELL // 2, top + CELL - 24), label, "#1A1C1E", font, anchor="ma")
    board.save(PICTURES / "sheets.png")
    shrink(PICTURES / "sheets.png", COLUMNS * CELL)


def shrink(path: Path, width: int) -> None:
    """Scale to `width` pixels and few colours, so that the repository stays small."""
    with Image.open(path) as image:
        height = round(image.height * width / image.width)
        small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    small.quantize(256, method=Image.Quantize.FASTOCTREE).save(path, optimize=True)


if __name__ == "__main__":
    main()

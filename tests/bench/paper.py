"""Paper: all print products cold and warm, and leaflets beside WeasyPrint and Chromium.

Run: `python -m tests.bench.paper [--leaflets 20]`. The three make the same leaflets in the same
run: the text of our scam leaflet on two A4 sides, in the same faces, with a head, two columns of
lists, bubbles, a phone block with a QR code, and the body behind. Ours is measured in one process,
and so is WeasyPrint; Chromium is started once and prints page after page. WeasyPrint needs Pango
of the system, Chromium is that of the tests.
"""

from __future__ import annotations

import argparse
import datetime
import html
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import weasyprint
from playwright.sync_api import sync_playwright
from weasyprint.text.fonts import FontConfiguration

from fanzha import checks
from fanzha.content.markup import to_xhtml
from fanzha.edition import Project
from fanzha.printing import leaflet
from fanzha.product import Args, Product
from fanzha.typeset import qr_svg
from tests.bench.library import copy_project
from tests.bench.measure import ROOT, run_fanzha
from tests.browser import launch

DAY = datetime.date(2026, 11, 21)
FACES = {"Regular": 400, "Bold": 700, "Black": 900}
STYLE = """
@page { size: A4; margin: 15mm }
body { font: 400 12pt/1.45 'Noto Sans SC'; margin: 0; color: #1A1C1E }
h1 { font-size: 22pt; margin: 0 0 4mm } h2 { font-size: 15pt; font-weight: 900; color: #0B3D91 }
.rule { background: #0B3D91; color: #fff; font-weight: 900; font-size: 40pt; text-align: center;
  padding: 8mm; border-radius: 3mm }
.two { display: flex; gap: 9mm } .two > * { flex: 1 } .says p { background: #EEF3FB; padding: 2mm;
  border-radius: 2mm; margin: 1.5mm 0 } .phones { border-top: 2pt solid #0B3D91; font-size: 24pt;
  font-weight: 900; color: #0B3D91; display: flex; gap: 8mm } .phones svg { width: 27mm }
footer { font-size: 8.5pt; color: #5A5F66 } .back { break-before: page }
"""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leaflets", type=int, default=20)
    count = parser.parse_args().leaflets
    with tempfile.TemporaryDirectory(prefix="fanzha-bench-") as folder:
        project = copy_project(ROOT, Path(folder) / "shipped")
        for name in ("cold", "warm"):
            measured = run_fanzha(project, "build", "--only", "print")
            made = len(list((project.root / "site" / "print").rglob("*.pdf")))
            print(
                f"all sheets, {name:5s} {measured.seconds:7.1f} s {measured.peak:7.0f} MiB {made} PDFs"
            )
        _leaflets(project, count)


def _leaflets(project: Project, count: int) -> None:
    edition, _ = checks.open_edition(project)
    products = [p for p in leaflet.products(edition) if p.kind == "leaflet-a4"]
    scams = [p for p in products if p.args["kind"] == "scams"][:count]
    fonts = project.root / "overrides" / "fonts"
    rows = {"ours": _time(scams, lambda p: p.make(p.args, project.root / "overrides").data)}
    pages = {p.path: _html(p.args, fonts) for p in scams}
    faces = FontConfiguration()
    rows["WeasyPrint"] = _time(
        scams,
        lambda p: weasyprint.HTML(string=pages[p.path]).write_pdf(
            font_config=faces, pdf_variant="pdf/ua-1"
        ),
    )
    with sync_playwright() as play, launch(play) as browser, browser.new_page() as page:

        def chromium(product: Product) -> bytes:
            page.set_content(pages[product.path], wait_until="load")
            return page.pdf(prefer_css_page_size=True, tagged=True, print_background=True)

        rows["Chromium"] = _time(scams, chromium)
    ours = rows["ours"]
    for name, (milliseconds, size) in rows.items():
        print(
            f"{name:12s} {milliseconds:8.1f} ms {1000 / milliseconds:7.1f} leaflets/s/core"
            f" {size / 1000:8.0f} KB   {milliseconds / ours[0]:5.1f}x time {size / ours[1]:5.1f}x size"
        )


def _time(products: Sequence[Product], make: Callable[[Product], bytes]) -> tuple[float, float]:
    """Median milliseconds and bytes of a leaflet; the first, which loads fonts, is left out."""
    make(products[0])
    times, sizes = [], []
    for product in products:
        start = time.perf_counter()
        data = make(product)
        times.append((time.perf_counter() - start) * 1000)
        sizes.append(len(data))
    return statistics.median(times), statistics.median(sizes)


def _html(args: Args, fonts: Path) -> str:
    """The leaflet as HTML, in the same faces and the same class of layout."""
    faces = "".join(
        f"@font-face{{font-family:'Noto Sans SC';font-weight:{weight};"
        f"src:url('{(fonts / f'NotoSansSC-{name}.otf').as_uri()}')}}"
        for name, weight in FACES.items()
    )
    text = {name: html.escape(str(args[name])) for name in ("title", "rule", "edition", "valid")}
    flags = "".join(f"<li>{html.escape(flag)}</li>" for flag in args["red_flags"])
    steps = "".join(f"<li>{html.escape(step)}</li>" for step in args["steps"])
    says = "".join(f"<p>{html.escape(line)}</p>" for line in args["lines"][:4])
    body = to_xhtml(args["body"]).replace("<body>", "").replace("</body>", "")
    return (
        f"<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>{text['title']}</title>"
        f"<style>{faces}{STYLE}</style><h1>{text['title']}</h1><p class='rule'>{text['rule']}</p>"
        f"<div class='two'><div><h2>碰上这些，先停一停</h2><ul>{flags}</ul></div>"
        f"<div><h2>这样做</h2><ol>{steps}</ol></div></div>"
        f"<h2>对方会这样说</h2><div class='says'>{says}</div>"
        f"<div class='phones'><span>110</span><span>96110</span>{qr_svg(args['url'])}</div>"
        f"<footer>版次 {text['edition']}　有效至 {text['valid']}</footer>"
        f"<div class='back'>{body}</div></html>"
    )


if __name__ == "__main__":
    main()

"""Every link of the shipped site leads somewhere, and to where a reader expects it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.printing.sheets import code_of
from tests.site.pages import (
    SITE_URL,
    current,
    dead,
    html_files,
    linked,
    name,
    read,
    sources,
    target,
)


def test_every_link_leads_to_a_file(shipped: Path) -> None:
    """Also anchors, downloads, pictures, styles and the addresses of QR codes."""
    files = list(shipped.rglob("*.html"))
    assert len(files) > 150
    assert [address for path in files for address in dead(shipped, path)] == []


def test_nothing_is_loaded_from_elsewhere(shipped: Path) -> None:
    """Hosts abroad do not answer in China; the page would stay white until they time out."""
    for path in shipped.rglob("*.html"):
        for address in read(path).loads:
            inside = address.startswith("data:image/") or target(shipped, path, address)
            assert inside, (name(shipped, path), address)
    for path in shipped.rglob("*.css"):
        for address in re.findall(r"url\(['\"]?([^'\")]+)", path.read_text(encoding="utf-8")):
            assert address.startswith(("data:", "#")) or (path.parent / address).is_file()


def test_links_out_go_only_to_allowed_places(shipped: Path) -> None:
    """A link on an official page is trusted; it must be on the list, and never plain script."""
    for path in html_files(shipped):
        for address in read(path).links:
            if target(shipped, path, address) is None:
                parts = urlsplit(address)
                allowed = parts.scheme == "tel" or (parts.hostname or "").endswith(".gov.cn")
                assert allowed, (name(shipped, path), address)


def test_a_scam_links_to_its_cases_alerts_and_posters_and_they_link_back(shipped: Path) -> None:
    """From the story to the rule, and from the rule to stories; a page shows at most six.

    Of its alerts only the first, so that the page stays short.
    """
    items = current(shipped.parent / "docs")
    about: dict[tuple[str, str], set[str]] = {}
    for page, fields in items.items():
        if fields.get("scam") and page.split("/")[0] in ("cases", "alerts", "posters"):
            scam = f"scams/{fields['scam']}/index.html"
            assert scam in linked(shipped, page), page
            about.setdefault((scam, page.split("/")[0]), set()).add(page)
    assert len(about) > 20
    for (scam, kind), pages in about.items():
        shown = linked(shipped, scam) & pages
        most = 1 if kind == "alerts" else 6
        assert len(shown) == min(len(pages), most), (scam, kind)


def test_items_link_to_what_is_made_of_them(shipped: Path) -> None:
    """The leaflet and the slides are downloaded from the page of the item, or from the one with all
    of its files, which that leads to; one of each size."""
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    pages = {page.split("/")[-2]: page for page in current(shipped.parent / "docs") if "/" in page}
    made: dict[tuple[str, str], set[str]] = {}
    for row in manifest["products"]:
        if row["kind"] in ("leaflet-a4", "poster-a3", "slide"):
            (item,) = row["items"]
            sort = row["path"].split("/")[2] if row["kind"] == "slide" else row["kind"]
            made.setdefault((item, sort), set()).add(row["path"])
    assert len(made) > 60
    for (item, sort), paths in made.items():
        if not pages[item].startswith("screens/"):
            found, everything = linked(shipped, pages[item]), f"downloads/{item}/index.html"
            if everything in found:
                found = found | linked(shipped, everything)
            assert paths & found, (item, sort)


def test_the_loop_for_the_hall_is_linked(shipped: Path) -> None:
    loops = {name(shipped, path) for path in (shipped / "screens").glob("*/*/index.html")}
    found = {goal for path in html_files(shipped) for goal in linked(shipped, name(shipped, path))}
    assert loops and loops <= found


def test_section_pages_list_every_item_once(shipped: Path) -> None:
    """What no list shows, nobody finds; big kinds run over several pages."""
    items = current(shipped.parent / "docs")
    sections = (shipped.parent / "docs" / "data" / "sections.yml").read_text(encoding="utf-8")
    kinds = list(yaml.safe_load(sections))
    assert len(kinds) >= 6
    for kind in kinds:
        wanted = sorted(page for page in items if page.startswith(f"{kind}/"))
        lists = [f"{kind}/index.html"]
        lists += [name(shipped, path) for path in shipped.glob(f"{kind}/page/*/index.html")]
        found: list[str] = []
        for page in lists:
            cards = [
                target(shipped, shipped / page, values["href"])
                for tag, values in read(shipped / page).tags
                if tag == "a" and "fz-card" in values.get("class", "")
            ]
            found += [name(shipped, goal[0]) for goal in cards if goal]
        assert sorted(found) == wanted, kind


def test_every_item_has_an_address_for_its_code(shipped: Path) -> None:
    """Printed sheets outlive everything: the short address and the long one lead to the page."""
    for page, fields in sources(shipped.parent / "docs").items():
        item = Path(page).parent.name or "index"
        for address in (item, code_of(item)):
            path = f"q/{address}/index.html"
            assert linked(shipped, path) == {page}, item
            assert fields["title"].replace("{地区}", "示范镇") in read(shipped / path).text


def test_the_sitemap_lists_every_page_of_an_item(shipped: Path) -> None:
    text = (shipped / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(r"<loc>(.*?)</loc>", text)
    pages = [page.removesuffix("index.html") for page in current(shipped.parent / "docs")]
    assert set(listed) >= {SITE_URL + page for page in pages}
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_link_to_what_is_not_shown_is_no_dead_end(project: MakeProject, status: str) -> None:
    """An editor links to a page that another still writes: say so, or show plain words."""
    made = project(
        {
            "scams/shuadan.md": samples.scam(samples.BODY + "\n见[贷款](daikuan.md)。\n"),
            "scams/daikuan.md": samples.scam(title="虚假贷款", status=status),
        }
    )
    done = fanzha(made.root, "build", "--only", "site")
    if done.returncode == 1:
        assert "docs/scams/shuadan.md:" in done.stderr and "daikuan.md" in done.stderr
        return
    page = made.root / "site" / "scams" / "shuadan" / "index.html"
    assert [address for address in dead(made.root / "site", page) if "daikuan" in address] == []

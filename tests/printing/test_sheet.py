"""What a sheet takes from its region, and that content is data, never code."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from fanzha.edition import Project, read_edition
from fanzha.printing import products
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import codes, missing, texts

OWN_TOWN = """name: 青石镇
site_name: 青石镇反诈宣传
publisher: 青石镇反诈办
site_url: http://qingshi.example:8080/
police: {name: "", phone: "", address: ""}
"""


def print_all(made: Project, folder: Path) -> dict[str, Path]:
    """Item → the PDF of its leaflet or poster."""
    edition, findings = read_edition(made)
    assert findings == []
    paths = {}
    for product in products(edition):
        if product.kind not in ("leaflet-a4", "poster-a3"):
            continue
        path = folder / f"{product.items[0]}.pdf"
        path.write_bytes(product.make(product.args, ROOT / "overrides").data)
        paths[product.items[0]] = path
    return paths


@pytest.fixture
def town(project: MakeProject, tmp_path: Path) -> dict[str, Path]:
    """A leaflet and a poster of a real town, which has not filled in its police station."""
    files = {
        "data/regions/qingshi.yml": OWN_TOWN,
        "scams/shuadan.md": samples.scam(steps="\n  - 问{派出所}\n  - 不转账\n  - 打110"),
        "posters/poster-dianfu.md": samples.poster(points="\n  - 问{派出所}\n  - 看{地区}公告"),
    }
    return print_all(project(files, region="qingshi"), tmp_path)


def test_a_town_of_its_own_is_no_sample(town: dict[str, Path]) -> None:
    """The mark must go with the sample, or nobody believes the sheet."""
    for path in town.values():
        for text in texts(path):
            assert "示范" not in text
            assert "青石镇反诈办" in text


def test_codes_lead_to_the_own_town(town: dict[str, Path]) -> None:
    for item, path in town.items():
        assert codes(path) == [f"http://qingshi.example:8080/q/{item}/"]


def test_an_unknown_station_leaves_a_line_to_write_on(town: dict[str, Path]) -> None:
    """The station's number is stamped or written by hand; its place must be there and be free."""
    for path in town.values():
        text = texts(path)[0]
        assert missing(text, ["110", "96110"]) is None
        assert "0000-0000110" not in text and "None" not in text
        assert "派出所" in text


def test_words_in_braces_become_names(town: dict[str, Path]) -> None:
    """A town that has not named its station still tells people where to go."""
    assert "问当地派出所" in texts(town["shuadan"])[0]
    assert missing(texts(town["poster-dianfu"])[0], ["问当地派出所", "看青石镇公告"]) is None


def test_the_logo_of_a_region_is_on_its_sheets(project: MakeProject, tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (60, 40), "#00ff00").save(logo)
    files: dict[str, str | bytes] = {
        "data/regions/qingshi.yml": OWN_TOWN + "logo: assets/logo.png\n",
        "assets/logo.png": logo.read_bytes(),
        "scams/shuadan.md": samples.scam(),
        "posters/poster-dianfu.md": samples.poster(),
    }
    for path in print_all(project(files, region="qingshi"), tmp_path).values():
        image = _colour(path).convert("RGB")
        assert any(colour == (0, 255, 0) for _, colour in image.getcolors(1_000_000))
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_marks_of_typst_are_printed_as_they_stand(project: MakeProject, tmp_path: Path) -> None:
    """Contributions come from many hands; what looks like code must not run on our machine."""
    odd = "#panic(1) *粗* $x$ _b_ @a"
    body = "## #panic()\n\n- $a$ #let x=1\n- a & b，5 < 6\n\n<b>粗</b>\n\n1. 一\n    - 二\n2. 三\n"
    files = {"scams/shuadan.md": samples.scam(body, title=f"'{odd}'", rule="'#emph[x]'")}
    (path,) = print_all(project(files), tmp_path).values()
    front, back = texts(path)
    assert missing(front, [odd, "#emph[x]"]) is None
    parts = ["#panic()", "$a$ #let x=1", "a & b，5 < 6", "<b>粗</b>", "一", "二", "三"]
    assert missing(back, parts) is None


def test_a_character_that_our_font_lacks_is_named_with_its_place(project: MakeProject) -> None:
    """Phones put emoji into everything; on paper they would be empty boxes."""
    text = samples.scam(title="刷单返利😀")
    done = fanzha(project({"scams/shuadan.md": text}, fonts=True).root, "build")
    assert done.returncode == 1, done.stderr
    assert "docs/scams/shuadan.md:2:" in done.stderr and "😀" in done.stderr


def _colour(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].render(scale=1).to_pil()


def test_a_sheet_that_says_not_to_scan_has_an_address_to_type_and_no_code(
    project: MakeProject, tmp_path: Path
) -> None:
    """What a fraudster says about codes is no advice of ours."""
    files = {
        "scams/shuadan.md": samples.scam(steps="\n  - 不扫码\n  - 问家里人\n  - 打110"),
        "scams/kefu.md": samples.scam(lines="\n  - 先别扫别的码\n  - 加我\n  - 我是客服"),
        "posters/poster-dianfu.md": samples.poster(points="[不垫钱, 陌生码别扫]"),
    }
    paths = print_all(project(files), tmp_path)
    found = {item: bool(codes(path, part=1)) for item, path in paths.items()}
    assert found == {"shuadan": False, "kefu": True, "poster-dianfu": False}
    for path in paths.values():
        assert "/q/" in texts(path)[0], path.name

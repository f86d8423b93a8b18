"""Stands and overviews: one message from afar, and all frequent types at a glance."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml

from fanzha.content.kinds.items import Scam
from fanzha.edition import Edition, read_edition
from fanzha.printing import overview, xbanner
from fanzha.product import Origin, Product
from tests import samples
from tests.conftest import ROOT, TODAY, MakeProject, Project
from tests.printing.sheets import MM, boxes, code_of, codes, missing, texts

OFFICIAL = "\n  - {edition: '2025', name: 刷单返利}"
RULES = ["先打老号码，再谈转账", "先垫钱的都是骗", "付钱不离开购物平台", "不买币，不代购，不搬砖"]


def read(project: Project) -> Edition:
    edition, findings = read_edition(project)
    assert findings == []
    return edition


def sheet(product: Product, folder: Path) -> Path:
    made = product.make(product.args, ROOT / "overrides")
    assert (made.pages, made.overflow) == (1, ()), product.path
    path = folder / f"{product.kind}.pdf"
    path.write_bytes(made.data)
    return path


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read(Project(ROOT, ROOT / "docs", "shifan", TODAY))


def test_a_stand_says_one_thing_and_hides_nothing(edition: Edition, tmp_path: Path) -> None:
    """Rule, phones and three flags, all above the 300 mm that the stand may cover; the small print at the foot.

    The rule stands at eye level, the phones where a hand holds one: 0.9 to 1.4 metres.
    """
    products = list(xbanner.products(edition))
    assert len(products) == 10
    for product in products:
        path = sheet(product, tmp_path)
        meta = edition.library.by_id[product.items[0]].meta
        assert isinstance(meta, Scam)
        (text,) = texts(path)
        parts = [meta.title, *meta.rule.split("，"), "110", "96110", *meta.red_flags[:3]]
        assert missing(text, parts) is None, product.path
        with pikepdf.open(path) as pdf:
            trim = [float(edge) for edge in pdf.pages[0].TrimBox]
        assert trim[2] - trim[0] == pytest.approx(800 * MM, abs=0.2)
        assert trim[3] - trim[1] == pytest.approx(1800 * MM, abs=0.2)
        for _, _, rows in boxes(path):
            read = [row for row in rows if row[1] > 120 * MM]
            assert min(bottom for _, bottom, _, _ in read) > 300 * MM
        printed = _heights(path, "编印")
        assert 0 < printed[0] < printed[1] < 90, "below the drawing, not between it and the flags"
        rule, paid, unsure = (_heights(path, words) for words in (meta.rule[0], "110", "96110"))
        assert 1350 < rule[0] < rule[1] < 1750, product.path
        assert 900 < unsure[0] < unsure[1] < paid[0] < paid[1] < 1400, product.path
        assert unsure[1] - unsure[0] > 90, "larger than any flag"
        if product.items == ("shuadan",):  # short ones are not set as small as the longest
            assert _line(path, meta.red_flags[1]) > 480, "as wide as the stand"


def _line(path: Path, words: str) -> float:
    """How many millimetres wide such words are on their line."""
    with pypdfium2.PdfDocument(path) as document:
        text = document[0].get_textpage()
        at = text.get_text_bounded().index(words)
        return float(text.get_charbox(at + len(words) - 1)[2] - text.get_charbox(at)[0]) / MM


def _heights(path: Path, words: str) -> tuple[float, float]:
    """From and to how many millimetres above the floor the largest such words reach."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        trim, text = page.get_trimbox(), page.get_textpage()
        found, at = [], text.get_text_bounded().find(words)
        while at >= 0:
            _, bottom, _, top = text.get_charbox(at)
            found.append((top - bottom, bottom, top))
            at = text.get_text_bounded().find(words, at + 1)
    _, bottom, top = max(found)
    return (bottom - trim[1]) / MM, (top - trim[1]) / MM


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_of_any_shape_is_large_and_stays_on_the_stand(
    project: MakeProject, tmp_path: Path, rule: str
) -> None:
    text = samples.scam(rule=rule, official=OFFICIAL, red_flags="".join(["\n  - " + "旗" * 24] * 3))
    (product,) = xbanner.products(read(project({"scams/shuadan.md": text})))
    path = sheet(product, tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        width = page.get_width() - 18 * MM - 6 * MM  # slug and bleed on both sides
        found = page.get_textpage()
        at = found.get_text_bounded().index(rule[0], 20)
        _, bottom, _, top = found.get_charbox(at)
    assert top - bottom > 60 * MM
    for _, _, rows in boxes(path):
        for left, _, right, _ in rows:
            assert left > 20 * MM and right < 12 * MM + width - 10 * MM


def test_the_code_on_a_stand_is_read(edition: Edition, tmp_path: Path) -> None:
    product = next(iter(xbanner.products(edition)))
    path = sheet(product, tmp_path)
    assert codes(path, dpi=50, part=1) == [
        f"https://shifan.example/fanzha/q/{code_of(product.items[0])}/"
    ]


def listed() -> list[dict[str, Any]]:
    """The scams of the ministry's latest list in its order, as the files say."""
    docs = ROOT / "docs"
    text = (docs / "data" / "taxonomy.yml").read_text(encoding="utf-8")
    year, row = max(yaml.safe_load(text).items())
    found = {}
    for path in sorted((docs / "scams").glob("*.md")):
        fields = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        for official in fields.get("official", ()):
            if str(official["edition"]) == year:
                found.setdefault(official["name"], fields)
    return [found[name] for name in row["names"] if name in found]


def test_the_overview_shows_every_frequent_type_with_its_rule(
    edition: Edition, tmp_path: Path
) -> None:
    """In the ministry's order, each with its name, its rule and two flags."""
    for product in overview.products(edition):
        path = sheet(product, tmp_path)
        parts = ["十种高发骗局"]
        for scam in listed():
            parts += [scam["title"].split("：")[0], scam["rule"], *scam["red_flags"][:2]]
        assert missing(texts(path)[0], [*parts, "110", "96110"]) is None, product.kind
        assert codes(path, dpi=150 if "notice" in product.kind else 50), product.kind


def test_a_card_that_runs_over_names_its_item(project: MakeProject) -> None:
    """Ten items are on the sheet; the editor must learn which one to shorten."""
    names = [
        "刷单返利",
        "虚假网络投资理财",
        "虚假购物服务",
        "冒充电商物流客服",
        "冒充公检法",
        "婚恋交友",
    ]
    files = {
        f"scams/s{n}.md": samples.scam(
            official=f"\n  - {{edition: '2025', name: {name}}}",
            red_flags="".join(["\n  - " + "旗" * (24 if n == 2 else 6)] * 3),
        )
        for n, name in enumerate(names)
    }
    for product in overview.products(read(project(files))):
        args = {**product.args, "entries": ([*product.args["entries"]] * 2)[:10]}
        made = product.make(args, ROOT / "overrides")
        assert {(over.origin, over.field) for over in made.overflow} == {
            (Origin("items", "s2"), "red_flags")
        }


def test_without_frequent_types_there_is_no_overview(project: MakeProject) -> None:
    edition = read(project({"scams/shuadan.md": samples.scam()}))
    assert list(overview.products(edition)) == [] and list(xbanner.products(edition)) == []

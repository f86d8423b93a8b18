"""The print room as people use it: a sheet in all sizes, and the order of a venue."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from fanzha.printing import print_order
from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.printing.on_demand import edition, plan
from tests.printing.sheets import squeeze
from tests.shared import ROOT


def test_all_sizes_and_an_order_are_folders_of_files(project: MakeProject, tmp_path: Path) -> None:
    """What is typed gives files with names that say what they are."""
    files = {
        "posters/gao.md": samples.poster(venues="[schools]"),
        "scams/shuadan.md": samples.scam(),
    }
    made = project(files, fonts=True)
    sizes = tmp_path / "sizes"
    done = fanzha(made.root, "print", "gao", "--product", "poster", "--all-sizes", "-o", sizes)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in sizes.iterdir()}
    assert names >= {f"poster-{size}-gao.pdf" for size in ("a4", "a3-bw", "a2-shop", "450x600")}
    assert all(path.read_bytes().startswith(b"%PDF") for path in sizes.iterdir())
    both = fanzha(made.root, "print", "gao", "--product", "poster", "--all-sizes", "--bw")
    assert both.returncode == 2 and "不用再写" in both.stderr
    order = tmp_path / "order"
    done = fanzha(made.root, "print-order", "schools", "-o", order)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in order.iterdir()}
    assert names >= {"学校印刷单.pdf", "学校印刷单.xlsx", "poster-a3-gao.pdf"}
    wrong = fanzha(made.root, "print-order", "school")
    assert wrong.returncode == 2 and "schools（学校）" in wrong.stderr
    asked = fanzha(made.root, "print", "gao", "--product", "comic-a4")
    assert asked.returncode == 2 and "poster-a3-shop" in asked.stderr


def test_many_copies_go_to_the_shop() -> None:
    """Five hundred leaflets from an office printer take a day and its toner."""
    town = edition()
    leaflets = [p for p in plan().values() if p.kind == "leaflet-a4-shop"]
    products = [part for p in leaflets for part in (*p.parts, p)]
    for venue, kind in (("communities", "leaflet-a4-shop"), ("hotels", "leaflet-a4")):
        (line,) = print_order.lines(town, venue, products)
        assert (line.product.kind, line.copies) == (
            kind,
            town.tables.sheets["leaflet-a4"].copies[venue],
        )


def test_an_order_reads_down_its_names_sizes_and_shops() -> None:
    """Whoever fetches paper reads down a column: no size is torn, no name ends in a lone character."""
    rows = [
        [
            "月历（A4，一月一张）",
            "2027年反诈月历",
            "自己打印",
            "210×297毫米，12张",
            "128克以上的纸，彩色单面打印，上边打孔或夹起来",
            10,
            "a.pdf",
        ],
        [
            "易拉宝（800×1800，印刷厂）",
            "虚假网络投资理财：看着涨，取不出",
            "印刷厂",
            "800×1800毫米，四边出血3毫米",
            "写真布，配X展架或易拉宝",
            2,
            "b.pdf",
        ],
    ]
    args = print_order.order_args(edition(), "banks", []) | {"rows": rows}
    with pypdfium2.PdfDocument(print_order.make(args, ROOT / "overrides").data) as document:
        lines = {squeeze(line) for line in document[0].get_textpage().get_text_range().splitlines()}
    for whole in ("月历", "A4，一月一张", "易拉宝", "800×1800，印刷厂"):
        assert whole in lines
    for part in ("210×297毫米", "800×1800毫米", "看着涨，取不出", "上边打孔或夹起来"):
        assert any(part in line for line in lines), part

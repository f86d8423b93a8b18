"""Pictures in bodies: what the web shows between the words, paper shows, too."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from fanzha.edition import read_edition
from fanzha.printing import alert_sheets, booklet, leaflet
from fanzha.product import Made
from fanzha.texts import article
from tests import samples
from tests.conftest import ROOT, MakeProject
from tests.printing.sheets import structure

ALT = "屏幕上弹出共享的窗口"
# A colour that nothing of ours has: whoever finds it on a sheet has found the picture.
VIOLET = (123, 31, 255)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40" width="80" height="40">'
    '<rect width="80" height="40" fill="#7b1fff"/></svg>'
)
SHOWN = f"![{ALT}](../assets/pictures/gongxiang.svg)"
BODIES = {
    "alone": ("看这里。\n\n" + SHOWN, "打110。"),
    "between words": (f"看这里{SHOWN}这样的都是骗。", "打110。"),
    "in a box": ("看。", f"**还没转**：停手。\n\n{SHOWN}"),
    "in a list": (f"- 看这里\n\n    {SHOWN}\n\n- 要您先垫钱", "打110。"),
}


def body(where: str) -> str:
    signs, advice = BODIES[where]
    return f"## 是什么\n\n先返小钱。\n\n## 怎么认\n\n{signs}\n\n## 怎么办\n\n{advice}\n"


def share_of_violet(made: Made) -> float:
    """Of all pages together, the part of one page that the picture covers."""
    found = 0.0
    with pypdfium2.PdfDocument(made.data) as document:
        for page in document:
            image = page.render(scale=0.4).to_pil().convert("RGB")
            near = sum(
                count
                for count, colour in image.getcolors(image.width * image.height)
                if all(abs(a - b) < 12 for a, b in zip(colour, VIOLET, strict=True))
            )
            found += near / (image.width * image.height)
    return found


def alternatives(made: Made) -> set[str]:
    """What a screen reader says in place of the pictures."""
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        return {str(e.get("/Alt", "")) for e in structure(pdf) if str(e.S) == "/Figure"}


@pytest.mark.parametrize("where", BODIES)
def test_a_leaflet_shows_the_picture_and_tells_of_it(project: MakeProject, where: str) -> None:
    """It stood on the page and vanished from paper, and nothing said so."""
    files = {
        "scams/shuadan.md": samples.scam(body(where)),
        "assets/pictures/gongxiang.svg": DRAWING,
    }
    edition, findings = read_edition(project(files))
    assert findings == []
    colour, _ = leaflet.products(edition)
    made = colour.make(colour.args, ROOT / "overrides")
    assert made.pages == 2
    assert not made.overflow
    assert 0.01 < share_of_violet(made) < 0.08
    assert ALT in alternatives(made)


def test_a_drawing_with_a_long_head_is_printed(project: MakeProject) -> None:
    """An editor's notes of more than four kilobytes stand before the drawing: the build died of it."""
    files = {
        "scams/shuadan.md": samples.scam(body("alone")),
        "assets/pictures/gongxiang.svg": f"<!-- {'note ' * 1_000}-->\n{DRAWING}",
    }
    edition, findings = read_edition(project(files))
    assert findings == []
    colour, _ = leaflet.products(edition)
    made = colour.make(colour.args, ROOT / "overrides")
    assert share_of_violet(made) > 0.01 and ALT in alternatives(made)


def test_a_notice_and_a_booklet_show_it_too(project: MakeProject) -> None:
    files = {
        "scams/shuadan.md": samples.scam(),
        "alerts/duanxin.md": samples.alert(body("alone")),
        "help/zenme.md": samples.page(f"## 第一步\n\n看图。\n\n{SHOWN}\n", title="怎么关掉共享"),
        "help/yijing-zhuanzhang.md": samples.page(title="已经转账怎么办"),
        "handbooks/ben.md": samples.handbook(chapters="[shuadan, zenme, yijing-zhuanzhang]"),
        "assets/pictures/gongxiang.svg": DRAWING,
    }
    edition, findings = read_edition(project(files))
    assert findings == []
    notice = next(p for p in alert_sheets.products(edition) if p.kind == "alert-notice")
    book = next(p for p in booklet.products(edition) if not p.parts)
    for product in (notice, book):
        made = product.make(product.args, ROOT / "overrides")
        assert share_of_violet(made) > 0.01, product.kind
        assert ALT in alternatives(made), product.kind


def test_the_way_to_a_picture_may_have_blanks_brackets_and_a_title(project: MakeProject) -> None:
    """Files come with the names that a telephone or a browser gave them."""
    shown = (
        "![甲图里的人](<../assets/图 片.svg>)\n\n![乙图里的人](../assets/图(1).svg)\n\n"
        '![丙图里的人](../assets/%E5%9B%BE.svg "名")\n'
    )
    files: dict[str, str | bytes | None] = {
        "scams/shuadan.md": samples.scam(f"## 是什么\n\n先返小钱。\n\n{shown}"),
        **dict.fromkeys(("assets/图 片.svg", "assets/图(1).svg", "assets/图.svg"), DRAWING),
    }
    edition, _ = read_edition(project(files))
    colour, _ = leaflet.products(edition)
    said = alternatives(colour.make(colour.args, ROOT / "overrides"))
    assert {"甲图里的人", "乙图里的人", "丙图里的人"} <= said


@pytest.mark.parametrize("where", BODIES)
def test_an_article_has_it_as_a_file_and_marks_its_place(project: MakeProject, where: str) -> None:
    """What is shown and what is pasted are the same document."""
    files = {
        "scams/shuadan.md": samples.scam(body(where)),
        "assets/pictures/gongxiang.svg": DRAWING,
    }
    edition, _ = read_edition(project(files))
    made = {product.path: product for product in article.products(edition)}
    page = made["texts/shuadan/article.html"]
    told = page.make(page.args, ROOT / "overrides").data.decode()
    name = page.args["pictures"][-1]["name"]
    assert page.args["pictures"][-1]["alt"] == ALT
    assert f"在这里插入图片 {name}" in told and "](" not in told
    before, _, after = told.partition(f"在这里插入图片 {name}")
    assert "怎么认" in before and name not in after.partition("</div>")[0]
    picture = made[f"texts/shuadan/{name}"]
    shown = picture.make(picture.args, ROOT / "overrides")
    assert (shown.width, shown.height) == (900, 450)

"""Booklets: in reading order with a true table of contents, and imposed for folding and stapling."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from fanzha.edition import Project, read_edition
from fanzha.printing import booklet, impose
from fanzha.product import Made
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.printing import on_demand
from tests.printing.papers import small_print
from tests.printing.sheets import MM, missing, squeeze, structure

CASE = samples.case(title="她把软件删了", rule="先垫钱的活不接")
FILES = {
    "scams/shuadan.md": samples.scam(),
    "scams/kefu.md": samples.scam(title="冒充客服：先挂再查", rule="客服来电，先挂再查"),
    "cases/shan-ruanjian.md": CASE,
    "help/yijing-zhuanzhang.md": samples.page(title="已经转账怎么办"),
    "handbooks/ben.md": samples.handbook(
        title="学生手册", chapters="[shuadan, kefu, shan-ruanjian, yijing-zhuanzhang]"
    ),
}


def booklets(made: Project) -> Iterator[tuple[Made, Made]]:
    """Each booklet with its imposed pages."""
    edition, findings = read_edition(made)
    assert findings == []
    for product in booklet.products(edition):
        if product.parts:
            (part,) = product.parts
            read = part.make(part.args, ROOT / "overrides")
            yield read, product.make(product.args, ROOT / "overrides", (read,))


@pytest.fixture
def pair(project: MakeProject) -> tuple[Made, Made]:
    """The booklet of a small library, to read and to print."""
    (found,) = booklets(project(FILES))
    return found


def pages_of(made: Made) -> list[str]:
    """The text of each page without white space."""
    with pypdfium2.PdfDocument(made.data) as document:
        return [squeeze(page.get_textpage().get_text_bounded()) for page in document]


def halves_of(made: Made) -> list[tuple[str, str]]:
    """The texts left and right of the fold, of each side."""
    found = []
    with pypdfium2.PdfDocument(made.data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            left = text.get_text_bounded(0, 0, width / 2, height)
            found.append(
                (squeeze(left), squeeze(text.get_text_bounded(width / 2, 0, width, height)))
            )
    return found


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (12, [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]),
    ],
)
def test_the_order_of_a_stapled_booklet(pages: int, sides: list[tuple[int, int]]) -> None:
    """As counted on sheets that were folded by hand."""
    assert impose.order(pages) == sides


def test_folding_the_printed_stack_gives_the_booklet(pair: tuple[Made, Made]) -> None:
    """Page by page: what lies left and right on each side is the page that belongs there.

    Turned at the short edge, the left half of a back lies behind the right half of its front.
    """
    read, printed = pair
    pages, halves = pages_of(read), halves_of(printed)
    assert len(pages) % 4 == 0 and len(halves) == len(pages) // 2 == printed.pages
    folded: dict[int, str] = {}
    for sheet in range(len(halves) // 2):
        front, back = halves[2 * sheet], halves[2 * sheet + 1]
        first, last = 2 * sheet, len(pages) - 1 - 2 * sheet
        folded |= {first: front[1], first + 1: back[0], last - 1: back[1], last: front[0]}
    assert [folded[number] for number in range(len(pages))] == pages


def test_sides_are_a4_and_halves_keep_their_size(pair: tuple[Made, Made]) -> None:
    """A printer set to “fit” would shrink them; true size needs no setting."""
    for made, size in zip(pair, ((148, 210), (297, 210)), strict=True):
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            for page in pdf.pages:
                box = [round(float(edge) / MM, 1) for edge in page.MediaBox]
                assert box == [0, 0, *size]
            assert pdf.check_pdf_syntax() == []


def test_the_contents_name_the_page_on_which_a_chapter_begins(pair: tuple[Made, Made]) -> None:
    """A wrong page number is worse than none."""
    pages = pages_of(pair[0])
    contents = pages[2].removesuffix("3")  # its own number
    assert "目录" in contents
    for chapter in ("刷单返利", "冒充客服", "她把软件删了", "已经转账怎么办", "记下这些电话"):
        match = re.search(rf"{chapter}[. ]*(\d+)", contents)
        assert match, chapter
        assert chapter in pages[int(match[1]) - 1], chapter
        assert chapter not in "".join(pages[3 : int(match[1]) - 1]), chapter


def test_a_scam_lies_on_two_facing_pages(pair: tuple[Made, Made]) -> None:
    """Left how it goes, right what to do: nobody has to turn the page in between."""
    pages = pages_of(pair[0])
    for rule in ("先垫钱的都是骗", "客服来电，先挂再查"):
        (left,) = [n for n, page in enumerate(pages, 1) if rule in page and "它是这样骗的" in page]
        assert left % 2 == 0
        parts = ["对方会这样说", "碰上这些，先停一停", "要先垫钱", "这样做", "马上打110"]
        assert missing(pages[left], parts) is None


def test_stories_and_help_are_whole_and_in_order(pair: tuple[Made, Made]) -> None:
    text = "".join(re.sub(r"^学生手册|\d+$", "", page) for page in pages_of(pair[0]))
    parts = ["她把软件删了", "她扫码进了群", "在这里停下", "记住", "综合改编", "要您先垫钱"]
    assert missing(text, [*parts, "已经转账怎么办", "停手，打110", "记下这些电话"]) is None


def test_every_page_but_the_covers_has_its_number_and_its_chapter(pair: tuple[Made, Made]) -> None:
    """The number at the foot; the title on left pages, the chapter on right ones, at the head."""
    with pypdfium2.PdfDocument(pair[0].data) as document:
        for number in range(2, len(document)):
            page = document[number - 1]
            text, (width, height) = page.get_textpage(), page.get_size()
            foot = squeeze(text.get_text_bounded(0, 0, width, 14 * MM))
            head = squeeze(text.get_text_bounded(0, height - 14 * MM, width, height))
            assert foot == str(number)
            if number % 2 == 0:
                assert head == "学生手册", number
            elif number == 7:
                assert head == "冒充客服"


def test_bookmarks_lead_to_chapters(pair: tuple[Made, Made]) -> None:
    with pikepdf.open(io.BytesIO(pair[0].data)) as pdf, pdf.open_outline() as outline:

        def titles(rows: list[pikepdf.OutlineItem]) -> Iterator[str]:
            for row in rows:
                yield row.title
                yield from titles(row.children)

        found = [*titles(outline.root)]
    for chapter in ("学生手册", "目录", "刷单返利", "她把软件删了", "记下这些电话"):
        assert chapter in found


def test_what_is_for_reading_is_tagged_and_what_is_for_paper_says_so(
    pair: tuple[Made, Made],
) -> None:
    """Read out, the imposed pages would jump from the back cover to the front."""
    read, printed = pair
    with pikepdf.open(io.BytesIO(read.data)) as pdf, pdf.open_metadata() as xmp:
        claims = [xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]]
        assert claims == ["2", "A", "1"]
        assert [str(e.S) for e in structure(pdf)].count("/H1") == 1
    with pikepdf.open(io.BytesIO(printed.data)) as pdf, pdf.open_metadata() as xmp:
        assert "/StructTreeRoot" not in pdf.Root and "/MarkInfo" not in pdf.Root
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "B")
        assert "pdfuaid:part" not in xmp
        assert "只供打印" in xmp["dc:title"] == str(pdf.docinfo.Title)
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        assert "/OutputIntents" in pdf.Root


def test_the_back_cover_has_phones_code_and_dates(pair: tuple[Made, Made]) -> None:
    last = pages_of(pair[0])[-1]
    parts = ["110", "96110", "示范镇派出所", "/q/ben", "示范镇反诈宣传工作小组编印", "有效至"]
    assert missing(last, parts) is None
    with pypdfium2.PdfDocument(pair[0].data) as document:
        image = document[len(document) - 1].render(scale=150 / 72, grayscale=True).to_pil()
    (code,) = zxingcpp.read_barcodes(image)
    assert code.text == "https://shifan.example/fanzha/q/ben/"


def test_old_people_get_large_type(project: MakeProject) -> None:
    """14 points at least for all that they read: heads, page numbers and the note of a composite
    story are smaller, nothing else."""
    files = {
        **FILES,
        "handbooks/ben.md": FILES["handbooks/ben.md"].replace("[everyone]", "[older]"),
    }
    ((read, _),) = booklets(project(files))
    heads = "学生手册|刷单返利|冒充客服|她把软件删了|已经转账怎么办|平时记住这几条|记下这些电话"
    kinds = "骗局类型|案例故事|求助"
    allowed = re.compile(rf"(?:{heads}|{kinds}|情节为综合改编，不是某一个人的事|\d)+")
    for words in filter(None, small_print(read, first=3, last=-1).split("\n")):
        assert allowed.fullmatch(words), words


def test_the_latest_date_of_a_chapter_that_runs_out_holds(project: MakeProject) -> None:
    """A booklet is no more valid than the first of its chapters to run out."""
    early = FILES["scams/kefu.md"].replace("status:", "expires: 2026-12-31\nstatus:")
    ((read, _),) = booklets(project({**FILES, "scams/kefu.md": early}))
    assert "有效至2026年12月31日" in pages_of(read)[-1]


def test_a_chapter_that_does_not_fit_its_pages_is_named(project: MakeProject) -> None:
    """Everything as long as the model allows, for old people."""
    rows = {
        "lines": "".join(f"\n  - {'话' * 40}" for _ in range(8)),
        "red_flags": "".join(f"\n  - {'旗' * 24}" for _ in range(6)),
        "steps": "".join(f"\n  - {'步' * 36}" for _ in range(6)),
    }
    book = FILES["handbooks/ben.md"].replace("[everyone]", "[older]")
    files = {**FILES, "scams/shuadan.md": samples.scam(**rows), "handbooks/ben.md": book}
    done = fanzha(project(files, fonts=True).root, "build", "--only", "print")
    assert done.returncode == 1
    assert re.search(r"docs/handbooks/ben\.md:\d+:1: 错误 L001 手册.*chapters 超出", done.stderr)


def test_a_town_without_a_station_gets_lines_to_write_on(project: MakeProject) -> None:
    region = (
        "name: 青石镇\nsite_name: 青石镇反诈\npublisher: 青石镇反诈办\n"
        "site_url: https://qingshi.example/\n"
    )
    files = {**FILES, "data/regions/qingshi.yml": region}
    ((read, _),) = booklets(project(files, region="qingshi"))
    text = "".join(pages_of(read))
    assert "None" not in text and "示范" not in text
    assert missing(text, ["记下这些电话", "派出所", "社区、村委会"]) is None


def test_the_shipped_books_are_told_apart_by_their_covers() -> None:
    """For whom in the largest type; drawings, ground or words differ on every one."""
    seen = set()
    for product in booklet.products(on_demand.edition()):
        if product.kind == "booklet-a5":
            args = product.args
            whom, form = args["cover_title"]
            assert whom + form == args["name"] and len(args["cover_drawings"]) == 3
            seen.add((args["cover"], args["pictures"][""], whom))
    assert len(seen) == 10 and len({look for look, *_ in seen}) == 3


def test_a_foreword_of_words_alone_is_set_at_a_breath() -> None:
    """“先打/一个电话” stood over two lines; a foreword with a list is set as other texts are."""
    assert booklet.foreword("碰上事，先打一个电话。\n\n错的是\n骗子。\n") == [
        "碰上事，先打一个电话。",
        "错的是骗子。",
    ]
    assert booklet.foreword("先看这几条：\n\n- 挂断\n") == []
    assert booklet.foreword("看[这一页](../help/index.md)。") == []


def test_text_is_of_one_size_on_all_pages_of_a_kind() -> None:
    """It changed from page to page; and a story ended on the page behind, where 记住 stood alone."""
    found = next(p for p in booklet.products(on_demand.edition()) if p.items == ("qingnian",))
    made = found.make(found.args, ROOT / "overrides")
    kinds = {row["id"]: row["kind"] for row in found.args["contents"]}
    assert "cases" in kinds.values()
    with pypdfium2.PdfDocument(made.data) as document:
        texts = [page.get_textpage() for page in document]
        said = [squeeze(text.get_text_bounded()) for text in texts]
        signs = [
            heights(text, "这样做")
            for text, page in zip(texts, said, strict=True)
            if "对方会这样说" in page
        ]
    stories = [page for page in said if "事情是这样的" in page]
    assert stories and all("记住" in page for page in stories)
    assert len({round(tall, 1) for tall in signs}) == 1


def heights(text: pypdfium2.PdfTextPage, after: str) -> float:
    """The pitch of two entries behind a heading: that of the type."""
    whole = text.get_text_range()
    at = whole.index(after) + len(after)
    first = next(n for n in range(at, len(whole)) if "\u4e00" <= whole[n] <= "\u9fff")
    left, _, right, _ = text.get_charbox(first, loose=True)
    return float(right - left)

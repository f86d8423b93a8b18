"""Leaflets: what an alert's sheet says, and the one for the copier."""

from __future__ import annotations

import itertools
import re

import pypdfium2
import pytest
from PIL import ImageStat

from fanzha.edition import Project, read_edition
from fanzha.language.segmenting import torn
from fanzha.printing import back, leaflet
from fanzha.product import Made, Product
from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, TODAY, MakeProject
from tests.printing.on_demand import LONG, edition, town
from tests.printing.papers import small_print
from tests.printing.sheets import MM, missing, plain, squeeze

BODY = (
    "## 是什么\n\n这阵子短信多，都带着链接。\n\n## 怎么认\n\n- 催您当天办\n- 要您填卡号\n\n"
    "## 怎么办\n\n1. 不点链接\n2. 到窗口问\n"
)
SHI = "## 是什么\n\n短信说卡要停用。\n\n## 怎么认\n\n- 催您当天办\n\n## 怎么办\n\n1. 打110\n"
FILES = {
    "scams/shuadan.md": samples.scam(title="刷单返利：先给甜头，再骗本金"),
    "cases/man.md": samples.case(),
    "alerts/duanxin.md": samples.alert(
        BODY, title="短信里的链接，先别点", rule="短信链接不点", severity="urgent"
    ),
}


def make(made: Project) -> dict[tuple[str, str], Made]:
    """(kind, item) → its leaflet."""
    edition, findings = read_edition(made)
    assert findings == []
    products = leaflet.products(edition)
    return {(p.kind, p.items[0]): p.make(p.args, ROOT / "overrides") for p in products}


def sides(made: Made) -> list[str]:
    with pypdfium2.PdfDocument(made.data) as document:
        return [squeeze(page.get_textpage().get_text_bounded()) for page in document]


def test_an_alert_says_how_urgent_until_when_and_all_of_its_text(project: MakeProject) -> None:
    """Who is handed it today must see that it is new, until when it holds, and what to do."""
    made = make(project(FILES))
    for kind in ("leaflet-a4", "leaflet-a4-bw"):
        front, back = sides(made[kind, "duanxin"])
        head = ["紧急预警", "刷单返利", "11月20日", "短信里的链接，先别点", "短信链接不点"]
        head += [
            "不放链接了，改叫您加好友。",
            "最早见于2026年11月7日",
            "家长群、手机短信",
            "2027年1月19日",
        ]
        assert missing(front, [*head, "先返小钱，再要您垫大钱。", *plain(BODY), "110"]) is None
        signs = ["要先垫钱", "拉进陌生群", "取不出来", "停手，不再垫钱", "马上打110"]
        parts = ["刷单返利：先垫钱的都是骗", "它是这样骗的", "在这里停下", "先做一单小的"]
        assert missing(back, [*parts, *signs]) is None


def test_an_alert_with_a_season_names_the_day_on_which_it_ends(project: MakeProject) -> None:
    """Staff take it down then; it said every year above, and another year in the small print."""
    season = '{start: "11-01", end: "12-05"}'
    files = {**FILES, "alerts/duanxin.md": samples.alert(BODY, season=season)}
    front, _ = sides(make(project(files))["leaflet-a4", "duanxin"])
    assert missing(front, ["提醒", "2026年12月5日"]) is None
    assert "每年" not in front and "2027年" not in front


def test_an_alert_out_of_season_is_not_printed(project: MakeProject) -> None:
    season = '{start: "02-01", end: "03-05"}'
    files = {**FILES, "alerts/duanxin.md": samples.alert(BODY, season=season)}
    assert ("leaflet-a4", "duanxin") not in make(project(files))


def test_the_copier_gets_frames_instead_of_dark_areas(project: MakeProject) -> None:
    """A dark panel eats the toner, and an old copier prints it in stripes."""
    made = make(project(FILES))
    for (kind, item), one in made.items():
        with pypdfium2.PdfDocument(one.data) as document:
            for number, page in enumerate(document):
                grey = page.render(scale=1, grayscale=True).to_pil()
                ink = 1 - ImageStat.Stat(grey).mean[0] / 255
                if kind.endswith("-bw"):
                    assert ink < 0.12, (item, number, ink)
                    colours = page.render(scale=1).to_pil().convert("RGB").getcolors(1_000_000)
                    tinted = [c for _, c in colours if max(c) - min(c) > 12]
                    assert not tinted, (item, number, tinted[:3])


def test_old_people_get_large_type(project: MakeProject) -> None:
    """14 points at least for all that the item says; heads and imprint are smaller."""
    files = {
        name: text.replace("audiences: [everyone]", "audiences: [older]")
        for name, text in FILES.items()
    }
    for (kind, item), made in make(project(files)).items():
        for words in (*plain(BODY), "先做一单小的", "要先垫钱", "停手，不再垫钱", "她扫码进了群"):
            assert squeeze(words) not in small_print(made).split("\n"), (kind, item)


@pytest.mark.parametrize("count", [10, 20, 45, 60])
def test_a_long_alert_for_old_people_is_refused_rather_than_set_small(
    project: MakeProject, count: int
) -> None:
    body = SHI.replace("短信说卡要停用。", "短信说卡要停用，叫您点开链接去认证。" * count)
    text = samples.alert(body, audiences="[older]")
    made = make(project({"scams/shuadan.md": samples.scam(), "alerts/a.md": text}))
    one = made["leaflet-a4", "a"]
    assert one.overflow or "认证" not in small_print(one)
    assert bool(one.overflow) == (count == 60) or count == 45


def test_an_alert_that_is_too_long_names_its_body(project: MakeProject) -> None:
    text = samples.alert(BODY.replace("到窗口问", "到窗口问，" + "问清楚再办。" * 300))
    made = project({"scams/shuadan.md": samples.scam(), "alerts/chang.md": text}, fonts=True)
    done = fanzha(made.root, "build", "--only", "print")
    assert done.returncode == 1
    found = re.findall(
        r"docs/alerts/chang\.md:\d+:1: 错误 L001 传单\S*放不下：(\S+) 超出", done.stderr
    )
    assert set(found) == {"正文"}, done.stderr


@pytest.mark.parametrize("count", [1, 6, 12, 20, 32, 48, 70])
def test_an_alert_of_any_length_is_whole_or_refused(project: MakeProject, count: int) -> None:
    body = SHI.replace("短信说卡要停用。", "短信说卡要停用，叫您点开链接去认证。" * count)
    text = samples.alert(body)
    made = make(project({"scams/shuadan.md": samples.scam(), "alerts/a.md": text}))
    one = made["leaflet-a4", "a"]
    if one.overflow:
        assert {over.field for over in one.overflow} == {"正文"}
        assert count > 20, "so little must fit"
        return
    front, _ = sides(one)
    assert missing(front, [*plain(body), "96110"]) is None


def one_larger(product: Product) -> list[str]:
    """The sides of a leaflet that would still fit in the next larger type."""
    overrides = ROOT / "overrides"
    made, front, back = leaflet.settle(product.args, overrides)
    assert made.overflow == ()
    sizes, ways = (list(choice) for choice in leaflet.choices(product.args))
    found = []
    if front != sizes[0]:
        larger = leaflet.set_at(product.args, overrides, sizes[sizes.index(front) - 1], back)
        found += [] if leaflet.too_long(larger)[0] else ["front"]
    # Behind a story the type makes room for the course.
    if back != ways[0] and product.args["kind"] != "cases":
        larger = leaflet.set_at(product.args, overrides, front, ways[ways.index(back) - 1])
        found += [] if leaflet.too_long(larger)[1] else ["back"]
    return found


def test_type_is_as_large_as_the_sheet_lets_it_be() -> None:
    """An estimate that strays from the template makes type too small, and nothing else says so.

    Nearly every front was set a size too small once. One in nine of the library's leaflets is asked; few are
    a step smaller than they could be, which spares most of them being set twice.
    """
    edition, findings = read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))
    assert findings == []
    products = [p for p in leaflet.products(edition) if p.kind == "leaflet-a4"][::9]
    found = {p.items[0]: sides for p in products if (sides := one_larger(p))}
    assert len(found) * 4 <= len(products), found


def test_behind_a_story_stands_how_such_frauds_go() -> None:
    """A back that is half empty says less than it could; small type is no price for it."""
    edition = town({})
    cases = [p for p in leaflet.products(edition) if p.kind == "leaflet-a4"]
    cases = [p for p in cases if p.args["kind"] == "cases"][::9]
    found = [sides(p.make(p.args, ROOT / "overrides"))[1] for p in cases]
    assert sum("一般这样走" in back and "在这里停下" in back for back in found) >= len(found) - 1


@pytest.mark.parametrize("item", ["jiaqi-goip", "kuaiji-lingdao", "zhongnian-hunlian"])
def test_beside_the_signs_of_a_story_stands_its_drawing_on_no_words(item: str) -> None:
    """Short signs left the right half of a back white; what follows them is as wide as the sheet."""
    _, page = back_of(item)
    (width, height), text = page.get_size(), page.get_textpage()
    said = text.get_text_bounded()
    top, foot = (text.get_charbox(said.index(words))[3] for words in ("怎么认", "怎么办"))
    lines = [text.get_rect(n) for n in range(text.count_rects())]
    lines = [line for line in lines if foot < line[1] < top and line[2] > width * 0.62]
    image = page.render(scale=2).to_pil().convert("HSV").getchannel("S")

    def coloured(bottom: float, top: float) -> bool:
        box = (width * 0.62, height - top, width - 15 * MM, height - bottom)
        most = image.crop([round(2 * edge) for edge in box]).getextrema()[1]
        return bool(most > 150)

    assert coloured(max((line[3] for line in lines), default=foot), top)
    assert not [line for line in lines if coloured(line[1], line[3])]


FULLEST = ("daishou-shuidian", "jincun-jihuo", "yibao", "shexian-xiqian")


@pytest.mark.parametrize("item", FULLEST)
def test_what_fits_in_the_sample_fits_in_the_town_with_the_longest_names(item: str) -> None:
    """A town cannot shorten its name or its address, and it has not written the alert."""
    site = "https://www.fanzhaxuanchuan-shuangjiang-lahuzu-wazu-bulangzu-daizu.gov.cn/zt/fanzha/"
    fields = LONG | {"site_url": site, "sample": True}
    there = leaflet.products(town(fields))
    sheet = next(p for p in there if p.kind == "leaflet-a4" and p.items == (item,))
    made = sheet.make(sheet.args, ROOT / "overrides")
    assert made.overflow == () and made.pages == 2
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        said = text.get_text_bounded()
        street, small = (text.get_charbox(said.index(words)) for words in ("八号", "编印"))
    assert street[1] > small[3], "the station's street stands above the small print"


LONG_BACKS = ["baojianpin", "gongjuren", "luoliao", "nfc", "yanglao", "yibao"]


def back_of(item: str) -> tuple[Product, pypdfium2.PdfPage]:
    """A leaflet and its second side."""
    (product,) = (p for p in leaflet.products(edition()) if p.path.endswith(f"a4/{item}.pdf"))
    made = product.make(product.args, ROOT / "overrides")
    assert made.pages == 2 and made.overflow == ()
    return product, pypdfium2.PdfDocument(made.data)[1]


@pytest.mark.parametrize("item", [*LONG_BACKS, "shuadan", "zu-ka-baixue", "kuaidi-fuli"])
def test_every_back_ends_with_whom_to_ring_and_when(item: str) -> None:
    """Who turns the sheet over still finds both numbers, and nothing white above them."""
    _, page = back_of(item)
    width, height = page.get_size()
    text = page.get_textpage()
    foot = squeeze(text.get_text_bounded(0, 0, width, height * 0.12))
    assert all(
        words in foot for words in ("钱转走了，马上打", "110", "拿不准，先问一问", "96110")
    ), foot
    above = squeeze(text.get_text_bounded(0, height * 0.12, width, height * 0.12 + 25 * MM))
    assert len(above) > 10, "a back that ends well above its foot"


@pytest.mark.parametrize("item", LONG_BACKS)
def test_what_to_do_begins_the_right_column(item: str) -> None:
    """A heading in the middle of a column is passed over; both columns begin at one height."""
    product, page = back_of(item)
    text = page.get_textpage()
    said = text.get_text_range()
    left, right = (text.get_charbox(said.index(f"{title}\r\n")) for title in ("是什么", "怎么办"))
    assert right[0] > left[0] + 30 * MM and abs(right[3] - left[3]) < 6 * MM
    # The names of the stages, each on one line.
    names = [stage["stage"] for stage in product.args["course"]]
    lines = {squeeze(line).lstrip("12345") for line in said.splitlines()}
    assert [name for name in names if not any(name in line for line in lines)] == []


def test_types_of_fraud_have_one_face_behind() -> None:
    """They came out in three layouts, and where the drawings took the place of a list, its heading stood alone."""
    for product in leaflet.products(edition()):
        if product.kind == "leaflet-a4" and product.args["kind"] == "scams":
            ways = {way.form for way in leaflet.choices(product.args)[1]}
            assert back.Form.FULL not in ways, product.path
            for form in ways:
                parts = back.pieces(product.args["body"], form, drawn=True)
                ends = [part.text.splitlines()[-1] for part in parts if part.kind == "text"]
                assert not [end for end in ends if end.startswith("#")], product.path


def test_no_line_of_a_back_tears_a_word() -> None:
    """孩/子 over two lines is read twice; one in twelve backs is asked, and nearly all of its lines are whole."""
    broken, breaks = [], 0
    for product in [p for p in leaflet.products(edition()) if p.kind == "leaflet-a4"][::12]:
        if product.args["kind"] == "alerts":
            continue
        made = product.make(product.args, ROOT / "overrides")
        with pypdfium2.PdfDocument(made.data) as document:
            text = document[1].get_textpage().get_text_bounded()
        lines = [squeeze(line) for line in text.splitlines()]
        body = squeeze("".join(plain(product.args["body"])))
        for above, below in itertools.pairwise(lines):
            at = body.find(above + below)
            if len(above) < 8 or at < 0:
                continue
            breaks += 1
            start = max(body.rfind(mark, 0, at + len(above)) for mark in "，。！？：；") + 1
            if at + len(above) - start in torn(body[start : start + 30]):
                broken.append((above, below))
    assert breaks > 20 and len(broken) * 12 <= breaks, broken

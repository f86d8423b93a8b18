"""The ways in which `mutations` damages an item: each says which lines and codes must be named.

A damage is a function of a page that gives the damaged bytes and the lines at which a finding may
stand, or None where the page has nothing of the kind. The persons, numbers and addresses are
invented.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from fanzha.content.kinds.registry import KINDS
from fanzha.findings import Severity

ERROR, WARNING, NOTICE = Severity.ERROR, Severity.WARNING, Severity.NOTICE
_KEY = re.compile(r"^([a-z_]+):")


@dataclass(frozen=True)
class Mutant:
    """A damaged file; a finding on any of `lines` is on the right line."""

    data: bytes
    lines: tuple[int, ...]


@dataclass(frozen=True)
class Page:
    """An undamaged item."""

    page: str
    text: str

    @property
    def kind(self) -> str:
        """The folder."""
        return self.page.rpartition("/")[0] or "pages"

    @cached_property
    def rows(self) -> list[str]:
        """Its lines."""
        return self.text.split("\n")

    @cached_property
    def close(self) -> int:
        """Index of the closing fence."""
        return self.rows.index("---", 1)

    @cached_property
    def keys(self) -> dict[str, tuple[int, int]]:
        """Top-level key → its rows [first, last)."""
        starts = [(m[1], i) for i in range(1, self.close) if (m := _KEY.match(self.rows[i]))]
        ends = [*(at for _, at in starts[1:]), self.close]
        return {name: (at, end) for (name, at), end in zip(starts, ends, strict=True)}

    def value(self, key: str) -> str:
        """What stands on the line of a key."""
        return self.rows[self.keys[key][0]].partition(":")[2].strip()

    def put(self, first: int, last: int, rows: list[str], line: int | None = None) -> Mutant:
        """Rows [first, last) replaced; the damage is at row `first` unless said otherwise."""
        text = "\n".join([*self.rows[:first], *rows, *self.rows[last:]])
        return Mutant(text.encode(), (first + 1 if line is None else line,))

    def field(self, key: str, *rows: str) -> Mutant | None:
        """A whole field replaced."""
        return self.put(*self.keys[key], list(rows)) if key in self.keys else None

    def added(self, row: str) -> Mutant:
        """A field added at the end."""
        return self.put(self.close, self.close, [row])

    def set(self, key: str, row: str) -> Mutant:
        """A field replaced, or added."""
        return self.field(key, row) or self.added(row)

    def end(self, *rows: str) -> Mutant:
        """A paragraph at the end of the body."""
        kept = self.text.rstrip("\n").split("\n")
        return Mutant("\n".join([*kept, "", *rows, ""]).encode(), (len(kept) + 2,))


Apply = Callable[[Page], Mutant | None]


@dataclass(frozen=True)
class Damage:
    """A way to damage an item, and what must be said about it."""

    name: str
    codes: tuple[str, ...]
    do: Apply
    severity: Severity = ERROR
    kinds: frozenset[str] = frozenset(KINDS)

    def apply(self, page: Page) -> Mutant | None:
        """The damaged item, where the damage fits."""
        return self.do(page) if page.kind in self.kinds else None


_RESIDENTS = frozenset(KINDS) - {"editors"}
_IN_PARTS = frozenset({"scams", "cases", "alerts"})
_TELLS = _RESIDENTS - {"law", "help"}


def _fields() -> Iterator[Damage]:
    required = sorted(
        {
            name
            for kind in KINDS.values()
            for name, f in kind.model.model_fields.items()
            if f.is_required()
        }
    )
    for key in required:
        yield Damage(f"drop {key}", ("S020",), _drop(key))
    for key in ("title", "summary", "audiences", "status", "scam", "lines"):
        yield Damage(f"write {key} twice", ("S012",), _twice(key))
    for key in ("audiences", "venues", "channels", "keywords", "blanks"):
        yield Damage(f"list {key} as text", ("S023",), _unlisted(key))
    for key in ("lines", "red_flags", "steps", "course", "story", "clauses", "questions"):
        yield Damage(f"list {key} as one text", ("S023",), _one_text(key))
    for key in ("title", "rule", "status"):
        yield Damage(f"{key} as a list", ("S023",), _listed(key))
    for key in ("title", "audiences", "reviewed", "scam", "steps", "keywords", "lesson", "basis"):
        yield Damage(f"{key} less one letter", ("S021",), _renamed(key, key[:2] + key[3:]))
        yield Damage(f"{key} in capitals", ("S021",), _renamed(key, key.capitalize()))
    for key in ("summary", "title", "reviewed", "status"):
        yield Damage(f"{key} empty", ("S022",), lambda p, k=key: p.field(k, f"{k}:"))
    yield Damage("field of no kind", ("S021",), lambda p: p.added("author: 宣传员"))


def _drop(key: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        needed = key in KINDS[page.kind].model.model_fields
        if key not in page.keys or not (
            needed and KINDS[page.kind].model.model_fields[key].is_required()
        ):
            return None
        return page.put(*page.keys[key], [], 1)

    return do


def _twice(key: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        if key not in page.keys:
            return None
        first, last = page.keys[key]
        return page.put(page.close, page.close, page.rows[first:last])

    return do


def _unlisted(key: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        if key not in page.keys or not page.value(key).startswith("["):
            return None
        return page.field(key, f"{key}: {page.value(key).strip('[]')}")

    return do


def _one_text(key: str) -> Apply:
    return lambda p: p.field(key, f"{key}: 先挂断，再核实") if key in p.keys else None


def _listed(key: str) -> Apply:
    return lambda p: p.field(key, f"{key}: [{p.value(key)}]") if key in p.keys else None


def _renamed(key: str, other: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        if key not in page.keys:
            return None
        first, last = page.keys[key]
        head = page.rows[first].replace(key, other, 1)
        return page.put(first, last, [head, *page.rows[first + 1 : last]])

    return do


def _with(key: str, code: str, make: Callable[[str], str], name: str) -> Damage:
    """A damage of the one line of a plain field."""

    def do(page: Page) -> Mutant | None:
        plain = key in page.keys and page.value(key)[:1] not in ("", '"', "'", "|", ">")
        return page.field(key, make(page.value(key))) if plain else None

    return Damage(name, tuple(code.split("/")), do)


def _yaml() -> Iterator[Damage]:
    for key in ("title", "summary"):
        yield _with(key, "S011", lambda v, k=key: f'{k}: "{v}', f"{key}: quote not closed")
        yield _with(key, "S011", lambda v, k=key: f"{k}: '{v}", f"{key}: single quote not closed")
        yield _with(key, "S011", lambda v, k=key: f'{k}: "{v[:1]}"{v[1:]}', f"{key}: quote in part")
        yield _with(key, "S011", lambda v, k=key: f"{k}: {v[:2]}: {v[2:]}", f"{key}: second colon")
        yield _with(key, "S009", lambda v, k=key: f"{k}：{v}", f"{key}: full-width colon")
        yield _with(key, "S010", lambda v, k=key: f"{k}:{v}", f"{key}: no space after colon")
        yield _with(key, "S007/S010/S011", lambda v, k=key: f"{k} {v}", f"{key}: no colon")
        yield _with(key, "S008", lambda v, k=key: f"\t{k}: {v}", f"{key}: tab before")
        yield _with(key, "S011", lambda v, k=key: f"{k}: *{v}", f"{key}: asterisk")
        yield _with(key, "S011", lambda v, k=key: f"{k}: @{v}", f"{key}: at sign")
        yield _with(key, "S013", lambda v, k=key: f"{k}: {v[:3]} # {v[3:]}", f"{key}: number sign")
    yield _with("summary", "S011", lambda v: f" summary: {v}", "summary: extra space before")
    yield _with("status", "S011", lambda v: f"  status: {v}", "status: two spaces before")
    yield _with("audiences", "R001", lambda v: f"audiences: {v.replace(', ', '，')}，",
                "audiences: full-width comma outside")  # fmt: skip
    for key in ("audiences", "venues", "channels"):
        yield Damage(f"{key}: full-width commas", ("R001",), _wide_commas(key))
        yield Damage(f"{key}: bracket left open", ("S011",), _bracket(key, "]", ""))
        yield Damage(f"{key}: full-width brackets", ("S023",), _bracket(key, "[]", "【】"))
    yield Damage("keywords: full-width commas", ("S023", "S024"), _wide_commas("keywords"))
    yield Damage("list entry: indented differently", ("S011", "S014", "S023"), _entry("   - "))
    yield Damage("list entry: tab", ("S008",), _entry("\t- "))
    yield Damage("list entry: no space after dash", ("S010", "S011", "S023"), _entry("  -"))
    yield Damage("list entry: second colon", ("S023",), _entry("  - 他说: "))


def _wide_commas(key: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        if key not in page.keys or ", " not in page.value(key):
            return None
        return page.field(key, f"{key}: {page.value(key).replace(', ', '，')}")

    return do


def _bracket(key: str, old: str, new: str) -> Apply:
    pairs = str.maketrans({a: (new[i] if new else "") for i, a in enumerate(old)})
    return lambda p: p.field(key, f"{key}: {p.value(key).translate(pairs)}") if (
        key in p.keys and p.value(key).startswith("[")
    ) else None  # fmt: skip


def _entry(head: str) -> Apply:
    """The third entry of the first list of plain texts."""

    def do(page: Page) -> Mutant | None:
        for key in ("lines", "red_flags", "steps", "clauses"):
            if key in page.keys and page.rows[page.keys[key][0] + 3].startswith("  - "):
                at = page.keys[key][0] + 3
                return page.put(at, at + 1, [head + page.rows[at][4:]])
        return None

    return do


def _files() -> Iterator[Damage]:
    yield Damage("saved as GBK", ("S001",), _gbk)
    yield Damage("saved as UTF-16", ("S001",), lambda p: Mutant(p.text.encode("utf-16"), (1,)))
    yield Damage("BOM and control character", ("S003",), _control)
    yield Damage("broken byte in the body", ("S001",), _broken_byte)
    yield Damage("cut within a character", ("S001",), _cut)
    yield Damage("empty file", ("S004",), lambda p: Mutant(b"", (1,)))
    yield Damage("blank line before ---", ("S005",), lambda p: p.put(0, 0, [""]))
    yield Damage("text before ---", ("S004",), lambda p: p.put(0, 0, ["反诈资料"]))
    yield Damage("no opening ---", ("S004",), lambda p: p.put(0, 1, []))
    yield Damage("opening — for ---", ("S004",), lambda p: p.put(0, 1, ["———"]))
    yield Damage("opening ----", ("S004",), lambda p: p.put(0, 1, ["----"]))
    yield Damage("no closing ---", ("S006",), lambda p: p.put(p.close, p.close + 1, []))
    yield Damage("closing — for ---", ("S006",), lambda p: p.put(p.close, p.close + 1, ["——"]))
    yield Damage("closing --", ("S006",), lambda p: p.put(p.close, p.close + 1, ["--"]))


def _gbk(page: Page) -> Mutant | None:
    first = next(i for i, row in enumerate(page.rows, 1) if not row.isascii())
    return Mutant(page.text.encode("gb18030"), (first,))


def _control(page: Page) -> Mutant | None:
    at = page.keys["summary"][0]
    made = page.put(at, at + 1, [page.rows[at] + "\x0b"])
    return Mutant(codecs.BOM_UTF8 + made.data, made.lines)


def _broken_byte(page: Page) -> Mutant | None:
    made = page.end("打不开的字：?")
    return Mutant(made.data.replace("：?".encode(), b"\xff\xa3"), made.lines)


def _cut(page: Page) -> Mutant | None:
    made = page.end("断开的字")
    return Mutant(made.data.rstrip(b"\n")[:-1], made.lines)


def _values() -> Iterator[Damage]:
    for value in ("2026/11/20", "2026-02-30", "20261120", "2026-1-5", "去年冬天"):
        yield _set("reviewed", value, "S023")
    yield _set("published", "2026-13-01", "S023")
    yield _set("expires", "明年", "S023")
    yield _set("reviewed", "2027-11-20", "T006")
    yield _set("reviewed", "2025-11-20", "T003")
    yield _set("expires", "2025-11-20", "T003")
    yield _set("expires", "2026-11-20", "T002", WARNING)
    yield _set("expires", "2026-11-25", "T005", NOTICE)
    yield _set("published", "2026-12-20", "T007", NOTICE)
    yield Damage("overdue", ("T001",), _overdue, WARNING)
    yield _set("status", "publish", "S023")
    yield _set("status", "draft", "R016")
    yield _set("basis", "真事", "S023")
    yield _set("review_in", "半年", "S023")
    yield _set("review_in", "9999", "S023")
    yield _set("review_in", "1.5", "S023")
    yield _set("title", "这个标题实在太长了" * 4, "S024")
    yield _set("summary", "这一句话实在太长了" * 8, "S024")
    yield _set("rule", "凡是叫您先垫钱再返利的都是骗人的", "S024")
    yield _set("audiences", "[everyone, studens]", "R001")
    yield _set("venues", "[communities, bank]", "R001")
    yield _set("channels", "[phone, fax]", "R001", kinds=frozenset({"scams"}))
    yield _set("law", "[52]", "R001", kinds=frozenset({"scams"}))
    yield _set("law", "[三十八]", "S023", kinds=frozenset({"scams"}))
    yield _set("scam", "shuadann", "R002", kinds=frozenset({"cases", "alerts", "posters"}))
    yield _set("scam", "刷单", "R002", kinds=frozenset({"cases", "alerts", "posters"}))
    yield _set("age_band", "35", "S023", kinds=frozenset({"cases"}))
    yield _set("loss_band", "30000", "S023", kinds=frozenset({"cases"}))
    yield _set("severity", "high", "S023", kinds=frozenset({"alerts"}))
    yield _set("scope", "全国", "S023", kinds=frozenset({"alerts"}))
    yield _set("image", "assets/pictures/mei-you.svg", "R003")
    yield _set("allow", "{P001: 这里就是要写出来}", "S050")
    yield _set("allow", "{W999: 没有这条规则}", "S050")
    yield _set("turning_point", "{step: 9, text: 这时停下，钱还在。}", "S023",
               kinds=frozenset({"cases"}))  # fmt: skip
    yield Damage("official without source", ("F014",), _official)


def _set(
    key: str,
    value: str,
    code: str,
    severity: Severity = ERROR,
    kinds: frozenset[str] = frozenset(KINDS),
) -> Damage:
    def do(page: Page) -> Mutant | None:
        if key == "image" and "alt" not in page.keys:
            return None
        if key in ("status",) and page.kind == "editors" and code == "R016":
            return None  # handbooks are never printed
        return page.set(key, f"{key}: {value}")

    shown = value if len(value) < 30 else f"{value[:12]}…"
    return Damage(f"{key}: {shown}", (code,), do, severity, kinds)


def _overdue(page: Page) -> Mutant | None:
    rows = list(page.rows)
    at = page.keys["reviewed"][0]
    rows[at] = "reviewed: 2026-08-01"
    rows[page.keys["published"][0]] = "published: 2026-08-01"
    made = Page(page.page, "\n".join(rows)).set("review_in", "review_in: 30")
    return Mutant(made.data, (at + 1,))


def _official(page: Page) -> Mutant | None:
    if page.value("basis") == "official":
        return None
    text = page.text
    if "sources" in page.keys:
        first, last = page.keys["sources"]
        text = page.put(first, last, []).data.decode()
    rest = Page(page.page, text)
    return rest.field("basis", "basis: official")


# (code, a line for the body)
_LINES: tuple[tuple[str, str], ...] = (
    # privacy
    ("P001", "对方报出他的身份证号509999199002121235。"),
    ("P001", "对方报出身份证号 509999 19900212 1235。"),
    ("P001", "对方报出身份证号５０９９９９１９９００２１２１２３５。"),
    ("P002", "他填了身份证号5099********1235。"),
    ("P002", "他填了身份证号509999199002121234。"),
    ("P002", "他填了身份证号509999900212123。"),
    ("F001", "来电是19900000000。"),
    ("F001", "请打0509-8765432问。"),
    ("P003", "来电是199****0000。"),
    ("P003", "来电是１９９０００００００１。"),
    ("P003", "来电是一九九一二三四五六七八。"),
    ("P003", "联系电话：8765432。"),
    ("P004", "他把钱转到银行卡6222000000000009。"),
    ("P004", "他把钱转到6222 0000 0000 0009。"),
    ("P005", "来的是一辆渝Z·8K6Q9的货车。"),
    ("P005", "来的是一辆川AD12345的轿车。"),
    ("P006", "请把材料发到zhangsan88@youxiang.example。"),
    ("P007", "他加了微信号：zhuanqian_668。"),
    ("P007", "他加了QQ：123456789。"),
    ("P007", "请搜抖音号：fuli_8866。"),
    ("P008", "他住在幸福小区3号楼2单元501室。"),
    ("P010", "村民王建国接到一个电话。"),
    ("P010", "受害人李秀英报了警。"),
    ("P011", "示范镇中心小学三年级的一个学生加了陌生人。"),
    ("P013", "3月12日，石桥村一位63岁的老人转走18532元。"),
    # facts
    ("F001", "拿不准，打96101问清楚。"),
    ("F003", "看到预警短信，拨打12381问清楚。"),
    ("F004", "钱已经转出去了，马上打96110报警。"),
    ("F005", "钱被骗走了，马上打12321报案。"),
    ("F006", "反诈专线110，有疑问就打。"),
    ("F007", "打开12381短信里的链接看一看。"),
    ("F007", "96110会问您的验证码。"),
    ("F008", "反电信网络诈骗法第52条写明了怎么罚。"),
    ("F010", "反电信网络诈骗法第38条：拘留5天到15天。"),
    ("F010", "反电信网络诈骗法第38条：罚违法所得1倍以上100倍以下。"),
    ("F010", "反电信网络诈骗法第38条：罚违法所得一倍以上百倍以下。"),
    ("F010", "反电信网络诈骗法第38条：没有违法所得的，处100万元以下罚款。"),
    ("F010", "反电信网络诈骗法第44条：没有违法所得的，处200万元以下罚款。"),
    ("F011", "帮信罪最高判7年。"),
    ("F011", "反电信网络诈骗法2023年12月1日起施行。"),
    ("F013", "刷单案件占全部案件的80%。"),
    ("F013", "去年有63%的人接到过这种电话。"),
    # references
    ("R004", "<b>不要转账</b>"),
    ("R004", "<script>alert(1)</script>"),
    ("R005", "看[这一篇](../scams/mei-you-zhe-pian.md)。"),
    ("R005", "![一张图](../assets/pictures/mei-you.svg)"),
    ("R006", "请打开 www.example-bank.com 查询。"),
    ("R006", "请打开[网页](https://example.org/a)。"),
    ("R007", "[点这里](javascript:alert(1))"),
    ("R007", "[点这里](data:text/html;base64,AAAA)"),
    ("R008", "去{派出索}问一问。"),
    ("R014", "请打开 www.gov.cn.chaxun.top 查询。"),
    ("R014", "请打开 www.g0v.cn 查询。"),
    ("R015", "看[设置](../../mkdocs.yml)。"),
    ("R010", "看[下面](#mei-you-zhe-duan)。"),
    # wording
    ("W001", "老人贪小便宜，才会被骗。"),
    ("W001", "她太天真了。"),
    ("W002", "及时报警，钱一定能追回。"),
    ("W002", "照着做，绝对安全。"),
    ("W003", "速看，这种骗法很多人中招。"),
    ("W004", "自愿安装国家反诈中心APP，不装不能办卡。"),
    ("W005", "自愿安装国家反诈中心APP，装了就不会被骗。"),
    ("W006", "可以自愿安装反诈APP。"),
    ("W007", "可以安装国家反诈中心APP。"),
    ("W013", f"骗子{'先说一句好话再说一句坏话' * 6}才停。"),
    ("W020", "先停一停,再问一问。"),
    ("W031", "#### 再小一级"),
    ("W032", "# 大标题"),
    # text
    ("S040", "先停\u200b一停。"),
    ("S041", "先停\u202e一停。"),
    ("S042", "先停\ue123一停。"),
    ("S043", "先停一停，再轉帳。"),
    ("S044", "先停一停，鍙嶈瘓銆傗€�"),
    ("L002", "先停一停😀。"),
)


def _body() -> Iterator[Damage]:
    for code, line in _LINES:
        kinds = frozenset(KINDS)
        if code[0] == "W" or code in ("P010", "P011", "R008", "F013", "L002"):
            kinds = _RESIDENTS
        if code == "P013":
            kinds = _TELLS
        if code == "R015" or "../scams" in line or "../assets" in line:
            kinds -= {"pages"}
        shown = line if len(line) <= 36 else f"{line[:34]}…"
        shown = shown.encode("unicode_escape").decode() if not shown.isprintable() else shown
        name = f"body: {shown.replace('|', '/')}"
        codes = (code,) if code != "S044" else ("S044", "S003")
        yield Damage(name, codes, _appended(line, code), ERROR, kinds)
    for part in ("是什么", "怎么认", "怎么办"):
        yield Damage(f"part {part} missing", ("W030",), _without(part), ERROR, _IN_PARTS)
    yield Damage("parts in another order", ("W030",), _swapped, ERROR, _IN_PARTS)


def _appended(line: str, code: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        has_source = code == "F013" and "sources" in page.keys
        return None if has_source else page.end(line)

    return do


def _without(part: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        at = page.rows.index(f"## {part}")
        # What is absent is said where the body begins.
        return page.put(at, at + 1, [], page.close + 2)

    return do


def _swapped(page: Page) -> Mutant | None:
    first, second = page.rows.index("## 怎么认"), page.rows.index("## 怎么办")
    rows = list(page.rows)
    rows[first], rows[second] = rows[second], rows[first]
    return Mutant("\n".join(rows).encode(), (second + 1,))


def _swaps() -> Iterator[Damage]:
    """Figures changed where they stand in the item."""
    yield Damage("96110 → 96101 in place", ("F001",), _swap("96110", "96101"))
    yield Damage("打96110 → 打12381 in place", ("F003",), _swap("打96110", "打12381"))
    yield Damage("拨96110 → 拨12381 in place", ("F003",), _swap("拨96110", "拨12381"))
    yield Damage("已经转账，马上打110 → 96110 in place", ("F004",),
                 _swap("已经转账，马上打110", "已经转账，马上打96110"))  # fmt: skip
    yield Damage("10倍 → 100倍 in place", ("F010",), _figure("10倍", "100倍"))
    yield Damage("10万 → 100万 in place", ("F010",), _figure("10万", "100万"))
    yield Damage("20万 → 200万 in place", ("F010",), _figure("20万", "200万"))
    yield Damage("50万 → 500万 in place", ("F010",), _figure("50万", "500万"))
    yield Damage("15日/天 → 51 in place", ("F010",), _figure("15日", "51日", "15天", "51天"))
    yield Damage("诈骗法第N条 → 第9N条 in place", ("F008",), _article)
    yield Damage(".md link broken in place", ("R005",), _link)


def _swap(old: str, new: str) -> Apply:
    def do(page: Page) -> Mutant | None:
        quoted = page.kind == "editors"  # handbooks quote bad examples in code
        for at, row in enumerate(page.rows):
            if old in row and not (quoted and "`" in row):
                return page.put(at, at + 1, [row.replace(old, new, 1)])
        return None

    return do


def _figure(*pairs: str) -> Apply:
    """On the first line of a text about the law that speaks of punishment and has the figure."""

    def do(page: Page) -> Mutant | None:
        if "诈骗法" not in page.text or page.kind == "editors":
            return None
        for at in range(1, len(page.rows)):
            row = page.rows[at]
            for old, new in zip(pairs[::2], pairs[1::2], strict=True):
                match = re.search(rf"(?<![\d.]){old}", row)
                other = re.search("刑法|治安管理|惩戒", row)
                if match and not other and re.search("罚|拘留", row):
                    text = row[: match.start()] + new + row[match.end() :]
                    return page.put(at, at + 1, [text])
        return None

    return do


def _article(page: Page) -> Mutant | None:
    for at, row in enumerate(page.rows):
        match = re.search(r"反电信网络诈骗法第(\d+)条", row)
        if match and page.kind != "editors":
            text = row[: match.start(1)] + "9" + row[match.start(1) :]
            return page.put(at, at + 1, [text])
    return None


def _link(page: Page) -> Mutant | None:
    for at in range(page.close, len(page.rows)):
        row = page.rows[at]
        match = re.search(r"\]\(([\w./-]+)\.md", row)
        if match and "`" not in row:
            text = row[: match.end(1)] + "-x" + row[match.end(1) :]
            return page.put(at, at + 1, [text])
    return None


DAMAGES: tuple[Damage, ...] = (*_fields(), *_yaml(), *_files(), *_values(), *_body(), *_swaps())

"""Family S, Markdown: signs that mean one thing to the writer and come out as another.

Web, paper and texts are read by one parser, so what is wrong is wrong everywhere: a list without a
blank line above it is a sentence with dashes, `1、` is no number, ** 粗 ** is printed with its stars.
Each is reported with the line as it was meant, where only one thing can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.findings import Finding

_SPACE = " \t\u3000\xa0"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_HAN = "一二三四五六七八九十"
_ENTRY = re.compile(r"^ {0,3}(?:[-*+]|\d{1,2}\.) +\S")
DEEPEST = 12  # spaces before an entry of the fourth level
_QUOTED = re.compile(r"[ ]{0,3}(?:>[ \t]?){4,}")
_NESTED = re.compile(r"^(?P<indent> +)(?:[-*+]|\d{1,2}\.) +\S")
_DASH = re.compile(
    rf"^(?:[-*+](?=[\u4e00-\u9fff“《])|[－•●·◆■–]|[-*+](?=[\u3000\xa0]))[{_SPACE}]*(?=\S)"
)
_DOTTED = re.compile(
    r"^(?P<n>[0-9０-９]{1,2})[.．](?:(?=[\u4e00-\u9fff“《])|[\u3000\xa0]+)"
    r"|^(?P<w>[０-９]{1,2})[.．] *"
)
_COUNTED = re.compile(
    rf"^(?:(?P<n>[0-9０-９]{{1,2}}) *[、）)]|[(（](?P<p>[0-9]{{1,2}})[)）]|(?P<c>[{_CIRCLED}])"
    rf"|(?P<h>[{_HAN}])、|[(（](?P<b>[{_HAN}])[)）])[{_SPACE}]*(?=\S)"
)
_TABLE = re.compile(r"^ *\|.*\| *$")
_RULER = re.compile(r"^ *\|?(?: *:?-+:? *\|)+ *(?::?-+:?)? *$")
_TARGET = r"(?:[\w./-]+\.(?:md|png|svg|jpe?g|webp)(?:#[\w-]+)?|https?://[!-~]+?|tel:[0-9-]+)"
_LINK = re.compile(
    rf"(?:\[(?P<a>[^\]\[\n]+)\](?: +\(|(?=（)（)|【(?P<b>[^【】\n]+)】 *[(（])(?P<to>{_TARGET})[)）]"
)
_HASHES = re.compile(r"^(?: {1,3}(?P<in>#{1,6})|(?P<wide>＃{1,6}))[^\S\n]*(?=[^#\s])")
_SIGNS = re.compile(
    r"(?P<task>^ *(?:[-*+]|\d{1,2}\.) +\[[ xX]\] +)|==(?P<mark>[^=\n]+)==|(?P<gone>~~[^~\n]+~~)"
    r"|(?<!_)__(?P<bold>[^_\n]+)__(?!_)|(?P<note>\[\^[^\]\n]+\])|(?P<slash>(?<!\\)\\$)"
)
# Signs of other dialects, which no parser of ours knows: they are printed as they stand.
_FOREIGN = (
    (re.compile(r"^ *(?:\[(?:toc|TOC|目录)\]|\[\[.+\]\]) *$"), "网页自己会列出目录，删去这一行"),
    (re.compile(r"^ *(?::::|!!!|\?\?\?)[^\n]*"), "删去这个记号，直接写文字"),
    (re.compile(r"(?<!\\)\\(?=[\u4e00-\u9fff，。；：！？“”])"), "删去 \\"),
    (re.compile(r"\$\$|\$(?=[A-Za-z\\])[^$\n]{1,60}\$"), "公式排不出来，直接写文字"),
    (re.compile(r"&(?:nbsp|ensp|emsp|thinsp|zwnj|shy|lrm|rlm);"), "删去它，空格按空格键"),
)
_BOLD = re.compile(r"\*\*")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_SENTENCE = re.compile(r"[。！？；，]\s*$")
_BEGINS = re.compile(rf"[-*+－•●·◆■–#＃|｜= \t(（0-9０-９{_CIRCLED}{_HAN}]")
_HOLDS = re.compile(
    r"^ *(?::::|!!!|\?\?\?)|\[(?:toc|TOC|目录)\]|\[\[|&[a-z]+;|\\[^!-~]|\$"
    r"|\*\*|==|~~|__|\[\^|\[[ xX]\]|\] *[ （]|】 *[(（]|\\$"
)
ABOVE = "在这一行的前面按一次回车，空出一行"


@rule(
    "S063",
    "记号写得不对，会原样印出来",
    why="列表、表格、粗体、链接的记号差一点，网页和纸上就不是列表、表格，或者把记号一起印出来。",
    bad="1.先挂断",
    good="1. 先挂断",
)
def slips(context: Context) -> Iterator[Finding]:
    """Signs of Markdown that come out otherwise than they were meant."""
    for prose in context.residents:
        first = prose.document.body_line
        if prose.kind not in ("data", "region"):
            yield from _slips(prose, prose.document.source.lines[first - 1 :], first)


def _slips(prose: Prose, rows: Sequence[str], first: int) -> Iterator[Finding]:
    code = False
    for at, row in enumerate(rows):
        if not row.strip():
            continue
        line = Line(prose.document.source, first + at, 1, row)
        if _FENCE.match(row):
            if not code:
                yield line.finding(
                    0, len(row), "代码块会原样印出来", hint="删去 ``` 这样的行，直接写文字"
                )
            code = not code
            continue
        if code:
            continue
        found = next(_at_the_start(line, rows, at), None) if _BEGINS.match(row) else None
        if found is None and _HOLDS.search(row):
            found = next(_inside(line, rows, at), None)
        if found is None and (match := _QUOTED.match(row)):
            hint = "行首只留一个 >"
            found = line.finding(0, match.end(), "引用套得太深，最多三层", hint=hint)
        if found is not None:
            yield found


def _at_the_start(line: Line, rows: Sequence[str], at: int) -> Iterator[Finding]:
    """What a line begins with, and what stands above it."""
    row, above = line.text, rows[at - 1] if at else ""
    if match := _HASHES.match(row):
        marks = "#" * len(match["in"] or match["wide"])
        yield line.finding(0, match.end(), "标题的 # 要在行首，用半角", mended=f"{marks} ")
    if re.fullmatch(r"#{1,6}\s*", row):
        yield line.finding(0, len(row), "标题是空的", hint="写上标题，或者删去这一行")
    if not above.strip() and re.match(r" {4}|\t", row) and not _in_list(rows, at):
        indent = len(row) - len(row.lstrip())
        yield line.finding(0, indent, "行首空了四格，会印成代码", hint="删去前面的空格", mended="")
    if (match := _DASH.match(row)) and not _RULER.match(row):
        message = "列表的每一条以半角减号加空格开头"
        yield line.finding(0, match.end(), message, mended="- ")
    if match := _DOTTED.match(row):
        yield line.finding(
            0,
            match.end(),
            "编号用半角数字，点后面要有一个空格",
            mended=f"{int(match['n'] or match['w'])}. ",
        )
    if (match := _COUNTED.match(row)) and any(
        0 <= other < len(rows) and _COUNTED.match(rows[other]) for other in (at - 1, at + 1)
    ):
        message = "这样编号不成列表，几条会连成一行"
        yield line.finding(0, match.end(), message, mended=f"{_number(match)}. ")
    if match := _NESTED.match(row):
        depth = len(match["indent"])
        if depth in (2, 3) and (_ENTRY.match(above) or _NESTED.match(above)):
            yield line.finding(0, depth, "列表的下一层要空四格", mended=" " * 4)
        over = _NESTED.match(above)
        if depth >= DEEPEST and not (over and len(over["indent"]) >= DEEPEST):  # once for a list
            hint = "并到上面一层，或者另起一段"
            yield line.finding(0, depth, "列表套得太深，最多三层，纸上排不下", hint=hint)
    if above.strip() and _ENTRY.match(row) and not _in_list(rows, at) and not _heading(above):
        yield line.finding(0, 1, "列表上面要空一行，不然不成列表", hint=ABOVE, mended=f"\n{row[0]}")
    if row.count("｜") > 1 and "|" not in row and row.strip()[0] == "｜":
        yield line.finding(0, len(row), "表格的竖线要用半角的", mended=row.replace("｜", "|"))
    if _TABLE.match(row) and at + 1 < len(rows) and _RULER.match(rows[at + 1]):
        if above.strip() and not _TABLE.match(above) and not _heading(above):
            yield line.finding(
                0, 1, "表格上面要空一行，不然不成表格", hint=ABOVE, mended=f"\n{row[0]}"
            )
        elif _columns(row) != _columns(rows[at + 1]):
            few = f"表格第一行有 {_columns(row)} 栏，第二行有 {_columns(rows[at + 1])} 栏，不成表格"
            yield line.finding(0, len(row), few, hint="两行的栏数要一样")
    elif _TABLE.match(row) and not _RULER.match(row):
        if not _TABLE.match(above) and not _ruled(rows, at):  # once for the whole table
            rule_row = "| " + " | ".join(["---"] * _columns(row)) + " |"
            yield line.finding(
                0,
                len(row),
                "表格少了第二行，竖线会印出来",
                hint=f"在第一行下面加一行：{rule_row}",
            )
    elif _RULER.match(row) and "|" in row and not _TABLE.match(above) and "|" not in above:
        yield line.finding(
            0, len(row), "表格少了第一行：先写各栏的名字", hint="在上面加一行，例如 | 甲 | 乙 |"
        )
    if re.fullmatch(r"-{2,} *|={2,} *", row) and _SENTENCE.search(above):
        message = "这一行会把上面一句变成标题"
        yield line.finding(0, len(row), message, hint="删去这一行，或者在上面空一行")


def _inside(line: Line, rows: Sequence[str], at: int) -> Iterator[Finding]:
    """Signs within a line; what stands in ` ` is left alone."""
    text = re.sub(r"(`+)[^`\n]*\1", lambda match: "x" * len(match[0]), line.text)
    for match in _LINK.finditer(text):
        name = line.text[match.start() + 1 : match.start() + 1 + len(match["a"] or match["b"])]
        mended = f"[{name}]({match['to']})"
        yield line.finding(
            match.start(), match.end(), "链接写成 [名字](地址)，中间不空格", mended=mended
        )
    for match in _SIGNS.finditer(text):
        yield _sign(line, match)
    for pattern, hint in _FOREIGN:
        for match in pattern.finditer(text):
            yield line.finding(*match.span(), f"{match[0].strip()} 会原样印出来", hint=hint)
    marks = [match.start() for match in _BOLD.finditer(text)]
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        inner = line.text[start + 2 : end]
        if (
            inner.strip()
            and inner != inner.strip(_SPACE)
            and "*" not in inner
            and len(marks) % 2 == 0
        ):
            yield line.finding(
                start,
                end + 2,
                "** 里面不留空格，不然会印出星号",
                mended=f"**{inner.strip(_SPACE)}**",
            )
    if len(marks) % 2 and _paragraph(rows, at).count("**") % 2:
        yield line.finding(
            marks[-1], marks[-1] + 2, "** 不成对，会印出星号", hint="粗体前后各写两个星号"
        )


def _sign(line: Line, match: re.Match[str]) -> Finding:
    start, end = match.span()
    if match["task"]:
        box = match["task"].rindex("[")
        return line.finding(box, end, "方框会原样印出来", hint="删去方框", mended="")
    if match["mark"] or match["bold"]:
        inner = line.text[start + 2 : end - 2]
        return line.finding(start, end, "加粗用两个星号", mended=f"**{inner}**")
    if match["gone"]:
        return line.finding(start, end, "~~ 会原样印出来", hint="不要的字直接删去")
    if match["note"]:
        return line.finding(start, end, "脚注会原样印出来", hint="把注写进句子里，出处写进 sources")
    return line.finding(start, end, "行末的 \\ 会印出来", hint="另起一段就空一行", mended="  ")


def _number(match: re.Match[str]) -> int:
    if match["c"]:
        return _CIRCLED.index(match["c"]) + 1
    if han := match["h"] or match["b"]:
        return _HAN.index(han) + 1
    return int(match["n"] or match["p"])


def _columns(row: str) -> int:
    return len(re.split(r"(?<!\\)\|", row.strip().strip("|")))


def _ruled(rows: Sequence[str], at: int) -> bool:
    """Whether the run of table lines that begins here has one of dashes."""
    end = at
    while end + 1 < len(rows) and _TABLE.match(rows[end + 1]):
        end += 1
    return any(_RULER.match(row) for row in rows[at : end + 1])


def _heading(row: str) -> bool:
    return row.startswith("#")


def _in_list(rows: Sequence[str], at: int) -> bool:
    """Whether a line belongs to a list above it: right below, or indented behind blank lines."""
    blank = False
    for row in reversed(rows[:at]):
        if not row.strip():
            blank = True
        elif _ENTRY.match(row) or _NESTED.match(row):
            return True
        elif _heading(row) or (blank and not row.startswith((" ", "\t"))):
            return False
    return False


def _paragraph(rows: Sequence[str], at: int) -> str:
    """The run of lines round a line."""
    start = end = at
    while start and rows[start - 1].strip():
        start -= 1
    while end + 1 < len(rows) and rows[end + 1].strip():
        end += 1
    return "\n".join(rows[start : end + 1])

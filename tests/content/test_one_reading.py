"""Web, paper, article and texts read a body alike: the same words in the same order, lists, numbers.

The bodies follow the kinds of examples of CommonMark's specification that our writers may use.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pypdfium2
import pytest
import typst

from fanzha.content.markup import to_xhtml
from fanzha.texts.article_body import body
from fanzha.texts.points import entries
from tests.conftest import ROOT

BODIES = (
    *("一句话。\n\n又一句。", "一句话，\n接着说。", "甲  \n乙", "甲\n\n***\n\n乙"),
    *("## 甲\n\n### 乙\n\n#### 丙", "小标题\n---\n\n甲", "## 甲 ##"),
    *("- 甲\n- 乙", "* 甲\n* 乙", "+ 甲\n+ 乙", "- 甲\n\n- 乙", "- 甲\n\n\n- 乙"),
    *("1. 甲\n2. 乙", "1. 甲\n1. 乙", "3. 甲\n4. 乙", "0. 甲\n1. 乙", "10. 甲\n11. 乙"),
    *("1. 甲\n\n中间一段。\n\n2. 乙\n3. 丙", "- 甲\n\n1. 乙\n2. 丙", "1. 甲\n\n- 乙"),
    *("- 甲\n    - 乙\n    - 丙\n- 丁", "1. 甲\n    - 乙\n    - 丙\n2. 丁"),
    *("- 甲\n    1. 乙\n    2. 丙", "- 甲\n    - 乙\n        - 丙", "- - 甲", "1. - 2. 甲"),
    *("- 甲\n\n    接着说。\n\n- 乙", "- 甲\n\n    - 乙\n\n    再说一句。"),
    *("> 甲\n>\n> 乙", "> - 甲\n> - 乙", "> 1. 甲\n>\n>     乙", "1. 甲\n\n    > 乙\n\n2. 丙"),
    *("**甲**乙*丙*丁", "甲**乙*丙*乙**丁", "**甲\n乙**", "甲*乙", "5 * 3 * 2", "甲_乙_丙"),
    *("看[乙](a.md)丙。", "看[**乙**](a.md)丙。", "[甲](<a.md>)", '[甲](a.md "乙")'),
    "| 甲 | 乙 |\n|---|---|\n| 丙 | **丁** |\n| [戊](a.md) | 己 |",
)


def told(element: Element) -> str:
    """The words of an element, with the marks and numbers of its lists, without white space."""
    words = [element.text or ""]
    number = int(element.get("start", "1"))
    for child in element:
        if child.tag == "li":
            words.append("•" if element.tag == "ul" else f"{number}.")
            number += 1
        words += [told(child), child.tail or ""]
    return re.sub(r"\s+", "", "".join(words))


COLOURS = json.loads((ROOT / "overrides" / "tokens.json").read_text(encoding="utf-8"))["colours"]
LISTS = ("signs", "says", "story", "lead", "clauses", "calls", "foot", "pictures")
NOTHING: dict[str, object] = {
    **dict.fromkeys(LISTS, ()),
    **dict.fromkeys(("alert", "summary", "rule", "closing"), ""),
    "placed": 0,
}
WEB = [told(fromstring(to_xhtml(text))) for text in BODIES]


def test_paper_reads_as_the_web(tmp_path: Path) -> None:
    """One page for each body."""
    for name in ("xhtml.typ", "lines.typ", "measure.typ"):
        shutil.copyfile(ROOT / "overrides" / "typst" / name, tmp_path / name)
    (tmp_path / "bodies.json").write_text(json.dumps([to_xhtml(text) for text in BODIES]), "utf-8")
    (tmp_path / "all.typ").write_text(
        '#import "xhtml.typ": from-xhtml\n#set list(marker: [•])\n'
        '#for (at, body) in json("bodies.json").enumerate() '
        "{ if at > 0 { pagebreak() }; from-xhtml(body) }\n",
        "utf-8",
    )
    pages = pypdfium2.PdfDocument(
        typst.compile(tmp_path / "all.typ", font_paths=[ROOT / "overrides" / "fonts"])
    )
    paper = [re.sub(r"\s+", "", page.get_textpage().get_text_range()) for page in pages]
    assert dict(zip(BODIES, paper, strict=True)) == dict(zip(BODIES, WEB, strict=True))


@pytest.mark.parametrize(("text", "web"), [*zip(BODIES, WEB, strict=True)])
def test_an_article_reads_as_the_web(text: str, web: str) -> None:
    """Also where its editor drops all but a few elements."""
    made = body({**NOTHING, "body": text}, COLOURS).replace("<br>", "<br/>")
    assert told(fromstring(f"<body>{made}</body>")) == web


def test_texts_take_the_entries_of_lists() -> None:
    """Every entry, at any depth, without markup; a numbered one like any other."""
    found = entries(
        "## 怎么认\n\n- 要**先垫钱**\n    - 拉进群\n- 见[刷单](a.md)\n\n## 怎么办 ##\n\n"
        "1. 停手\n\n    不再垫。\n\n先问。\n\n2. 报警\n"
    )
    assert found == {
        "怎么认": ("要先垫钱", "拉进群", "见刷单"),
        "怎么办": ("停手 不再垫。", "报警"),
    }

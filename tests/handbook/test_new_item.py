"""`fanzha new`: a draft that passes the checks, in the right folder, under an id that is free."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import load_library
from fanzha.handbook.new_item import draft, suggested_id, write
from fanzha.invocation import how_to_run
from tests.checking import findings
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import page, scam


@pytest.mark.long
def test_a_draft_of_every_kind_passes_the_checks(project: MakeProject) -> None:
    """It stops no build though it is half written; what is to be replaced says so."""
    ready = {f"scams/{name}.md": scam() for name in ("shuadan", "kefu", "dianshang")}
    made = project(ready, fonts=True)
    for kind in [name for name, kind in KINDS.items() if kind.listed]:
        new = draft(made, kind, f"题目：{KINDS[kind].label}，“先别转”", None)
        write(made, new)
        assert new.path.startswith(f"docs/{kind}/") and "待写" in new.text
    done = fanzha(made.root, "check")
    assert (done.returncode, done.stdout.strip()) == (0, "检查通过，没有发现问题。")


def test_the_command_says_where_it_is_and_what_comes_next(project: MakeProject) -> None:
    root = project({"scams/shuadan.md": scam()}).root
    done = fanzha(root, "new", "案例故事", "假客服退款：先别转", "--today", "2026-12-01")
    assert (done.returncode, done.stderr) == (0, "")
    path = "docs/cases/jia-ke-fu-tui-kuan.md"
    assert f"已建草稿 {path}" in done.stdout and how_to_run(f"check {path}") in done.stdout
    text = (root / path).read_text(encoding="utf-8")
    assert text.startswith("---\ntitle: 假客服退款：先别转\n")
    for line in ("published: 2026-12-01", "reviewed: 2026-12-01", "status: draft"):
        assert f"\n{line}\n" in text
    assert "\n# 年龄段，不写具体年龄；under-18 未成年人、" in text, "an editor without the handbook"


def test_a_new_alert_has_what_makes_it_news(project: MakeProject) -> None:
    """The handbook speaks of them, and they were not in the draft; its files do not wait for a website."""
    root = project({"scams/shuadan.md": scam()}).root
    done = fanzha(root, "new", "alerts", "假水电收款码")
    name = "jia-shui-dian-shou-kuan-ma"
    told = [done.stdout.index(how_to_run(step)) for step in (f"alert {name}", "build")]
    assert told == sorted(told)
    text = (root / f"docs/alerts/{name}.md").read_text(encoding="utf-8")
    for field in ("sms", "topic", "since", "seen", "news"):
        assert f"\n{field}: " in text, field


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("假客服退款：先别转", "jia-ke-fu-tui-kuan"),
        ("12306订票，AI换脸", "12306-ding-piao"),
        ("银行行长来电话了请你接", "yin-hang-hang-zhang-lai-dian"),
        ("《孙女》", "sun-nv"),
    ],
)
def test_the_id_is_the_sound_of_the_first_words(title: str, id: str) -> None:
    assert suggested_id(title) == id


def test_an_id_that_is_or_was_in_use_is_not_given_again(project: MakeProject) -> None:
    """Paper carries ids for ever, also of what is gone."""
    made = project(
        {
            "help/jia-ke-fu.md": page(),
            "data/published.yml": "jia-ke-fu-2: {kind: help, day: 2026-11-20}\n",
        }
    )
    assert draft(made, "cases", "假客服", None).id == "jia-ke-fu-3"


def test_titles_that_yaml_would_misread_are_quoted(project: MakeProject) -> None:
    """A colon and a space end a name, and an apostrophe ends a quotation."""
    made = project({"scams/shuadan.md": scam()})
    titles = ("退款: 假的", "'退款'", "# 退款", "[退款]", "- 退款")
    for number, title in enumerate(titles):
        write(made, draft(made, "help", title, f"x{number}"))
    assert findings(made, "S") == []
    library, _ = load_library(made.root, made.docs)
    assert tuple(item.meta.title for item in library.items if item.kind == "help") == titles


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["gushi", "题目"], "没有“gushi”这种内容，可以写：scams（骗局类型）"),
        (["cases", "题" * 25], "题目要写 1～24 个字，现在有 25 个"),
        (["cases", "题目", "--id", "Ti_mu"], "编号 Ti_mu 只能用小写字母、数字和减号"),
        (["cases", "题目", "--id", "shuadan"], "编号 shuadan 已经用过"),
        (["cases", "！！"], "拼不出编号，请用 --id 写一个"),
        (["cases"], "少写了 题目"),
    ],
)
def test_what_cannot_be_made_is_explained(project: MakeProject, args: list[str], says: str) -> None:
    root = project({"scams/shuadan.md": scam()}).root
    before = sorted(root.rglob("*.md"))
    done = fanzha(root, "new", *args)
    assert (done.returncode, done.stdout) == (2, "") and says in done.stderr
    assert sorted(root.rglob("*.md")) == before


def test_a_file_that_is_there_is_never_replaced(project: MakeProject) -> None:
    """Two editors at the same shared folder."""
    made = project({"scams/shuadan.md": scam()})
    new = draft(made, "cases", "假客服", None)
    theirs = Path(made.root, new.path)
    theirs.parent.mkdir()
    theirs.write_text("x", encoding="utf-8")
    with pytest.raises(Exception, match=re.escape(f"{new.path} 已经有了")):
        write(made, new)
    assert theirs.read_text(encoding="utf-8") == "x"

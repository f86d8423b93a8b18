"""Word files and pasted text become drafts: what a town may tell, and nothing that it may not."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image

from fanzha import importing
from fanzha.content.kinds.meta import AgeBand, LossBand
from fanzha.content.writing.rewrite import Form, values
from fanzha.edition import Project
from fanzha.errors import UsageError
from fanzha.importing.blur import age_band, blurred, loss_band, sums
from fanzha.importing.word_file import read_docx
from tests import samples
from tests.commands import fanzha
from tests.conftest import MakeProject

REPORT = (
    "2026年11月3日，我镇东沟村村民王秀英（女，65岁，电话13812345678）看到一条“在家点赞就能赚钱”的消息。"
    "她扫码进了群。群里的“老师”让她先做三单，返了58元佣金，她觉得是真的。"
    "对方说“这是连环单，三单做完才能一起提现”，要她先垫钱。"
    "王秀英先后转了12.35万元到尾号6217000012345678901的银行卡。随后她发现被骗，到派出所报了警。"
)
SECRETS = ("王秀英", "东沟", "13812345678", "6217", "12.35", "65岁", "11月3日", "王处长")


def word(change: Callable[[docx.document.Document], None] | None = None) -> bytes:
    """A report as an office writes it: heading, list, table, picture, header, property."""
    document = docx.Document()
    document.core_properties.author = "王处长"
    document.sections[0].header.paragraphs[0].text = "镇派出所 王处长"
    document.add_heading("关于一起刷单诈骗的情况", 1)
    document.add_paragraph(REPORT)
    document.add_paragraph("不要先垫钱", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "手段", "做任务"
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    document.add_picture(picture)
    if change:
        change(document)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


@pytest.fixture
def town(project: MakeProject) -> Project:
    other = samples.scam(
        title="冒充客服：退款要先转钱", lines="\n  - 您的会员要到期\n  - 共享屏幕\n  - 快递丢了"
    )
    return project({"scams/shuadan.md": samples.scam(), "scams/kefu.md": other})


def test_a_word_file_becomes_a_draft_that_passes(town: Project) -> None:
    source = town.root / "情况 通报.docx"
    source.write_bytes(word())
    done = fanzha(town.root, "import", source.name, "--id", "dianzan")
    assert done.returncode == 0, done.stderr
    path = town.docs / "cases/dianzan.md"
    text = path.read_text(encoding="utf-8")
    assert [secret for secret in SECRETS if secret in text] == []
    fields = values(text, Form("cases/dianzan.md"))
    assert (fields["status"], fields["scam"]) == ("draft", "shuadan")
    assert (fields["age_band"], fields["loss_band"]) == ("over-60", "50k-200k")
    assert 3 <= len(fields["story"]) <= 7
    assert "- “在家点赞就能赚钱”" in text
    assert text.count("# ？") >= 5
    assert "1 张图片，没有带进来" in done.stdout and "作者或单位的名字" in done.stdout
    assert list(town.docs.rglob("*.docx")) == []
    checked = fanzha(town.root, "check", "docs/cases/dianzan.md")
    assert checked.returncode == 0, checked.stdout


def test_blocks_keep_their_kind() -> None:
    found = read_docx(word(), "x.docx")
    kinds = {block.kind: block.text for block in found.blocks}
    assert kinds["heading"] == "关于一起刷单诈骗的情况"
    assert (kinds["entry"], kinds["row"]) == ("不要先垫钱", "手段，做任务")
    assert len(found.pictures) == 1


def test_pasted_text_loses_who_sent_it_when(town: Project) -> None:
    text = f"李娟 2026-11-03 09:12\n紧急预警：刷单骗局\n张警官 09:15\n{REPORT}\n[图片]\n"
    made = importing.from_bytes(town, "", text.encode("gb18030"))
    assert made.draft.path.startswith("docs/alerts/")
    for secret in (*SECRETS, "李娟", "张警官", "09:1", "[图片]"):
        assert secret not in made.draft.text


@pytest.mark.parametrize("where", ["text", "header", "property", "comment"])
def test_what_is_secret_is_refused_wherever_it_says_so(town: Project, where: str) -> None:
    def mark(document: docx.document.Document) -> None:
        if where == "text":
            document.add_paragraph("内 部 资 料  不得外传")
        elif where == "header":
            document.sections[0].header.paragraphs[0].text = "秘密★一年"
        elif where == "property":
            document.core_properties.keywords = "机密"
        else:
            document.add_comment(document.paragraphs[0].runs, "这是内部资料", "王")

    with pytest.raises(UsageError, match="不能放进公开的库"):
        importing.from_bytes(town, "x.docx", word(mark))


def test_a_trade_secret_is_none(town: Project) -> None:
    text = "骗子说这是商业机密，叫他保守秘密。他先垫了钱。后来钱没了。"
    assert importing.from_text(town, text).draft.text


def zipped(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return data.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.doc", b"x", "另存为"),
        ("a.wps", b"x", "另存为"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"x" * 99, "旧格式，或者加了密码"),
        ("a.docx", b"PK\x03\x04 broken", "已经损坏"),
        ("a.docx", b"", "不是 Word 文档"),
        ("a.docx", b"x" * 20_000_001, "最多 20 MB"),
        ("a.docx", zipped(word__document_xml=b" " * 100_000_001), "大得不正常"),
        ("a.docx", zipped(word__document_xml=ENTITIES), "不正常的定义"),
        ("a.docx", zipped(word__document_xml=b"<x"), "已经损坏"),
        ("a.docx", zipped(other_xml=b"<x/>"), "没有 Word 的正文"),
        ("a.pdf", b"%PDF", "不是 Word 文件"),
        ("", b"\xff\xff\x81", "不是文字"),
        ("", b" \n", "没有文字"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_told_in_chinese(
    town: Project, name: str, data: bytes, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        importing.from_bytes(town, name, data)


def test_a_damaged_file_never_shows_a_traceback(town: Project) -> None:
    good = word()
    for at in range(60, len(good), len(good) // 25):
        data = good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
        try:
            read_docx(data, "x.docx")
        except UsageError as error:
            assert "docx" in str(error)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("转了12.35万元", 123_500), ("返了58元", 58), ("共三万五千元", 35_000), ("1,200块", 1200)],
)
def test_sums_are_read_and_blurred(text: str, expected: float) -> None:
    assert sums(text) == [expected]
    assert not any(sign.isdigit() for sign in blurred(text))


def test_bands() -> None:
    assert [loss_band(n) for n in (0, 999, 1_000, 50_000, 200_000)] == [
        *(LossBand.NONE, LossBand.UNDER_1K, LossBand.FROM_1K, LossBand.FROM_50K),
        LossBand.OVER_200K,
    ]
    assert [age_band(n) for n in (17, 18, 40, 60, 61)] == [*AgeBand]


@pytest.mark.long
def test_a_file_of_another_office_program(town: Project, tmp_path: Path) -> None:
    """LibreOffice writes .docx in its own way, with tracked changes and all."""
    page = tmp_path / "a.html"
    page.write_text(f"<meta charset=utf-8><h1>刷单</h1><p>{REPORT}</p>", encoding="utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to"]
    subprocess.run(
        [*convert, "docx:Office Open XML Text", "--outdir", tmp_path, page],
        check=True,
        capture_output=True,
        timeout=120,
    )
    made = importing.from_bytes(town, "a.docx", (tmp_path / "a.docx").read_bytes())
    assert [secret for secret in SECRETS if secret in made.draft.text] == []
    assert "扫码进了群" in made.draft.text

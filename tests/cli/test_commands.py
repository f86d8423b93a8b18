"""The command as people and CI run it: exit codes, Chinese messages, reports.

0 is fine, 1 says that the content has errors, 2 says wrong use or environment.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from fanzha import __version__
from fanzha.invocation import how_to_run
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.samples import BODY, alert, case, page, poster, scam, screens

CHINESE = re.compile(r"[\u4e00-\u9fff]")
GOOD = {
    "scams/shuadan.md": scam(),
    "cases/baoma.md": case(),
    "alerts/dianzan.md": alert(),
    "posters/dianfu.md": poster(),
    "screens/datang.md": screens("item: dianfu", "slogan: s001"),
}
BAD = {**GOOD, "help/x.md": page(audiences="[everyone"), "law/y.md": page(summary=None)}
FIRST = "docs/help/x.md:5:12: 错误 S011"


@pytest.fixture
def bad(project: MakeProject) -> Path:
    """A project with two errors in two folders."""
    return project(BAD).root


# check.


def test_a_good_project_passes(project: MakeProject) -> None:
    """All the way: the rules, and whether everything fits on its sheet and slide."""
    done = fanzha(project(GOOD, fonts=True).root, "check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == "检查通过，没有发现问题。"


def test_errors_are_all_listed_and_the_exit_code_is_1(bad: Path) -> None:
    done = fanzha(bad, "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(FIRST)
    assert "docs/law/y.md:1:1: 错误 S020 缺少字段 summary" in done.stdout
    assert "改成：audiences: [everyone]" in done.stdout
    assert done.stdout.rstrip().endswith("共 2 处错误。")


def test_a_warning_does_not_fail_the_check(project: MakeProject) -> None:
    """CI would be red every day for a review that is due."""
    done = fanzha(project(GOOD).root, "check", "--today", "2027-07-01", "--ignore", "L")
    assert done.returncode == 0
    assert "警告 T001" in done.stdout


def test_the_day_on_the_command_line_counts(project: MakeProject) -> None:
    """mkdocs.yml of this project says 2026-11-21."""
    root = project(GOOD).root
    assert "T001" not in fanzha(root, "check", "--ignore", "L").stdout
    assert "T001" in fanzha(root, "check", "--ignore", "L", "--today", "2027-07-01").stdout


def test_json_is_an_array_with_stable_keys(bad: Path) -> None:
    """Editors and CI read it: a renamed key breaks them silently."""
    done = fanzha(bad, "check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    rows = json.loads(done.stdout)
    keys = ["code", "severity", "path", "line", "column", "end_column", "message", "hint", "fix"]
    assert [list(row) for row in rows] == [keys] * 2
    assert [(row["path"], row["code"]) for row in rows] == [
        ("docs/help/x.md", "S011"),
        ("docs/law/y.md", "S020"),
    ]
    assert list(rows[0]["fix"]) == ["line", "column", "end_line", "end_column", "text"]
    assert rows[0]["fix"]["text"] == "audiences: [everyone]"
    assert rows[1]["fix"] is None
    assert "缺少字段" in done.stdout, "Chinese must stay readable in the JSON"


def test_json_of_a_good_project_is_an_empty_array(project: MakeProject) -> None:
    done = fanzha(project(GOOD).root, "check", "--format", "json", "--ignore", "L")
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("paths", "code", "shown"),
    [
        (["docs/help"], 1, ["docs/help/x.md"]),
        (["docs/law/y.md"], 1, ["docs/law/y.md"]),
        (["docs/help/x.md", "docs/law"], 1, ["docs/help/x.md", "docs/law/y.md"]),
        (["docs/scams"], 0, []),
        (["."], 1, ["docs/help/x.md", "docs/law/y.md"]),
        (["docs/../docs/help"], 1, ["docs/help/x.md"]),
    ],
)
def test_only_some_paths(bad: Path, paths: list[str], code: int, shown: list[str]) -> None:
    """An editor checks his own file; the neighbour's errors are not his."""
    done = fanzha(bad, "check", *paths, "--format", "json")
    assert done.returncode == code
    assert [row["path"] for row in json.loads(done.stdout)] == shown


def test_paths_are_relative_to_where_one_is(bad: Path) -> None:
    """As with every command: from docs/ one says `help`."""
    done = fanzha(bad / "docs", "check", "help", "--config", "../mkdocs.yml")
    assert done.returncode == 1
    assert FIRST in done.stdout
    assert "docs/law" not in done.stdout


def test_a_finding_in_the_region_is_reported_though_there_is_no_edition(
    project: MakeProject,
) -> None:
    done = fanzha(project({"data/regions/shifan.yml": "name: x\n"}).root, "check")
    assert done.returncode == 1
    assert "docs/data/regions/shifan.yml:" in done.stdout


def test_a_console_that_lacks_characters_does_not_stop_it(bad: Path) -> None:
    """Who asks for GBK gets it; ASCII, which would lose all, becomes UTF-8."""
    for asked, encoding in (("gbk", "gbk"), ("ascii", "utf-8")):
        done = fanzha(bad, "check", encoding=encoding, PYTHONIOENCODING=asked)
        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout.startswith(FIRST)


def test_it_works_as_a_module_and_as_a_command(bad: Path) -> None:
    """`python -m fanzha` helps where the Scripts folder is not on the PATH."""
    done = fanzha(bad, "--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"fanzha {__version__}")


# Wrong use.


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["check", "nowhere.md"], "找不到"),
        (["check", "--region", "xinzhen"], "没有地区档案 xinzhen"),
        (["check", "--config", "other.yml"], "没有设置文件 other.yml"),
        (["check", "--today", "2026/11/20"], "日期要写成 2026-11-20 这样，不是 2026/11/20"),
        (["check", "--today", "2026-02-30"], "2026-02-30"),
        (["check", "--select", "Z999"], "没有以 Z999 开头的规则"),
        (["explain", "Z999"], "没有规则 Z999"),
        (["list", "--region", "xinzhen"], "已有：shifan"),
        (["build", "--region", "xinzhen"], "没有地区档案 xinzhen"),
        (["chekc"], "chekc"),
        (["check", "--foo"], "--foo"),
        (["check", "--format", "xml"], "xml"),
        (["build", "--only", "films"], "films"),
        (["build", "--jobs", "0"], "--jobs"),
    ],
)
def test_wrong_use_is_explained_in_chinese(
    project: MakeProject, args: list[str], says: str
) -> None:
    """An editor who mistypes gets one line that helps, no traceback and no English."""
    done = fanzha(project(GOOD).root, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert CHINESE.search(done.stderr), done.stderr


def test_help_is_there_for_every_command(project: MakeProject) -> None:
    root = project().root
    done = fanzha(root, "--help")
    assert done.returncode == 0
    for command in ("build", "check", "serve", "list"):
        assert f"  {command} " in done.stdout
        text = fanzha(root, command, "--help").stdout
        assert "--config" in text
        assert CHINESE.search(text)


def test_the_wrong_folder_says_so(tmp_path: Path) -> None:
    """The most frequent slip of all: the terminal stands somewhere else."""
    done = fanzha(tmp_path, "check")
    assert done.returncode == 2
    assert f"没有设置文件 mkdocs.yml（现在在 {tmp_path}）" in done.stderr
    assert "先进入项目文件夹（里面有 mkdocs.yml）" in done.stderr


def test_from_a_folder_inside_the_project_one_is_led_out(bad: Path) -> None:
    """Who edits in docs/help stands there."""
    done = fanzha(bad / "docs" / "help", "check")
    assert done.returncode == 2
    assert f'先输入 cd "{bad}" 按回车' in done.stderr


def test_help_and_mistakes_say_what_can_be_typed(bad: Path) -> None:
    """Nobody has `fanzha` on the PATH: what is shown must work as it stands."""
    shown = fanzha(bad, "check", "--help").stdout
    assert shown.startswith(f"用法：{how_to_run('check')} [选项] [文件或文件夹]...")
    assert re.findall(r"[A-Z]{4,}|[A-Z][a-z]+ [a-z]+", shown) == [], "click's own English"
    assert fanzha(bad, "check", "--foo").stderr.endswith(f"看用法：{how_to_run('check --help')}\n")


def test_without_a_command_all_are_listed(bad: Path) -> None:
    done = fanzha(bad)
    assert done.returncode == 2
    assert done.stderr.startswith("用法：") and "用法不对" not in done.stderr
    assert "\n  check " in done.stderr


# list, build, serve.


def test_list_shows_every_product_and_what_it_is_made_of(project: MakeProject) -> None:
    done = fanzha(project(GOOD).root, "list")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    for path, item in {
        "print/leaflet-a4/shuadan.pdf": "shuadan",
        "print/leaflet-a4/baoma.pdf": "baoma",
        "print/poster-a3/dianfu.pdf": "dianfu",
        "screens/datang/1920x1080/index.html": "dianfu",
    }.items():
        (line,) = [line for line in lines if line.startswith(f"{path} ")]
        assert item in line.split()[-1]
    products = [
        line
        for line in lines
        if line.startswith(("packs/", "print/", "screens/", "share/", "texts/"))
    ]
    assert lines[-1] == f"共 {len(products)} 个成品"


def there(root: Path) -> list[Path]:
    """Everything in a project but what is kept for the next run."""
    return sorted(path for path in root.rglob("*") if ".cache" not in path.parts)


def test_list_makes_nothing(project: MakeProject) -> None:
    root = project(GOOD).root
    before = there(root)
    fanzha(root, "list")
    assert there(root) == before


@pytest.mark.parametrize("command", ["list", "build", "serve"])
def test_bad_content_stops_every_command(bad: Path, command: str) -> None:
    """Nothing may be made from content that is wrong; the reason is the same everywhere."""
    done = fanzha(bad, command)
    assert done.returncode == 1
    assert done.stderr.startswith(FIRST)
    assert "共 2 处错误。" in done.stderr
    assert not (bad / "site").exists()


def test_a_folder_with_other_files_is_never_replaced(project: MakeProject) -> None:
    """`--site-dir ~/Documents` must not delete anybody's documents."""
    root = project(GOOD).root
    theirs = root / "文档"
    theirs.mkdir()
    (theirs / "信.txt").write_text("x", encoding="utf-8")
    done = fanzha(root, "build", "--site-dir", theirs)
    assert done.returncode == 2
    assert "里有别的文件" in done.stderr
    assert [path.name for path in theirs.iterdir()] == ["信.txt"]


def test_a_build_says_what_it_made_and_where(project: MakeProject) -> None:
    """A town's whole morning: one command, and a table that says what is there."""
    root = project(GOOD, fonts=True).root
    done = fanzha(root, "build")
    assert done.returncode == 0, done.stderr
    rows = [line.split() for line in done.stdout.splitlines()]
    names = [
        row[0] for row in rows[: next(i for i, row in enumerate(rows) if row[0] == "合计") + 1]
    ]
    assert (names[0], names[-1]) == ("类别", "合计")
    assert {"印刷品", "屏幕", "网站"} <= set(names)
    made = list((root / "site" / "print").rglob("*.*"))
    assert rows[names.index("印刷品")][1] == str(
        len(made) - len([p for p in made if p.suffix == ".html"])
    )
    assert "从 index.html 打开" in done.stdout
    assert re.search(r"印刷品 (\d+)/\1\n", done.stderr), (
        "plain lines of progress where there is no terminal"
    )
    assert "\r" not in done.stderr
    assert (root / "site" / "index.html").is_file()
    assert (root / "site" / "print" / "leaflet-a4" / "shuadan.pdf").is_file()


def test_a_build_shows_the_warnings_it_passed_over(project: MakeProject) -> None:
    root = project({"scams/shuadan.md": scam()}).root
    done = fanzha(root, "build", "--only", "site", "--today", "2027-07-01")
    assert done.returncode == 0, done.stderr
    assert "警告 T001" in done.stderr


def test_the_region_on_the_command_line_counts(project: MakeProject) -> None:
    text = (ROOT / "docs" / "data" / "regions" / "shifan.yml").read_text(encoding="utf-8")
    for sample, real in (
        *(("示范", "新"), ("0000", "0577"), ("shifan.example", "xinzhen.example")),
        ("sample: true\n", ""),
    ):
        text = text.replace(sample, real)
    root = project({**GOOD, "data/regions/xinzhen.yml": text}).root
    done = fanzha(root, "build", "--only", "site", "--region", "xinzhen", "--site-dir", "out")
    assert done.returncode == 0, done.stderr
    html = (root / "out" / "index.html").read_text(encoding="utf-8")
    assert "新镇反诈宣传" in html
    assert "示范镇" not in html


# Start-up.


# What writes a site, slides, videos, Word files and tables; some take half a second to import.
WRITERS = {"mkdocs", "material", "jinja2", "pptx", "docx", "av", "xlsxwriter"}


def test_a_check_imports_nothing_that_writes(project: MakeProject) -> None:
    """A check on every save must not wait for what it does not use."""
    root = project(GOOD, fonts=True).root
    done = fanzha(root, "check", PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "fanzha.checks" in names
    assert WRITERS & {name.split(".")[0] for name in names} == set()


def test_a_check_of_bad_content_does_not_import_what_draws(bad: Path) -> None:
    """What is wrong is said before anything is typeset."""
    done = fanzha(bad, "check", PYTHONPROFILEIMPORTTIME="1")
    names = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "fanzha.checks" in names
    # `ssl` comes with what calls over the network, and takes as long as all of our models.
    assert {"typst", "segno", "ssl"} & names == set()


# print.


def test_one_sheet_is_made_without_a_build(project: MakeProject) -> None:
    """At nine an item is mended, at five past nine its poster is wanted."""
    root = project(GOOD, fonts=True).root
    done = fanzha(root, "print", "shuadan", "--product", "leaflet-a4", "-o", "单子.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "单子.pdf").read_bytes().startswith(b"%PDF")
    assert not (root / "site").exists()


def test_paper_and_black_and_white_choose_the_variant(project: MakeProject) -> None:
    root = project(GOOD, fonts=True).root
    done = fanzha(root, "print", "dianfu", "--product", "poster", "--paper", "A4", "--bw")
    assert done.returncode == 0 and "黑白" in done.stdout
    assert (root / "poster-a4-bw-dianfu.pdf").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nichts", "--product", "leaflet-a4"], "没有 nichts 的印刷品"),
        (["shuadan", "--product", "poster"], "可以选：leaflet-a4"),
        (["shuadan", "--product", "leaflet-a4", "--paper", "a3"], "没有 leaflet-a4-a3"),
        (["shuadan", "--product", "leaflet-a4", "-o", "weg/x.pdf"], "写不进去"),
        (["shuadan"], "--product"),
    ],
)
def test_what_cannot_be_printed_is_explained(
    project: MakeProject, arguments: list[str], said: str
) -> None:
    root = project(GOOD, fonts=True).root
    done = fanzha(root, "print", *arguments)
    assert done.returncode == 2 and said in done.stderr
    assert list(root.rglob("*.pdf")) == []


def test_a_sheet_that_spills_is_not_written(project: MakeProject) -> None:
    """A file that looks finished would be printed."""
    root = project(
        {**GOOD, "scams/shuadan.md": scam(BODY + "钱一转就没了。\n\n" * 900)}, fonts=True
    ).root
    done = fanzha(root, "print", "shuadan", "--product", "leaflet-a4", "-o", "x.pdf")
    assert done.returncode == 1 and "L001" in done.stderr and "docs/scams/shuadan.md" in done.stderr
    assert not (root / "x.pdf").exists()


@pytest.mark.parametrize("path", ["../wai.md", "overrides/tokens.json"])
def test_what_no_check_reads_is_not_called_sound(project: MakeProject, path: str) -> None:
    """Whoever named the wrong file was told that nothing is wrong with it."""
    made = project({"scams/shuadan.md": scam()})
    (made.root / path).resolve().write_text("96119\n", encoding="utf-8")
    done = fanzha(made.root, "check", path)
    assert done.returncode == 2 and "检查不看它" in done.stderr


def test_a_command_that_is_misspelt_is_guessed(project: MakeProject) -> None:
    done = fanzha(project().root, "chek")
    assert done.returncode == 2 and "是不是 check？" in done.stderr

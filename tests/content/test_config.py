"""mkdocs.yml, as far as `fanzha check` needs it before MkDocs is there."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config import load_config

from fanzha.content.config import Settings, read_config
from fanzha.errors import ContentError, UsageError
from tests.checking import findings
from tests.commands import fanzha, run
from tests.conftest import ROOT, MakeProject

DAY = datetime.date(2026, 11, 21)


def read(folder: Path, text: str) -> Settings:
    config = folder / "mkdocs.yml"
    config.write_text(text, encoding="utf-8", newline="\n")
    return read_config(config)


def written(folder: Path, files: dict[str, str]) -> Path:
    """The settings of a project; other files may stand above and below it."""
    root = folder / "town"
    (root / "docs").mkdir(parents=True)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return root / "mkdocs.yml"


def with_day(root: Path, today: str) -> Path:
    """The project, with another day in its settings."""
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert 'today: "2026-11-21"' in text
    text = text.replace('today: "2026-11-21"', f"today: {today}")
    config.write_text(text, encoding="utf-8", newline="\n")
    return root


def test_what_is_left_out_has_its_usual_value(tmp_path: Path) -> None:
    settings = read(tmp_path, "site_name: x\n")
    assert settings == Settings(tmp_path / "docs", tmp_path / "site", "shifan", None)


@pytest.mark.parametrize(
    "plugins",
    [
        "[fanzha]",
        "fanzha",
        "\n  - fanzha",
        "\n  - search\n  - fanzha:",
        "\n  fanzha: {}",
    ],
)
def test_the_ways_to_name_a_plugin_without_options(tmp_path: Path, plugins: str) -> None:
    """MkDocs takes a list and a mapping; both are found in projects."""
    assert read(tmp_path, f"plugins: {plugins}\n").region == "shifan"


@pytest.mark.parametrize(
    "plugins",
    [
        '\n  - search\n  - fanzha:\n      region: xinzhen\n      today: "2026-11-21"',
        "\n  - fanzha: {region: xinzhen, today: 2026-11-21}",
        "\n  fanzha:\n    region: xinzhen\n    today: 2026-11-21",
    ],
)
def test_options_are_read_in_every_form(tmp_path: Path, plugins: str) -> None:
    settings = read(tmp_path, f"plugins: {plugins}\n")
    assert (settings.region, settings.today) == ("xinzhen", DAY)


def test_folders_are_relative_to_the_settings(tmp_path: Path) -> None:
    """`--config elsewhere/mkdocs.yml` works from any folder."""
    settings = read(tmp_path, "docs_dir: 内容\nsite_dir: ../out\n")
    assert settings.docs_dir == tmp_path / "内容"
    assert settings.site_dir.resolve() == (tmp_path.parent / "out").resolve()


def test_the_shipped_settings() -> None:
    settings = read_config(ROOT / "mkdocs.yml")
    assert settings.docs_dir == ROOT / "docs"
    assert settings.today is None, "a fixed day would make every later build wrong"


def test_no_settings_is_wrong_use(tmp_path: Path) -> None:
    """Somebody runs the command in the wrong folder."""
    with pytest.raises(UsageError, match=r"这里没有设置文件 .*先进入项目文件夹"):
        read_config(tmp_path / "mkdocs.yml")


def test_broken_settings_are_explained(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        read(tmp_path, "site_name: a\nplugins: [fanzha\ntheme: {name: x}\n")
    assert {f.path for f in error.value.findings} == {"mkdocs.yml"}
    assert error.value.findings[0].line in (2, 3)


@pytest.mark.parametrize("today", ['"2026/11/21"', "[2026-11-21]"])
@pytest.mark.parametrize("command", [("fanzha", "check"), ("mkdocs", "build")])
def test_a_wrong_day_is_no_traceback(
    project: MakeProject, today: str, command: tuple[str, str]
) -> None:
    """An option of ours, so the message must be ours: in Chinese, with the right way to write it."""
    done = run(with_day(project().root, today), *command)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "today" in done.stdout + done.stderr


@pytest.mark.parametrize("command", [("fanzha", "check"), ("mkdocs", "build")])
def test_a_day_needs_no_quotes(project: MakeProject, command: tuple[str, str]) -> None:
    """YAML makes a date of it for MkDocs and text for us; both must take it."""
    done = run(with_day(project(fonts=True).root, "2026-11-21"), *command)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("text", ["docs_dir: [docs]\n", "plugins: [fanzha: {region: [a]}]\n", ""])
def test_settings_of_a_wrong_type_are_no_traceback(project: MakeProject, text: str) -> None:
    root = project().root
    (root / "mkdocs.yml").write_text(text, encoding="utf-8", newline="\n")
    done = fanzha(root, "check")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


# What MkDocs reads.

HEAD = "site_name: 镇\n"
FANZHA = "plugins:\n  - fanzha: {region: %s}\n"


@pytest.mark.parametrize(
    "files",
    [
        {"mkdocs.yml": HEAD + FANZHA % "qingshi"},
        {"mkdocs.yml": "INHERIT: base.yml\n" + HEAD, "base.yml": FANZHA % "qingshi"},
        {
            "mkdocs.yml": "INHERIT: base.yml\n" + HEAD + FANZHA % "here",
            "base.yml": FANZHA % "there",
        },
        {
            "mkdocs.yml": "INHERIT: ../all/town.yml\n" + HEAD,
            "../all/town.yml": "INHERIT: deep/base.yml\nsite_dir: out\n",
            "../all/deep/base.yml": "site_dir: lost\ndev_addr: 127.0.0.1:8123\n"
            + FANZHA % "qingshi",
        },
        {
            "mkdocs.yml": "INHERIT: base.yml\n" + HEAD + "plugins:\n  fanzha: {offline: false}\n",
            "base.yml": "plugins:\n  fanzha: {region: qingshi, today: 2026-11-21}\n",
        },
        {"mkdocs.yml": HEAD + FANZHA % "!ENV TOWN"},
        {"mkdocs.yml": HEAD + FANZHA % "!ENV [NOT_SET_HERE, TOWN, other]"},
        {"mkdocs.yml": HEAD + FANZHA % "!ENV [NOT_SET_HERE, other]"},
        {"mkdocs.yml": HEAD + "site_dir: !ENV [NOT_SET_HERE, public]\n" + FANZHA % "a"},
        {
            "mkdocs.yml": HEAD
            + FANZHA % "a"
            + "markdown_extensions:\n  - toc: {slugify: !!python/name:os.path.basename }\n"
            + "extra: {here: !relative , top: !relative $config_dir/x}\n",
        },
        {"mkdocs.yml": HEAD + "x: &x {region: anchored}\nplugins: [fanzha: *x]\nextra: {}\n"},
        {"mkdocs.yml": "\ufeff" + HEAD + FANZHA % "a"},
    ],
    ids=[
        *("plain", "inherited", "overruled", "chain", "merged", "env", "second env", "default"),
        *("env folder", "python and relative", "anchor", "byte order mark"),
    ],
)
def test_settings_mean_what_they_mean_to_mkdocs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    """`fanzha build` and `mkdocs build` in one folder must make the site of one town."""
    monkeypatch.setenv("TOWN", "from-env")
    config = written(tmp_path, files)
    ours, theirs = read_config(config), load_config(str(config))
    assert ours.docs_dir == Path(theirs.docs_dir)
    assert ours.site_dir == Path(theirs.site_dir)
    assert ours.region == theirs.plugins["fanzha"].config.region
    assert str(ours.today or "None") == str(theirs.plugins["fanzha"].config.today)
    assert ours.address == str(theirs.dev_addr)


def test_what_runs_code_is_said_and_not_run(project: MakeProject, tmp_path: Path) -> None:
    """Settings that somebody sends are read by `fanzha check` before anybody looks at them."""
    mark = tmp_path / "ran"
    base = f"extra:\n  a: !!python/object/apply:os.mkdir ['{mark.as_posix()}']\n"
    config = written(
        tmp_path,
        {
            "mkdocs.yml": "INHERIT: base.yml\nextra_javascript: [x.js]\nhooks: [x.py]\n" + HEAD,
            "base.yml": base,
        },
    )
    notes = sorted(read_config(config).notes)
    assert [(n.path, n.line) for n in notes] == [
        *(("base.yml", 2), ("mkdocs.yml", 2), ("mkdocs.yml", 3)),
    ]
    assert not mark.exists()
    found = [
        f
        for f in findings(replace(project(), notes=notes), "S")
        if f.path in ("mkdocs.yml", "base.yml")
    ]
    assert [(f.code, f.severity.label) for f in found] == [("S061", "警告")] * 3
    assert {"hooks", "extra_javascript", "!!python/object/apply:os.mkdir"} == {
        f.message.split(" ")[0] for f in found
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("plugins: [fanzha: {regoin: xinzhen}]\n", "没有 regoin 这个设置：是不是 region？"),
        ("plugins: [fanzha: {colour: red}]\n", "能写的有：offline、region、today"),
        ("INHERIT: nowhere.yml\n", "INHERIT 指的文件 nowhere.yml 不在"),
        ("INHERIT: mkdocs.yml\n", "转了一圈"),
        ("INHERIT: base.yml\n", "转了一圈"),
        ("INHERIT: [a]\n", "INHERIT 指的文件"),
        ("docs_dir: ../docs\n", "docs_dir 要是项目文件夹"),
        ("docs_dir: .\n", "docs_dir 要是项目文件夹"),
        ("docs_dir: /\n", "docs_dir 要是项目文件夹"),
        ("use_directory_urls: false\n", "use_directory_urls 要写 true"),
        ("- a\n- b\n", "要是一行一个"),
        ("a: !unknown x\n", "第 1 行 的记号读不懂"),
        ("plugins: [fanzha: {region: true}]\n", "region 要写成一个词"),
        ("plugins: [fanzha: {today: 0001-01-01}]\n", "2000-01-01 到 2099-12-31"),
        ("plugins: [fanzha: {today: 2026-02-30}]\n", "没有这一天"),
    ],
)
def test_settings_that_cannot_work_are_explained(tmp_path: Path, text: str, said: str) -> None:
    """Each was a traceback or a bare message, or built another town without a word."""
    config = written(tmp_path, {"mkdocs.yml": text, "base.yml": "INHERIT: mkdocs.yml\n"})
    with pytest.raises(UsageError, match=said):
        read_config(config)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("theme: materiel\n", (1, "materiel")),
        ("theme:\n  name: materiel\n", (2, "materiel")),
        ("theme:\n  name: material\n  custom_dir: overrides/gone\n", (3, "overrides/gone")),
    ],
)
def test_a_theme_that_is_not_there_is_found(
    tmp_path: Path, text: str, place: tuple[int, str]
) -> None:
    """A copy without overrides/, or a Python without the theme: the check says it, not the build."""
    (note,) = read(tmp_path, text).notes
    assert (note.code, note.line) == ("S064", place[0])
    assert place[1] in note.message


@pytest.mark.parametrize(
    "text",
    [
        "theme: material\n",
        "theme: readthedocs\n",
        "theme: {name: null, custom_dir: own}\n",
        "a: b\n",
    ],
)
def test_a_theme_that_is_there(tmp_path: Path, text: str) -> None:
    (tmp_path / "own").mkdir()
    assert read(tmp_path, text).notes == ()

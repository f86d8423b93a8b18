"""mkdocs.yml, as far as `fanzha check` needs it before MkDocs is there."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from fanzha.content.config import Settings, read_config
from fanzha.errors import ContentError, UsageError
from tests.commands import fanzha, run
from tests.conftest import ROOT, MakeProject

DAY = datetime.date(2026, 11, 21)


def read(folder: Path, text: str) -> Settings:
    config = folder / "mkdocs.yml"
    config.write_text(text, encoding="utf-8", newline="\n")
    return read_config(config)


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
    with pytest.raises(UsageError, match=r"找不到设置文件 .*请在项目文件夹里运行"):
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

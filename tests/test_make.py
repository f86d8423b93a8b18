"""scripts/make.py, the first thing that a new machine runs: real processes, but no network."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from fanzha.cli import cli
from fanzha.invocation import TASKS

SCRIPT = Path(__file__).resolve().parent.parent / "scripts" / "make.py"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module whose project is an empty folder and whose commands never run."""
    spec = importlib.util.spec_from_file_location("make", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "pyproject.toml", "tests/requirements.txt"):
        write(tmp_path / name, "")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", Path(sys.executable))
    return module


class Commands(list[list[str]]):
    """Stands in for `run`: keeps each command and answers with `codes` (0 unless told)."""

    def __init__(self, codes: dict[str, int] | None = None) -> None:
        super().__init__()
        self.codes = codes or {}

    def __call__(self, *command: object) -> int:
        words = [str(word) for word in command]
        self.append(words)
        if "venv" in words:
            Path(words[-1]).mkdir(exist_ok=True)
        return next((code for word, code in self.codes.items() if word in words), 0)

    def kinds(self) -> list[str]:
        """What was made: venv or pip."""
        return [command[2] for command in self]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def start(script: Path, *args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, script, *args]
    return subprocess.run(command, capture_output=True, env={**os.environ, **env})


def raising(error: type[BaseException]) -> Callable[..., int]:
    def run(*command: object) -> int:
        raise error

    return run


# What the console shows.


def test_without_a_task_it_lists_them() -> None:
    done = start(SCRIPT, PYTHONUTF8="1")
    out = done.stdout.decode("utf-8")
    assert done.returncode == 0
    for task in ("site", "check", "print", "list", "explain", "reference", "test", "clean"):
        assert f"\n  {task} " in out
    assert "网站" in out and "None" not in out


def test_an_unknown_task_is_wrong_use() -> None:
    done = start(SCRIPT, "sit", PYTHONUTF8="1")
    err = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert "没有“sit”这个任务" in err and "  site " in err
    assert "Traceback" not in err


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_that_lacks_characters_does_not_crash_it(encoding: str) -> None:
    """Windows gives GBK to a file or pipe, and an English Windows not even that."""
    done = start(SCRIPT, PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("version", "platform", "told"),
    [
        ((3, 9, 18), "win-amd64", ["3.9，太旧了，需要 3.11 到 3.14"]),
        ((3, 15, 0), "win-amd64", ["3.15，太新了", r"py -3.14 scripts\make.py site"]),
        ((3, 12, 1), "win32", ["32 位的", "安装 64 位的 Python"]),
        ((3, 13, 0), "win-arm64", ["ARM64 的", "64-bit"]),
        ((3, 11, 6), "linux-loongarch64", ["linux-loongarch64", "换一台"]),
    ],
)
def test_a_python_that_cannot_do_it_is_told_so(
    make: ModuleType, version: tuple[int, int, int], platform: str, told: list[str]
) -> None:
    """Before pip looks for packages that do not exist, and fails in English."""
    message = make.unsuitable(version, platform)
    assert [part for part in told if part not in message] == []


@pytest.mark.parametrize(
    "platform", ["win-amd64", "linux-x86_64", "linux-aarch64", "macosx-11.0-universal2"]
)
def test_a_python_that_can_is_left_alone(make: ModuleType, platform: str) -> None:
    assert make.unsuitable((3, 11, 0), platform) == make.unsuitable((3, 14, 1), platform) == ""


def test_an_old_python_can_parse_it() -> None:
    """A syntax error would hide the message; 3.7 is as far back as every `ast` goes."""
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_ctrl_c_is_quiet(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "prepare", raising(KeyboardInterrupt))
    assert make.main(["site"]) == 130
    assert capsys.readouterr() == ("", "")


def test_every_task_is_in_both_readmes(make: ModuleType) -> None:
    for name in ("README.md", "README.zh-CN.md"):
        text = (SCRIPT.parent.parent / name).read_text(encoding="utf-8")
        assert [task for task in [*make.COMMANDS, *make.TASKS] if f"`{task}" not in text] == []


def test_every_command_is_a_task(make: ModuleType) -> None:
    """Messages tell people to run the task; nobody has `fanzha` on the PATH."""
    assert {command for command, _ in make.COMMANDS.values()} == set(cli.commands)
    assert {name: task for name, task in TASKS.items() if make.COMMANDS[task][0] != name} == {}


# Commands.


def test_the_exit_code_of_the_command_comes_back(make: ModuleType) -> None:
    assert make.run(sys.executable, "-c", "raise SystemExit(7)") == 7


def test_commands_read_and_write_utf8_in_the_project(make: ModuleType) -> None:
    """Else a Chinese Windows opens files as GBK."""
    code = "import os, sys; sys.exit(not (sys.flags.utf8_mode and os.path.exists('tests')))"
    assert make.run(sys.executable, "-c", code) == 0


@pytest.mark.parametrize("task", ["site", "print", "list", "check", "bench", "pictures"])
def test_further_arguments_are_passed_on(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    commands = Commands({"--region": 5})
    monkeypatch.setattr(make, "run", commands)
    monkeypatch.setattr(make, "has_browser", lambda: True)
    assert make.main([task, "--region", "qingshi"]) == 5
    assert commands[-1][-2:] == ["--region", "qingshi"]


@pytest.fixture
def ready(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """A machine that has everything; what is run on it."""
    commands = Commands()
    monkeypatch.setattr(make, "run", commands)
    monkeypatch.setattr(make, "has_browser", lambda: True)
    monkeypatch.setattr(make, "has_tool", lambda program: True)
    return commands


def test_all_steps_of_test_run_though_one_fails(
    make: ModuleType,
    ready: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    steps = []

    def look(step: str) -> tuple[int, str]:
        steps.append(step)
        return (1, "would reformat a.py") if "format" in step else (0, "")

    monkeypatch.setattr(make, "look", look)
    assert make.main(["test", "-x"]) == 1
    assert ready[-1][2] == "pytest" and ready[-1][-1] == "-x"
    assert sorted(steps) == ["mypy scripts/fanzha", "ruff check .", "ruff format --check ."]
    out = capsys.readouterr().out
    assert "would reformat a.py" in out and "没有通过：ruff format --check ." in out


def test_what_one_process_has_compiled_the_others_take(
    make: ModuleType, ready: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the machine forbids it, each of hundreds would compile all of our modules."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(make, "look", lambda step: (0, ""))
    assert make.main(["test"]) == 0
    assert ready[-1][2] == "pytest" and "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_what_reads_the_code_is_heard(make: ModuleType) -> None:
    """Its exit code and what it says on either stream."""
    write(make.ROOT / "says.py", "import sys\nprint('一')\nsys.exit('二')\n")
    assert make.look("says") == (1, "一\n二")


def test_a_quick_run_needs_no_browser_and_says_what_it_leaves_out(
    make: ModuleType,
    ready: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("prepare_browser", "prepare_tools"):
        monkeypatch.setattr(make, name, raising(AssertionError))
    monkeypatch.setattr(make, "look", lambda step: (0, ""))
    assert make.main(["test", "--quick"]) == 0
    assert ready[-1][-2:] == ["--quick", "--near"]
    assert "不开浏览器" in capsys.readouterr().out
    assert make.main(["test", "--quick", "tests/site"]) == 0
    assert ready[-1][-2:] == ["--quick", "tests/site"]


# Installing.


def test_it_installs_once(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(make, "run", commands)
    make.prepare("requirements.txt")
    assert commands.kinds() == ["venv", "pip"]
    make.prepare("requirements.txt")
    assert commands.kinds() == ["venv", "pip"]
    make.prepare("requirements.txt", "tests/requirements.txt")
    assert commands.kinds() == ["venv", "pip", "pip"]
    assert commands[-1][-4:] == ["-r", "requirements.txt", "-r", "tests/requirements.txt"]
    make.prepare("requirements.txt")
    assert commands.kinds() == ["venv", "pip", "pip"]


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml"])
def test_it_installs_again_when_the_wanted_packages_change(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    commands = Commands()
    monkeypatch.setattr(make, "run", commands)
    make.prepare("requirements.txt")
    write(make.ROOT / changed, "click==8.5.1\n")
    make.prepare("requirements.txt")
    assert commands.kinds() == ["venv", "pip", "pip"]


def test_a_moved_or_broken_environment_is_made_anew(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()
    monkeypatch.setattr(make, "run", commands)
    make.prepare("requirements.txt")
    stamp = make.VENV / "fanzha-make.json"
    write(stamp, stamp.read_text(encoding="utf-8").replace("place", "elsewhere"))
    make.prepare("requirements.txt")
    assert commands.kinds() == ["venv", "pip"] * 2
    monkeypatch.setattr(make, "PYTHON", make.VENV / "gone")
    make.prepare("requirements.txt")
    assert commands.kinds() == ["venv", "pip"] * 3


def test_a_failed_installation_is_tried_again(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(make, "run", Commands({"pip": 1}))
    assert make.main(["site"]) == 2
    assert "没有联网" in capsys.readouterr().err
    commands = Commands()
    monkeypatch.setattr(make, "run", commands)
    make.prepare("requirements.txt")
    assert "pip" in commands.kinds()


def test_a_missing_requirement_file_is_named(
    make: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    (make.ROOT / "requirements.txt").unlink()
    assert make.main(["site"]) == 2
    assert "requirements.txt：项目没有下载完整" in capsys.readouterr().err


def test_debian_without_venv_is_told_the_package(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Debian keeps `ensurepip` in a package of its own."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(make, "apt_install", lambda *packages: False)
    assert make.main(["site"]) == 2
    assert "apt-get install python3-venv" in capsys.readouterr().err


def test_a_browser_comes_from_debian_or_from_playwright(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands({"apt-get": 100})
    monkeypatch.setattr(make, "run", commands)
    monkeypatch.setattr(make, "has_browser", lambda: False)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    make.prepare_browser()
    assert [command[:2] for command in commands[:2]] == [["sudo", "-n"]] * 2
    assert commands[1][-1] == "chromium"
    assert commands[2][1:] == ["-m", "playwright", "install", "chromium"]


def test_the_shell_for_tests_is_asked_for_once(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Debian has none (Ubuntu), the browser that is there does, and nobody waits again."""
    commands = Commands({make.SHELL: 100})
    monkeypatch.setattr(make, "run", commands)
    monkeypatch.setattr(make, "has_browser", lambda: True)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == make.SHELL else name)
    make.prepare_browser()
    assert [command[-1] for command in commands] == ["update", make.SHELL]
    make.prepare_browser()
    assert len(commands) == 2


def test_tools_come_from_debian(make: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is there is left alone."""
    installed, asked = {"ffprobe", "qpdf", "espeak-ng", "lowriter"}, []
    monkeypatch.setattr(make, "has_tool", lambda program: program in installed)
    monkeypatch.setattr(make, "SERVERS", {})

    def install(*packages: str) -> bool:
        asked.extend(packages)
        return not installed.add("soffice")

    monkeypatch.setattr(make, "apt_install", install)
    make.prepare_tools()
    assert asked == ["libreoffice-impress"]


def test_without_tools_one_is_told_how_to_get_them(
    make: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A machine without apt, or without the right to install."""
    monkeypatch.setattr(make, "has_browser", lambda: True)
    monkeypatch.setattr(make, "has_tool", lambda program: program != "soffice")
    monkeypatch.setattr(make, "apt_install", lambda *packages: False)
    monkeypatch.setattr(make, "run", Commands())
    assert make.main(["test"]) == 2
    told = capsys.readouterr().err
    assert "apt-get install --no-install-recommends libreoffice-impress" in told
    assert "winget install TheDocumentFoundation.LibreOffice" in told and "ffmpeg" not in told


# In a folder of its own, for real.


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose `fanzha` only says what it was asked; its folder has a Chinese name."""
    root = tmp_path / "反诈"
    write(root / "requirements.txt", "")
    write(root / "pyproject.toml", "")
    write(root / "fanzha.py", "import sys\nprint(sys.argv[1:])\nsys.exit(1)\n")
    (root / "scripts").mkdir()
    shutil.copy(SCRIPT, root / "scripts")
    return root


def test_site_on_a_fresh_machine_and_after_a_move(project: Path) -> None:
    done = start(project / "scripts" / "make.py", "site", "--jobs", "1")
    assert done.stdout.endswith(f"['build', '--jobs', '1']{os.linesep}".encode()), done.stderr
    assert done.returncode == 1
    moved = project.rename(project.with_name("moved"))
    again = [start(moved / "scripts" / "make.py", "check", PYTHONUTF8="1") for _ in range(2)]
    assert [done.stdout.decode().splitlines()[-1] for done in again] == ["['check']"] * 2
    assert [".venv" in done.stdout.decode() for done in again] == [True, False]


def test_clean_keeps_the_environment_unless_told(project: Path) -> None:
    script = project / "scripts" / "make.py"
    made = ["site", ".site-new", ".cache", ".mypy_cache", "scripts/fanzha/__pycache__"]
    for folder in [*made, ".venv", "docs"]:
        write(project / folder / "file", "")
    assert start(script, "clean", "--al").returncode == 2
    assert start(script, "clean").returncode == 0
    assert [folder for folder in made if (project / folder).exists()] == []
    assert (project / ".venv").exists() and (project / "docs").exists()
    assert start(script, "clean", "--all").returncode == 0
    assert not (project / ".venv").exists() and (project / "docs").exists()

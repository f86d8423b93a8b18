"""docs/engineers/: what it names is there, what it tells to type works, and no resident sees it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fanzha.invocation import TASKS
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.samples import alert, poster, scam

GUIDE = ROOT / "docs" / "engineers"
BLOCK = re.compile(r'(?ms)^```(\w+)(?: (\S+))?(?: (end|after "(.+?)"))?\n(.*?)^```$')
NAMED = re.compile(r"`((?:scripts|overrides|docs|tests)/[\w./-]*[\w/])(?::(\w+))?`")
COMMANDS = {task: command for command, task in TASKS.items()}


class Block(NamedTuple):
    """A fenced block: its language, the file that it belongs to, and where in it."""

    language: str
    path: str
    place: str
    anchor: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    for match in BLOCK.finditer((GUIDE / page).read_text(encoding="utf-8")):
        yield Block(*(part or "" for part in match.groups()))


def follow(block: Block, root: Path) -> None:
    """Write a new file, or add to one that is there."""
    path = root / block.path
    if not block.place:
        assert not path.exists(), f"{block.path} is there already: say where the block goes"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8", newline="\n")
        return
    text = path.read_text(encoding="utf-8")
    if block.place == "end":
        text += block.text
    else:
        assert f"\n{block.anchor}" in text, f"{block.path} has no line {block.anchor}"
        starts = re.compile(rf"(?m)^{re.escape(block.anchor)}.*\n")
        text = starts.sub(lambda found: found[0] + block.text, text)
    path.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", sorted(path.name for path in GUIDE.glob("*.md")))
def test_files_and_functions_that_the_guide_names_are_there(page: str) -> None:
    """A guide that leads to a file that has moved is worse than none."""
    for path, name in NAMED.findall((GUIDE / page).read_text(encoding="utf-8")):
        assert (ROOT / path).exists(), f"{page}: {path}"
        if name:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            known = {getattr(node, "name", "") for node in ast.walk(tree)}
            assert name in known, f"{page}: {path} has no {name}"


@pytest.mark.long
def test_the_recipes_work(project: MakeProject) -> None:
    """All six, in one copy of the project with the code in it, as an engineer would follow them."""
    files = {"scams/shuadan.md": scam(), "alerts/dianzan.md": alert(), "posters/p.md": poster()}
    root = project(files, fonts=True).root
    shutil.copytree(ROOT / "scripts" / "fanzha", root / "scripts" / "fanzha")
    for block in blocks("adding.md"):
        if block.language != "sh":
            follow(block, root)
            continue
        for line in block.text.splitlines():
            done = run(root, line)
            assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"
            look(line, root, done.stdout)
    broken = root / "docs" / "posters" / "p.md"
    broken.write_text(poster(title="大难临头……"), encoding="utf-8")
    found = run(root, "python3 scripts/make.py check --ignore L").stdout
    assert "W003 “大难临头”会让人慌" in found and "W900 标题里有省略号" in found


@pytest.mark.long
@pytest.mark.parametrize("page", ["README.md", "building.md"])
def test_the_commands_work(project: MakeProject, page: str) -> None:
    """As they stand: what has to be typed first is on the page."""
    root = project({"scams/shuadan.md": scam()}, fonts=True).root
    lines = [block.text.splitlines() for block in blocks(page) if block.language == "sh"]
    for line in [line for some in lines for line in some if not line.endswith("clean")]:
        done = run(root, line)
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


def run(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    """What make.py would run, with the code of the copy."""
    start = "python3 scripts/make.py "
    assert line.startswith(start), f"the test cannot type: {line}"
    task, *rest = line.removeprefix(start).split()
    words = [part.strip('"') for part in rest]
    own = root / "scripts"  # else it is the code that every test runs
    env = {"PYTHONPATH": str(own), "PYTHONDONTWRITEBYTECODE": "1"} if own.is_dir() else {}
    return fanzha(root, COMMANDS.get(task, task), *words, **env)


def look(line: str, root: Path, said: str) -> None:
    """Whether a command did what its recipe promises."""
    if " print " in line:
        assert (root / "note.pdf").read_bytes().startswith(b"%PDF")
    elif "explain" in line:
        assert "W900　标题里不用省略号" in said
    elif "reference" in line:
        assert (root / "docs/data/schema/rhymes.json").is_file()
    elif " list" in line:
        assert "print/door-note/dianzan.pdf" in said
    elif " site " in line:
        page = (root / "xinzhen" / "index.html").read_text(encoding="utf-8")
        assert "示范新镇反诈宣传" in page


def test_the_guide_is_no_content(project: MakeProject) -> None:
    """It has no front matter, no Chinese and code in it: checks pass it by, and no page is made."""
    guide = (GUIDE / "adding.md").read_text(encoding="utf-8")
    root = project({"scams/shuadan.md": scam(), "engineers/adding.md": guide}, fonts=True).root
    done = fanzha(root, "build", "--only", "site")
    assert (done.returncode, done.stderr) == (0, "")
    made = [path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*")]
    assert [path for path in made if "engineers" in path] == []
    texts = [path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.html")]
    assert [text for text in texts if "door_note" in text] == []

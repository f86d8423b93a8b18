"""Saving: in one step, and never over somebody else's work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fanzha.content.writing.saving import ConflictError, open_text, save_text
from fanzha.errors import UsageError

# One program that saves without end is killed, twenty times; forked, because starting takes long.
KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from fanzha.content.writing.saving import open_text, save_text
path, chance = Path(sys.argv[1]), random.Random(20)
for _ in range(20):
    known, child = save_text(path, "0" * 200_000, open_text(path).hash), os.fork()
    turn = 0
    while child == 0:
        turn += 1
        known = save_text(path, str(turn % 10) * 200_000, known)
    time.sleep(chance.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    text = open_text(path).text
    assert len(text) == 200_000 and set(text) == {text[0]}
"""


def test_what_was_opened_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    first = save_text(path, "一\r\n", None)
    assert open_text(path).text == "一\r\n"
    second = save_text(path, "二\r\n", first)
    assert path.read_bytes() == "二\r\n".encode()
    assert second == open_text(path).hash


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    opened = save_text(path, "一", None)
    path.write_text("别人写的", encoding="utf-8")
    with pytest.raises(ConflictError, match="被别人改过") as caught:
        save_text(path, "二", opened)
    assert caught.value.now == path.read_text(encoding="utf-8") == "别人写的"
    with pytest.raises(ConflictError):
        save_text(path, "新的", None)
    path.unlink()
    with pytest.raises(ConflictError, match="删去"):
        save_text(path, "二", opened)
    assert not path.exists()


def test_what_is_no_text_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    with pytest.raises(UsageError, match="没有"):
        open_text(path)
    path.write_bytes("标题".encode("gbk"))
    with pytest.raises(UsageError, match="UTF-8"):
        open_text(path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_twenty_kills_while_saving_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("0" * 200_000, encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=True, timeout=60)

"""Files that another program holds for a moment, as virus scanners on Windows do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fanzha import files
from fanzha.errors import UsageError


class HeldError(PermissionError):
    """What Windows says while another program has the file open."""

    winerror = 32


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, without making them."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made


def held(times: int, act: Callable[..., object]) -> Callable[..., object]:
    """`act`, refused so many times before it works."""
    left = [times]

    def refused(*args: object, **options: object) -> object:
        if left[0]:
            left[0] -= 1
            raise HeldError(13, "in use")
        return act(*args, **options)

    return refused


@pytest.mark.parametrize("times", [0, 1, len(files.PAUSES)])
@pytest.mark.parametrize(("method", "act"), [("rename", files.move), ("replace", files.replace)])
def test_a_file_that_is_held_is_moved_when_it_is_free(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    pauses: list[float],
    method: str,
    act: Callable[[Path, Path], None],
    times: int,
) -> None:
    """The scanner looks at every fresh PDF for a second; that is no reason to lose a build."""
    (tmp_path / "a").write_text("甲", encoding="utf-8")
    monkeypatch.setattr(Path, method, held(times, getattr(Path, method)))
    act(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text(encoding="utf-8") == "甲"
    assert len(pauses) == times


def test_a_folder_that_is_held_goes_when_it_is_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.setattr(shutil, "rmtree", held(2, shutil.rmtree))
    files.remove(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    assert len(pauses) == 2


def test_a_file_that_stays_open_is_an_error_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    """Somebody shows it on a projector: we do not wait for the end of the lesson."""
    (tmp_path / "a").write_text("甲", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", held(1000, Path.rename))
    with pytest.raises(PermissionError):
        files.move(tmp_path / "a", tmp_path / "b")
    assert sum(pauses) < 5


def test_what_will_never_work_is_not_tried_again(tmp_path: Path, pauses: list[float]) -> None:
    with pytest.raises(FileNotFoundError):
        files.move(tmp_path / "a", tmp_path / "b")
    assert pauses == []


def test_a_file_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    """A leaflet that is half a PDF would be sent to the printer."""
    files.save(tmp_path / "a.pdf", b"%PDF")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="写不进去"):
        files.save(tmp_path / "folder", b"%PDF")
    with pytest.raises(UsageError, match="文件夹在不在"):
        files.save(tmp_path / "missing" / "a.pdf", b"%PDF")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "folder"]


def test_why_a_file_is_not_read_is_said_in_chinese(tmp_path: Path) -> None:
    """Windows and Linux say it in English, with a number."""
    with pytest.raises(FileNotFoundError) as found:
        (tmp_path / "missing").read_bytes()
    assert files.reason(found.value) == "没有这个文件或文件夹"
    assert files.reason(OSError(999, "odd")) == "odd"


def test_a_folder_is_not_made_in_the_place_of_a_file(tmp_path: Path) -> None:
    files.make_folder(tmp_path / "a" / "b")
    (tmp_path / "file").write_text("甲", encoding="utf-8")
    for place in ("file", "file/below"):
        with pytest.raises(UsageError, match="有一个文件，不是文件夹"):
            files.make_folder(tmp_path / place)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "甲"

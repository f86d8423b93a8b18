"""The site before the last becomes the next: nothing of it stays that this build did not make."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fanzha.building.room import make_room
from fanzha.building.spare import settle, sweep
from fanzha.building.store import Store
from fanzha.building.swap import swap
from fanzha.product import Made


def folder_with(folder: Path, *paths: str) -> Path:
    """A folder with our manifest of these files, and the files."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, encoding="utf-8")
    rows = [{"path": path, "bytes": len(path)} for path in paths]
    manifest = {"generator": "fanzha", "products": rows}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def found(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_only_listed_plain_files_stay(tmp_path: Path) -> None:
    """A link that an owner had put there must not lead our files out of the site."""
    outside = folder_with(tmp_path / "outside", "mine.txt")
    folder = folder_with(tmp_path / "old", "a/b.pdf", "c/d.pdf", "e.pdf")
    (folder / "a" / "stray.txt").write_text("x", encoding="utf-8")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    (folder / "c" / "d.pdf").unlink()
    (folder / "c" / "d.pdf").symlink_to(outside / "mine.txt")
    settle(folder)
    assert found(folder) == ["a", "a/b.pdf", "e.pdf"]
    assert (outside / "mine.txt").read_text(encoding="utf-8") == "mine.txt"


def test_without_a_manifest_nothing_stays(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "old", "a/b.pdf")
    (folder / "manifest.json").unlink()
    settle(folder)
    assert found(folder) == []


def test_what_was_not_made_goes(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "old", "a/b/c.pdf", "a/d.pdf")
    sweep(folder, {"a/d.pdf"})
    assert found(folder) == ["a", "a/d.pdf", "manifest.json"]


def test_a_file_makes_room_for_a_folder_and_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    make_room(tmp_path / "a" / "b" / "c")
    assert found(tmp_path) == ["a", "a/b"]
    make_room(tmp_path / "a")
    assert found(tmp_path) == []


def test_another_file_in_the_place_is_replaced_and_not_written_to(tmp_path: Path) -> None:
    """It may be the same file on the disk as one that is published."""
    kept = Store(tmp_path / "store").keep("ab" * 20, Made(b"new"))
    published = tmp_path / "published"
    published.write_bytes(b"old")
    os.link(published, tmp_path / "place")
    kept.link(tmp_path / "place")
    assert (tmp_path / "place").samefile(kept.path) and published.read_bytes() == b"old"
    kept.link(tmp_path / "place")
    assert (tmp_path / "place").samefile(kept.path)


def test_the_old_site_is_put_aside_and_taken_again(tmp_path: Path) -> None:
    target, spare = tmp_path / "site", tmp_path / "cache" / "spare"
    for text in ("1", "2", "3"):
        with swap(target, spare) as fresh:
            before = found(fresh)
            folder_with(fresh, f"{text}.pdf", "same.pdf")
            sweep(fresh, {f"{text}.pdf", "same.pdf"})
    assert before == ["1.pdf", "same.pdf"]
    assert found(target) == ["3.pdf", "manifest.json", "same.pdf"]
    assert found(spare) == ["2.pdf", "manifest.json", "same.pdf"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "site"]


def test_after_a_failure_the_next_begins_with_nothing(tmp_path: Path) -> None:
    target, spare = tmp_path / "site", tmp_path / "cache" / "spare"
    for _ in range(2):
        with swap(target, spare) as fresh:
            folder_with(fresh, "a.pdf")
    with pytest.raises(ValueError, match="x"), swap(target, spare) as fresh:
        raise ValueError("x")
    assert found(target) == ["a.pdf", "manifest.json"]
    with swap(target, spare) as fresh:
        assert found(fresh) == []
        folder_with(fresh, "b.pdf")

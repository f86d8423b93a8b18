"""What is kept from one run to the next is what was made, or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanzha import kept as kept_module
from fanzha.kept import HEAD, Kept, digest


def test_what_was_made_is_found_in_the_next_run(tmp_path: Path) -> None:
    first = Kept(tmp_path / "kept" / "a")
    assert first.made("x", lambda: [1, ("二", b"\x00")]) == [1, ("二", b"\x00")]
    first.save()
    assert Kept(tmp_path / "kept" / "a").made("x", lambda: [2]) == [1, ("二", b"\x00")]


def test_only_what_was_used_stays_unless_it_was_about_a_part(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a")
    kept.keep("x", 1)
    kept.keep("y", 2)
    kept.save()
    again = Kept(tmp_path / "a")
    assert again.find("x") == 1
    again.save(whole=False)
    assert Kept(tmp_path / "a").known == {"x": 1, "y": 2}
    again.save()
    assert Kept(tmp_path / "a").known == {"x": 1}


def test_another_state_knows_nothing(tmp_path: Path) -> None:
    kept = Kept(tmp_path / "a", "one")
    kept.keep("x", 1)
    kept.save()
    assert Kept(tmp_path / "a", "two").find("x") is None


@pytest.mark.parametrize("place", [0, HEAD - 1, HEAD, -1])
def test_what_is_broken_is_forgotten(tmp_path: Path, place: int) -> None:
    kept = Kept(tmp_path / "a")
    kept.keep("x", "一二三")
    kept.save()
    data = bytearray(kept.file.read_bytes())
    data[place] ^= 1
    for damaged in (bytes(data), b"", b"x"):
        kept.file.write_bytes(damaged)
        assert Kept(kept.file).known == {}


def test_what_another_user_kept_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project is handed on with its cache: what lies in it could run on the clerk's computer."""
    theirs, ours = tmp_path / "theirs", tmp_path / "ours"
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(theirs))
    kept_module._secret.cache_clear()
    try:
        kept = Kept(tmp_path / "a")
        kept.keep("x", 1)
        kept.save()
        kept_module._secret.cache_clear()
        assert Kept(tmp_path / "a").known == {"x": 1}
        kept_module._secret.cache_clear()
        monkeypatch.setenv("XDG_CACHE_HOME", str(ours))
        assert Kept(tmp_path / "a").known == {}
        assert [path.name for path in (ours / "fanzha").iterdir()] == ["secret"]
    finally:
        kept_module._secret.cache_clear()


def test_keys_of_different_values_differ() -> None:
    assert len({digest("a", "b"), digest("ab"), digest(("a", "b")), digest("a", 1)}) == 4

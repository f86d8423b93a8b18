"""What others have written, in Word or a chat, into a draft: no name, no sum, nothing secret."""

from __future__ import annotations

from pathlib import Path

from fanzha.content.data.tables import load_tables
from fanzha.edition import Project
from fanzha.errors import UsageError
from fanzha.importing.chat import read_chat
from fanzha.importing.draft import Imported, imported
from fanzha.importing.word_file import MAX_FILE, SAVE_AS, read_docx

OLD = (".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt", ".pages")
PLAIN = (".txt", ".md")


def from_bytes(
    project: Project, name: str, data: bytes, kind: str | None = None, wanted: str | None = None
) -> Imported:
    """A draft from the bytes of a .docx, or of a text; `name` says which it is ("" is a text).

    Nothing is written. Raises UsageError that says what to do.
    """
    ending = Path(name).suffix.lower()
    if ending in OLD:
        raise UsageError(f"{name} 是别的格式。{SAVE_AS}")
    if ending == ".docx":
        return imported(project, read_docx(data, name), kind, wanted)
    if ending and ending not in PLAIN:
        raise UsageError(f"{name} 不是 Word 文件；能带进来的是 .docx 和 .txt")
    return from_text(project, _text(data, name or "贴进来的文字"), kind, wanted)


def from_text(
    project: Project, text: str, kind: str | None = None, wanted: str | None = None
) -> Imported:
    """A draft from pasted text."""
    return imported(
        project, read_chat(text, load_tables(project.root, project.docs)[0].importing), kind, wanted
    )


def from_file(
    project: Project, path: Path, data: bytes | None, kind: str | None, wanted: str | None
) -> Imported:
    """The same from a file on the disk; `data` is there where it has been read from the input."""
    if data is not None:
        return from_bytes(project, "", data, kind, wanted)
    try:
        if path.stat().st_size > MAX_FILE:
            raise UsageError(f"{path.name} 太大，最多 20 MB；删去里面的图片再试")
        return from_bytes(project, path.name, path.read_bytes(), kind, wanted)
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError(f"没有 {path} 这个文件") from None


def _text(data: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{name} 不是文字，读不了")


__all__ = ["Imported", "from_bytes", "from_file", "from_text"]

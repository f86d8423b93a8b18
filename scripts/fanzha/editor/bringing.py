"""What comes from elsewhere: a Word file or pasted words become a paper in the drawer."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from fanzha.editor import layers, starting
from fanzha.editor.desk import Desk, Paper
from fanzha.importing import from_bytes


def bring(desk: Desk, name: str, data: bytes) -> dict[str, Any]:
    """A draft from the bytes of a file (`name` "" for pasted text), and what is doubtful in it.

    The file itself is kept nowhere. Raises UsageError for what may not or cannot be read.
    """
    found = from_bytes(desk.project, PurePosixPath(name.replace("\\", "/")).name, data)
    path = PurePosixPath(found.draft.path)
    kind = desk.kind(path.parent.name)
    id = found.draft.id
    if (kind.folder, id) in desk.unsaved():
        id = starting.free(desk, starting.suggestion(desk, id) or f"{id}-2")
    usual = next((place for place, _ in layers.places(desk.edition)), "")
    desk.keep(Paper(kind, id, found.draft.text, layer=usual))
    return {"url": f"/edit/{kind.folder}/{id}", "notes": list(found.notes)}

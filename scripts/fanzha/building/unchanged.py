"""Whether a build would give what is there already: then it need not run.

After a build a hash of all that it read (content, templates, our code, settings, the day, the
installed libraries) is kept, and one of the folder as it was left: names, sizes and times. When
both are as they were, the build is over in a second. A folder that anybody touched is made anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fanzha.edition import Project
from fanzha.files import replace, walk
from fanzha.own_code import code_state
from fanzha.signing.private_keys import state as state_of_keys

# Settings that read other files or the environment, or run code: what they read is not known here.
UNKNOWN = ("INHERIT", "!ENV", "!relative", "!!python", "hooks:", "custom_dir: /")


@dataclass(frozen=True)
class Before:
    """How things stand before a build of `target`; `inputs` is "" where that cannot be known."""

    target: Path
    record: Path
    inputs: str

    def told(self) -> list[str] | None:
        """What the last build had to say, where this one would do the same; None otherwise."""
        try:
            record = json.loads(self.record.read_text(encoding="utf-8"))
            same = record["inputs"] == self.inputs and record["folder"] == folder_hash(self.target)
            return [str(line) for line in record["told"]] if self.inputs and same else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, told: Sequence[str]) -> None:
        """Note how the build left its folder."""
        record = {"inputs": self.inputs, "folder": folder_hash(self.target), "told": [*told]}
        self.record.parent.mkdir(parents=True, exist_ok=True)
        part = self.record.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8", newline="\n")
        replace(part, self.record)


def before(project: Project, config: Path, target: Path) -> Before:
    """Read all that a build would read; takes a tenth of a second."""
    name = hashlib.sha256(str(target.resolve()).encode()).hexdigest()[:16]
    record = project.root / ".cache" / "fanzha" / "built" / f"{name}.json"
    return Before(target, record, _inputs(project, config))


def _inputs(project: Project, config: Path) -> str:
    settings = config.read_text(encoding="utf-8", errors="replace")
    if any(word in settings for word in UNKNOWN):
        return ""
    digest = hashlib.sha256()
    for part in (str(project.today), project.region, str(config), code_state(), state_of_keys()):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for folder in (project.docs, project.root / "overrides"):
        for path, info in files_below(folder):
            digest.update(path.encode("utf-8", "surrogateescape") + b"\0%o\0" % info.st_mode)
            if stat.S_ISREG(info.st_mode):
                digest.update(hashlib.sha256((folder / path).read_bytes()).digest())
    digest.update(hashlib.sha256(config.read_bytes()).digest())
    return digest.hexdigest()


def folder_hash(folder: Path) -> str:
    """A hash of the names, sizes and times of all files below a folder."""
    rows = (f"{path}\0{info.st_size}\0{info.st_mtime_ns}\n" for path, info in files_below(folder))
    return hashlib.sha256("".join(rows).encode("utf-8", "surrogateescape")).hexdigest()


def files_below(folder: Path) -> list[tuple[str, os.stat_result]]:
    """Path → what the system says of it, for all below a folder that is no folder itself."""
    if not folder.is_dir():
        return []
    found = (
        (path, entry.stat(follow_symlinks=False))
        for path, entry in walk(folder)
        if not entry.is_dir(follow_symlinks=False)
    )
    return sorted(found)

"""`fanzha sign`: signing folders that were made before, or on a computer without the key."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from fanzha.building.swap import swap
from fanzha.building.target import finish, hold, listed
from fanzha.content.data.public_keys import PublicKey, current
from fanzha.edition import Project
from fanzha.errors import UsageError
from fanzha.files import walk
from fanzha.invocation import how_to_run
from fanzha.language.declaration import PAGE
from fanzha.signing import private_keys
from fanzha.signing.private_keys import Ask
from fanzha.signing.sealing import Listing, seal

SITE = "index.html"


def sign_again(
    project: Project, keys: Mapping[str, PublicKey], target: Path, ask: Ask
) -> Iterator[tuple[Path, str]]:
    """Sign a folder of ours, or each town below it; path and key, as they are done.

    A copy is signed and takes its place in one step; its files are links, but for those that change.
    """
    signer = private_keys.signer(keys, project.root, ask)
    if signer is None:
        name = current(keys)
        if not name:
            raise UsageError(f"还没有钥匙，先运行 {how_to_run('keys new')}")
        raise UsageError(
            f"这台电脑上没有 {name} 的私钥（{private_keys.folder()}）；"
            f"插上U盘，把 {private_keys.FOLDER} 设成它的文件夹，再试"
        )
    towns = [target] if listed(target) is not None else _towns(target)
    if not towns:
        raise UsageError(f"{target} 里没有本工具做的成品；先运行 {how_to_run('site')}")
    for town in towns:
        with hold(project, town), swap(town) as fresh:
            _linked(town, fresh)
            listing = Listing(keys, project.root / "overrides", project.today.isoformat(), town)
            seal(
                fresh,
                signer,
                listing if any((town / name).is_file() for name in (SITE, PAGE)) else None,
            )
            finish(fresh, town)
        yield town, signer.key


def _towns(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    below = (path for path in sorted(folder.iterdir()) if path.is_dir())
    return [path for path in below if listed(path) is not None]


def _linked(source: Path, goal: Path) -> None:
    """What the manifest names, as links where the disk can; what else lies there, `finish` takes."""
    ours = listed(source) or {}
    for path, entry in walk(source):
        if entry.is_dir(follow_symlinks=False) or (path not in ours and path != "manifest.json"):
            continue
        (goal / path).parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            os.link(entry.path, goal / path)
            continue
        shutil.copy2(entry.path, goal / path)

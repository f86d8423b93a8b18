"""Versions of the content, where the project is a Git repository: keep one, compare with the last.

Nothing else of Git shows. Where Git is missing, or the folder is no repository, there are simply no
versions. Only what lies below docs/ is ever recorded; what else somebody has prepared stays as it is.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fanzha.content.kinds.registry import KINDS, kind_name
from fanzha.content.writing.edits import Edit, FieldPath, Insert, Move, Remove, applied, changes
from fanzha.content.writing.rewrite import Form, body_sections, values
from fanzha.content.writing.shape import label_at
from fanzha.errors import FanzhaError, UsageError

SECONDS = 30  # more than Git needs; a question that it asks nobody answers
# Nobody sits at a terminal: no questions, no pager, no signing with a password.
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
SETTINGS = ("-c", "core.quotepath=off", "-c", "commit.gpgsign=false", "-c", "core.pager=cat")
AUTHOR = (("user.name", "反诈宣传编辑"), ("user.email", "fanzha@localhost"))


@dataclass(frozen=True)
class Difference:
    """One thing that is not as in the last version: what it is, what it was, what it is now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Versions:
    """The versions of a project: `root` is the folder of mkdocs.yml, `docs` that of the content."""

    root: Path
    docs: Path

    def kept(self) -> bool:
        """Whether versions can be kept here."""
        done = self._git("rev-parse", "--is-inside-work-tree")
        return done is not None and done.stdout.strip() == b"true"

    def changed(self) -> list[str]:
        """Files of docs/ that are not as in the last version, relative to the project."""
        done = self._git("status", "--porcelain", "-z", "--no-renames", "-uall", "--", self._docs)
        if done is None or done.returncode:
            return []
        top = self._top()
        rows = [row for row in done.stdout.decode("utf-8", "replace").split("\0") if row]
        return [os.path.relpath(top / row[3:], self.root).replace(os.sep, "/") for row in rows]

    def keep(self, message: str) -> bool:
        """Record all of docs/ under a plain message; False where nothing has changed.

        Raises UsageError where Git cannot.
        """
        if not self.kept():
            raise UsageError("这里保存不了版本：没有装 Git，或者这个文件夹不是 Git 仓库")
        if not self.changed():
            return False
        message = " ".join(message.split())[:200] or "更新内容"
        missing = [
            f"{name}={value}" for name, value in AUTHOR if not self._said("config", "--get", name)
        ]
        author = [part for setting in missing for part in ("-c", setting)]
        self._must("add", "-A", "--", self._docs)
        self._must(*author, "commit", "--quiet", "-m", message, "--", self._docs)
        return True

    def last(self, path: Path) -> str | None:
        """The text of a file in the last version; None where it was not in it."""
        done = self._git("show", f"HEAD:./{path.relative_to(self.root).as_posix()}")
        if done is None or done.returncode:
            return None
        return done.stdout.decode("utf-8", "replace")

    def compare(self, path: Path) -> list[Difference]:
        """What is not as in the last version, field by field, in the words of the form."""
        now = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        before = self.last(path) or ""
        if before.replace("\r\n", "\n") == now.replace("\r\n", "\n"):
            return []
        return differences(before, now, form_of(path.relative_to(self.docs).as_posix()))

    @property
    def _docs(self) -> str:
        return self.docs.relative_to(self.root).as_posix()

    def _top(self) -> Path:
        return Path(self._said("rev-parse", "--show-toplevel") or self.root)

    def _said(self, *words: str) -> str:
        done = self._git(*words)
        return "" if done is None else done.stdout.decode("utf-8", "replace").strip()

    def _must(self, *words: str) -> None:
        done = self._git(*words)
        if done is None or done.returncode:
            said = "" if done is None else (done.stderr or done.stdout).decode("utf-8", "replace")
            raise UsageError(f"版本没有保存成，内容都在，没有丢。Git 的原话：{said.strip()[:300]}")

    def _git(self, *words: str) -> subprocess.CompletedProcess[bytes] | None:
        """What Git answers; None where there is no Git, or it hangs."""
        try:
            return subprocess.run(
                ["git", *SETTINGS, *words],
                cwd=self.root,
                env={**os.environ, **QUIET},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired):
            return None


def differences(before: str, now: str, form: Form) -> list[Difference]:
    """Two texts of one file compared; by lines, where one of them cannot be read."""
    try:
        old = values(before, form) if before else {}
        new = values(now, form) if now else {}
        found = list(_of_fields(old, new, form.shape))
        if form.markdown:
            found += _of_body(
                body_sections(before, form) if before else {},
                body_sections(now, form) if now else {},
            )
    except FanzhaError:
        return list(_of_lines(before, now))
    return found or [Difference("写法", "", "只有空格、引号、注释或次序不同")]


def _of_fields(old: Any, new: Any, shape: Any) -> Iterator[Difference]:
    for edit in changes(old, new):
        yield _told(edit, old, shape)
        old = applied(old, [edit])


def _told(edit: Edit, old: Any, shape: Any) -> Difference:
    label = label_at(shape, edit.path)
    if isinstance(edit, Move):
        text = _spoken(_at(old, (*edit.path, edit.index)))
        return Difference(
            f"{label} 换了次序", f"第{edit.index + 1}条：{text}", f"第{edit.to + 1}条"
        )
    if isinstance(edit, Insert):
        return Difference(f"{label} 第{edit.index + 1}条", "", _spoken(edit.value))
    before = _spoken(_at(old, edit.path))
    return Difference(label, before, "" if isinstance(edit, Remove) else _spoken(edit.value))


def _of_body(old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name, ""), new.get(name, "")
        if before != after:
            yield Difference(f"正文“{name}”" if name else "正文开头", before, after)


def _of_lines(before: str, now: str) -> Iterator[Difference]:
    import difflib

    old, new = before.splitlines(), now.splitlines()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            yield Difference(f"第{c + 1}行", "\n".join(old[a:b]), "\n".join(new[c:d]))


def _at(value: Any, path: FieldPath) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _spoken(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "，".join(_spoken(part) for part in value.values())
    if isinstance(value, list):
        return "；".join(_spoken(part) for part in value)
    return str(value)


def form_of(page: str) -> Form:
    """How the file at a path below docs/ is read."""
    kind = KINDS.get(kind_name(page)) if page.endswith(".md") else None
    return Form(page, kind.model if kind else None, kind.parts if kind else ())

"""A file's text with some values changed, and every other byte as it was.

What comes out is read again: it holds exactly the wanted values, or nothing comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fanzha.content.reading.front_matter import read_markdown, read_yaml
from fanzha.content.reading.nodes import Document
from fanzha.content.reading.source import decode
from fanzha.content.writing.body import sections, with_body, with_section
from fanzha.content.writing.edits import BODY, Edit, Remove, Set, applied, as_read, changes
from fanzha.content.writing.fields import Fields
from fanzha.content.writing.lines import Lines, split
from fanzha.content.writing.render import Writer
from fanzha.errors import ContentError, UsageError


@dataclass(frozen=True)
class Form:
    """How a file is to be read. `shape` is its model, `dict[str, Row]` for a table.

    `parts` are the headings that a body has, in their order (see `Kind.parts`).
    """

    path: str  # as it is shown to people; the ending says whether there is a body
    shape: Any = None
    parts: Sequence[str] = ()

    @property
    def markdown(self) -> bool:
        """Whether the fields are front matter with a text below."""
        return self.path.endswith(".md")


def values(text: str, form: Form) -> dict[str, Any]:
    """All fields of a file as plain values. Raises ContentError where it cannot be read."""
    fields: dict[str, Any] = _read(text, form).fields.plain()
    return fields


def body_sections(text: str, form: Form) -> dict[str, str]:
    """The sections of the text below the front matter; see `body.sections`."""
    return sections(_read(text, form).body)


def rewritten(text: str, edits: Sequence[Edit], form: Form) -> str:
    """The text after the edits, in their order.

    Raises ContentError where the file as it stands cannot be read, and UsageError where an edit
    leads nowhere or the result would not hold what is wanted.
    """
    before = _read(text, form)
    if not edits:
        return text
    fields, texts = _sorted(edits, form)
    wanted = applied(before.fields.plain(), fields)
    reason = "改好的文件读回来和填的不一样"
    for writer in (Writer(), Writer(careful=True)):
        lines = split(text)
        try:
            for edit in fields:
                first, stop = _range(_read(lines.text, form), form)
                lines = Fields(lines, first, stop, form.shape, writer).edited(edit)
            for edit in texts:
                lines = _with_text(lines, edit, form)
            after = _read(lines.text, form)
        except ContentError as error:
            reason = error.findings[0].message
            continue
        if after.fields.plain() == wanted and _holds(before, after, texts):
            return lines.text
    raise UsageError(f"{form.path} 没有保存：{reason}")


def rewritten_as(
    text: str, wanted: dict[str, Any], form: Form, body: dict[str, str | None] | None = None
) -> str:
    """The text with all its fields as in `wanted` and the sections of `body` as given."""
    edits: list[Edit] = list(changes(values(text, form), wanted))
    for name, section in (body or {}).items():
        path = (BODY, name)
        edits.append(Remove(path) if section is None else Set(path, section))
    return rewritten(text, edits, form)


def _read(text: str, form: Form) -> Document:
    source, findings = decode(form.path, text.encode("utf-8"))
    document, more = (read_markdown if form.markdown else read_yaml)(source)
    if findings or more:
        raise ContentError([*findings, *more])
    return document


def _range(document: Document, form: Form) -> tuple[int, int]:
    """The lines of the fields, from 0: front matter without its fences, or all of the file."""
    return (1, document.body_line - 2) if form.markdown else (0, len(document.source.lines))


def _sorted(edits: Sequence[Edit], form: Form) -> tuple[list[Edit], list[Set | Remove]]:
    fields: list[Edit] = []
    texts: list[Set | Remove] = []
    for edit in edits:
        if form.markdown and edit.path[:1] == (BODY,):
            if not isinstance(edit, Set | Remove):
                raise UsageError("正文只能整段改，不能移动")
            texts.append(edit)
        else:
            fields.append(edit)
    return fields, texts


def _with_text(lines: Lines, edit: Set | Remove, form: Form) -> Lines:
    first = _read(lines.text, form).body_line - 1
    text = str(edit.value) if isinstance(edit, Set) else None
    if len(edit.path) == 1:
        return with_body(lines, first, text or "")
    return with_section(lines, first, str(edit.path[1]), text, form.parts)


def _holds(before: Document, after: Document, texts: Sequence[Set | Remove]) -> bool:
    """Whether the body is what was asked for, and otherwise what it was."""
    if not texts:
        return before.body == after.body
    if any(len(edit.path) == 1 for edit in texts):
        last = texts[-1]
        return len(last.path) > 1 or after.body.strip() == _text(last).strip()
    wanted = sections(before.body)
    for edit in texts:
        wanted[str(edit.path[1])] = _text(edit)
        if isinstance(edit, Remove):
            del wanted[str(edit.path[1])]
    return _bare(sections(after.body)) == _bare(wanted)


def _bare(found: dict[str, str]) -> dict[str, str]:
    """Sections without space around them; nothing before the first heading is as good as none."""
    return {name: text.strip() for name, text in found.items() if name or text.strip()}


def _text(edit: Set | Remove) -> str:
    text = as_read(edit.value) if isinstance(edit, Set) else ""
    return str(text or "").replace("\r\n", "\n").replace("\r", "\n")

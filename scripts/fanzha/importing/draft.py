"""What somebody has written → a draft that passes the checks, with what is doubtful marked ？.

What a rule of privacy, facts or wording objects to is taken out, not argued with: the draft may lie
in docs/ and be kept as a version. The file itself never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fanzha import checks
from fanzha.content.data.import_words import ImportWords
from fanzha.content.kinds.registry import KINDS
from fanzha.content.library import Library, read_page
from fanzha.content.writing.edits import BODY, Edit, FieldPath, Set
from fanzha.content.writing.rewrite import Form, rewritten, values
from fanzha.content.writing.shape import label_at
from fanzha.edition import Edition, Project, read_edition
from fanzha.errors import UsageError
from fanzha.findings import Finding, errors
from fanzha.handbook import new_item
from fanzha.handbook.new_item import TO_WRITE, Draft
from fanzha.importing.blur import age_band, ages, loss_band, sums
from fanzha.importing.story import STEPS, Told, told
from fanzha.importing.suggest import suggested
from fanzha.importing.word_file import Writing

OUT = "（略）"  # in the place of what may not stand there
PASSES = 8
SECRET = "文件里写着“{}”，不能放进公开的库，没有带进来任何内容；请先问清楚能不能公开，另写一份"
KEPT = frozenset({OUT, TO_WRITE})
GIVEN = "？"  # begins every comment on what is doubtful


@dataclass(frozen=True)
class Imported:
    """The draft, what to tell the person who imports, and the pictures, which nobody has looked at."""

    draft: Draft
    notes: tuple[str, ...]
    pictures: tuple[bytes, ...] = ()


def imported(
    project: Project, writing: Writing, kind: str | None = None, wanted: str | None = None
) -> Imported:
    """A draft case or alert from a writing; nothing is written.

    `kind` is "cases" or "alerts", `wanted` an id. Raises UsageError for what bears a mark of secrecy
    or has no text, ContentError where the library cannot be read.
    """
    edition, _ = read_edition(project)
    words = edition.tables.importing
    text = "\n".join(block.text for block in writing.blocks)
    for part in (text, writing.title, *writing.beside):
        if mark := words.marked(part):
            raise UsageError(SECRET.format(mark))
    parts = told(writing, frozenset(edition.tables.numbers))
    kind = kind or _kind(parts.title, words)
    draft = new_item.draft(project, kind, parts.title or TO_WRITE, wanted)
    filled, remarks = _filled(edition, draft, kind, parts, text)
    clean, taken = _clean(edition, replace(draft, text=filled), kind)
    remarks = {**remarks, **taken}
    notes = [*writing.notes]
    if parts.rest:
        notes.append(f"原文长，后面约 {parts.rest} 步没有带进来")
    notes += [f"{name}：{remark}" for name, remark in _named(kind, remarks)]
    marked = _marked(clean, remarks)
    return Imported(replace(draft, text=marked), tuple(notes), writing.pictures)


def _kind(title: str, words: ImportWords) -> str:
    return "alerts" if any(word in title for word in words.alert) else "cases"


def _filled(
    edition: Edition, draft: Draft, kind: str, parts: Told, text: str
) -> tuple[str, dict[str, str]]:
    """The draft with what could be told, and a remark for each field that is a guess."""
    edits: list[Edit] = []
    remarks = {"title": "题目是从原文取的，看合不合适"}
    likely = suggested(edition, text)
    if likely:
        edits.append(Set(("scam",), likely[0].id))
        edits.append(Set(("rule",), likely[0].meta.rule))
        others = "、".join(f"{item.id} {item.meta.title.split('：')[0]}" for item in likely[1:])
        remarks["scam"] = f"是按用词猜的；也可能是 {others}" if others else "是按用词猜的"
        remarks["rule"] = "用的是这类骗局的规矩"
    first = " ".join(what for _, what in parts.steps[:1]).strip()
    if first:
        edits.append(Set(("summary",), first[:60]))
        remarks["summary"] = "是原文第一句，改成一句话说清是什么"
    if kind == "cases":
        edits += _case(parts, text, remarks)
    edits += _body(kind, parts)
    form = _form(kind, draft)
    return rewritten(draft.text, edits, form), remarks


def _case(parts: Told, text: str, remarks: dict[str, str]) -> list[Edit]:
    edits: list[Edit] = []
    steps = list(parts.steps)
    while len(steps) < STEPS[0]:
        steps.append((f"第{len(steps) + 1}步", TO_WRITE))
    edits.append(Set(("story",), [{"when": when, "text": what} for when, what in steps]))
    edits.append(Set(("turning_point",), {"step": max(1, len(steps) - 2), "text": TO_WRITE}))
    remarks["story"] = "是按原文切开的，一步一步改成“谁做了什么”，不留姓名、单位、村名"
    remarks["turning_point"] = "要人来定：在哪一步停下，就没有损失"
    if found := sums(text):
        edits.append(Set(("loss_band",), loss_band(max(found)).value))
        several = (
            f"原文有 {len(found)} 处钱数，取了最大的一处" if len(found) > 1 else "按原文的钱数"
        )
        remarks["loss_band"] = f"{several}，只写档，不写数"
    else:
        remarks["loss_band"] = "原文没有写钱数，要人来定"
    if years := ages(text):
        edits.append(Set(("age_band",), age_band(years[0]).value))
        several = f"原文有 {len(years)} 处年龄，取了头一处" if len(years) > 1 else "按原文的年龄"
        remarks["age_band"] = f"{several}，只写档，不写岁数"
    else:
        remarks["age_band"] = "原文没有写年龄，要人来定"
    return edits


def _body(kind: str, parts: Told) -> list[Edit]:
    """The first section from the story, the second from what was said."""
    sections = KINDS[kind].parts
    edits: list[Edit] = []
    if parts.steps and sections:
        edits.append(Set((BODY, sections[0]), "\n\n".join(what for _, what in parts.steps[:3])))
    if parts.quotes and len(sections) > 1:
        said = "\n".join(f"- “{quote}”" for quote in parts.quotes)
        edits.append(Set((BODY, sections[1]), f"对方会这样说：\n\n{said}"))
    return edits


def _clean(edition: Edition, draft: Draft, kind: str) -> tuple[str, dict[str, str]]:
    """Without what the rules object to; a field that cannot be mended so is to be written anew."""
    text, remarks = draft.text, dict[str, str]()
    for turn in range(PASSES):
        found = _errors(edition, draft.path, text)
        if not found:
            return text, remarks
        text = _without(text, found, kind, draft, remarks, whole=turn >= PASSES // 2)
        # Who is named once is named nowhere.
        for name in {
            one.source[one.column - 1 : one.end_column - 1] for one in found if one.code[0] == "P"
        }:
            text = text.replace(name, OUT) if len(name) > 1 and name not in KEPT else text
    if _errors(edition, draft.path, text):
        # Nothing of the text may stay where a rule still objects and no place can be named.
        remarks["title"] = "原文里有不能公开的内容，除题目外都没有带进来"
        text = new_item.draft(edition.project, kind, TO_WRITE, draft.id).text
    return text, remarks


def _errors(edition: Edition, path: str, text: str) -> list[Finding]:
    page = path.removeprefix(
        f"{edition.project.docs.relative_to(edition.project.root).as_posix()}/"
    )
    document, item, findings = read_page(path, page, text.encode("utf-8"))
    if document is None or item is None:
        return errors(findings)
    library = edition.library
    tried = Library(
        (*library.items, item), {**library.documents, page: document}, library.pages | {page}
    )
    found = checks.run(replace(edition, library=tried), frozenset({path}))
    return [one for one in errors([*findings, *found]) if one.path == path]


def _without(
    text: str,
    found: Sequence[Finding],
    kind: str,
    draft: Draft,
    remarks: dict[str, str],
    *,
    whole: bool,
) -> str:
    """One pass: the marked words out of each line, or (`whole`) the value that they stand in."""
    form = _form(kind, draft)
    rows = text.split("\n")
    edits: list[Edit] = []
    done: set[int] = set()
    places = _places(text, form)
    for finding in sorted(found, key=lambda one: (one.line, -one.column)):
        at = finding.line - 1
        path = places.get(finding.line)
        if path is None:
            heading = _heading(rows, at)
            if at in done or not heading:
                continue
            done.add(at)
            marked = rows[at][finding.column - 1 : finding.end_column - 1]
            rows[at] = TO_WRITE if whole or not marked else rows[at].replace(marked, OUT)
            remarks[BODY] = "有的字不能公开，换成了" + OUT
            continue
        if at in done:
            continue
        done.add(at)
        value = _value(values(text, form), path)
        marked = rows[at][finding.column - 1 : finding.end_column - 1]
        mended = (
            value.replace(marked, OUT) if marked and marked in value and not whole else TO_WRITE
        )
        most = 8 if path[-1] == "when" else 24 if path == ("title",) else 60
        edits.append(Set(path, mended if 0 < len(mended) <= most else TO_WRITE))
        remarks[str(path[0])] = f"有的字不能公开或不合适，换成了{OUT if not whole else TO_WRITE}"
    return rewritten("\n".join(rows), edits, form)


def _places(text: str, form: Form) -> dict[int, FieldPath]:
    """Line → the path of the text that stands there."""
    document, _, _ = read_page(form.path, f"cases/{form.path.rsplit('/', 1)[-1]}", text.encode())
    found: dict[int, FieldPath] = {}

    def walk(node: Any, path: FieldPath) -> None:
        if isinstance(node.value, str):
            if node.value != "" and (path[-1] != "when" or node.line not in found):
                found[node.line] = path
        elif isinstance(node.value, tuple):
            for index, part in enumerate(node.value):
                walk(part, (*path, index))
        elif isinstance(node.value, dict):
            for name, part in node.value.items():
                walk(part, (*path, name))

    if document is not None:
        walk(document.fields, ())
    return found


def _heading(rows: Sequence[str], at: int) -> str:
    return next((row for row in reversed(rows[: at + 1]) if row.startswith("## ")), "")


def _value(fields: Any, path: FieldPath) -> str:
    for step in path:
        fields = fields[step]
    return str(fields)


def _form(kind: str, draft: Draft) -> Form:
    return Form(draft.path, KINDS[kind].model, KINDS[kind].parts)


def _named(kind: str, remarks: dict[str, str]) -> list[tuple[str, str]]:
    model = KINDS[kind].model
    return [(label_at(model, (n,)) if n != BODY else "正文", r) for n, r in remarks.items()]


def _marked(text: str, remarks: dict[str, str]) -> str:
    """Each remark as a comment above its field; what is about the body, below the last field."""
    rows: list[str] = []
    fences = 0
    for row in text.split("\n"):
        name = row.split(":")[0]
        if row == "---":
            fences += 1
            if fences == 2 and BODY in remarks:
                rows.append(f"# {GIVEN} 正文：{remarks[BODY]}")
        elif fences == 1 and name in remarks:
            rows.append(f"# {GIVEN} {remarks[name]}")
        rows.append(row)
    return "\n".join(rows)

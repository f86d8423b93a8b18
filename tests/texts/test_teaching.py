"""Quizzes and performances for Word: a teacher changes a question, a troupe a line."""

from __future__ import annotations

import io

import docx

from tests.texts.made import changed, plan, shipped


def paragraphs(path: str) -> list[str]:
    return [p.text for p in docx.Document(io.BytesIO(shipped(path).data)).paragraphs]


def test_a_quiz_has_all_questions_before_the_first_answer() -> None:
    path = "texts/ceyice-zhongxue/quiz.docx"
    rows = plan(path).args["questions"]
    found = paragraphs(path)
    at = found.index("答案和讲解（念答案的人留着）")
    for number, row in enumerate(rows, 1):
        verdict = "是真的" if row["genuine"] else "是骗局"
        assert f"{number}. {row['message']}" in found[:at]
        assert f"{number}. {verdict}：{row['explain']}" in found[at:]
    assert "".join(found[:at]).count("□真的") == len(rows)
    assert any("110" in line for line in found[-6:])


def test_a_play_has_its_lines_in_order_with_who_and_what_is_done() -> None:
    path = "texts/xiaopin-guitai/play.docx"
    args = plan(path).args
    found = paragraphs(path)
    lines = found[found.index("本子") + 1 :]
    assert lines[1].startswith("保安：大爷，取号吗")
    for row, line in zip(args["script"], lines, strict=False):
        assert all(part in line for part in (row["say"], row["act"], row["who"]) if part)
    assert "柜员：说话慢，笑眯眯" in found


def test_the_same_file_every_time() -> None:
    path = "texts/xiaopin-guitai/play.docx"
    assert changed(path).data == shipped(path).data

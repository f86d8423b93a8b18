"""What a survey says, as sections of a report: shares with their margins, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fanzha.situation.answers import Answers
from fanzha.situation.release import WITHHELD, Count, Kind, parts, whole
from fanzha.situation.sentences import number
from fanzha.situation.shares import Share, differs

NAMES = ("之前", "之后")
ENOUGH = 30  # sheets
NOTES = (
    "百分数后面的范围：换一批人再问一遍，一百次里大约有九十五次落在里面。份数越多，范围越窄。",
    "答问卷的是愿意答的人，不一定和全镇的人一样。答卷不写名字，结果不分到组、户、人。",
)


def sections(surveys: Sequence[Answers]) -> dict[str, Any]:
    """Summary, sections and notes of one survey, or of two."""
    names = NAMES if len(surveys) > 1 else ("本次",)
    known = [Share(one.aware, len(one.sheets)) for one in surveys]
    said = [
        f"{'' if len(surveys) == 1 else name}收回{share.n}份，知晓率{share.percent}%（{_range(share)}）。"
        for name, share in zip(names, known, strict=True)
    ]
    if len(known) > 1:
        said.append(_change("知晓率", known[0], known[1]))
    if any(share.n < ENOUGH for share in known):
        said.append(f"不到{ENOUGH}份的，结果只能参考。")
    return {
        "summary": said,
        "facts": [
            {"label": f"{name}知晓率（{share.n}份）", "value": f"{share.percent}%"}
            for name, share in zip(names, known, strict=True)
        ],
        "sections": [_right(surveys, names), *_several(surveys[-1])],
        "notes": list(NOTES),
    }


def _right(surveys: Sequence[Answers], names: Sequence[str]) -> dict[str, Any]:
    questions = surveys[0].survey.questions
    rows = []
    counts: list[list[dict[str, Any]]] = [[] for _ in names]
    better, weakest = [], []
    for at, question in enumerate(questions):
        if not question.right:
            continue
        topic = question.topic or ""
        shares = [Share(one.right(at), len(one.sheets)) for one in surveys]
        cells = [f"{share.percent}%（{_range(share)}）" for share in shares]
        if len(shares) > 1:
            sure = differs(shares[0], shares[1])
            cells.append({1: "多了", -1: "少了", 0: "看不出"}[sure])
            better += [topic] if sure > 0 else []
        rows.append([topic, *cells])
        weakest.append((shares[-1].percent, topic))
        for column, share in zip(counts, shares, strict=True):
            column.append({"kind": "shown", "value": share.percent, "margin": share.margin})
    low = [topic for _, topic in sorted(weakest)[:2]]
    said = [f"答对得最少的是{'、'.join(low)}，先补讲。"]
    if len(surveys) > 1:
        said.append(f"明显多了的：{'、'.join(better)}。" if better else "还没有哪一题明显多了。")
    head = ["题目", *(f"{name}答对" for name in names), *(["变化"] if len(names) > 1 else [])]
    return {
        "title": "哪几题答对的人多",
        "said": said,
        "chart": {
            "shape": "bars",
            "percent": True,
            "labels": [row[0] for row in rows],
            "series": [
                {"name": name, "counts": column} for name, column in zip(names, counts, strict=True)
            ],
            "paler": 0,
        },
        "key": "横线是范围。",
        "table": {"head": head, "rows": rows, "pairs": True},
    }


def _several(answers: Answers) -> list[dict[str, Any]]:
    """Questions without a right answer, one table each; shares only, the most chosen first."""
    found = []
    for at, question in enumerate(answers.survey.questions):
        n = answers.answered(at)
        if question.right or not n:
            continue
        chosen = answers.chosen(at)
        order = question.options
        if question.several:
            order = tuple(sorted(order, key=lambda one: (-whole(chosen[one]).place, one)))
        if question.several:
            counts = {one: whole(chosen[one]) for one in order}
        else:
            counts = parts({one: chosen[one] for one in order}) or dict.fromkeys(order, WITHHELD)
        rows = [[one, _people(counts[one], n)] for one in order]
        more = "可以选几个，加起来会超过100%。" if question.several else ""
        found.append(
            {
                "title": question.ask,
                "said": [f"{n}份答了这一题。{more}"],
                "chart": None,
                "small": True,
                "table": {"head": ["答案", "选的人"], "rows": rows, "words": True},
            }
        )
    return found


def _people(count: Count, n: int) -> str:
    if not count.open:
        return number(count) + ("人" if count.kind is Kind.FEW else "")
    return f"{Share(count.shown, n).percent}%"


def _range(share: Share) -> str:
    low, high = share.margin
    return f"{low}～{high}%"


def _change(what: str, before: Share, after: Share) -> str:
    sure = differs(before, after)
    if not sure:
        return f"{what}从{before.percent}%到{after.percent}%，两次的范围离得近，说不准变了没有。"
    return (
        f"{what}从{before.percent}%到{after.percent}%，{'多' if sure > 0 else '少'}了，不像是碰巧。"
    )

"""What a portrait tells, in the words of editors: each part by name, and how to blur it."""

from __future__ import annotations

from fanzha.checks.engine.rule import Line
from fanzha.checks.privacy.facets import Part
from fanzha.findings import Finding

_SAY = {
    "who": ("称呼", "写“一位居民”"),
    "age": ("年龄", "写“六十多岁”"),
    "sex": ("性别一栏", "删去"),
    "place": ("地点", "删去，或写“镇上”"),
    "shop": ("哪家店、做什么的", "删去，或只写“做小生意”"),
    "job": ("做什么的", "删去，或只写“做小生意”"),
    "office": ("单位", "删去，或写“一家单位”"),
    "kin": ("家里的人", "写“一位家长”“一位老人”"),
    "rare": ("别人没有的事", "删去"),
    "life": ("身世", "删去"),
    "one": ("只有一个的人", "写“一位居民”"),
    "account": ("账号、尾号", "删去"),
    "class": ("年级、班级", "写“一个学生”"),
    "loss": ("金额", "写“几万元”"),
    "day": ("日子", "只写几月"),
    "crime": ("案子", "没有判的不点人"),
    "that": ("“那一个”", "写“一位”"),
    "definite": ("说的是哪一个", "写“一位居民”"),
    "bare": ("出的事，说的是哪一个人", "前面写“一位”"),
    "did": ("做了什么", "删去"),
    "described": ("这样说，街坊认得出", "前面写“一位”，只留“居民”“店主”这样的词"),
    "human": ("什么人", "写“一位居民”"),
}


def finding_of(line: Line, parts: list[Part]) -> Finding:
    """The finding on a line that tells all these of one person."""
    first, last = min(part.start for part in parts), max(part.end for part in parts)
    said = "、".join(
        f"{line.text[one.start : one.end].strip('，（(')}（{_SAY[one.kind][0]}）" for one in parts
    )
    mend = "；".join(f"{_SAY[one.kind][0]}{_SAY[one.kind][1]}" for one in parts)
    hint = f"{mend}。留下一样就够了"
    return line.finding(first, last, f"几样合起来认得出是谁：{said}", hint=hint)

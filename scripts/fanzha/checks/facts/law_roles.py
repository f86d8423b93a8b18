"""What the words round a figure of a penalty make of it: the least, the most, the fine, the gains."""

from __future__ import annotations

import re

TO = r"(?:至|到|～|~|-|—|－|–)"
END = re.compile(r"[。！？!?；;]")


def role_of(what: str, text: str, start: int, end: int) -> str:
    """What the words round a figure make of it."""
    before, after = text[max(0, start - 8) : start], text[end : end + 6]
    if what == "amount":
        if re.search(r"(?:不足|不满|低于|少于|不到|未满)\s*$", before):
            return "below"
        if re.search(r"(?:最高|最多)(?:罚款?|处)?[^，。；\d]{0,2}$", before):
            return "fine"
        if re.match("以上", after) or re.search(r"(?:最少|至少|最低|起码)罚?款?$", before):
            return "low"
        return "fine" if re.match(r"以下的?罚", after) or _plain_fine(text, start, end) else ""
    if re.match(rf"以上|{TO}|起", after):
        return "low"
    if re.match(r"以下|以内", after) or re.search(
        rf"(?:最长|最高|最多|至多|不超过)[^，。；\d]{{0,4}}$|(?:以上|{TO})$", before
    ):
        return "high"
    return ""


def _plain_fine(text: str, start: int, end: int) -> bool:
    """罚款50万元 states the law, unless the sentence works an example with what somebody gained."""
    if (
        not re.search(r"(?:罚款?|处以?)[^，。；\d]{0,2}$", text[:start])
        or "万" not in text[start:end]
    ):
        return False
    sentence = text[max((m.end() for m in END.finditer(text, 0, start)), default=0) : end]
    return not re.search(r"得了|赚|收了|卖了|被罚|比如|例如|某|[他她小]|元到", sentence)

"""Items as text, complete and free of findings; each argument replaces one field.

A value is what stands after `name:` in the file, so that a test can also write a wrong one;
None leaves the field out. Nested values begin with a line feed.
"""

from __future__ import annotations

COMMON = {
    "title": "刷单返利",
    "summary": "先返小钱，再要您垫大钱。",
    "rule": "先垫钱的都是骗",
    "audiences": "[everyone]",
    "venues": "[communities]",
    "published": "2026-11-20",
    "reviewed": "2026-11-20",
    "review_in": "180",
    "status": "published",
    "basis": "composite",
}
SCAM = {
    "channels": "[phone]",
    "lines": "\n  - 先做一单小的\n  - 佣金马上到\n  - 再垫一笔就能取",
    "red_flags": "\n  - 要先垫钱\n  - 拉进陌生群\n  - 取不出来",
    "steps": "\n  - 停手，不再垫钱\n  - 留好聊天记录\n  - 马上打110",
    "course": "\n  - {stage: 扫码进群, text: 叫您扫码进群做任务}"
    "\n  - {stage: 给点甜头, text: 做几单小的，钱很快到账}"
    "\n  - {stage: 垫钱做单, text: 换成要垫钱的大单}"
    "\n  - {stage: 取不出来, text: 还要再补钱，人不见了}",
    "stop_here": "{after: 2, text: 一说先垫钱，就停手退群}",
}
CASE = {
    "scam": "shuadan",
    "age_band": "26-40",
    "loss_band": "10k-50k",
    "story": "\n  - {when: 第1天, text: 她扫码进了群。}\n  - {when: 第2天, text: 佣金到了账。}"
    "\n  - {when: 第3天, text: 她垫了钱，取不出来。}",
    "turning_point": "{step: 2, text: 这时不垫钱，就没有损失。}",
    "lesson": "要先垫钱的活，不接。",
}
ALERT = {
    "scam": "shuadan",
    "severity": "notice",
    "scope": "national",
    "topic": "假刷单返利",
    "since": "2026-11-07",
    "seen": "家长群、手机短信",
    "news": "不放链接了，改叫您加好友。",
    "expires": "2027-01-19",
}
POSTER = {
    "scam": "shuadan",
    "headline": "[先垫钱的, 都是骗]",
    "points": "[不垫钱, 不扫码]",
}
SLOGANS = """s001: {text: 先垫钱的都是骗}
s032: {text: 密码验证码，谁要都不给}
s034: {text: 拿不准，打96110}
s035: {text: 钱已转出，马上打110}
s105: {text: 扫码送皮肤，大人来做主；孩子肯开口，大人不动怒, scam: shuadan}
s106: {text: 哪有“安全账户”}
"""
SCREENS = {
    "title": "大厅屏幕",
    "profiles": "[1920x1080]",
    "entries": "\n  - {item: poster-dianfu}\n  - {item: shuadan}",
}
HANDBOOK = {
    "chapters": "[shuadan, kefu, yijing-zhuanzhang]",
    "signs": "\n  - 做事要先垫钱\n  - 有人催您转账\n  - 有人要看您的屏幕",
    "tips": "\n  - 先挂断，再问家里人\n  - 验证码不告诉别人\n  - 钱转走了，马上打110",
}
PLATE = {
    "headline": "六个一律",
    "lines": "\n  - {text: 短信叫您点链接, tail: 一律不点}\n  - {text: 来电谈到中奖, tail: 一律挂掉}",
}
CARD = {
    "form": "wallet",
    "headline": "[先挂断, 再核实]",
    "points": "[不垫钱, 不进群]",
}
NOTICE = {
    "form": "letter",
    "addressee": "各位居民：",
    "opening": "您好。骗子会打电话、发短信，也会上门。",
    "clauses": "\n  - 生人谈到钱，先挂断。\n  - 转钱之前，问家里人。\n  - 已经转账，马上打110。",
    "closing": "拿不准，打96110问。",
}
QUIZ = {
    "questions": "".join(
        f"\n  - {{message: {message}, genuine: {genuine}, explain: {explain}}}"
        for message, genuine, explain in (
            ("客服要看您的手机屏幕。", "false", "真客服不看屏幕。"),
            ("96110来电，劝您别转账。", "true", "这是反诈专线。"),
            ("做任务要先垫钱。", "false", "先垫钱的都是骗。"),
            ("村里贴了体检的通知。", "true", "到卫生院一问就知道。"),
        )
    ),
}
BODY = "## 是什么\n\n先返小钱。\n\n## 怎么认\n\n要您先垫钱。\n\n## 怎么办\n\n停手，打110。\n"


def scam(body: str = BODY, **fields: str | None) -> str:
    """A scam; save it as scams/shuadan.md when other items refer to it."""
    return item({**COMMON, **SCAM, **fields}, body)


def case(body: str = BODY, **fields: str | None) -> str:
    """A case of the scam `shuadan`."""
    return item({**COMMON, **CASE, **fields}, body)


def alert(body: str = BODY, **fields: str | None) -> str:
    """An alert about the scam `shuadan`."""
    return item({**COMMON, **ALERT, **fields}, body)


def poster(body: str = BODY, **fields: str | None) -> str:
    """A poster about the scam `shuadan`."""
    return item({**COMMON, **POSTER, **fields}, body)


def screens(*entries: str, body: str = BODY, **fields: str | None) -> str:
    """A playlist; an entry is written as `item: shuadan`."""
    if entries:
        fields["entries"] = "".join(f"\n  - {{{entry}}}" for entry in entries)
    return item({**COMMON, **SCREENS, **fields}, body)


def handbook(body: str = "先看一遍，再讲给家里人听。\n", **fields: str | None) -> str:
    """A handbook of the scams `shuadan` and `kefu` and the page `yijing-zhuanzhang`."""
    return item({**COMMON, **HANDBOOK, **fields}, body)


def plate(body: str = BODY, **fields: str | None) -> str:
    """A plate of two lines."""
    return item({**COMMON, **PLATE, **fields}, body)


def card(body: str = BODY, **fields: str | None) -> str:
    """A card for a wallet."""
    return item({**COMMON, **CARD, **fields}, body)


def notice(body: str = "由社区打印。\n", **fields: str | None) -> str:
    """A letter, or with other fields another paper."""
    return item({**COMMON, **NOTICE, **fields}, body)


def quiz(body: str = "读一件，猜一猜。\n", **fields: str | None) -> str:
    """Four questions."""
    return item({**COMMON, **QUIZ, **fields}, body)


def page(body: str = BODY, **fields: str | None) -> str:
    """A plain page."""
    return item({**COMMON, **fields}, body)


def item(fields: dict[str, str | None], body: str) -> str:
    """Front matter and body."""
    rows = [f"{name}: {value}\n" for name, value in fields.items() if value is not None]
    return "---\n" + "".join(rows) + "---\n\n" + body


def line_of(text: str, start: str) -> int:
    """The number of the first line that begins so."""
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(start))

"""What the button beside 保存 does: the next step of an item, from draft to published to withdrawn."""

from __future__ import annotations

from typing import Any

from fanzha.content.kinds.meta import Reader, Status


def next_step(status: Status, requires_check: bool) -> dict[str, Any]:
    """What the state button offers."""
    if status is Status.PUBLISHED:
        return {
            "label": "撤下……",
            "title": "撤下这一篇？",
            "text": "撤下以后不再印发，印出去的二维码还能打开，页面会说明已经撤下。",
            "buttons": [[Status.WITHDRAWN.value, "撤下"]],
        }
    return {
        "label": "发布……",
        "title": "第二个人读过了吗？",
        "text": "号码、日期、说法，自己写的自己看不出错。请另一个人对着校对单读一遍。"
        "选是谁读的，只记岗位和日期，不记姓名。",
        "roles": [
            *([] if requires_check else [["", "还没有人读过"]]),
            *([reader.value, reader.label] for reader in Reader),
        ],
        "required": requires_check,
        "buttons": [
            [Status.PUBLISHED.value, "发布"],
            *([[Status.REVIEW.value, "先不发布，等别人核对"]] if status is Status.DRAFT else []),
        ],
    }

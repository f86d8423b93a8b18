"""The rules for editors: one paragraph for `fanzha explain`, and the page docs/editors/rules.md."""

from __future__ import annotations

from collections.abc import Sequence

from fanzha.checks.engine.rule import Rule

FAMILY_TITLES = {
    "S": "结构和文字",
    "R": "引用",
    "F": "事实",
    "P": "隐私",
    "W": "用语",
    "T": "时间",
    "L": "放得下放不下",
}

HEAD = """---
title: 检查规则
summary: 每条检查规则的编号、原因和写法。由程序生成，不要手改。
published: 2026-11-20
reviewed: 2026-11-20
review_in: 365
status: published
basis: composite
---

按这些规则检查全部内容：`python3 scripts/make.py check`（Windows：`py scripts\\make.py check`）。
错误会让生成停下；警告和提示不会。

- 只看某些规则：后面加 `--select P,F001`。不看某些规则：`--ignore T`。
- 能准确改好的，加 `--fix` 直接改；先用 `--diff` 看看会改什么。
- 一条规则在某一篇里确实不合适，可以在字段里写 `allow`，并写明原因。标着“不能放过”的除外。
"""


def paragraph(rule: Rule) -> str:
    """Plain text about one rule."""
    rows = [
        f"{rule.code}　{rule.title}（{rule.severity.label}）",
        f"为什么：{rule.why}",
        f"不要写：{_visible(rule.bad)}",
        f"这样写：{_visible(rule.good)}",
    ]
    if rule.certain:
        rows.append("这条规则不能用 allow 放过。")
    else:
        rows.append(f"确实需要时，在这一篇的字段里写：allow: {{{rule.code}: 原因}}")
    return "\n".join(rows)


def page(rules: Sequence[Rule]) -> str:
    """The Markdown page with all rules."""
    parts = [HEAD]
    family = ""
    for rule in rules:
        if rule.code[0] != family:
            family = rule.code[0]
            parts.append(f"\n## {family}：{FAMILY_TITLES[family]}\n")
        certain = "，不能放过" if rule.certain else ""
        parts.append(f"\n### {rule.code} {rule.title}\n")
        parts.append(f"\n{rule.severity.label}{certain}。{rule.why}\n")
        parts.append(f"\n- 不要写：{_code(rule.bad)}\n- 这样写：{_code(rule.good)}\n")
    return "".join(parts)


def _code(text: str) -> str:
    if text.startswith("（"):
        return text
    return " / ".join(f"`` {_visible(line)} ``" for line in text.split("\n"))


def _visible(text: str) -> str:
    """Characters that cannot be seen, by their number."""
    shown = "".join(c if c.isprintable() or c == "\n" else f"[U+{ord(c):04X}]" for c in text)
    return shown.replace("\n", " / ")

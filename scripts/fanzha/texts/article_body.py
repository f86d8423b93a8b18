"""The body of an article for an official account: HTML that its editor keeps as it is (R15).

The editor drops scripts, style sheets, classes, ids, `position` and pictures from elsewhere; inline
styles stay. So every element carries its own few styles, links are their words, and where a picture
belongs stands a line that says which one to put there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from fanzha.content.markup import to_xhtml

KEPT = ("strong", "em")
LISTS = ("ul", "ol")
_SPACE = re.compile(r"\s+")
PLACE = "（在这里插入图片 {}，再删去这一行）"  # the editor takes pictures only from files


def body(args: Mapping[str, Any], colours: Mapping[str, str]) -> str:
    """The article from its arguments; `colours` are those of tokens.json."""
    return _Article(args, colours).html()


class _Article:
    def __init__(self, args: Mapping[str, Any], colours: Mapping[str, str]) -> None:
        self.args = args
        alert = args["alert"]
        ink, grey, line = colours["ink"], colours["grey"], "line-height:1.75"
        self.signal = colours["red"] if alert and alert["urgent"] else ink
        # An alert is amber, as on paper and on screens.
        self.amber = colours["amber"]
        self.ground, self.on_ground = (self.amber, ink) if alert else (colours["blue"], "#ffffff")
        self.red, self.accent = colours["red"], self.signal if alert else colours["blue"]
        box = "border-radius:8px;text-align:center"
        self.p = f"margin:0 0 16px;{line};color:{ink}"
        self.heading = (
            f"margin:28px 0 12px;padding-left:10px;border-left:4px solid {self.accent};"
            f"font-size:19px;line-height:1.4;color:{self.accent}"
        )
        self.rule_box = f"margin:20px 0;padding:18px 12px;background:{self.ground};{box}"
        self.head = (
            f"margin:0 0 16px;padding:10px 14px;background:{self.signal};border-radius:8px;"
            f"font-size:17px;line-height:1.5;color:#ffffff"
        )
        self.bubble = (
            f"margin:0 0 10px;padding:10px 14px;background:{colours['blush']};"
            f"border-radius:4px 14px 14px 14px;{line};color:{ink}"
        )
        self.calls_box = f"margin:24px 0 16px;padding:14px;background:{colours['wash']};{box}"
        self.item = f"margin:0 0 8px;{line}"
        self.list_style = f"margin:0 0 16px;padding-left:24px;color:{ink}"
        self.place = (
            f"margin:16px 0;padding:10px;border:1px dashed {grey};"
            f"text-align:center;font-size:14px;color:{grey}"
        )
        self.small = f"margin:0 0 8px;font-size:14px;line-height:1.6;color:{grey}"

    def html(self) -> str:
        args = self.args
        parts = [self._alert(), self._p(args["summary"]), self._picture(0)]
        if args["rule"]:
            parts.append(self._rule(args["rule"]))
        if args["signs"]:
            parts += [self._h("碰上这些，先停一停"), self._list("ul", args["signs"])]
        if args["says"]:
            parts.append(self._h("对方会这样说"))
            parts += [
                self._element("p", self.bubble, f"“{_escape(text)}”") for text in args["says"]
            ]
        parts.append(self._picture(1))
        if args["story"]:
            parts += [self._h("经过"), *(self._moment(*moment) for moment in args["story"])]
        if args["lead"]:
            parts += [self._p(text) for text in args["lead"]]
        if args["clauses"]:
            parts.append(self._list("ol", args["clauses"]))
        parts += self._markdown(args["body"])
        if args["closing"]:
            parts.append(self._p(args["closing"]))
        parts += [
            self._calls(),
            *(self._element("p", self.small, _escape(t)) for t in args["foot"]),
        ]
        return "\n".join(part for part in parts if part)

    def _markdown(self, text: str) -> list[str]:
        """The body of the item, each element with its style."""
        return [self._block(element) for element in fromstring(to_xhtml(text))]

    def _block(self, element: Element) -> str:
        if element.tag in ("h1", "h2", "h3", "h4"):
            return self._h("".join(element.itertext()))
        if element.tag == "p":
            alone = (
                len(element) == 1
                and element[0].tag == "img"
                and not (element[0].tail or "").strip()
            )
            style = self.place if alone and not (element.text or "").strip() else self.p
            return self._element("p", style, _inner(element))
        if element.tag in LISTS:
            return self._entries(element)
        if element.tag == "blockquote":
            return "\n".join(map(self._block, element))
        return self._p(_SPACE.sub(" ", "".join(element.itertext())).strip())

    def _entries(self, element: Element) -> str:
        """A list as it stands, with the number that it begins with and the lists inside it."""
        rows = "".join(self._element("li", self.item, self._entry(entry)) for entry in element)
        start = element.get("start")
        number = f' start="{int(start)}"' if start else ""
        style = f'style="{self.list_style}"{number}'
        return f"<{element.tag} {style}>{rows}</{element.tag}>"

    def _entry(self, entry: Element) -> str:
        return _inner(entry, self._entries)

    def _list(self, tag: str, texts: Sequence[str]) -> str:
        rows = "".join(self._element("li", self.item, _escape(text)) for text in texts)
        return self._element(tag, self.list_style, rows)

    def _picture(self, number: int) -> str:
        """The place of a picture: the editor takes it from a file."""
        if number >= self.args["placed"]:  # those behind stand in the text
            return ""
        name = self.args["pictures"][number]["name"]
        return self._element("p", self.place, PLACE.format(name))

    def _alert(self) -> str:
        """How urgent, what about, until when, as on every sheet of an alert."""
        alert = self.args["alert"]
        if not alert:
            return ""
        label = f'<strong style="color:{self.amber}">{_escape(alert["label"])}</strong>'
        rest = "　".join(
            filter(None, (f"<strong>{_escape(alert['topic'])}</strong>", alert["until"]))
        )
        return self._element("p", self.head, f"{label}　{rest}")

    def _rule(self, rule: str) -> str:
        small = self._element(
            "p", f"margin:0 0 4px;font-size:15px;color:{self.on_ground}", "请记住"
        )
        size = 26 if len(rule) <= 8 else 22
        style = f"margin:0;font-size:{size}px;line-height:1.4;color:{self.on_ground}"
        large = self._element("p", style, f"<strong>{_escape(rule)}</strong>")
        return self._element("section", self.rule_box, small + large)

    def _moment(self, when: str, text: str) -> str:
        return self._p_html(
            f'<strong style="color:{self.accent}">{_escape(when)}</strong>　{_escape(text)}'
        )

    def _calls(self) -> str:
        rows = []
        for call in self.args["calls"]:
            digits = f'<strong style="font-size:22px;color:{self.red}">{call["digits"]}</strong>'
            rows.append(
                self._element(
                    "p", "margin:4px 0;line-height:1.6", f"{_escape(call['brief'])} {digits}"
                )
            )
        return self._element("section", self.calls_box, "".join(rows))

    def _h(self, text: str) -> str:
        return self._element("p", self.heading, f"<strong>{_escape(text)}</strong>")

    def _p(self, text: str) -> str:
        return self._p_html(_escape(text))

    def _p_html(self, inner: str) -> str:
        return self._element("p", self.p, inner)

    @staticmethod
    def _element(tag: str, style: str, inner: str) -> str:
        return f'<{tag} style="{style}">{inner}</{tag}>'


def _inner(element: Element, listed: Callable[[Element], str] | None = None) -> str:
    """What stands in an element; of links and unknown elements the words; lists by `listed`."""
    parts = [_escape(element.text or "")]
    for child in element:
        if child.tag == "img":
            parts.append(PLACE.format(_escape(child.get("src", ""))))
        elif child.tag == "br":
            parts.append("<br>")
        elif child.tag in LISTS and listed is not None:
            parts.append(listed(child))
        else:
            inner = _inner(child, listed)
            parts.append(f"<{child.tag}>{inner}</{child.tag}>" if child.tag in KEPT else inner)
        parts.append(_escape(child.tail or ""))
    return "".join(parts).strip("\n")


def _escape(text: str) -> str:
    return html.escape(text, quote=False)

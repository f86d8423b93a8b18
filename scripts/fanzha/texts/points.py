"""What there is to say of an item, whatever its kind: the points that every longer text is made of.

A type of fraud has them as fields; an alert has them as lists below its headings; a story tells
them one after the other.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, fromstring

from fanzha.content.kinds.items import Alert, Case, Scam
from fanzha.content.kinds.meta import Meta, Texted
from fanzha.content.kinds.notices import Form, Notice
from fanzha.content.library import Item
from fanzha.content.markup import fill, to_xhtml

if TYPE_CHECKING:
    from fanzha.edition import Edition

_SPACE = re.compile(r"\s+")
SPOKEN_PAPERS = (Form.LETTER,)


@dataclass(frozen=True)
class Points:
    """All texts as they are written, names of the region filled in."""

    title: str
    summary: str
    rule: str
    sms: str = ""
    call: str = ""  # what people call it
    says: tuple[str, ...] = ()
    next_says: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    story: tuple[tuple[str, str], ...] = ()
    turn: str = ""
    lesson: str = ""
    news: str = ""  # what is new about an alert
    opening: tuple[str, ...] = ()  # of a letter
    closing: str = ""
    composite: bool = False

    @property
    def topic(self) -> str:
        """What it is about: the title up to its colon; of an alert without one, its first words."""
        topic = self.title.split("：")[0]
        return topic if self.story else topic.split("，")[0]


def has_points(item: Item[Meta]) -> bool:
    """Whether it can be told aloud."""
    meta = item.meta
    if isinstance(meta, Notice):
        return meta.form in SPOKEN_PAPERS
    return isinstance(meta, Scam | Alert | Case)


def points(edition: Edition, item: Item[Meta]) -> Points:
    """The points of an item."""
    meta = item.meta
    found: dict[str, Any] = {
        "title": meta.title,
        "summary": meta.summary,
        "rule": meta.rule or "",
        "composite": item.composite,
    }
    if isinstance(meta, Texted):
        found["sms"] = meta.sms or ""
    match meta:
        case Scam():
            found |= {
                "call": meta.call or "",
                "says": meta.lines,
                "next_says": meta.next_line,
                "signs": meta.red_flags,
                "steps": meta.steps,
            }
        case Case():
            found |= {
                "story": tuple((moment.when, moment.text) for moment in meta.story),
                "turn": meta.turning_point.text,
                "lesson": meta.lesson,
            }
        case Alert():
            parts = entries(item.document.body)
            found |= {
                "signs": parts.get("怎么认", ()),
                "steps": parts.get("怎么办", ()),
                "news": meta.news or "",
            }
        case Notice():
            lead = (meta.addressee or "", meta.opening or "")
            found |= {
                "opening": tuple(text for text in lead if text),
                "steps": meta.clauses,
                "closing": without_slip(meta.closing or ""),
            }
    return Points(**fill(found, edition.region))


def entries(body: str) -> dict[str, tuple[str, ...]]:
    """Heading → the entries of the lists below it, without markup, as the web and paper read them."""
    found: dict[str, tuple[str, ...]] = {}
    heading = ""
    for element in fromstring(to_xhtml(body)):
        if element.tag == "h2":
            heading = "".join(element.itertext()).strip()
        for entry in element.iter("li"):
            found[heading] = (*found.get(heading, ()), _own(entry).strip())
    return found


def _own(entry: Element) -> str:
    """The words of an entry without those of the lists inside it."""
    words = [entry.text or ""]
    for child in entry:
        words += ["" if child.tag in ("ul", "ol") else _own(child), child.tail or ""]
    return _SPACE.sub(" ", "".join(words))


def without_slip(text: str) -> str:
    """The sentences that do not speak of the slip, which only paper has."""
    return "".join(part for part in re.findall("[^。！？]+[。！？]?", text) if "回执" not in part)


def as_data(found: Points) -> dict[str, Any]:
    """As plain JSON data, for the arguments of a product."""
    return asdict(found)


def from_data(data: dict[str, Any]) -> Points:
    """The points again from arguments that were JSON in between."""
    story = tuple((when, text) for when, text in data["story"])
    return Points(**{**data, "story": story})

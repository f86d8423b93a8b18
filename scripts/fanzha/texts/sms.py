"""sms: a warning as a text message, one file per item and two lists for the operator (R16).

What is sent is the signature of the region and the words of the item's field `sms`. The operator
registers signature and template before anything goes out; the template is the text without the
signature, and has no variables. `count` is what the rule L004 counts with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.kinds.meta import Texted
from fanzha.content.markup import fill
from fanzha.language.sms_parts import Length, count
from fanzha.product import Args, Made, Product
from fanzha.texts.plain import as_file, text_product

if TYPE_CHECKING:
    from fanzha.edition import Edition

KIND = "sms"
EVERYONE = "所有人"


@dataclass(frozen=True)
class Message:
    """One text message: whose it is, for whom, what is sent, and the part that is a template."""

    item: str
    audience: str
    text: str
    template: str

    @property
    def length(self) -> Length:
        """Characters and parts."""
        return count(self.text)


def messages(edition: Edition) -> list[Message]:
    """Those of the alerts, the most urgent first; of all other items; of the general rules."""
    alerts = {item.id: None for item in edition.alerts}
    others = (item.id for item in edition.library.items if item.current(edition.today))
    ids = dict.fromkeys([*alerts, *others])
    found = [message for item in ids for message in of_item(edition, item)]
    return [*found, *rules(edition)]


def of_item(edition: Edition, item: str) -> list[Message]:
    """The messages of one item: the general one first, then those for some."""
    meta = edition.library.by_id[item].meta
    if not isinstance(meta, Texted):
        return []
    labels = edition.tables.audiences
    rows = [(EVERYONE, meta.sms)] if meta.sms else []
    rows += [(labels[key].label, text) for key, text in meta.sms_for.items() if key in labels]
    return [_message(edition, item, audience, text) for audience, text in rows]


def rules(edition: Edition) -> list[Message]:
    """A general rule lasts when the warning about one scam has faded."""
    ends = {n: f"{row.sentence}。" for n, row in edition.tables.numbers.items() if row.complete}
    return [
        _message(edition, f"rule-{name}", EVERYONE, f"{row.text}。{row.why}{_end(ends, row.text)}")
        for name, row in edition.tables.rules.items()
    ]


def _end(ends: Mapping[str, str], rule: str) -> str:
    """Whom to ring, but for a number that the rule names itself."""
    return "".join(sentence for number, sentence in ends.items() if number not in rule)


def products(edition: Edition) -> Iterator[Product]:
    """`texts/<id>/sms.txt` of every current item that has a text."""
    for item in edition.library.items:
        if item.current(edition.today) and (found := of_item(edition, item.id)):
            rows = [_row(message) for message in found]
            args = {"rows": rows, "copy": [[row["audience"], row["text"]] for row in rows]}
            yield text_product(item.id, KIND, "sms.txt", "短信", make, args)


def make(args: Args, overrides: Path) -> Made:
    """Each text with its length; what is between the lines is what one copies."""
    blocks = []
    for row in args["rows"]:
        head = f"给{row['audience']}：{row['characters']}个字，{row['parts']}条"
        blocks.append(f"{head}\n\n{row['text']}")
    parts = sum(row["parts"] for row in args["rows"])
    return as_file("\n\n\n".join(blocks), more={"messages": len(args["rows"]), "parts": parts})


def _message(edition: Edition, item: str, audience: str, text: str) -> Message:
    template = str(fill(text, edition.region))
    return Message(item, audience, edition.region.signature + template, template)


def _row(message: Message) -> dict[str, str | int]:
    characters, parts = message.length
    return {
        "id": message.item,
        "audience": message.audience,
        "text": message.text,
        "characters": characters,
        "parts": parts,
        "template": message.template,
    }


def rows(found: Sequence[Message]) -> list[dict[str, str | int]]:
    """The messages as plain JSON data."""
    return [_row(message) for message in found]


__all__ = ["Length", "Message", "count", "make", "messages", "of_item", "products", "rows", "rules"]

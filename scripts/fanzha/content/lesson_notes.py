"""What a lesson's body tells the speaker: its sections as plain text, for slides and for the plan on paper."""

from __future__ import annotations

import re

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def sections(body: str) -> dict[str, str]:
    """The sections of a body by heading, a line each entry: before, during and after the talk."""
    found: dict[str, str] = {}
    for part in re.split(r"^## ", body, flags=re.MULTILINE)[1:]:
        heading, _, text = part.partition("\n")
        plain = LINK.sub(r"\1", text).replace("**", "")
        lines = [line.strip() for line in plain.splitlines() if line.strip()]
        found[heading.strip()] = "\n".join(lines)
    return found

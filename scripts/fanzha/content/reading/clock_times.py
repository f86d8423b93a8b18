"""Hours as people write them into a field: 8点-18点, 8：00～18：00, 08:00-24:00 → 08:00-18:00, 08:00-00:00."""

from __future__ import annotations

import re

_TIME = r"([01]?\d|2[0-4])(?:[:：点时](?:([0-5]\d)分?|整)?)"
_SPAN = re.compile(rf"{_TIME}\s*(?:[-—–~～至到]+)\s*{_TIME}")


def span(written: str) -> str:
    """The hours as the field wants them; "" where they cannot be read."""
    match = _SPAN.fullmatch(written.strip())
    if match is None:
        return ""
    start, minute, end, last = match.groups()
    return f"{int(start) % 24:02}:{minute or '00'}-{int(end) % 24:02}:{last or '00'}"

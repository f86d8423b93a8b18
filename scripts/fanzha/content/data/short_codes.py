"""Six digits for every id that has gone out: the short address `/q/372051/`.

Digits are read out over the telephone and typed on any keyboard. The first is 2 to 8, so that nobody
takes a code for a number to ring: those begin with 1 or 9. A code follows from the id alone; where it
is taken, from the id and a counter. Once given it stands in docs/data/published.yml for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container

LENGTH = 6
FIRST, COUNT = 200_000, 700_000  # 200000 to 899999
NUMERALS = "零一二三四五六七八九"


def code_for(id: str, taken: Container[str]) -> str:
    """The code of an id; none of `taken`, which are codes of others and ids."""
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{id}:{attempt}".encode()).digest()
        code = str(FIRST + int.from_bytes(digest[:8], "big") % COUNT)
        if code not in taken:
            return code
        attempt += 1


def aloud(code: str) -> str:
    """How a code is read out, in two breaths: 三七二，零五一."""
    said = "".join(NUMERALS[int(digit)] for digit in code)
    return f"{said[: LENGTH // 2]}，{said[LENGTH // 2 :]}"

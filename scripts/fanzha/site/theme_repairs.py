"""What Material's frame gets wrong and no template block reaches: mended in the finished page.

Templates are indented for those who read them; between tags that is a seventh of a page, which a phone
need not fetch and 1,500 towns need not keep.
"""

from __future__ import annotations

import re

# HTML knows no `autocomplete` for a checkbox.
TOGGLE = re.compile(r'(<input class="md-toggle"[^>]*?) autocomplete="off"')
# Not in the first, where it is shown, or is code.
_BLANK = re.compile(r"(?s)(<(pre|textarea|script|style)\b.*?</\2>)|>\s{2,}<")


def repair_theme(page: str) -> str:
    """The page as valid HTML."""
    return TOGGLE.sub(r"\1", page)


def without_indents(page: str) -> str:
    """The page with one line end for each blank stretch between tags."""
    return _BLANK.sub(_one_line_end, page)


def _one_line_end(match: re.Match[str]) -> str:
    return match[1] or ">\n<"

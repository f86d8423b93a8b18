"""Pages without the indents of their templates: nobody may be able to tell from what is shown."""

from __future__ import annotations

import pytest

from fanzha.site.theme_repairs import without_indents


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "<ul>\n    <li>一</li>\n\n    <li>二</li>\n</ul>",
            "<ul>\n<li>一</li>\n<li>二</li>\n</ul>",
        ),
        ("<p>先 停\n  再问</p>", "<p>先 停\n  再问</p>"),
        ("<pre><b>a</b>\n    <b>c</b></pre>", "<pre><b>a</b>\n    <b>c</b></pre>"),
        ("<textarea>  <a>\n  <b></textarea>", "<textarea>  <a>\n  <b></textarea>"),
        (
            "<script>if (a >  1) t = '<i>\n  <b>';</script>",
            "<script>if (a >  1) t = '<i>\n  <b>';</script>",
        ),
        ("<a>一</a> <a>二</a>", "<a>一</a> <a>二</a>"),
    ],
)
def test_blank_space_between_tags_is_one_line_end(page: str, expected: str) -> None:
    assert without_indents(page) == expected

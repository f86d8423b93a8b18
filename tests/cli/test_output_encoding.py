"""`check > x.txt` on Windows: the file can be read."""

from __future__ import annotations

import pytest

from fanzha.cli.output_encoding import encoding_for_people


@pytest.mark.parametrize(
    ("code_page", "encoding"),
    [(936, "cp936"), (65001, "cp65001"), (437, "utf-8"), (0, "utf-8"), (99999, "utf-8")],
)
def test_text_is_written_as_the_console_would_read_it(code_page: int, encoding: str) -> None:
    """936 is a Chinese Windows; the page of an English one holds no Chinese, so UTF-8 stays."""
    assert encoding_for_people(code_page) == encoding

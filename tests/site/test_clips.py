"""Clips on the page of their item: what they say as text, the file, and the cover that apps ask for."""

from __future__ import annotations

import json
from pathlib import Path

from tests.site.pages import current, linked, read


def test_who_cannot_see_a_clip_reads_it(shipped: Path) -> None:
    """A clip has no sound: what it says stands below it, whom to ring included."""
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    clips = [row for row in manifest["products"] if row["kind"] == "clip"]
    pages = {page.split("/")[-2]: page for page in current(shipped.parent / "docs") if "/" in page}
    assert len(clips) >= 10
    for row in clips:
        page = pages[row["items"][0]]
        files = linked(shipped, page)
        assert {row["path"], row["path"].replace(".mp4", ".jpg")} <= files, page
        said = read(shipped / page).text.split("画面上的字：")[1].split("下载视频")[0]
        assert "怎么办" in said and "对方说：“" in said and "110" in said and "96110" in said

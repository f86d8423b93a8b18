"""Clips on the page of their item: what they say as text, the file, and the cover that apps ask for."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.site.conftest import Phone
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


def test_its_cover_is_fetched_when_it_is_unfolded(phone: Phone, shipped: Path) -> None:
    """Who does not open it pays nothing for it; who does sees what it is about."""
    page = phone.open((shipped / "scams" / "shuadan" / "index.html").as_uri())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    video = page.locator("video").first
    assert video.get_attribute("preload") == "none" and video.get_attribute("poster") is None
    page.locator("details:has(video)").first.evaluate("node => { node.open = true; }")
    expect(video).to_have_attribute("poster", re.compile(r"clips/shuadan/9x16-15\.jpg$"))
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(".mp4")] == []

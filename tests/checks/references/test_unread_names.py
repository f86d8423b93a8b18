"""A file that cannot be read is no reason to write another name in all that refer to it.

`--fix` on a library in which one head was broken put “siji-kefu” in the place of “kefu” in eight
playlists: the file of “kefu” could not be read, so the next name was taken for what was meant.
"""

from __future__ import annotations

from pathlib import Path

from fanzha import checking, checks
from tests.conftest import MakeProject
from tests.samples import case, poster, scam, screens

BROKEN = scam().replace("published: ", "published: 2026-13-45 # ")


def mended(root: Path, page: str) -> str:
    return (root / "docs" / page).read_text(encoding="utf-8")


def test_a_playlist_keeps_the_item_whose_file_is_broken(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": BROKEN,
            "cases/shuadann.md": case(),
            "posters/shuadanx.md": poster(),
            "screens/mentou.md": screens("item: shuadan"),
        }
    )
    before = mended(made.root, "screens/mentou.md")
    found = checks.check(made).findings
    assert "scams/shuadan.md" in "".join(one.path for one in found)
    assert [one for one in found if one.code == "R019"] == []
    list(checking.fix(made, checking.Options(), write=True))
    assert mended(made.root, "screens/mentou.md") == before


def test_an_item_keeps_a_word_whose_table_is_broken(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": scam(audiences="[students]")})
    table = made.docs / "data" / "audiences.yml"
    text = table.read_text(encoding="utf-8")
    assert "\nstudents:" in text
    table.write_text(text.replace("\nstudents:", "\nstudentz:"), encoding="utf-8")
    assert "audiences: [studentz]" in "".join(  # a slip in the item, by all that is known
        change.diff for change in checking.fix(made, checking.Options(), write=False)
    )
    table.write_text(
        text.replace("\nstudents:", "\nstudentz:\n  labell: 学生\nstudents2:"), encoding="utf-8"
    )
    changes = [*checking.fix(made, checking.Options(), write=False)]
    assert not [one for one in changes if one.path == "docs/scams/shuadan.md"]


def test_a_quotation_mark_that_is_never_closed_is_closed_on_its_own_line(
    project: MakeProject,
) -> None:
    """YAML stops at the next field in quotation marks, which is sound and stays as it is."""
    sound = scam(summary="先返小钱，再要大钱。", keywords='["刷单", "垫付"]')
    broken = sound.replace("summary: 先", 'summary: "先')
    made = project({"scams/shuadan.md": broken})
    list(checking.fix(made, checking.Options(), write=True))
    assert mended(made.root, "scams/shuadan.md") == sound.replace(
        "summary: 先返小钱，再要大钱。", 'summary: "先返小钱，再要大钱。"'
    )

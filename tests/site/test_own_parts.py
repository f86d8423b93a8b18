"""What a page shows is all that its own part is kept under: nobody may be able to tell that it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pytest

from fanzha import site
from fanzha.edition import Project, read_edition
from fanzha.producers import plan
from fanzha.site.own_parts import UnseenError
from tests.conftest import MakeProject
from tests.samples import alert, case, page, poster, quiz, scam

FILES = {
    "scams/shuadan.md": scam(),
    "scams/kefu.md": scam(),
    "cases/baoma.md": case(),
    "alerts/dianzan.md": alert(),
    "posters/dianfu.md": poster(),
    "quizzes/ceyice.md": quiz(),
    "help/bieren.md": page("看[骗局](../scams/shuadan.md)。\n"),
}
Change = Callable[[Project], None]


def build(project: Project, folder: Path, size: int = 0) -> dict[str, bytes]:
    """Path → bytes of the whole site, whose products are all said to have so many bytes."""
    edition, findings = read_edition(project)
    assert not findings
    products = plan(edition)
    facts = {product.path: {"bytes": size} for product in products} if size else {}
    site.build(edition, project.root / "mkdocs.yml", folder, products, facts)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def write(name: str, text: str) -> Change:
    return lambda made: (made.docs / name).write_text(text, encoding="utf-8") and None


def replaced(name: str, old: str, new: str) -> Change:
    def change(made: Project) -> None:
        path = made.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


CHANGES: dict[str, Change] = {
    "title": write("alerts/dianzan.md", alert(title="点赞返利，又来了")),
    "body": write("scams/kefu.md", scam("换了一段话。\n")),
    "rule": write("scams/shuadan.md", scam(rule="先交钱的都是骗")),
    "linked": write("cases/baoma.md", case("看[预警](../alerts/dianzan.md)。\n", scam="kefu")),
    "new": write("cases/xinlai.md", case(title="新来的一篇")),
    "gone": lambda made: (made.docs / "posters/dianfu.md").unlink(),
    "region": replaced("docs/data/regions/shifan.yml", "publisher: ", "publisher: 新"),
    "number": replaced("docs/data/numbers.yml", "钱转走了", "钱一转走"),
    "template": replaced("overrides/site/macros.html", "<h2>转给别人</h2>", "<h2>转给家人</h2>"),
}


def proved(made: Project, folder: Path, size: int = 0) -> None:
    """The site with what is kept has the bytes of one without."""
    kept = build(made, folder / "kept", size)
    shutil.rmtree(made.root / ".cache")
    fresh = build(made, folder / "fresh", size)
    assert kept.keys() == fresh.keys()
    assert [path for path in fresh if kept[path] != fresh[path]] == []


def test_after_changes_pages_are_what_they_are_without_a_cache(
    project: MakeProject, tmp_path: Path
) -> None:
    """Titles stand on many pages, sizes of files on others; all of them must follow."""
    made = project(FILES)
    build(made, tmp_path / "before")
    for name in ("title", "body", "rule", "linked", "new", "gone"):
        CHANGES[name](made)
    proved(made, tmp_path / "items")
    proved(made, tmp_path / "sizes", 7_000_000)


@pytest.mark.full
@pytest.mark.parametrize("name", CHANGES)
def test_after_any_change_pages_are_what_they_are_without_a_cache(
    project: MakeProject, tmp_path: Path, name: str
) -> None:
    """Each alone: two changes at once could hide that one of them is not seen."""
    made = project(FILES)
    build(made, tmp_path / "before")
    CHANGES[name](made)
    proved(made, tmp_path / name)


def test_where_nothing_changed_no_own_part_is_rendered(
    project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of every scam, case and alert is taken over; home and the lists are rendered."""
    rendered: list[str] = []
    render = jinja2.Template.render

    def watched(self: jinja2.Template, *args: Any, **kwargs: Any) -> str:
        rendered.append(str(self.name))
        return render(self, *args, **kwargs)

    made = project(FILES)
    monkeypatch.setattr(jinja2.Template, "render", watched)
    first = build(made, tmp_path / "first")
    before, rendered[:] = [*rendered], []
    assert build(made, tmp_path / "second") == first
    assert before.count("kinds/cases.html") > rendered.count("kinds/cases.html")
    assert before.count("downloads.html") > rendered.count("downloads.html")
    assert "home.html" in rendered


def test_a_template_may_not_ask_for_what_is_not_in_the_key(
    project: MakeProject, tmp_path: Path
) -> None:
    """It would be shown as it was when the page was rendered last."""
    made = project(FILES)
    replaced(
        "overrides/site/macros.html", "<h2>转给别人</h2>", "<h2>{{ fz.latest('scams') }}</h2>"
    )(made)
    with pytest.raises(UnseenError, match="latest"):
        build(made, tmp_path / "site")

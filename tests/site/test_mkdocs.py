"""`mkdocs build` by itself: MkDocs knows us only as a plugin, and refuses bad content as we do.

Without the plugin MkDocs would publish broken front matter as body text and exit with 0.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.checking import findings
from tests.commands import fanzha, run
from tests.conftest import MakeProject
from tests.samples import alert, case, page, poster, scam

GOOD = {
    "scams/shuadan.md": scam(),
    "cases/baoma.md": case(),
    "alerts/dianzan.md": alert(),
    "posters/dianfu.md": poster(),
    "help/beipian.md": page(),
    "law/tiaowen.md": page(),
}
BROKEN = {
    "help/second-colon.md": page(title="刷单: 返利"),
    "help/full-width-colon.md": page().replace("title: ", "title："),
    "help/blank-line-first.md": "\n" + page(),
    "help/no-closing-fence.md": page().replace("---\n\n", "\n"),
    "help/gbk.md": page(title="反诈").encode("gbk"),
    "help/unknown-field.md": page(writer="张三"),
    "help/unknown-word.md": page(audiences="[aliens]"),
    "help/html.md": page("<b>不要转账</b>\n"),
}


def pages(site: Path) -> dict[str, str]:
    """Path → hash of every page."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*.html")
    }


def test_a_good_project_is_built(project: MakeProject) -> None:
    """Everybody who knows MkDocs expects it, and so do hosting services."""
    root = project(GOOD).root
    done = run(root, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    made = pages(root / "site")
    assert {"index.html", "scams/index.html", "scams/shuadan/index.html"} <= set(made)
    assert "q/shuadan/index.html" in made
    html = (root / "site" / "scams" / "shuadan" / "index.html").read_text(encoding="utf-8")
    for text in ("刷单返利", "先垫钱的都是骗", "要先垫钱", "示范镇"):
        assert text in html


def test_it_says_that_only_pages_were_made(project: MakeProject) -> None:
    """Otherwise somebody would look for the leaflets; and no page may link to one."""
    root = project(GOOD).root
    done = run(root, "mkdocs", "build")
    assert "scripts/make.py site" in done.stderr
    assert not (root / "site" / "print").exists()
    for path in (root / "site").rglob("*.html"):
        assert ".pdf" not in path.read_text(encoding="utf-8"), path


def test_bad_content_is_refused_with_the_same_words(project: MakeProject) -> None:
    """Whoever builds the site on a server must not get round the checks."""
    made = project({**GOOD, **BROKEN})
    expected = findings(made)
    assert {finding.path for finding in expected} == {f"docs/{path}" for path in BROKEN}
    done = run(made.root, "mkdocs", "build")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    for finding in expected:
        assert finding.as_text() in done.stderr
    assert not (made.root / "site" / "index.html").exists()


def test_an_older_site_stays_when_content_is_bad(project: MakeProject) -> None:
    """A slip in the evening must not take the town's site away."""
    made = project(GOOD)
    assert run(made.root, "mkdocs", "build").returncode == 0
    before = pages(made.root / "site")
    (made.docs / "help" / "x.md").write_text(page(title="a: b"), encoding="utf-8", newline="\n")
    assert run(made.root, "mkdocs", "build").returncode != 0
    assert pages(made.root / "site") == before


def test_warnings_do_not_stop_it(project: MakeProject) -> None:
    root = project({"scams/shuadan.md": scam()}, today="2027-07-01").root
    done = run(root, "mkdocs", "build")
    assert done.returncode == 0
    assert "警告 T001" in done.stderr


def test_an_unknown_region_is_said_in_our_words(project: MakeProject) -> None:
    done = run(project(region="xinzhen").root, "mkdocs", "build")
    assert done.returncode != 0
    assert "没有地区档案 xinzhen" in done.stderr
    assert "Traceback" not in done.stderr


def test_both_commands_make_the_same_pages(project: MakeProject) -> None:
    """Pages without downloads are the same, whoever makes them."""
    root = project({"help/beipian.md": page()}).root
    assert run(root, "mkdocs", "build", "--site-dir", root / "a").returncode == 0
    done = fanzha(root, "build", "--only", "site", "--site-dir", root / "b")
    assert done.returncode == 0, done.stderr
    assert pages(root / "a") == pages(root / "b")


def test_data_is_not_published(project: MakeProject) -> None:
    """docs/data/ is for us; what residents need of it stands on the pages."""
    root = project(GOOD).root
    assert run(root, "mkdocs", "build").returncode == 0
    assert not (root / "site" / "data").exists()
    assert list((root / "site").rglob("*.yml")) == []


def test_data_is_not_published_whatever_the_settings_leave_out(project: MakeProject) -> None:
    """An office that empties `exclude_docs` would else put its tables and our guides on the web."""
    root = project({**GOOD, "engineers/weg.md": "# Internal\n"}).root
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    for line in ("  /data/\n", "  /editors/pictures/\n", "  /engineers/\n"):
        assert line in text
        text = text.replace(line, "")
    settings.write_text(text, encoding="utf-8")
    assert run(root, "mkdocs", "build").returncode == 0
    assert not (root / "site" / "data").exists() and not (root / "site" / "engineers").exists()
    assert [*(root / "site").rglob("*.yml")] == []

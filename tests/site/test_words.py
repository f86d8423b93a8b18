"""Words from content arrive as words: names in place of braces, HTML as plain text."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from fanzha.edition import Project
from tests import samples
from tests.commands import PYTHON, fanzha
from tests.conftest import MakeProject
from tests.site.conftest import Phone, serving
from tests.site.pages import html_files, name, read, squeeze

BRACES = re.compile(r"\{(地区|派出所|发布单位)\}")


def test_no_braces_are_left_on_the_shipped_site(shipped: Path) -> None:
    for path in shipped.rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".js"):
            assert not BRACES.search(path.read_text(encoding="utf-8")), name(shipped, path)
    assert "示范镇派出所" in read(shipped / "scams/gongjianfa/index.html").text


def test_braces_are_filled_in_every_field(project: MakeProject) -> None:
    """An editor may name the town wherever it reads well; residents must never see the braces."""
    common = {
        "title": "'{地区}防骗一'",
        "summary": "'{派出所}提醒二'",
        "rule": "'问{派出所}三'",
        "keywords": "['{地区}四']",
    }
    body = samples.BODY + "\n### {地区}五\n\n去{派出所}六。\n\n- **{发布单位}七**\n"
    entry = "\n  - '{派出所}八'\n  - '{地区}九'\n  - '{发布单位}十'"
    moment = "{when: 第1天, text: '{地区}来了人'}"
    files = {
        "scams/shuadan.md": samples.scam(
            body,
            **common,
            lines=entry,
            red_flags=entry,
            steps=entry,
            official="\n  - {edition: '2025', name: 刷单返利}",
        ),
        "cases/gushi.md": samples.case(
            body,
            **common,
            story="".join(f"\n  - {moment}" for _ in range(3)),
            turning_point="{step: 2, text: '找{派出所}'}",
            lesson="'听{派出所}的'",
        ),
        "alerts/yujing.md": samples.alert(body, **common),
        "posters/haibao.md": samples.poster(
            body, **common, headline="['问{派出所}']", points="['{地区}的人']"
        ),
        "help/bangzhu.md": samples.page(body, **common),
    }
    made = project(files)
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stderr
    for path in (made.root / "site").rglob("*"):
        if path.suffix in (".html", ".xml", ".json", ".js"):
            text = path.read_text(encoding="utf-8")
            assert BRACES.findall(text) == [], name(made.root / "site", path)
    case = read(made.root / "site/cases/gushi/index.html").text
    for words in ("示范镇防骗一", "问示范镇派出所三", "示范镇来了人", "找示范镇派出所"):
        assert words in case


BAD = "<script>bad()</script>"
SNEAKY = "\"><img src=x onerror=bad()>'"
SNEAKY_ADDRESS = 'https://shifan.example/"><img/src=x/onerror=bad()>/'
SNEAKY_LOGO = "assets/a&quot;b.svg"  # unescaped, it would be another file's name
PAST_THE_CHECKS = """
import datetime, sys
from pathlib import Path
from fanzha import site
from fanzha.producers import plan
from fanzha.edition import Project, read_edition

root = Path.cwd()
project = Project(root, root / "docs", "shifan", datetime.date(2026, 11, 21))
edition, findings = read_edition(project)
assert not findings, findings
site.build(edition, root / "mkdocs.yml", root / "site", plan(edition), {})
"""


@pytest.fixture
def poisoned(project: MakeProject) -> Project:
    """A site whose every text carries HTML, made without the check that refuses it."""
    common = {"title": f"'{BAD}'", "summary": json.dumps(SNEAKY), "rule": "<b>x</b>"}
    entry = "".join(f"\n  - '{BAD}'" for _ in range(3))
    story = "".join(f"\n  - {{when: '<i>x</i>', text: '{BAD}'}}" for _ in range(3))
    body = f"## {BAD}\n\n{BAD} {SNEAKY}\n\n- {BAD}\n\n| {BAD} | x |\n|---|---|\n| {BAD} | x |\n"
    lists = {"lines": entry, "red_flags": entry, "steps": entry}
    image = {"image": "assets/a.svg", "alt": json.dumps(SNEAKY)}
    cited = f"\n  - {{publisher: '{BAD}', title: '{BAD}', date: '2025'}}"
    region = (
        f"name: <b>镇</b>\nsite_name: '{BAD}'\npublisher: '{BAD}'\nsample: true\n"
        f"site_url: '{SNEAKY_ADDRESS}'\nlogo: '{SNEAKY_LOGO}'\nreporting: '{BAD}'\nreward: '{BAD}'\n"
        f"police: {{name: '{BAD}', phone: 0000-0000110, address: '{BAD}'}}\n"
    )
    files = {
        "assets/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        SNEAKY_LOGO: "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "data/regions/shifan.yml": region,
        "scams/shuadan.md": samples.scam(body, **common, **lists, **image, sources=cited),
        "cases/gushi.md": samples.case(
            body,
            **common,
            story=story,
            turning_point=f"{{step: 1, text: '{BAD}'}}",
            lesson=f"'{BAD}'",
        ),
        "alerts/yujing.md": samples.alert(body, **common),
        "posters/haibao.md": samples.poster(body, **common, headline="[<b>x</b>]"),
        "help/bangzhu.md": samples.page(body, **common),
    }
    made = project(files)
    done = subprocess.run(
        [*PYTHON, "-c", PAST_THE_CHECKS], cwd=made.root, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return made


def test_html_in_content_becomes_text(poisoned: Project) -> None:
    """Contributions come from many hands, and pages are opened inside WeChat."""
    site = poisoned.root / "site"
    pages = [*html_files(site), *site.glob("q/*/index.html")]
    assert len(pages) > 15
    for path in pages:
        for tag, values in read(path).tags:
            seen = (name(site, path), tag, values)
            assert not [attribute for attribute in values if attribute.startswith("on")], seen
            assert values.get("src") != "x", seen
        assert "bad()" not in read(path).script, name(site, path)
    text = squeeze(read(site / "scams/shuadan/index.html").text)
    assert text.count(squeeze(BAD)) >= 15
    assert "<b>x</b>" in text


def test_the_address_and_the_logo_of_a_region_are_escaped(poisoned: Project) -> None:
    """The theme itself prints both as they stand in the profile."""
    site = poisoned.root / "site"
    for path in (*html_files(site), site / "404.html"):
        page = path.read_text(encoding="utf-8")
        assert SNEAKY_ADDRESS not in page, name(site, path)
        assert '"><img/src' not in page, name(site, path)
        assert "a&amp;quot;b.svg" in page, name(site, path)
        assert "a&quot;b.svg" not in page, name(site, path)


def test_html_in_content_does_not_run(poisoned: Project, phone: Phone) -> None:
    site = poisoned.root / "site"
    with serving(site) as address:
        page = phone.open(address)
        page.add_init_script("window.bad = () => { document.title = '坏了'; };")
        for path in html_files(site):
            if path.name == "404.html":  # its addresses begin with that of the region
                continue
            page.goto(address + name(site, path).removesuffix("index.html"))
            assert page.title() != "坏了", name(site, path)
        page.goto(address + "search/?q=bad")
        page.locator("#fz-found a").first.wait_for()
        assert page.title() != "坏了"
        assert page.locator("#fz-found img:not([src*='/assets/']), #fz-found script").count() == 0
        page.close()

"""The twelve rules: each is there for something, and says for what."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import yaml

from tests import samples
from tests.commands import fanzha
from tests.conftest import ROOT, MakeProject
from tests.site.pages import read


def test_every_general_rule_stops_some_scam() -> None:
    """A rule that no scam names would be a saying; a scam's own must be one that there is."""
    rules = set(yaml.safe_load((ROOT / "docs/data/rules.yml").read_text(encoding="utf-8")))
    named: set[str] = set()
    scams = sorted((ROOT / "docs" / "scams").glob("*.md"))
    without = []
    for file in scams:
        found = re.search(r"(?m)^general: \[(.*)\]$", file.read_text(encoding="utf-8"))
        named |= set(found[1].split(", ")) if found else set()
        without += [] if found else [file.stem]
    assert named == rules
    assert len(without) <= len(scams) // 10, without


def test_a_rule_lists_its_scams_with_the_surest_first(project: MakeProject) -> None:
    made = project(
        {
            "scams/shuadan.md": samples.scam(general="[ka, xian-dian]"),
            "scams/daikuan.md": samples.scam(title="虚假贷款", general="[xian-dian]"),
        }
    )
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stderr
    page = read(made.root / "site/remember/index.html")
    links = [str(values.get("href")) for tag, values in page.tags if tag == "a"]
    scams = [link for link in links if re.search(r"scams/\w+/$", link)]
    assert [Path(link).name for link in scams] == ["daikuan", "shuadan", "shuadan"]
    scam = read(made.root / "site/scams/daikuan/index.html")
    assert any(values.get("href") == "../../remember/#xian-dian" for _, values in scam.tags)


def test_the_texts_of_each_rule_are_copied_from_the_page(project: MakeProject) -> None:
    """Message, group and script, as they stand in the one file of all rules."""
    made = project({"scams/shuadan.md": samples.scam()}, fonts=True)
    for family in ("texts", "site"):
        done = fanzha(made.root, "build", "--only", family)
        assert done.returncode == 0, done.stderr
    html = (made.root / "site/remember/index.html").read_text(encoding="utf-8")
    file = (made.root / "site/texts/rules.txt").read_text(encoding="utf-8-sig")
    shown = [unescape(text) for text in re.findall(r"data-copy>([^<]*)</p>", html)]
    rules = yaml.safe_load((made.docs / "data/rules.yml").read_text(encoding="utf-8"))
    assert len(shown) == 4 * len(rules)
    assert all(text in file for text in shown)
    links = read(made.root / "site/remember/index.html").links
    names = ("rules.txt", "rules/article.html", "rules/script.docx", "rules/script.pdf")
    assert {f"../texts/{name}" for name in names} <= {*links}


def test_an_unknown_rule_is_a_finding(project: MakeProject) -> None:
    made = project({"scams/shuadan.md": samples.scam(general="[xian-dien]")})
    done = fanzha(made.root, "check")
    assert "R001" in done.stdout and "xian-dian" in done.stdout

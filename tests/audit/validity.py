"""Valid HTML on every page: html-validate, and where Java is there the Nu checker of the W3C."""

from __future__ import annotations

import json
from pathlib import Path

from tests.audit.tools import HERE, java, output, script

VNU = "node_modules/vnu-jar/build/dist/vnu.jar"
# The Nu checker takes files for pages of no host, so that all they load violates their own policy.
FALSE = "Content Security Policy"
# Articles are pasted into WeChat's editor, whose boxes are sections.
ARTICLE, BOXES = "/article.html", "Section lacks heading"


def html_validate(site: Path) -> list[str]:
    """What html-validate says, as `file:line message`."""
    config = str(HERE / "html-validate.json")
    files = f"{site.as_posix()}/**/*.html"
    command = script("html-validate/bin/html-validate.mjs", "--config", config, "-f", "json", files)
    return [
        f"{Path(row['filePath']).relative_to(site).as_posix()}:{said['line']} {said['message']}"
        for row in json.loads(output(command))
        for said in row["messages"]
    ]


def nu_checker(site: Path) -> list[str] | None:
    """Errors and warnings of the Nu checker, as `file:line message`; None without Java."""
    program = java()
    if program is None:
        return None
    options = ["--stdout", "--exit-zero-always", "--skip-non-html", "--format", "json"]
    found = json.loads(output([program, "-jar", VNU, *options, str(site)]))
    return [
        f"{said['url'].partition(site.name + '/')[2]}:{said.get('lastLine', 0)} {said['message']}"
        for said in found["messages"]
        if (said["type"] == "error" or said.get("subType") == "warning")
        and FALSE not in said["message"]
        and not (said["url"].endswith(ARTICLE) and said["message"].startswith(BOXES))
    ]

"""`python -m tests.audit`: Lighthouse, axe-core and two HTML checkers on a freshly built site.

Prints tables beside the aims; the exit code is 1 where one is missed. What is steady of it runs in
tests/site/test_access.py too; Lighthouse's points for speed depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.audit import axe, tools
from tests.audit.lighthouse import AIMS, Score, measure
from tests.audit.pages import MEASURED, TEMPLATES
from tests.audit.validity import html_validate, nu_checker
from tests.browser import launch
from tests.commands import fanzha
from tests.conftest import TODAY
from tests.counting_server import weighing

ROOT = Path(__file__).resolve().parent.parent.parent
SHOWN = 20  # defects that a list shows


def main(argv: Sequence[str]) -> int:
    """Look at the site with all tools; 0: every aim reached, 1: not, 2: a program is missing."""
    parser = argparse.ArgumentParser(prog="make.py audit", description="用别人的工具审查网站。")
    parser.add_argument(
        "--site", type=Path, metavar="文件夹", help="审查已经做好的网站，不重新生成"
    )
    options = parser.parse_args(argv)
    try:
        tools.install()
        with tempfile.TemporaryDirectory(prefix="fanzha-audit-") as folder:
            site = options.site or _build(Path(folder) / "site")
            good = [_speed(site.resolve()), _access(site.resolve()), _validity(site.resolve())]
    except tools.MissingError as error:
        print(f"\n{error}", file=sys.stderr)
        return 2
    return 0 if all(good) else 1


def _build(target: Path) -> Path:
    """The site of the project's own content, with everything that it links to."""
    _say("正在生成网站……")
    done = fanzha(ROOT, "build", "--site-dir", target, "--today", TODAY)
    if done.returncode:
        raise tools.MissingError(f"网站没有做成，先改好再审查：\n{done.stderr}")
    return target


def _speed(site: Path) -> bool:
    """The table of Lighthouse."""
    print("\nLighthouse（手机，模拟慢速4G；网页经 gzip 压缩）\n")
    print(f"| 页 | {' | '.join(AIMS)} | 看到主要内容 |\n|---|{'---|' * (len(AIMS) + 1)}")
    scores = []
    with weighing(site) as (address, _):
        for name, place in MEASURED.items():
            scores.append(score := measure(name, address + place))
            print(_row(score), flush=True)
    print(f"| 目标 | {' | '.join(map(str, AIMS.values()))} | |")
    return all(score.reached for score in scores)


def _row(score: Score) -> str:
    points = " | ".join(str(score.points[name]) for name in AIMS)
    lost = f" 失分：{'、'.join(score.lost)}" if score.lost else ""
    return f"| {score.page} | {points} | {score.seconds:.1f} 秒 |{lost}"


def _access(site: Path) -> bool:
    """The table of axe-core: violations by mode."""
    with weighing(site) as (address, _), sync_playwright() as playwright:
        browser = launch(playwright)
        found = axe.violations(browser, address, TEMPLATES.values())
        browser.close()
    count = Counter(row.mode for row in found)
    print(f"\naxe-core（{len(TEMPLATES)} 种网页各一页，目标是 0 处）\n\n| 模式 | 违反 |\n|---|---|")
    for mode, label in axe.LABELS.items():
        print(f"| {label} | {count[mode]} |")
    _list([f"{row.page or '首页'} {row.mode} {row.rule} {row.place} {row.help}" for row in found])
    return not found


def _validity(site: Path) -> bool:
    """What the two checkers say of every page."""
    count = sum(1 for _ in site.rglob("*.html"))
    print(f"\nHTML 是否合乎标准（全部 {count} 页，目标是 0 处）\n\n| 工具 | 问题 |\n|---|---|")
    ours, theirs = html_validate(site), nu_checker(site)
    print(f"| html-validate | {len(ours)} |")
    print(f"| Nu（vnu-jar） | {'没有 Java，没有查' if theirs is None else len(theirs)} |")
    _list([*ours, *(theirs or [])])
    return not ours and not theirs


def _list(rows: Sequence[str]) -> None:
    for row in rows[:SHOWN]:
        print(f"- {row}")
    if len(rows) > SHOWN:
        print(f"- 还有 {len(rows) - SHOWN} 处")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

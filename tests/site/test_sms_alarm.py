"""Who cannot hear or may not speak: the town's number for an alarm by text message."""

from __future__ import annotations

import pytest

from tests.commands import fanzha
from tests.conftest import MakeProject
from tests.samples import page

REGION = """name: 新镇
site_name: 新镇反诈宣传
publisher: 新镇反诈宣传工作小组
site_url: https://xinzhen.example/
"""


@pytest.mark.parametrize("number", ["12110591", ""])
def test_the_trouble_page_gives_the_number_of_the_place(project: MakeProject, number: str) -> None:
    """It differs from place to place; where it is not known, none is invented."""
    files = {
        "help/yijing-zhuanzhang.md": page("马上打110。\n"),
        "data/regions/xinzhen.yml": REGION + f'sms_alarm: "{number}"\n',
    }
    made = project(files, region="xinzhen")
    done = fanzha(made.root, "build", "--only", "site")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (made.root / "site/help/yijing-zhuanzhang/index.html").read_text(encoding="utf-8")
    assert ("sms:12110591" in text) is ("12110" in text) is bool(number)

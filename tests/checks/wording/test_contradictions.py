"""W033: no sentence says the opposite of docs/data/advice.yml."""

from __future__ import annotations

import pytest

from tests.checking import findings
from tests.conftest import MakeProject
from tests.samples import page


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("已经垫了钱，退群，删软件。", True),
        ("给过钱的，把他拉黑就好。", True),
        ("已经共享屏幕，打开手机银行看看。", True),
        ("已经共享屏幕，先断网，再退出共享。", True),
        ("已经共享屏幕，马上断网。", True),
        ("已经共享屏幕，先退出，再断网。", False),
        ("装了他发来的软件，先断网。", False),
        ("填过卡号、验证码，打银行卡背面的客服电话停卡，再打110。", True),
        ("填过卡号、验证码，马上打110，再打银行卡背面的客服电话。", False),
        ("填过卡号、验证码，打银行卡背面的客服电话。", False),
        ("钱转走了，打银行卡背面的客服电话，再打110。", True),
        ("屏幕给人看过，先退出，再断网，请银行停卡，再打110。", True),
        ("有人威胁您，先给一部分，求他删。", True),
        ("已经垫了钱，群不退，软件不删。", False),
        ("给过钱的，别拉黑他，马上打110。", False),
        ("没垫过钱的，先截图，再退群。", False),
        ("一分没给过钱的，截好图再退群；给过钱的，什么都不删。", False),
        ("对方收了钱，就把您拉黑。", False),
    ],
)
def test_the_opposite_of_the_advice_is_found(project: MakeProject, text: str, wrong: bool) -> None:
    """Who has paid keeps the group and the app: they are the proof."""
    made = project({"help/x.md": page(text + "\n")})
    found = [f for f in findings(made, "W") if f.code == "W033"]
    assert bool(found) is wrong

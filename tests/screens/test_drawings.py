"""The drawing beside a message shows what the message is about, not what else its type may be."""

from __future__ import annotations

import pytest

from fanzha.content.kinds.items import Alert, Poster, Scam
from fanzha.edition import Edition, Project, read_edition
from tests.conftest import ROOT, TODAY

# What is to be seen on the drawing of a type that shows one thing among several: an item that speaks of
# none of these needs a drawing of its own.
SHOWN = {
    "baiwan-baozhang": ("百万保障",),
    "butie": ("育儿", "孩子", "妇幼"),
    "etc": ("ETC",),
    "guaguaka": ("快递", "刮刮卡"),
    "huangjin": ("现金", "黄金", "金条"),
    "kefu": ("客服", "快递", "退款"),
    "laoshi": ("老师",),
    "muma": ("文件", "电脑"),
    "nongzi": ("农资", "种子", "化肥"),
    "peixundai": ("培训班", "学费"),
    "piaowu": ("票",),
    "tuigaiqian": ("航班", "机票"),
    "xujia-daikuan": ("贷款软件", "手机上"),
    "yibao": ("医保", "社保"),
}


@pytest.fixture(scope="module")
def shipped_edition() -> Edition:
    return read_edition(Project(ROOT, ROOT / "docs", "shifan", TODAY))[0]


@pytest.mark.parametrize("kind", [Alert, Poster])
def test_a_drawing_fits_its_topic(
    shipped_edition: Edition, kind: type[Alert] | type[Poster]
) -> None:
    """A baby stood beside 购车国补, a schoolroom screen beside 找工作."""
    for item in shipped_edition.library.of(kind):
        words = SHOWN.get(item.scam_id or "")
        if item.meta.image or words is None:
            continue
        text = "".join((item.meta.title, item.meta.summary, *getattr(item.meta, "headline", ())))
        text += item.document.body
        assert any(word in text for word in words), (item.id, words)


def test_a_season_of_its_own_has_a_drawing_of_its_own(shipped_edition: Edition) -> None:
    """No two alerts that play at one time show the same drawing: a passer-by takes the second for the first."""
    library = shipped_edition.library
    urgent = [item for item in shipped_edition.alerts if item.meta.severity.rank == 0]
    assert len(urgent) > 1
    of_type = {item.id: item.meta.image for item in library.of(Scam)}
    images = [item.meta.image or of_type.get(item.scam_id or "") for item in urgent]
    assert len(set(images)) == len(images)

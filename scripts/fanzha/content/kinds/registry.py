"""The kinds: one record each, and all that follows from what kind a file is.

Every list of kinds in the package is derived from these records. A new kind is a record here, a
model, a folder below docs/, its row in docs/data/sections.yml and a page template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.kinds.items import Alert, Case, Poster, Scam
from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.kinds.meta import Meta, Page
from fanzha.content.kinds.notices import Notice
from fanzha.content.kinds.performances import Performance
from fanzha.content.kinds.plates_cards import Card, Plate
from fanzha.content.kinds.playlists import Playlist

M = TypeVar("M", bound=Meta, covariant=True)
PARTS = ("是什么", "怎么认", "怎么办")


@dataclass(frozen=True)
class Kind(Generic[M]):
    """What follows from a folder.

    Templates and documents know a kind by the name of its folder.
    """

    folder: str  # below docs/
    model: type[M]
    label: str
    parts: tuple[str, ...] = ()  # second-level headings that the body must have, in this order
    listed: bool = True  # has a list of its items among the pages, and may be passed on
    shared: bool = True  # has cards to forward
    article: bool = False  # its pages are articles with dates, to search engines
    playable: bool = False  # has a sentence for a screen
    newest_first: bool = False  # in lists
    about_people: bool = True  # may tell of a person, who must not be known by it
    for_editors: bool = False  # residents never see it: not printed, not found, no rules of wording
    found: int = 0  # its place among search results; the smallest is needed first
    per_reader: int = 0  # how many the page for one audience shows
    template: str = ""  # its page template below overrides/site/kinds/, where not named as it is

    @property
    def page_template(self) -> str:
        """The name of its page template, without suffix."""
        return self.template or self.folder

    @property
    def counted(self) -> bool:
        """Whether it counts as teaching: a list of screens does not."""
        return self.listed and self.shared


PAGES = "pages"  # the kind of the files directly in docs/

_ALL: tuple[Kind[Meta], ...] = (
    Kind("scams", Scam, "骗局类型", PARTS, article=True, playable=True, found=10, per_reader=8),
    Kind(
        *("cases", Case, "案例故事", PARTS),
        article=True, playable=True, newest_first=True, found=40, per_reader=4,
    ),
    Kind(
        *("alerts", Alert, "预警", PARTS),
        article=True, playable=True, newest_first=True, found=30, per_reader=3,
    ),
    Kind("posters", Poster, "海报", playable=True, found=70, per_reader=4),
    Kind("handbooks", Handbook, "手册", found=80),
    Kind("plates", Plate, "标牌", found=120),
    Kind("cards", Card, "卡片和贴纸", found=110),
    Kind("notices", Notice, "告知书和表格", found=90),
    Kind("lessons", Lesson, "宣讲稿", found=100, per_reader=3),
    Kind("performances", Performance, "演出本子", found=105),
    Kind("quizzes", Quiz, "测一测", found=50, per_reader=2),
    Kind("screens", Playlist, "屏幕播放", shared=False, found=140),
    Kind("help", Page, "求助", article=True, playable=True, about_people=False, found=20),
    Kind(
        *("law", Page, "法律"),
        article=True, playable=True, about_people=False, found=60, template="page",
    ),
    Kind(
        *("editors", Page, "编辑手册"),
        listed=False, shared=False, about_people=False, for_editors=True, template="page",
    ),
    Kind(PAGES, Page, "一般页面", listed=False, found=130, template="page"),
)  # fmt: skip
KINDS: dict[str, Kind[Meta]] = {kind.folder: kind for kind in _ALL}


def kind_name(page: str) -> str:
    """The folder of a page such as scams/shuadan.md: the name of its kind, where it is one."""
    return page.rpartition("/")[0] or PAGES

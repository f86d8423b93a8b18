"""The kinds: which folder holds which model, and what a kind is called."""

from __future__ import annotations

from typing import Literal

from fanzha.content.kinds.handbooks import Handbook
from fanzha.content.kinds.items import Alert, Case, Meta, Page, Poster, Scam
from fanzha.content.kinds.lessons import Lesson, Quiz
from fanzha.content.kinds.notices import Notice
from fanzha.content.kinds.plates_cards import Card, Plate
from fanzha.content.kinds.playlists import Playlist

Kind = Literal[
    "scams", "cases", "alerts", "posters", "plates", "cards", "handbooks", "notices", "lessons",
    "quizzes", "screens", "help", "law", "editors", "pages",
]  # fmt: skip

# Folder below docs/ → model. "pages" are the files directly in docs/.
KINDS: dict[str, type[Meta]] = {
    "scams": Scam,
    "cases": Case,
    "alerts": Alert,
    "posters": Poster,
    "handbooks": Handbook,
    "plates": Plate,
    "cards": Card,
    "notices": Notice,
    "lessons": Lesson,
    "quizzes": Quiz,
    "screens": Playlist,
    "help": Page,
    "law": Page,
    "editors": Page,
    "pages": Page,
}

LABELS: dict[str, str] = {
    "scams": "骗局类型",
    "cases": "案例故事",
    "alerts": "预警",
    "posters": "海报",
    "handbooks": "手册",
    "plates": "标牌",
    "cards": "卡片和贴纸",
    "notices": "告知书和表格",
    "lessons": "宣讲稿",
    "quizzes": "测一测",
    "screens": "屏幕播放",
    "help": "求助",
    "law": "法律",
    "editors": "编辑手册",
    "pages": "一般页面",
}

"""Lesson decks: a lesson as slides to talk to, with what to say and how long in the notes (R18).

Each is made once for all towns; lesson_town.py puts a town's names into its copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.lessons import Lesson, LessonSlide, Quiz
from fanzha.content.lesson_notes import sections
from fanzha.content.lesson_time import for_pupils, rounds_of, true_or_false
from fanzha.content.markup import fill
from fanzha.language.phrases import calls_data
from fanzha.product import Args, Made, Product, opens
from fanzha.raster import drawing
from fanzha.screens import lesson_town

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition

DRAWING = (840, 630)  # px: four to three, as our drawings are


def products(edition: Edition) -> Iterator[Product]:
    """One PPTX per current lesson."""
    for item in edition.current(Lesson):
        yield _deck(edition, item)


def make(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """The PPTX of a town, from the one that is made for all."""
    (shared,) = parts
    return Made(lesson_town.put(shared.data, args), shared.pages)


@opens("tokens.json")
def make_shared(args: Args, overrides: Path, parts: tuple[Made, ...] = ()) -> Made:
    """The PPTX with marks for names; `parts` are the drawings that slides name by their place."""
    from fanzha.screens import lesson_slides  # slow to import; no check needs it

    return Made(*lesson_slides.write(args, overrides, [part.data for part in parts]))


@opens("screens/drawing.typ")
def draw(args: Args, overrides: Path) -> Made:
    """A drawing as PNG."""
    return drawing(overrides, "screens/drawing.typ", args)


def _deck(edition: Edition, item: Item[Lesson]) -> Product:
    lesson, region = item.meta, edition.region
    drawings: dict[str, Product] = {}
    slides = [
        {**slide.model_dump(mode="json"), "drawing": _shown(edition, slide, drawings)}
        for slide in lesson.slides
    ]
    audiences = [edition.tables.audiences[name].label for name in lesson.audiences]
    words = {
        "title": lesson.title,
        "rule": lesson.rule or lesson.title,
        "slides": slides,
        "activity": lesson.activity,
        # Children who read little have a deck of pictures: each slide names its own.
        "large": for_pupils(lesson) and all(slide.picture for slide in lesson.slides),
        "activity_steps": lesson.activity_steps,
        "questions": [question.model_dump() for question in lesson.questions],
        "rounds": [
            {**row, "drawing": _drawn(edition, row["picture"], "题目里说的那件事", (), drawings)}
            for row in true_or_false(edition.current(Quiz), lesson, rounds_of(lesson))
        ],
        "around": sections(item.document.body),
    }
    url = region.lasting(item.id)
    shared = Product(
        path=f"screens/lessons/shared/{item.id}.pptx",
        family="screens",
        kind="shared-deck",
        label="课件",
        items=(item.id,),
        make=make_shared,
        args={
            **fill(words, lesson_town.anywhere(region)),
            "minutes": lesson.minutes,
            "audiences": audiences,
            "publisher": lesson_town.SIGN,
            "contact": lesson_town.CONTACT,
            "calls": calls_data(edition.tables),
            "url": lesson_town.CODE if url else "",
            "day": lesson.reviewed.isoformat(),
        },
        parts=tuple(drawings.values()),
        cost=10,
    )
    return Product(
        path=f"screens/lessons/{item.id}.pptx",
        family="screens",
        kind="lesson-deck",
        label="课件（PPT，备注里有讲稿）",
        items=(item.id,),
        make=make,
        args={"words": lesson_town.words(region), "url": url},
        parts=(shared,),
    )


def _shown(
    edition: Edition, slide: LessonSlide, drawings: dict[str, Product]
) -> dict[str, Any] | None:
    """The large picture of a slide, or the drawing of its type: the place among the parts, and text
    for the blind; photographs stay on the page."""
    item = edition.library.scam(slide.scam)
    image, alt = slide.picture or "", slide.title
    if item is not None and not image:
        image, alt = item.meta.image or "", item.meta.alt or ""
    return _drawn(edition, image, alt, (item.id,) if item is not None else (), drawings)


def _drawn(
    edition: Edition,
    image: str | None,
    alt: str,
    items: tuple[str, ...],
    drawings: dict[str, Product],
) -> dict[str, Any] | None:
    """A drawing among the parts: its place, and text for the blind; None where there is none."""
    if image is None or not image.endswith(".svg"):
        return None
    if image not in drawings:
        svg = (edition.project.docs / image).read_text(encoding="utf-8")
        width, height = DRAWING
        drawings[image] = Product(
            path=f"screens/lessons/drawings/{PurePosixPath(image).stem}.png",
            family="screens",
            kind="drawing",
            label="课件插图",
            items=items,
            make=draw,
            args={"svg": svg, "width": width, "height": height},
        )
    return {"part": list(drawings).index(image), "alt": alt}

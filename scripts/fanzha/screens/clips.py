"""Clips: a type of fraud or an alert in 15 or 30 seconds, for short-video apps, pre-rolls and buses (R30).

A question, what they say bubble by bubble, stop, what to do, whom to ring: `clip_script` chooses the
words, overrides/screens/clip.typ draws the scenes, and the video is joined as those of playlists
are, so a changed line costs two segments. There is no sound; all that is said is written large.
The default build makes the upright 15 seconds of the most frequent types and of urgent alerts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanzha.content.kinds.items import Alert, Scam
from fanzha.content.kinds.meta import Severity
from fanzha.product import Args, Made, Product, opens
from fanzha.raster import jpeg
from fanzha.screens import clip_lines, video
from fanzha.screens.clip_script import Scene, scenes

if TYPE_CHECKING:
    from fanzha.content.library import Item
    from fanzha.edition import Edition


@dataclass(frozen=True)
class Form:
    """How a clip is cut: its name in paths, pixels and seconds."""

    name: str
    label: str
    width: int
    height: int
    seconds: int


FORMS = (
    Form("9x16-15", "竖屏15秒", 720, 1280, 15),
    Form("9x16-30", "竖屏30秒", 720, 1280, 30),
    Form("16x9-15", "横屏15秒", 1280, 720, 15),
    Form("16x9-30", "横屏30秒", 1280, 720, 30),
)
MOST_FREQUENT = 10
# Bubbles or steps at a time, upright and wide.
IN_VIEW = {True: {"lines": 3, "steps": 3}, False: {"lines": 3, "steps": 2}}


def products(edition: Edition) -> Iterator[Product]:
    """Upright and short, of what most people must know today."""
    for item in (*_urgent(edition), *_frequent(edition)):
        yield from clip(edition, item, FORMS[0])


def of(edition: Edition, item: Item[Any]) -> Iterator[Product]:
    """A type or an alert in every form."""
    for form in FORMS:
        yield from clip(edition, item, form)


def clip(edition: Edition, item: Item[Any], form: Form) -> Iterator[Product]:
    """The video of an item in one form, and its cover."""
    shown = scenes(edition, item, form.seconds)
    folder = f"screens/clips/{item.id}"
    pictures = [_picture(item, form, scene, number) for number, scene in enumerate(shown)]
    parts = [
        _segment(item, form, scene, pictures[at : at + 2], f"{folder}/{form.name}/{at}.h264")
        for at, scene in enumerate(shown)
    ]
    film = Product(
        path=f"{folder}/{form.name}.mp4",
        family="screens",
        kind="clip",
        label=f"短视频（{form.label}）",
        items=(item.id,),
        make=make,
        args={
            "width": form.width,
            "height": form.height,
            "transcript": [scene.told for scene in shown if scene.told],
        },
        parts=tuple(parts),
    )
    yield film
    yield Product(
        path=f"{folder}/{form.name}.jpg",
        family="screens",
        kind="clip-cover",
        label=f"短视频封面（{form.label}）",
        items=(item.id,),
        make=pictures[0].make,
        args=pictures[0].args,
    )


def make(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """The MP4 of the segments in order."""
    return video.join(args, overrides, parts)


@opens("screens/clip.typ")
def draw(args: Args, overrides: Path) -> Made:
    """A scene as a picture."""
    return jpeg(overrides, "screens/clip.typ", args)


def _picture(item: Item[Any], form: Form, scene: Scene, number: int) -> Product:
    args = _in_view(scene, tall=form.height > form.width)
    return Product(
        path=f"screens/clips/{item.id}/{form.name}/{number}.jpg",
        family="screens",
        kind="clip-scene",
        label="短视频画面",
        items=(item.id,),
        make=draw,
        args={**args, **_lines(scene.args, form), "width": form.width, "height": form.height},
    )


def _in_view(scene: Scene, *, tall: bool) -> dict[str, Any]:
    """What is drawn of a scene: the last bubbles or steps, so that they are large; the older ones move
    up and out, as in a chat. `first` is the number of the first in view."""
    args = dict(scene.args)
    name = "lines" if "lines" in args else "steps"
    if name in args:
        most = IN_VIEW[tall][name]
        first = max(0, args["shown"] - most)
        args[name] = args[name][first : first + most]
        args["shown"] -= first
        args["first"] = first + 1
    return args


def _lines(args: Args, form: Form) -> dict[str, Any]:
    """All that is said, the rule and all there is to do, in lines for this form: letters have one size, also
    where the first move out of view."""
    if args["kind"] == "stop":
        return {"broken": clip_lines.rule(args["rule"], form.width, form.height)}
    told = args.get("lines", args.get("steps"))
    if told is None:
        return {}
    tall = form.height > form.width
    said = "lines" in args
    beside, sizes = (
        (clip_lines.SAID, clip_lines.CHAT[tall]) if said else (clip_lines.TOLD, clip_lines.SIZES)
    )
    room = (told, form.width, form.height, beside, sizes)
    found = {"sizes": list(sizes), "broken": clip_lines.by_size(*room)}
    if not tall and args.get("picture"):
        found["drawn"] = clip_lines.by_size(*room, drawn=True)
    return found


def _segment(
    item: Item[Any], form: Form, scene: Scene, pictures: Sequence[Product], path: str
) -> Product:
    return Product(
        path=path,
        family="screens",
        kind="segment",
        label="短视频片段",
        items=(item.id,),
        make=video.segment,
        args={"width": form.width, "height": form.height, "pictures": scene.pictures},
        parts=tuple(pictures),
        cost=1 + form.width * form.height // video.PIXELS_PER_LEAFLET,
    )


def _urgent(edition: Edition) -> list[Item[Alert]]:
    return [item for item in edition.alerts if item.meta.severity is Severity.URGENT]


def _frequent(edition: Edition) -> list[Item[Scam]]:
    """The types that stand first in the ministry's last list, in its order."""
    taxonomy = edition.tables.taxonomy
    year = max(taxonomy, default="")
    names = taxonomy[year].names if year else ()
    current = edition.current(Scam)
    found: dict[str, Item[Scam]] = {}
    for name in names:
        for item in current:
            if any((one.edition, one.name) == (year, name) for one in item.meta.official):
                found.setdefault(item.id, item)
                break
    return list(found.values())[:MOST_FREQUENT]

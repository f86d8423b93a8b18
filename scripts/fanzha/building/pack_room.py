"""The full pack of a place, on demand: sheets in every size, screen folders, clips, texts, talks (R24).

What a pack has room for is known only when its files are made: they go in as packs.yml names them,
screens before clips, and what no longer fits is left out and told. Guide and list are made last, of
what is really in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from fanzha import checks, screens
from fanzha.building.placing import Troubles, open_runner
from fanzha.building.progress import Progress, Silent
from fanzha.building.runner import Runner
from fanzha.content.data.packs import MEGABYTE
from fanzha.content.kinds.playlists import Playlist
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.files import make_folder
from fanzha.packs import choosing, venue_pack
from fanzha.packs.choosing import Chosen
from fanzha.producers import by_name
from fanzha.product import Args, Made, Product
from fanzha.signing.sealing import sign_zip

ROOM_FOR_PAPERS = 300_000  # bytes that guide and list and the ZIP itself take at most
CLIP = "clip"
SCREENS = "screens"


@dataclass(frozen=True)
class Packed:
    """A pack that was made: its file, how many files are in it, and what found no room."""

    path: Path
    label: str
    files: int
    size: int
    left_out: tuple[str, ...]


def known(project: Project) -> list[tuple[str, str]]:
    """The packs there are: the word to type, and what it is called."""
    edition, _ = checks.open_edition(project)
    return [(name, _label(edition, name)) for name in edition.tables.packs]


def make(
    project: Project,
    name: str,
    target: Path,
    *,
    season: bool = False,
    since: datetime.date | None = None,
    jobs: int,
    progress: Progress,
) -> Packed:
    """The pack as one ZIP: at `target` where that ends in .zip, else in that folder.

    Raises UsageError where there is none.
    """
    edition, _ = checks.open_edition(project)
    if name not in edition.tables.packs:
        words = "、".join(f"{key}（{_label(edition, key)}）" for key in edition.tables.packs)
        raise UsageError(f"没有 {name} 这种整包；可以选：{words}")
    variant, suffix = _variant(season, since)
    found = _chosen(edition, name, season=season, since=since)
    if not found:
        raise UsageError(f"{_label(edition, name)}整包里，没有{variant or '现在能用的文件'}")
    own = f"pack-{name}{suffix}.zip"
    path = target if target.suffix == ".zip" else target / own
    make_folder(path.parent)
    troubles = Troubles(edition)
    with open_runner(edition, jobs) as runner:
        sizes = _sizes(runner, found, progress, troubles)
        troubles.tell()
        kept, left_out = _fitting(found, sizes, edition.tables.packs[name].megabytes * MEGABYTE)
        product = venue_pack.packed(edition, name, kept, variant=variant, file=own)
        (output,) = (out for _, out in runner.run([product], Silent()))
        troubles.note(product, output)
        troubles.tell()
        beside = path.with_name(f"{path.name}.part")
        written = runner.put(product, output, beside)
        assert written is not None, "what was not made has been told"
        sign_zip(edition, beside)
        Path(beside).replace(path)
    told = tuple(f"{file.title or file.name}" for file in left_out)
    return Packed(path, product.label, len(kept) + 2, written.size, told)


def _variant(season: bool, since: datetime.date | None) -> tuple[str, str]:
    words = [*(["当季的"] if season else []), *([f"{since}以来新出的"] if since else [])]
    suffix = ("-season" if season else "") + (f"-since-{since:%Y%m%d}" if since else "")
    return "、".join(words), suffix


def _chosen(
    edition: Edition, name: str, *, season: bool, since: datetime.date | None
) -> list[Chosen]:
    tests = [
        *([choosing.in_season(edition)] if season else []),
        *([choosing.new_since(edition, since)] if since else []),
    ]

    def wanted(product: Product) -> bool:
        return all(test(product) for test in tests)

    products = list(by_name(edition))
    clips = [p for p in screens.clips_of(edition, ()) if p.kind == CLIP]
    others = [p for p in products if p.kind != CLIP]
    by_kind = choosing.sorted_by_kind([*others, *_for_screens(edition, name, clips)])
    files = list(choosing.chosen(edition, name, by_kind, wanted=wanted))
    # A stick is for all that plays; a choice of new things is no programme.
    sticks = [] if tests else list(_sticks(edition, name))
    return [
        *(file for file in files if file.product.kind != CLIP),
        *sticks,
        *(file for file in files if file.product.kind == CLIP),
    ]


def _for_screens(edition: Edition, name: str, clips: Iterable[Product]) -> list[Product]:
    """The clips that suit the place: wide for its screens, upright where they stand upright."""
    profiles = edition.tables.screens.profiles
    mine = [profiles[key] for key in edition.tables.packs[name].screens if key in profiles]
    upright = bool(mine) and all(profile.height > profile.width for profile in mine)
    form = "9x16-15" if upright else "16x9-15"
    return [clip for clip in clips if PurePosixPath(clip.path).stem == form]


def _sticks(edition: Edition, name: str) -> Iterator[Chosen]:
    """A folder for every screen of the place, with all that its stick holds and how to use it."""
    playlists = [item for item in edition.current(Playlist) if name in item.meta.venues]
    number = len(edition.tables.packs[name].products)
    for profile in edition.tables.packs[name].screens:
        listed = [item for item in playlists if profile in item.meta.profiles]
        for item in listed or playlists[:1]:
            label = f"屏幕：{edition.tables.screens.profiles[profile].label}"
            folder = f"{SCREENS}/{item.id}-{profile}"
            where = f"拷到U盘，照文件夹里的 readme.txt 做（{profile}）"
            for files, told in screens.folders_on(edition, profile, item.id):
                number += 1
                of = (where, 0, number, label, str(item.meta.title))
                for product in (_readme(item.id, profile, told), *files):
                    name_there = PurePosixPath(product.path).name
                    yield Chosen(product, f"{folder}/{name_there}", *of)


def _readme(playlist: str, profile: str, text: str) -> Product:
    """How to use a folder, under a name that every player passes over."""
    return Product(
        path=f"screens/{playlist}/{profile}/readme.txt",
        family="screens",
        kind="readme",
        label="使用说明",
        items=(playlist,),
        make=write_readme,
        args={"text": text},
    )


def write_readme(args: Args, overrides: Path) -> Made:
    """UTF-8 with a mark, for the Windows editor."""
    return Made(args["text"].encode("utf-8-sig"))


def _sizes(
    runner: Runner, files: Sequence[Chosen], progress: Progress, troubles: Troubles
) -> dict[str, int]:
    """Path of each file's product → its bytes, once it is made."""
    found = {}
    products = list({file.product.path: file.product for file in files}.values())
    for product, output in runner.run(products, progress):
        troubles.note(product, output)
        if output.kept is not None:
            found[product.path] = output.kept.size
    return found


def _fitting(
    files: Sequence[Chosen], sizes: dict[str, int], most: int
) -> tuple[list[Chosen], list[Chosen]]:
    """Those that find room, in their order, and the others; a screen's folder goes in whole."""
    room = most - ROOM_FOR_PAPERS
    kept: list[Chosen] = []
    left: list[Chosen] = []
    for group in _together(files):
        size = sum(sizes[file.product.path] for file in group)
        (kept if size <= room else left).extend(group)
        room -= size if size <= room else 0
    return kept, left


def _together(files: Sequence[Chosen]) -> Iterator[list[Chosen]]:
    folders: dict[str, list[Chosen]] = {}
    for file in files:
        screen = file.name.startswith(f"{SCREENS}/")
        folders.setdefault(file.name.rpartition("/")[0] if screen else file.name, []).append(file)
    yield from folders.values()


def _label(edition: Edition, name: str) -> str:
    venue = edition.tables.venues.get(name)
    return edition.tables.packs[name].label or (venue.label if venue is not None else name)

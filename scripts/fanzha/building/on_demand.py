"""What is made only when somebody asks: one screen, clips, one alert; sheets are in print_room.py."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fanzha import checks, screens
from fanzha.building.manifest import write_manifest
from fanzha.building.placing import FamilyResult, Troubles, open_runner, place
from fanzha.building.progress import Progress
from fanzha.building.swap import swap
from fanzha.building.target import finish, hold, listed
from fanzha.content.kinds.meta import Status
from fanzha.content.kinds.playlists import Playlist, Profile, Screens
from fanzha.content.local import FOLDER
from fanzha.edition import Edition, Project
from fanzha.errors import UsageError
from fanzha.producers import plan_whole
from fanzha.product import Product
from fanzha.screens import any_size
from fanzha.signing.sealing import sign_made

THUMBNAIL = "thumbnail"


def build_screens(
    project: Project,
    profile: str,
    target: Path,
    *,
    jobs: int,
    progress: Progress,
    own: Profile | None = None,
    playlist: str = "",
    ground: str = "",
) -> FamilyResult:
    """Every playlist, or one, on one screen, in a folder of its own: for screens that few have.

    `own` is a screen that has no entry in screens.yml; `ground` "dark" or "night" is that of another
    than the entry has.
    """
    edition, _ = checks.open_edition(project)
    if own is not None:
        edition = _with(edition, profile, own)
    known = edition.tables.screens.profiles
    if profile not in known:
        raise UsageError(f"没有屏幕规格 {profile}；可以选：{'、'.join(known)}；别的大小用 --size")
    if ground:
        profile, own = any_size.darker(profile, known[profile], night=ground == "night")
        edition = edition if profile in known else _with(edition, profile, own)
    names = [item.id for item in edition.current(Playlist)]
    if playlist and playlist not in names:
        raise UsageError(f"没有播放列表 {playlist}；可以选：{'、'.join(names)}")
    products = screens.on_profile(edition, profile, playlist)
    return _into(edition, products, target, (f"/{profile}/", "--site-dir"), jobs, progress)


def _with(edition: Edition, name: str, profile: Profile) -> Edition:
    """The edition with a further screen."""
    profiles = {**edition.tables.screens.profiles, name: profile}
    return replace(edition, tables=replace(edition.tables, screens=Screens(profiles=profiles)))


def build_clips(
    project: Project, ids: Sequence[str], target: Path, *, jobs: int, progress: Progress
) -> FamilyResult:
    """The clips of types and alerts in every form, in a folder of their own; without ids, of all."""
    edition, _ = checks.open_edition(project)
    products = screens.clips_of(edition, ids)
    made = {product.items[0] for product in products}
    lacking = [name for name in ids if name not in made]
    if lacking:
        raise UsageError(f"做不了短视频：{'、'.join(lacking)}；只有现在有效的骗局和预警能做")
    return _into(edition, products, target, ("/clips/", "--output"), jobs, progress)


def build_start(project: Project, target: Path, *, jobs: int, progress: Progress) -> FamilyResult:
    """The start screens of PCs in net cafés and classrooms, in a folder of their own."""
    edition, _ = checks.open_edition(project)
    products = list(screens.on_pcs(edition))
    return _into(edition, products, target, ("/start/", "--site-dir"), jobs, progress)


def _into(
    edition: Edition,
    products: Sequence[Product],
    target: Path,
    own: tuple[str, str],
    jobs: int,
    progress: Progress,
) -> FamilyResult:
    """Products in a folder of their own, in one step.

    `own` is what all paths in that folder have in them, and the option that names another.
    """
    mark, option = own
    with hold(edition.project, target):
        if any(mark not in path for path in listed(target) or ()):
            raise UsageError(f"{target} 里是别的成品；请换一个 {option}")
        start = time.perf_counter()
        troubles = Troubles(edition)
        with swap(target) as fresh:
            with open_runner(edition, jobs) as runner:
                entries = place(products, runner, progress, fresh, troubles)
            troubles.tell()
            write_manifest(fresh, edition, entries)
            sign_made(edition, fresh, None)
            finish(fresh, target)
    size = sum(entry.size for entry in entries)
    return FamilyResult("screens", len(entries), time.perf_counter() - start, size)


def build_alert(
    project: Project, item: str, target: Path, *, progress: Progress
) -> tuple[Product, ...]:
    """Everything of one alert in a folder of its own, and nothing else; its products, the ZIP last.

    Only that alert is planned and only its file is checked: the rest of the library is read, but
    neither set nor looked through. Raises UsageError where there is no such alert, or it is over.
    """
    edition = checks.open_edition(project, [_alert_file(project, item)])[0]
    with hold(project, target):
        if any(item not in path for path in listed(target) or ()):
            raise UsageError(f"{target} 里是别的成品；请换一个 --output")
        only = edition.only(item)
        if not only.alerts:
            raise UsageError(_why_not(edition, item))
        mine = [p for p in plan_whole(only) if p.items[:1] == (item,) and item in p.path]
        products = [p for p in mine if p.kind != THUMBNAIL]  # the website's
        troubles = Troubles(edition)
        with swap(target) as fresh:
            # Starting workers takes as long as making all of it.
            with open_runner(edition, 1) as runner:
                entries = place(products, runner, progress, fresh, troubles)
            troubles.tell()
            write_manifest(fresh, edition, entries)
            sign_made(edition, fresh, None)
            finish(fresh, target)
    return tuple(products)


def _alert_file(project: Project, item: str) -> Path:
    """The file of an alert; raises UsageError where there is none."""
    shared = project.docs / "alerts" / f"{item}.md"
    path = next(project.docs.glob(f"{FOLDER}/*/alerts/{item}.md"), shared)
    if not path.is_file():
        known = "、".join(sorted(file.stem for file in shared.parent.glob("*.md"))) or "（还没有）"
        raise UsageError(f"没有预警 {item}；docs/alerts/ 里有：{known}")
    return path


def _why_not(edition: Edition, item: str) -> str:
    """Why nothing is made of an alert that is there."""
    found = edition.library.by_id.get(item)
    if found is None:
        return f"{item} 读不出来，请先检查"
    if found.elsewhere:
        return f"{item} 是别的地区的，或者这个地区不要它，这里不发"
    if found.successor is not None and found.replaced(edition.today):
        return f"{item} 已经由 {found.successor.id} 代替，发那一条"
    meta, today = found.meta, edition.today
    if meta.status is Status.WITHDRAWN:
        return f"{item} 已经解除，不再发；网站和订阅里会说明，海报撕下，屏幕上的换掉"
    if meta.status is not Status.PUBLISHED:
        return f"{item} 还没发布（status: {meta.status}）；读过两遍，改成 status: published 再做"
    if meta.published > today:
        return f"{item} 到 {meta.published} 才发布（published），今天是 {today}"
    if found.expired(today):
        return f"{item} 到 {meta.expires} 为止，已经过期；还在发生的，写一条新的，用 replaces 接上"
    if found.stale(today):
        return f"{item} 到 {found.due} 就该再核对一遍；内容没变，把 reviewed 改成今天"
    return f"{item} 不在它的季节（season）里，到日子才发"

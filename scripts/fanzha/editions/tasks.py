"""A town as a task: what is sent to a worker, what comes back, and what the worker does.

`make` raises nothing: what goes wrong with one town becomes words in its outcome, and the others go
on. Only an interruption gets through.
"""

from __future__ import annotations

import datetime
import time
import traceback
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from fanzha.building.progress import Progress, Silent
from fanzha.building.publish import put_in_place
from fanzha.edition import Contents, Project, read_contents
from fanzha.editions import fingerprints
from fanzha.editions.place import Place
from fanzha.errors import ContentError, FanzhaError, UsageError
from fanzha.reports import text_report
from fanzha.signing import private_keys

MADE, SAME, FAILED = "made", "same", "failed"


@dataclass(frozen=True)
class Task:
    """One town to make. `library` is the fingerprint of all content, `inputs` of what goes into this
    town ("" where that cannot be known), `code` that of the program."""

    root: str
    docs: str  # below root
    config: str  # below root
    region: str
    today: datetime.date
    place: Place
    library: str
    inputs: str
    code: str
    jobs: int = 1
    store: str = ""  # "" is that of the project
    signed: str = ""  # by which key, where whoever makes it has to sign it

    @property
    def project(self) -> Project:
        """The project with this town as its region."""
        root = Path(self.root)
        return Project(root, root / self.docs, self.region, self.today)


@dataclass(frozen=True)
class Outcome:
    """What became of a town; `fresh` are bytes that no town had before."""

    region: str
    name: str
    state: str
    seconds: float = 0.0
    files: int = 0
    size: int = 0
    fresh: int = 0
    reason: str = ""
    notes: tuple[str, ...] = field(default=())
    lost: int = 0  # how often the worker that made it was lost

    @property
    def said(self) -> str:
        """One line for whoever waits."""
        words = {MADE: f"做好了，{self.seconds:.0f} 秒", FAILED: "没有做成", SAME: "没有变化"}
        return f"{self.name}：{words[self.state]}"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self) | {"notes": [*self.notes]}

    @classmethod
    def of(cls, row: dict[str, Any]) -> Self:
        """The same again."""
        return cls(**{**row, "notes": tuple(row["notes"])})


def make(
    task: Task,
    progress: Progress | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Make the town and put it in place. `stop` is asked after every product."""
    began = time.perf_counter()
    name = task.region
    try:
        if task.code != fingerprints.code():
            raise UsageError(
                "这台机器上的 fanzha 或它用的库，和发起的那台不是同一版；装成一样的再做"
            )
        edition = contents(task).edition(task.region)
        name = edition.region.name
        if task.signed and private_keys.find(edition.tables.keys, edition.project.root) is None:
            raise UsageError(
                f"这台机器上没有私钥 {task.signed}，做出来的没有签名；不要用 --shared："
                "由有私钥的那台电脑取回去签，私钥不用给别的机器"
            )
        watch = Watch(progress or Silent(), stop)
        with task.place.folder(task.region, task.inputs) as folder:
            result = put_in_place(
                edition,
                (),
                Path(task.root, task.config),
                folder.path,
                jobs=task.jobs,
                progress=watch,
                store=Path(task.store) if task.store else None,
                last=watch.before(folder.share),
            )
            folder.finished()
        files = sum(family.products for family in result.families)
        size = sum(family.size for family in result.families)
        seconds = time.perf_counter() - began
        return Outcome(task.region, name, MADE, seconds, files, size, folder.fresh)
    except ContentError as error:
        reason = text_report(error.findings)
    except FanzhaError as error:
        reason = str(error)
    except OSError as error:
        reason = f"读写文件失败：{error}；看看磁盘满不满"
    except MemoryError:
        reason = "内存不够"
    except Exception as error:  # a defect of ours: said in one line, and the other towns are made
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        reason = f"程序出错 {type(error).__name__}：{error}（{where}）"
    return Outcome(task.region, name, FAILED, time.perf_counter() - began, reason=reason)


class Stopped(BaseException):
    """Nobody waits for this town any more."""


@dataclass(frozen=True)
class Watch:
    """Progress of one town, that ends it when nobody waits for it."""

    inner: Progress
    stop: Callable[[], bool]

    def start(self, total: int, label: str) -> None:
        """So many products come now."""
        self.inner.start(total, label)

    def step(self) -> None:
        """One more is ready."""
        self.check()
        self.inner.step()

    def check(self) -> None:
        """Raise Stopped when nobody waits."""
        if self.stop():
            raise Stopped

    def before(self, act: Callable[[Path], None]) -> Callable[[Path], None]:
        """The same act, but only while somebody waits."""

        def checked(path: Path) -> None:
            self.check()
            act(path)

        return checked

    def finish(self) -> None:
        """All are ready."""
        self.inner.finish()


def contents(task: Task) -> Contents:
    """The library, read once in a process for all towns."""
    return _contents(task.root, task.docs, task.today, task.library)


@lru_cache(maxsize=1)
def _contents(root: str, docs: str, today: datetime.date, version: str) -> Contents:
    return read_contents(Project(Path(root), Path(root, docs), "", today))

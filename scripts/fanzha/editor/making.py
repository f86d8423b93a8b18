"""Making everything from the form: in the background, with what the browser shows of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from fanzha.content.config import read_config
from fanzha.content.reading.ids import wrong_id
from fanzha.edition import Project
from fanzha.errors import ContentError, FanzhaError, UsageError
from fanzha.producers import LABELS
from fanzha.reports import text_report
from fanzha.zips import MANIFEST

JOBS = min(4, os.cpu_count() or 1)


class Making:
    """One build at a time; it is the progress of its own runs."""

    def __init__(self, project: Project, config: Path) -> None:
        self.project = project
        self.config = config
        self.target = read_config(config).site_dir.absolute()
        self._lock = Lock()
        self._running = False
        self._text = ""
        self._report = ""
        self._packet = ""
        self._total = self._done = 0

    def begin(self, alert: str = "") -> None:
        """Make everything, or the packet of one alert. Raises UsageError where it is running."""
        if alert and wrong_id(alert):
            raise UsageError("没有这一条预警")
        with self._lock:
            if self._running:
                raise UsageError("正在生成，请等它做完")
            self._running = True
        self._text, self._report, self._total, self._done = "正在检查内容……", "", 0, 0
        self._packet = ""
        Thread(target=self._run, args=(alert,), name="making", daemon=True).start()

    def state(self) -> dict[str, Any]:
        """How far it is, for the browser."""
        return {
            "running": self._running,
            "text": self._text,
            "report": self._report,
            "total": self._total,
            "done": self._done,
            "ready": (self.target / MANIFEST).is_file(),
            "packet": self._packet,
        }

    def file(self, path: str) -> Path | None:
        """A file of what was made; None where there is none."""
        found = (self.target / path).resolve()
        found = found / "index.html" if found.is_dir() else found
        inside = found.is_relative_to(self.target.resolve())
        return found if inside and found.is_file() else None

    def zips(self) -> list[tuple[str, str]]:
        """Path and first item of every ZIP that was made."""
        try:
            found = json.loads((self.target / MANIFEST).read_text(encoding="utf-8"))["products"]
            packed = [row for row in found if str(row["path"]).endswith(".zip")]
            return [(str(row["path"]), str(row["items"][0])) for row in packed]
        except (OSError, ValueError, LookupError, TypeError):
            return []

    def packet(self, id: str) -> Path | None:
        """The packet of an alert; None where it has not been made."""
        path = self._alert(id) / "packs" / f"alert-{id}.zip"
        return path if not wrong_id(id) and path.is_file() else None

    def open_folder(self) -> None:
        """Show the folder in the file manager of this computer."""
        if not self.target.is_dir():
            raise UsageError("还没有生成过")
        try:
            if os.name == "nt":
                os.startfile(self.target)  # type: ignore[attr-defined,unused-ignore]
            else:
                program = "open" if sys.platform == "darwin" else "xdg-open"
                subprocess.Popen([program, str(self.target)])
        except OSError:
            raise UsageError(f"打不开文件夹，它在 {self.target}") from None

    def start(self, total: int, label: str) -> None:
        """`total` products are about to be made."""
        self._total, self._done = total, 0
        self._text = f"正在做{LABELS.get(label, label)}……"

    def step(self) -> None:
        """One more is ready."""
        self._done += 1

    def finish(self) -> None:
        """All are ready; the pages come last."""
        self._total, self._text = 0, "正在做网页……"

    def _alert(self, id: str) -> Path:
        return self.project.root / f"alert-{id}"

    def _run(self, alert: str) -> None:
        from fanzha.building import on_demand, publish  # bring all producers

        try:
            if alert:
                target = self._alert(alert)
                made = on_demand.build_alert(self.project, alert, target, progress=self)
                self._text = f"做好了，一共 {len(made)} 个文件，在 {target}，里面有整包 ZIP"
                self._packet = alert
                return
            done = publish.build(self.project, self.config, self.target, jobs=JOBS, progress=self)
            number = sum(row.products for row in done.families)
            self._text = f"做好了，一共 {number} 个文件，在 {self.target}"
            self._report = text_report(done.findings) if done.findings else ""
        except ContentError as error:
            self._text = "没有做：有几处要先改好。原来的成品没有动。"
            self._report = text_report(error.findings)
        except (FanzhaError, OSError) as error:
            self._text, self._report = "没有做成，原来的成品没有动。", str(error)
        finally:
            self._total, self._running = 0, False

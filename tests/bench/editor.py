"""`python -m tests.bench.editor`: how long one waits for the pictures after a pause in typing.

Time is that of the processor, so that other work does not spoil it; on a machine that does nothing
else it is what one waits. Each round changes a word of an alert and asks for what the browser asks.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from fanzha.edition import Project
from fanzha.editor import session
from fanzha.editor.desk import Desk
from fanzha.editor.looks import ANY, Looks
from tests.conftest import TODAY
from tests.shared import lay_out

ROUNDS = 20
ITEM = "biye-qiuzhi"
SHOWN = {
    "传单": "leaflet-a4",
    "屏幕": "slide",
    "字幕屏": "strip",
    "卡片": "share-wide",
    "短信": "text-sms",
}


def main() -> int:
    """Measure and print a table of milliseconds."""
    found: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lay_out(root)
        desk = Desk(Project(root, root / "docs", "shifan", TODAY))
        looks = Looks(desk, root / "mkdocs.yml")
        looks.warm()
        kind = desk.kind("alerts")
        sent = session.opened(desk, desk.open(kind, ITEM))
        for number in range(ROUNDS):
            sent["fields"]["summary"] = f"假招聘收培训费，叫您交卡{'。' * (number % 5)}"
            start = time.process_time()
            paper = session.written(desk, kind, ITEM, sent)
            read, _, _ = session.looked(desk, paper)
            looks.sights(paper, read, ANY)
            found["意见（检查全部规则）"].append(time.process_time() - start)
            for label, name in SHOWN.items():
                start = time.process_time()
                looks.show(paper, name, 0, ANY)
                found[label].append(time.process_time() - start)
            start = time.process_time()
            looks.page(paper)
            found["手机网页"].append(time.process_time() - start)
            start = time.process_time()
            looks.misfits(paper)
            found["放不放得下（停下来以后才量）"].append(time.process_time() - start)
    print("| 看什么 | p50，毫秒 | p95，毫秒 |\n|---|---|---|")
    for label, times in found.items():
        middle, high = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        print(f"| {label} | {middle * 1000:.0f} | {high * 1000:.0f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

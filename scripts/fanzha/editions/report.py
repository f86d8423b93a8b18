"""What became of the towns: JSON for programs, the same in words for people, and shards merged."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fanzha.content.regions import inherited
from fanzha.edition import Contents
from fanzha.editions.place import HIDDEN, Place, as_json
from fanzha.editions.tasks import FAILED, MADE, SAME, Outcome
from fanzha.errors import UsageError

STEM = f"{HIDDEN}/report"
WHOLE = ""  # the shard of a report that is no shard's


@dataclass(frozen=True)
class Report:
    """`missing` are towns that no shard has told of; `gone` have a folder and no file any more."""

    day: str
    outcomes: tuple[Outcome, ...]
    shard: str = WHOLE
    missing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    phones: Mapping[str, str] | None = None  # region → whose station is printed there

    @property
    def failed(self) -> list[Outcome]:
        """Towns that were not made."""
        return [one for one in self.outcomes if one.state == FAILED]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        count = {state: sum(one.state == state for one in self.outcomes) for state in STATES}
        return {
            "generator": "fanzha",
            "day": self.day,
            "shard": self.shard,
            **count,
            "missing": [*self.missing],
            "gone": [*self.gone],
            "phones_from_above": {**(self.phones or {})},
            "towns": [one.as_dict() for one in self.outcomes],
        }

    def as_text(self) -> str:
        """For people: what failed and why first."""
        made = [one for one in self.outcomes if one.state == MADE]
        same = sum(one.state == SAME for one in self.outcomes)
        fresh = sum(one.fresh for one in made) / 1e6
        head = f"{len(self.outcomes)} 个地区：做好 {len(made)} 个，没有变化 {same} 个，"
        rows = [f"{head}没有做成 {len(self.failed)} 个；新写 {fresh:.1f} MB"]
        for one in self.failed:
            rows += [f"没有做成：{one.name}（{one.region}）", *_indented(one.reason)]
        if self.missing:
            rows.append(f"没有一份报告说到：{'、'.join(self.missing)}；哪一份没跑完，再跑一次")
        for name in self.gone:
            rows.append(f"{name} 没有档案了，它的文件夹还在；不要了就删去 {name}/")
        if self.phones:
            rows.append("用上级派出所电话的（印之前先问一问对不对）：")
            rows += [f"  {name}：{whose}" for name, whose in sorted(self.phones.items())]
        lost = [one for one in self.outcomes if one.lost]
        if lost:
            rows.append(f"做的时候丢过工作机：{'、'.join(one.name for one in lost)}")
        return "\n".join(rows)


STATES = (MADE, SAME, FAILED)


def phones_from_above(contents: Contents, names: Iterable[str]) -> dict[str, str]:
    """Region → the station that it prints and does not name itself: nobody shall miss that."""
    found = {}
    for name in names:
        region = contents.regions.get(name)
        if region is not None and any(
            one.field == "police" for one in inherited(region, contents.region_texts)
        ):
            found[region.name] = f"{region.police.name} {region.police.phone}"
    return found


def file_name(shard: str) -> str:
    """Where a report lies, without its ending."""
    return f"{STEM}-{shard.replace('/', 'of')}" if shard else STEM


def write(report: Report, place: Place) -> None:
    """Both forms, beside the towns."""
    name = file_name(report.shard)
    place.write(f"{name}.json", as_json(report.as_dict()))
    place.write(f"{name}.txt", f"{report.as_text()}\n".encode())


def merged(place: Place, expected: Sequence[str]) -> Report:
    """The reports of all shards as one. Raises UsageError where there is none."""
    names = [name for name in place.names(HIDDEN) if name.startswith("report-")]
    texts = [place.read(f"{HIDDEN}/{name}") for name in names if name.endswith(".json")]
    rows = [json.loads(text) for text in texts if text]
    if not rows:
        raise UsageError("这里还没有一份报告：先用 --shard 1/N … N/N 各跑一次")
    parts = {row["shard"].partition("/")[2] for row in rows}
    if len(parts) > 1:
        several = "、".join(sorted(parts))
        raise UsageError(f"报告的份数不一样（{several}）：删去 {HIDDEN}/ 里旧的 report-*，再合")
    found = {row["region"]: Outcome.of(row) for part in rows for row in part["towns"]}
    phones = {name: said for row in rows for name, said in row["phones_from_above"].items()}
    return Report(
        max(row["day"] for row in rows),
        tuple(found[name] for name in sorted(found)),
        missing=tuple(name for name in expected if name not in found),
        phones=phones,
    )


def towns_there(place: Place, known: Container[str]) -> tuple[list[str], list[str]]:
    """Folders of towns: of those that have a file, also a wrong one, and of those that have none."""
    there = [name for name in place.names("") if "." not in name]
    return [n for n in there if n in known], [n for n in there if n not in known]


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.splitlines()]

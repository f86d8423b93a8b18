"""Start screens: the picture behind the icons of a PC in a net café or a classroom, on demand.

The rule and the first things to do of those who sit there, from audiences.yml, whom to ring, and who
says so. The left and the foot stay plain: there are the icons and the bar of the system.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from fanzha.content.markup import fill
from fanzha.language.phrases import calls
from fanzha.product import Args, Made, Product, opens
from fanzha.raster import png
from fanzha.screens import drawings

if TYPE_CHECKING:
    from fanzha.edition import Edition

FOLDER = "screens/start"
SIZES = ((1920, 1080), (1366, 768))
# Who sits there, and the type of fraud whose drawing stands beside the rule.
PLACES = {"wangba": ("young", "网吧", "hunlian"), "jiaoshi": ("students", "教室", "shuadan")}
MOST_STEPS = 3


def products(edition: Edition) -> Iterator[Product]:
    """A picture per place and size."""
    region = edition.region
    for place, (audience, label, scam) in PLACES.items():
        row = edition.tables.audiences.get(audience)
        if row is None or not row.rule:
            continue
        for width, height in SIZES:
            yield Product(
                path=f"{FOLDER}/{place}-{width}x{height}.png",
                family="screens",
                kind="start-screen",
                label=f"开机画面（{label}，{width}×{height}）",
                items=(audience,),
                table="audiences",
                make=make,
                args={
                    "width": width,
                    "height": height,
                    "title": f"{label}开机画面",
                    "picture": drawings.of(edition, edition.library.scam(scam)),
                    "rule": fill(row.rule, region),
                    "steps": list(fill(row.do[:MOST_STEPS], region)),
                    "phones": [list(call.pair) for call in calls(edition.tables)],
                    "police": "　".join(filter(None, (region.police.name, region.police.phone))),
                    "publisher": region.publisher,
                    "sample": region.sample,
                },
            )


@opens("screens/start.typ")
def make(args: Args, overrides: Path) -> Made:
    """The picture as PNG."""
    return png(overrides, "screens/start.typ", args)

"""Charts as SVG, for a page and for paper, by pygal.

Dark and light stand apart in greys, too; a number under five is a stub of one length with stripes,
whatever it is, and what is withheld has no bar. pygal notes the day, its settings and the value of
each bar in the file: all that is taken out, so that the same chart is the same bytes and says nothing
that is not seen.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pygal
from lxml import etree
from pygal.style import Style

# pygal hangs a finder of an old kind into the search for modules, for maps that we do not draw.
sys.meta_path[:] = [one for one in sys.meta_path if type(one).__module__ != "pygal"]

UNSEEN = {"script", "desc", "title"}
POINT = re.compile(r"([\d.]+) ([\d.]+)")
GAP = 6  # units between a margin and its number
STUB = 0.07  # of the longest bar, for what is under five
ROOM = 1.16  # beside the longest bar, for its number
HATCH = (
    '<pattern xmlns="http://www.w3.org/2000/svg" id="few" width="5" height="5" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#fff"/><rect width="1.6" height="5" fill="{ink}"/></pattern>'
)
CSS = (
    "inline:text{{font-variant-numeric:tabular-nums}}.series text.value{{font-weight:700}}"
    ".horizontal-value text.value{{text-anchor:start}}.series rect{{stroke:{ink};stroke-width:.6}}"
    ".legend rect{{stroke:{ink};stroke-width:.6}}.axis path.line{{stroke:none}}"
)
WORDS = {"few": "少于5", "withheld": "不单列"}


def colours(overrides: Path) -> Mapping[str, str]:
    """The colours of all paper and pages."""
    found: Mapping[str, str] = json.loads((overrides / "tokens.json").read_text("utf-8"))["colours"]
    return found


def svg(chart: Mapping[str, Any], colour: Mapping[str, str], width: int, size: float) -> str:
    """A chart of `width` units with type of `size`.

    `chart` has `shape` (bars to the right, or columns), `labels`, `series` of `counts` (or of `shares`
    with their margins, see survey), and how many columns at the left are `paler`.
    """
    bars = chart["shape"] == "bars"
    labels, series = chart["labels"], chart["series"]
    rows = len(labels) * len(series)
    longest = max((len(label) for label in labels), default=0)
    most = max((count["value"] or 0 for one in series for count in one["counts"]), default=0) or 10
    most = max(most, chart.get("least_top", 0))
    percent = chart.get("percent", False)
    top = 100 if percent else most * ROOM
    shape: Any = pygal.HorizontalBar if bars else pygal.Bar
    drawn = shape(
        style=_style(colour, size),
        css=["file://style.css", "file://graph.css", CSS.format(**colour)],
        defs=[HATCH.format(**colour)],
        width=width,
        height=round(
            size * (rows * 1.6 + len(labels) * 0.5 + (3 if len(series) > 1 else 1))
            if bars
            else width * 0.52
        ),
        # pygal takes a character for half as wide as a Chinese one is.
        margin_left=round(size * longest * 0.42) if bars else 4,
        margin_right=round(size * 3.2) if percent else 4,
        margin_top=round(size * 0.6) if bars else round(size * 1.4),
        margin_bottom=2,
        spacing=round(size * 0.6),
        range=(0, top),
        show_x_labels=not bars,
        show_y_labels=bars,
        show_x_guides=False,
        show_y_guides=False,
        show_legend=len(series) > 1,
        legend_at_bottom=True,
        legend_box_size=round(size),
        print_values=True,
        print_values_position="top",
        print_zeroes=True,
        truncate_label=-1,
        truncate_legend=-1,
        js=[],
        no_prefix=True,
        disable_xml_declaration=True,
    )
    step = -1 if bars else 1  # bars to the right are drawn from below
    drawn.x_labels = labels[::step]
    for one in series:
        counts = [
            _value(count, most, colour, paler=at < chart.get("paler", 0), percent=percent)
            for at, count in enumerate(one["counts"])
        ]
        drawn.add(one["name"], counts[::step])
    return _cleaned(drawn.render_tree(), bars)


def _value(
    count: Mapping[str, Any], most: float, colour: Mapping[str, str], *, paler: bool, percent: bool
) -> dict[str, Any]:
    kind = count["kind"]
    if kind == "few":
        style = f"fill:url(#few);stroke:{colour['ink']}"
        return {"value": most * STUB, "style": style, "formatter": lambda _: WORDS["few"]}
    if kind == "withheld":
        return {"value": 0, "style": "stroke:none", "formatter": lambda _: WORDS["withheld"]}
    text = f"{count['value']}%" if percent else str(count["value"])
    found = {"value": count["value"], "formatter": lambda _: text}
    if paler:
        found["style"] = f"fill:{colour['amber']}"
    if "margin" in count:
        found["ci"] = {"low": count["margin"][0], "high": count["margin"][1]}
    return found


def _style(colour: Mapping[str, str], size: float) -> Style:
    sizes = {
        f"{name}_font_size": size for name in ("label", "major_label", "value", "legend", "title")
    }
    return Style(
        font_family="'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif",
        background="none",
        plot_background="none",
        foreground=colour["ink"],
        foreground_strong=colour["ink"],
        foreground_subtle=colour["line"],
        opacity="1",
        stroke_opacity="1",
        transition="0s",
        colors=(colour["blue"], colour["amber"]),
        value_colors=(colour["ink"], colour["ink"]),
        **sizes,
    )


def _cleaned(root: Any, bars: bool) -> str:
    """Only what is seen: no day, no settings, no hidden notes; numbers behind their margins."""
    for node in [*root.iter()]:
        if not isinstance(node.tag, str) or etree.QName(node).localname in UNSEEN:
            node.getparent().remove(node)
    root.attrib.pop("id", None)
    root.set("class", "horizontal-value" if bars else "")
    margins = root.xpath(".//*[contains(@class, 'ci')]/*/@d")
    texts = root.xpath(".//*[@class='value']")
    for drawn, text in zip(margins, texts, strict=bool(margins)):
        text.set("x", str(max(float(pair[0]) for pair in POINT.findall(drawn)) + GAP))
    found: str = etree.tostring(root, encoding="unicode")
    return found


def alt(title: str, said: Sequence[str]) -> str:
    """What a chart says to somebody who does not see it."""
    return f"柱状图，{title}。{''.join(said)}数字在旁边的表里。"

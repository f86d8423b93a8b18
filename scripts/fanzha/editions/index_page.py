"""The page on which one chooses one's town: by name, by the letters of its sound, by area code.

All towns stand on it as plain links below those above them, so it works without a script; with one,
what is typed leaves only what fits. With a county that is named come all towns below it, whether it was
made or not; an area code leaves only those that have it: that of the province's seat is not that of all
its towns. It asks for no location, and sends nothing anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape

from pypinyin import Style, lazy_pinyin

from fanzha.content.region import Region

STYLE = """:root{color-scheme:light dark}
body{margin:0 auto;max-width:40rem;padding:1rem;font:1.125rem/1.6 system-ui,sans-serif;\
color:#1c1c1c;background:#fff}
h1{font-size:1.5rem;margin:.5rem 0 1rem}label{display:block;font-weight:600}
input{box-sizing:border-box;width:100%;font:inherit;padding:.6rem;border:2px solid #0b4f9e;\
border-radius:.4rem;background:#fff;color:inherit}
ul{list-style:none;margin:0;padding:0}ul ul{padding-left:1rem;border-left:2px solid #d5dbe3}
li>a,li>b{display:flex;align-items:center;min-height:2.75rem;overflow-wrap:anywhere}
a{color:#0b4f9e;font-weight:600}li>b{font-weight:600;color:#4a4a4a}
small{font-weight:400;color:#4a4a4a;margin-left:.75em}
[hidden]{display:none!important}
@media(prefers-color-scheme:dark){body,input{background:#161a1f;color:#eee}a{color:#8ec0ff}\
small,li>b{color:#c4c9d0}input{border-color:#8ec0ff}ul ul{border-color:#3a424c}}
"""
SCRIPT = """const box = document.querySelector("input"), none = document.querySelector("[role=status]");
const rows = [...document.querySelectorAll("li")].reverse();
document.querySelector("form").hidden = false;
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
box.addEventListener("input", () => {
  const words = box.value.normalize("NFKC").toLowerCase().replace(/[\\s'’]/g, "");
  let shown = 0;
  for (const row of rows) {
    const named = row.dataset.name.includes(words) ||
      row.dataset.find.split(" ").some((one) => one.startsWith(words));
    const own = named || row.dataset.code.startsWith(words);
    const below = row.querySelector("li:not([hidden])") !== null;
    row.hidden = !own && !below;
    if (own) shown += 1;
    if (named) { row.querySelectorAll("li").forEach((one) => { one.hidden = false; }); }
  }
  none.textContent = words && !shown ? "没有找到，换一个字试试" : "";
});
"""


def index_page(regions: Mapping[str, Region], made: Iterable[str]) -> str:
    """HTML: every region that was made, and those above it, as a tree in the order of sound."""
    there = {*made}
    shown = there | {above for name in there for above in regions[name].above}
    below: dict[str, list[str]] = {}
    for name in shown:
        parent = regions[name].parent
        below.setdefault(parent if parent in shown else "", []).append(name)
    tree = _list(regions, below, there, "")
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>反诈宣传：选您的地方</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        "<h1>反诈宣传：选您的地方</h1>\n"
        '<form hidden><label for="q">地名、拼音或区号</label>\n'
        '<input id="q" type="search" autocomplete="off" placeholder="例如 新桥、xq、0312">\n'
        '<p role="status"></p></form>\n'
        f"<main>{tree}</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )


def towns_json(regions: Mapping[str, Region], made: Iterable[str]) -> bytes:
    """The same for programs: what there is, and where."""
    rows = [
        {
            "id": name,
            "name": regions[name].name,
            "parent": regions[name].parent,
            "area_code": regions[name].area_code,
            "address": f"{name}/",
        }
        for name in sorted(made)
    ]
    return (json.dumps({"generator": "fanzha", "towns": rows}, ensure_ascii=False) + "\n").encode()


def towns_before(data: bytes, known: Mapping[str, Region]) -> dict[str, Region]:
    """What `towns_json` told of towns whose files cannot be read now."""
    rows = json.loads(data).get("towns", [])
    return {
        row["id"]: Region(
            id=row["id"],
            name=row["name"],
            site_name=row["name"],
            area_code=row["area_code"],
            parent=row["parent"] if row["parent"] in known else "",
            above=known[row["parent"]].chain if row["parent"] in known else (),
        )
        for row in rows
        if row["id"] not in known
    }


def _list(
    regions: Mapping[str, Region], below: Mapping[str, list[str]], there: set[str], top: str
) -> str:
    names = sorted(below.get(top, ()), key=lambda name: (_sounds(regions[name].name)[0], name))
    if not names:
        return ""
    rows = "\n".join(
        _row(regions[one], one in there, _list(regions, below, there, one)) for one in names
    )
    return f"<ul>\n{rows}\n</ul>"


def _row(region: Region, made: bool, inner: str) -> str:
    name = escape(region.name)
    code = f"<small>{region.area_code}</small>" if region.area_code else ""
    shown = f'<a href="{region.id}/">{name}{code}</a>' if made else f"<b>{name}{code}</b>"
    find = " ".join([*_sounds(region.name), region.id])
    words = f'data-name="{name}" data-find="{escape(find)}" data-code="{region.area_code if made else ""}"'
    return f"<li {words}>{shown}{inner}</li>"


def _sounds(name: str) -> tuple[str, str]:
    """新桥镇 → xinqiaozhen, xqz."""
    return (
        "".join(lazy_pinyin(name)).lower(),
        "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower(),
    )

"""Playlists for signage software, and the lines of strips as text.

playlist.json says everything; playlist.m3u8 is for VLC, playlist.smil for SMIL players. Software
that reads neither takes the pictures by name. `local` is the picture that names the town, which may be
there or not: it lies outside of the ZIP that all towns share. `anthias` holds what that player's interface takes:
assets of API v2, each with its days and hours. anthias-upload.py sends the pictures there; their
addresses are known only then.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from fanzha.content.kinds.playlists import Takes
from fanzha.product import Args, Made, Product, opens
from fanzha.screens.deck import Deck, Frame

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
UPLOAD = "screens/anthias-upload.py"
FOR_EVER = "2099-12-31"  # Anthias wants an end; our own field says null
OFFSET = "+08:00"


def products(deck: Deck, films: Sequence[Product]) -> Iterator[Product]:
    """The playlists of a deck, what uploads it, and of a strip its lines."""
    pictures = tuple(frame.image for frame in deck.shared)
    rows = _rows(deck)
    yield _product(deck, "playlist.json", "播放清单", make_json, rows, (*pictures, *films))
    yield _product(deck, "playlist.m3u8", "播放清单（VLC）", make_m3u8, rows)
    yield _product(deck, "playlist.smil", "播放清单（SMIL）", make_smil, rows)
    yield _product(deck, "anthias-upload.py", "上传程序（Anthias）", make_upload, {})
    if Takes.TXT in deck.profile.takes:
        lines = list(deck.lines)
        for code, label in (("utf8", "UTF-8"), ("gb18030", "GB18030")):
            args = {"lines": lines, "code": code}
            name = f"lines-{code}.txt"
            yield _product(deck, name, f"字幕文本（{label}）", make_lines, args)


def _product(
    deck: Deck, name: str, label: str, make: Any, args: Args, parts: tuple[Product, ...] = ()
) -> Product:
    return Product(
        path=f"{deck.folder}/{name}",
        family="screens",
        kind="lines" if name.startswith("lines") else "playlist",
        label=f"{label}（{deck.profile.label}）",
        items=deck.items,
        make=make,
        args=args,
        parts=parts,
    )


def _rows(deck: Deck) -> dict[str, Any]:
    return {
        "playlist": deck.playlist,
        "title": deck.title,
        "profile": deck.profile_id,
        "width": deck.profile.width,
        "height": deck.profile.height,
        "colour": str(deck.profile.colour),
        "valid_from": deck.start,
        "valid_to": deck.end,
        "made": deck.since,
        "days": list(deck.days or EVERY_DAY),
        "hours": list(deck.hours) if deck.hours else None,
        "seconds": sum(frame.seconds for frame in deck.shared),
        "entries": [_row(frame) for frame in deck.shared],
        "local": [_row(frame) for frame in deck.frames if frame.local],
    }


def _row(frame: Frame) -> dict[str, Any]:
    return {
        "file": frame.name,
        "item": frame.item,
        "title": frame.title,
        "seconds": frame.seconds,
        "valid_from": frame.valid_from,
        "valid_to": frame.valid_to,
    }


def make_json(args: Args, overrides: Path, parts: tuple[Made, ...]) -> Made:
    """Every file with its hash, its time and its days."""
    entries = [
        {**entry, **_proof(made), "days": args["days"], "hours": args["hours"]}
        for entry, made in zip(args["entries"], parts, strict=False)
    ]
    local = [{**row, "days": args["days"], "hours": args["hours"]} for row in args["local"]]
    film = parts[len(entries) :]
    data = {
        **args,
        "entries": entries,
        "video": {"file": "loop.mp4", "seconds": film[0].seconds, **_proof(film[0])}
        if film
        else None,
        "anthias": [_asset(entry, place) for place, entry in enumerate([*entries, *local])],
    }
    return Made((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def make_m3u8(args: Args, overrides: Path) -> Made:
    """Extended M3U in UTF-8; VLC shows each picture for as long as its option says."""
    rows = ["#EXTM3U", f"#PLAYLIST:{args['title']}"]
    for entry in args["entries"]:
        rows += [
            f"#EXTINF:{entry['seconds']},{entry['title']}",
            f"#EXTVLCOPT:image-duration={entry['seconds']}",
            entry["file"],
        ]
    return Made("".join(f"{row}\n" for row in rows).encode())


def make_smil(args: Args, overrides: Path) -> Made:
    """SMIL 3.0: one sequence of pictures that repeats for ever, each in its days and hours.

    `expr` and the functions adapi-… are what signage players (IAdea, garlic-player) compute it by;
    where no picture plays, a short pause keeps the player from running in a circle.
    """
    size = f'width="{args["width"]}" height="{args["height"]}"'
    pictures = "".join(
        f'      <img src={_quoted(entry["file"])} dur="{entry["seconds"]}s" region="screen"'
        f' fit="meet" alt={_quoted(entry["title"])} expr={_quoted(_while(args, entry))}/>\n'
        for entry in args["entries"]
    )
    return Made(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0" baseProfile="Language">\n'
            f'  <head>\n    <meta name="title" content={_quoted(args["title"])}/>\n'
            f'    <layout>\n      <root-layout {size} backgroundColor="#000000"/>\n'
            f'      <region xml:id="screen" left="0" top="0" {size}/>\n    </layout>\n  </head>\n'
            f'  <body>\n    <seq repeatCount="indefinite">\n{pictures}'
            '      <seq dur="0.1s"/>\n    </seq>\n  </body>\n</smil>\n'
        ).encode()
    )


def _while(args: Args, entry: Args) -> str:
    """The XPath condition under which an entry plays. A clock from before its first day is wrong:
    then it plays, as if there were no days and hours."""
    wrong = _is("date", "<", f"{args['made']}T00:00:00")
    plays = [_is("date", ">=", f"{entry['valid_from']}T00:00:00")]
    if entry["valid_to"]:
        plays.append(_is("date", "<=", f"{entry['valid_to']}T23:59:59"))
    if len(args["days"]) < len(EVERY_DAY):
        # Sunday is 0 there.
        days = " or ".join(f"adapi-weekday()={day % 7}" for day in args["days"])
        plays.append(f"({days})")
    if args["hours"]:
        first, last = args["hours"]
        both = "and" if first < last else "or"
        time = "substring-after(adapi-date(),'T')"
        begun = f"adapi-compare({time},'{first}:00')>=0"
        plays.append(f"({begun} {both} adapi-compare({time},'{last}:00')<0)")
    return f"{wrong} or ({' and '.join(plays)})"


def _is(what: str, how: str, moment: str) -> str:
    return f"adapi-compare(adapi-{what}(),'{moment}'){how}0"


@opens(UPLOAD)
def make_upload(args: Args, overrides: Path) -> Made:
    """The program that sends the pictures to a player with Anthias; the same for every deck."""
    return Made((overrides / UPLOAD).read_bytes())


def make_lines(args: Args, overrides: Path) -> Made:
    """One message a line, with the line ends of Windows."""
    text = "".join(f"{line}\r\n" for line in args["lines"])
    return Made(text.encode("utf-8" if args["code"] == "utf8" else "gb18030"))


def _quoted(value: str) -> str:
    """A value of an attribute of XML; a line end stays one."""
    return '"' + escape(value).replace("\n", "&#10;") + '"'


def _proof(made: Made) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(made.data).hexdigest(), "bytes": len(made.data)}


def _asset(entry: Args, place: int) -> dict[str, Any]:
    """An asset as API v2 takes it. `file` is not part of it: the upload puts `uri` and `ext`."""
    first, last = entry["hours"] or (None, None)
    return {
        "file": entry["file"],
        "name": entry["title"],
        "mimetype": "image",
        "start_date": f"{entry['valid_from']}T00:00:00{OFFSET}",
        "end_date": f"{entry['valid_to'] or FOR_EVER}T23:59:59{OFFSET}",
        "duration": entry["seconds"],
        "is_enabled": True,
        "nocache": False,
        "play_order": place,
        "skip_asset_check": True,
        "play_days": entry["days"],
        "play_time_from": first,
        "play_time_to": last,
    }

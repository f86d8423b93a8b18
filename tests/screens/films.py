"""Videos as other programs see them: ffprobe and ffmpeg, which are not what made them."""

from __future__ import annotations

import json
import math
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageStat

COLOURS = "scale=in_color_matrix=bt709:in_range=tv:flags=accurate_rnd+full_chroma_int,format=rgb24"
CELLS = 4  # the screen in four by four: WCAG lets flash what is smaller than a quarter of it


def probe(path: Path) -> dict[str, Any]:
    """What ffprobe says of the file and its streams."""
    told = _run("ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json", path)
    found: dict[str, Any] = json.loads(told)
    return found


def key_times(path: Path) -> list[float]:
    """The times in seconds at which a decoder may begin."""
    entries = "packet=pts_time,flags"
    told = _run("ffprobe", "-v", "error", "-show_entries", entries, "-of", "csv=p=0", path)
    rows = [row.split(",") for row in told.decode().split()]
    return [float(time) for time, flags, *_ in rows if flags.startswith("K")]


def boxes(path: Path) -> list[str]:
    """Names of the outer boxes of an MP4 in order."""
    data, at, found = path.read_bytes(), 0, []
    while at < len(data):
        found.append(data[at + 4 : at + 8].decode("ascii"))
        at += int.from_bytes(data[at : at + 4], "big")
    return found


def key_frames(path: Path, size: tuple[int, int]) -> list[Image.Image]:
    """The pictures at which a decoder may begin."""
    return _images(_decode(path, COLOURS, before=("-skip_frame", "nokey")), size)


def frames(
    path: Path, size: tuple[int, int], start: float = 0, count: int = 1
) -> list[Image.Image]:
    """`count` pictures from `start` seconds on; a decoding error fails."""
    found = _images(_decode(path, COLOURS, before=("-ss", start), frames=count), size)
    assert len(found) == count
    return found


def lights(path: Path, start: float, count: int) -> list[bytes]:
    """For each of those pictures the brightness, 0 to 255, of each of its sixteen cells."""
    filters = f"scale={CELLS}:{CELLS}:flags=area,format=gray"
    data = _decode(path, filters, before=("-ss", start), frames=count)
    step = CELLS * CELLS
    assert len(data) == count * step
    return [data[at : at + step] for at in range(0, len(data), step)]


def flashes(levels: Sequence[int], rate: int = 25) -> int:
    """The most changes up and down again within a second, as WCAG 2.3.1 counts them.

    A change is a tenth of full relative luminance or more.
    """
    turns = list(_turns([_luminance(level) for level in levels]))
    most = max((sum(at <= turn < at + rate for turn in turns) for at in turns), default=0)
    return most // 2


def psnr(one: Image.Image, other: Image.Image) -> float:
    """Likeness in decibels; beyond about 35 nobody sees a difference."""
    squares = ImageStat.Stat(ImageChops.difference(one, other)).sum2
    mean = sum(squares) / (3 * one.width * one.height)
    return math.inf if mean == 0 else 10 * math.log10(255**2 / mean)


def _turns(values: Sequence[float]) -> Iterator[int]:
    """Where brightness begins to go the other way, by a tenth at least."""
    low = high = values[0]
    way = 0
    for at, value in enumerate(values):
        low, high = min(low, value), max(high, value)
        if way <= 0 and value - low >= 0.1:
            way, high = 1, value
            yield at
        elif way >= 0 and high - value >= 0.1:
            way, low = -1, value
            yield at


def _luminance(level: int) -> float:
    share = level / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _images(data: bytes, size: tuple[int, int]) -> list[Image.Image]:
    step = size[0] * size[1] * 3
    parts = (data[at : at + step] for at in range(0, len(data), step))
    return [Image.frombytes("RGB", size, part) for part in parts]


def _decode(
    path: Path, filters: str, before: Sequence[object] = (), frames: int | None = None
) -> bytes:
    strict = ("-v", "error", "-xerror", "-err_detect", "explode", *before)
    raw = ("-fps_mode", "passthrough", "-f", "rawvideo")
    most = () if frames is None else ("-frames:v", frames)
    return _run("ffmpeg", *strict, "-i", path, "-vf", filters, *raw, *most, "-")


def _run(*command: object) -> bytes:
    done = subprocess.run([str(part) for part in command], capture_output=True)
    assert done.returncode == 0 and not done.stderr, done.stderr.decode(errors="replace")
    return done.stdout

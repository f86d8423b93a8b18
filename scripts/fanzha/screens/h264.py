"""The only place that imports av: pictures → a stretch of H.264, stretches → one MP4.

Constrained Baseline without B-frames, 25 pictures a second, one closed group per stretch: the
oldest players decode it, and stretches can be joined by copying. Encoding runs on one thread with
fixed quantisers, so the same pictures give the same bytes; the pool gives each core a stretch.

Most of a stretch is one picture that stands. After the first, x264 says of each further one only
that nothing changed, in 11 bytes, the same for every picture of a size, which still costs it 4 ms at
1920x1080. Pictures are counted modulo 16 (`frame_num` of four bits, H.264 7.4.3), so sixteen such
pieces, made once, can follow each other for as long as a picture stands; those behind get the numbers
that they would have had.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
from av.video.frame import VideoFrame

from fanzha.screens.colour_planes import RATE, Planes

CYCLE = 16  # pictures until frame_num is the same again
P_SLICE = 0b1_00110_1  # what a slice header begins with
# Two bytes of nothing before a small one would look like the start of the next picture.
_ESCAPED = re.compile(rb"\0\0(?=[\0-\3])")
LEAST = 3  # the first, one to compare, one that x264 keeps back
# Quantisers of whole pictures and of changes, which are seen for a twenty-fifth of a second. Small
# screens show single pixels, and cost little.
LARGE = (23, 37)
SMALL = (8, 20)
SMALL_AREA = 512 * 256
X264 = (
    "threads=1:open-gop=0:keyint=infinite:scenecut=0:bframes=0:ref=1:weightp=0:rc-lookahead=0"
    ":no-mbtree=1:stitchable=1:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"
)


def stretch(still: Planes, count: int, moving: Iterable[Planes]) -> bytes:
    """`still` for `count` pictures (at least one), then `moving`, as H.264 in Annex B."""
    encoder = _Encoder(still.size)
    first = _frame(still)
    tried = min(count, LEAST)
    pieces: list[bytes] = []
    for _ in range(tried):
        pieces += encoder.add(first)
    cycle = _standing(still.size, *encoder.quantisers)
    # Where the second picture changes nothing, none of those that follow does.
    copied = count - tried if tried < count and pieces[1] == cycle[0] else 0
    for _ in range(count - tried - copied):
        pieces += encoder.add(first)
    for planes in moving:
        pieces += encoder.add(_frame(planes))
    pieces += encoder.end()
    if not copied:
        return b"".join(pieces)
    stood = [cycle[at % CYCLE] for at in range(copied)]
    later = [renumbered(piece, copied) for piece in pieces[1:]]
    return b"".join((pieces[0], *stood, *later))


def join(stretches: Sequence[bytes]) -> tuple[bytes, int]:
    """One MP4 of the stretches in order and the number of its pictures; nothing is encoded anew.

    The index comes first, so that a player begins before it has read the whole file; there is no
    sound and no date of making.
    """
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "loop.mp4"
        with (
            av.open(io.BytesIO(b"".join(stretches)), "r", format="h264") as source,
            av.open(str(path), "w", options=options) as target,
        ):
            stream = target.add_stream_from_template(source.streams.video[0])
            stream.time_base = Fraction(1, RATE)
            count = 0
            for packet in source.demux(video=0):
                if packet.size == 0:
                    continue
                packet.time_base = Fraction(1, RATE)
                packet.pts = packet.dts = count
                packet.duration = 1
                packet.stream = stream
                target.mux(packet)
                count += 1
        return path.read_bytes(), count


def renumbered(piece: bytes, shift: int) -> bytes:
    """One picture of the stream, `shift` pictures later.

    Of its slice header (H.264 7.3.3) the first two bytes are read: 1 for the first block, 00110 for a
    slice of P, 1 for the first set of parameters, then `frame_num`.
    """
    start = piece.index(b"\0\0\1") + 4
    head, body = piece[:start], piece[start:].replace(b"\0\0\3", b"\0\0")
    first = int.from_bytes(body[:2], "big")
    assert first >> 9 == P_SLICE, "x264 wrote another slice header than it is asked for"
    number = (first >> 5) + shift & CYCLE - 1
    told = first & ~(CYCLE - 1 << 5) | number << 5
    return head + _ESCAPED.sub(b"\0\0\3", told.to_bytes(2, "big") + body[2:])


@cache
def _standing(size: tuple[int, int], whole: int, change: int) -> list[bytes]:
    """The pieces of sixteen pictures that change nothing, after the first; by size and quantisers."""
    encoder = _Encoder(size)
    plain = VideoFrame(*size, "yuv420p")
    for plane in plain.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    pieces: list[bytes] = []
    for _ in range(1 + CYCLE + 1):
        pieces += encoder.add(plain)
    return pieces[1 : 1 + CYCLE]


class _Encoder:
    """x264 for pictures of one size."""

    def __init__(self, size: tuple[int, int]) -> None:
        whole, change = SMALL if size[0] * size[1] <= SMALL_AREA else LARGE
        self.quantisers = whole, change
        # x264 takes the quantiser of changes; that of whole pictures is 6 log2(ipratio) lower.
        ratio = 2 ** ((change - whole) / 6)
        self.count = 0
        self.context = av.CodecContext.create("libx264", "w")
        self.context.width, self.context.height = size
        self.context.pix_fmt = "yuv420p"
        self.context.framerate = Fraction(RATE)
        self.context.time_base = Fraction(1, RATE)
        self.context.thread_count = 1
        self.context.options = {
            "preset": "ultrafast",
            "x264-params": f"{X264}:qp={change}:ipratio={ratio:.4f}",
        }

    def add(self, frame: VideoFrame) -> list[bytes]:
        """Take the next picture; the pieces of the stream that are ready, one per picture."""
        frame.pts = self.count
        frame.time_base = Fraction(1, RATE)
        self.count += 1
        return self._pieces(frame)

    def end(self) -> list[bytes]:
        """The pieces that were kept back."""
        return self._pieces(None)

    def _pieces(self, frame: VideoFrame | None) -> list[bytes]:
        return [bytes(packet) for packet in self.context.encode(frame)]


def _frame(planes: Planes) -> VideoFrame:
    frame = VideoFrame(*planes.size, "yuv420p")
    for plane, image in zip(frame.planes, planes.all, strict=True):
        # A row of a plane may be longer than the picture is wide.
        padded = image.crop((0, 0, plane.line_size, image.height))
        plane.update(padded.tobytes())
    return frame

"""One ZIP per playlist and profile: everything for the stick, and how to use it in plain words.

Xibo wants its own: an HTML package is a ZIP with the ending .htz and index.html at its root. It has
the loop page and its pictures, and is made on demand.

On a website the ZIP is the same in all towns: the one picture that names the town lies beside it.
Nothing is compressed: pictures and videos are already, and stored bytes are the same on every
machine. Names are ASCII but for 使用说明.txt, which people read and players pass over. It says itself
what it holds (see zips.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from fanzha import zips
from fanzha.content.kinds.playlists import Colour, Takes
from fanzha.language.declaration import declaration, genuine_lines
from fanzha.product import Args, Product
from fanzha.screens.deck import LOCAL, Deck

if TYPE_CHECKING:
    from fanzha.edition import Edition

GUIDE = "使用说明.txt"
PACKAGE = "htz"


def product(
    edition: Edition, deck: Deck, files: Sequence[Product], *, packaged: bool = False
) -> Product:
    """The ZIP of a deck; `packaged` says that it is made for one town, with the picture that names it,
    and that Xibo's package lies beside it. Else it is the same in all towns."""
    taken = [file for file in files if packaged or file.kind != LOCAL]
    guide = _guide(edition if packaged else None, deck, taken, packaged)
    return _archive(
        edition, deck, "zip", "usb-package", "整包下载", taken, guide, shared=not packaged
    )


def how_to_use(edition: Edition, deck: Deck, files: Sequence[Product]) -> str:
    """The guide, for files that are handed over in a folder and not as a ZIP of their own."""
    return "\r\n".join(_guide(edition, deck, files, None))


def html_package(edition: Edition, deck: Deck, files: Sequence[Product]) -> Product:
    """What Xibo takes: of the files of a deck the loop page and its pictures."""
    played = [file for file in files if file.kind in ("slide", LOCAL, "loop")]
    return _archive(edition, deck, PACKAGE, "html-package", "网页包（Xibo）", played, ())


def _archive(
    edition: Edition,
    deck: Deck,
    suffix: str,
    kind: str,
    label: str,
    files: Sequence[Product],
    guide: Iterable[str],
    *,
    shared: bool = False,
) -> Product:
    """`shared`: it is the same in all towns, and says so by naming none."""
    path = f"{deck.folder}/{deck.playlist}-{deck.profile_id}.{suffix}"
    title = f"屏幕文件：{deck.title}（{deck.profile.label}）"
    return Product(
        path=path,
        family="screens",
        kind=kind,
        label=f"{label}（{deck.profile.label}）",
        items=deck.items,
        make=assemble,
        args={
            "names": [PurePosixPath(file.path).name for file in files],
            "guide": "\r\n".join(guide),
            "about": declaration(edition, path, title, deck.items, shared=shared),
        },
        parts=tuple(files),
        assembled=True,
    )


def assemble(args: Args, overrides: Path, files: Sequence[Path], target: Path) -> None:
    """Files in the order of their names; the guide is UTF-8 with a mark, for the Windows editor."""
    found: dict[str, bytes | Path] = dict(zip(args["names"], files, strict=True))
    if args["guide"]:
        found[GUIDE] = args["guide"].encode("utf-8-sig")
    zips.write(target, sorted(found.items(), key=lambda row: row[0]), args["about"], packed=False)


def _guide(
    edition: Edition | None, deck: Deck, files: Sequence[Product], packaged: bool | None
) -> Iterator[str]:
    """`packaged`: whether Xibo's package lies beside the ZIP; None where there is no ZIP. Without an
    edition it is the same for every town."""
    names = {PurePosixPath(file.path).name for file in files}
    yield f"{deck.title}　使用说明"
    yield f"屏幕：{deck.profile.label}，{deck.profile.width}×{deck.profile.height}"
    if edition is not None:
        yield f"编印：{edition.region.publisher}"
    if edition is not None and edition.region.sample:
        yield "注意：这是示范数据，请先换成本地的再用。"
    yield ""
    yield "一、里面有什么"
    yield from _contents(deck, names)
    yield ""
    yield "二、拷到哪里"
    yield from _numbered(_copy(deck, packaged))
    yield ""
    yield "三、怎么设置"
    yield from _numbered(_settings(deck))
    yield ""
    yield "四、怎么检查"
    yield from _numbered(_checks(deck))
    yield ""
    yield "五、什么时候换"
    yield from _numbered(_until(deck))
    yield ""
    yield "六、先问卖屏的人五件事"
    yield from _numbered(_ask(deck))
    yield ""
    if edition is not None:
        yield from genuine_lines(edition)


def _contents(deck: Deck, names: set[str]) -> Iterator[str]:
    pictures = [frame.name for frame in deck.frames if frame.name in names]
    total = sum(frame.seconds for frame in deck.frames if frame.name in names)
    yield f"　　{pictures[0]} 等 {len(pictures)} 张图片，按名字的先后播，一轮 {_time(total)}"
    for frame in deck.frames:
        if frame.local and frame.name in names:
            yield f"　　{frame.name}：写着编印单位和派出所的一张，视频、幻灯片里没有"
        elif frame.local:
            yield f"　　另有 {frame.name}，写着编印单位和派出所，在下载这个包的网页上；放进来，图片和循环页就有它"
    said = {
        "loop.mp4": "一个视频，内容一样，没有声音，可以一直循环",
        "index.html": "电脑上双击打开，全屏循环，不用上网",
        "slides.pptx": "幻灯片，字可以改，放映后自动循环",
        "lines-gb18030.txt": "字幕文本，一行一句，给条屏软件导入（乱码就换 lines-utf8.txt）",
        "playlist.m3u8": "播放清单，给 VLC 这类播放软件用",
        "playlist.smil": "播放清单，给 SMIL 播放盒用",
        "playlist.json": "播放清单，写明每张放几秒、哪天起、哪天止",
        "anthias-upload.py": "上传程序，给 Anthias 播放盒用，要有 Python",
    }
    for name, text in said.items():
        if name in names:
            yield f"　　{name}：{text}"


def _copy(deck: Deck, packaged: bool | None) -> Iterator[str]:
    if deck.profile.colour is not Colour.FULL:
        yield "打开条屏的控制软件（卖屏的人装的那个）。各家不一样，先看第六节。"
        yield f"新建节目，屏宽 {deck.profile.width}，屏高 {deck.profile.height}。"
        yield "加一块放图片的地方，占满全屏，按名字的先后把 BMP 图片加进去。"
        yield "也可以不用图片，加一块放字的地方，导入 lines-gb18030.txt，字体选 16 点阵。"
        yield "发到屏上。用U盘的，照卖屏的人说的，拷到他说的文件夹。"
        return
    yield "U盘先格式化成 FAT32，很多播放机只认这一种。"
    yield "用播放机、电视机的：把 loop.mp4 拷到U盘根目录（说明书另有说法的，照它）。只认图片的，拷全部图片。"
    yield "用电脑接大屏的：把整个文件夹拷到电脑上，双击 index.html，按 F11 全屏。"
    # https://docs.vnnox.com, page 1968171. Of 灵信, 仰邦 and 卡莱特 no manual that we could read says as much.
    yield "用诺瓦播放器的：图片和 loop.mp4 它都认（照诺瓦 VNNOX 帮助文档“媒体”），用它的软件导入。"
    if Takes.PPTX in deck.profile.takes:
        yield "想改字的：用 WPS 或 PowerPoint 打开 slides.pptx，改完按 F5 放映。"
    # Its module "HTML Package" opens index.html, for 60 seconds unless told otherwise.
    total = sum(frame.seconds for frame in deck.frames)
    if packaged:
        yield f"用 Xibo 的：把旁边的 {deck.playlist}-{deck.profile_id}.htz 传到媒体库，不要解开。"
    elif packaged is not None:
        yield "用 Xibo 的：把这个 ZIP 的后缀改成 .htz，再传到媒体库，不要解开。"
    if packaged is not None:
        yield f"用 Xibo 的，再把时长改成 {total} 秒：它自己填的 60 秒放不完一轮。"
    yield "用 Anthias 的：解开后运行 anthias-upload.py，后面写播放盒的地址。"


def _settings(deck: Deck) -> Iterator[str]:
    size = f"{deck.profile.width}×{deck.profile.height}"
    yield f"屏幕（或节目）的大小设成 {size}，不要拉伸，不要裁边。"
    seconds = sorted({frame.seconds for frame in deck.frames})
    yield f"图片停留 {seconds[0]}～{seconds[-1]} 秒；只能设一个数的，设 {seconds[-1]} 秒。"
    yield "循环方式选“全部循环”，关掉随机播放，声音关掉。"
    yield f"播放时间：{deck.when}。先对好屏幕的时钟。"
    yield "index.html 不在播放时间是黑屏，按空格可以预览；时钟错得早于编印的日子，就一直播。"


def _checks(deck: Deck) -> Iterator[str]:
    total = sum(frame.seconds for frame in deck.frames)
    yield f"从头到尾看一轮（{_time(total)}），每张都出来了，次序对，没有黑屏。"
    yield f"站到 {deck.profile.distance} 米外，最小的字也能看清。"
    yield f"核对电话：{'，'.join(deck.calls)}。"
    yield "图不变形，字不缺边，晚上不刺眼。刺眼就把亮度调低。"


def _until(deck: Deck) -> Iterator[str]:
    ends = sorted({frame.valid_to for frame in deck.frames if frame.valid_to})
    yield "每月换一次；有新的预警，当天就换。"
    for day in ends:
        numbers = [str(n) for n, frame in enumerate(deck.frames, 1) if frame.valid_to == day]
        yield f"第 {'、'.join(numbers)} 张：播到 {day} 为止，过了要换。"
    if ends:
        yield "到了日子，index.html 会自己跳过那一张；图片和视频不会，要重新下载。"


def _ask(deck: Deck) -> Iterator[str]:
    """Controllers differ, and what their manuals say we could not try."""
    ours = "、".join(format.label for format in deck.profile.takes)
    yield f"屏幕是多少像素？这一套是 {deck.profile.width}×{deck.profile.height}；不一样的，另做一套。"
    yield f"播放器认什么格式？这里有：{ours}。"
    yield "文件拷到U盘哪个文件夹？"
    yield "按什么次序放，每张停几秒在哪里改？"
    yield "几点开、几点关，时钟在哪里对？"


def _numbered(rows: Iterator[str]) -> Iterator[str]:
    return (f"　　{number}. {row}" for number, row in enumerate(rows, 1))


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"

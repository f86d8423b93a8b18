"""Make the repository's fonts, cut to what it needs: `Noto Sans SC` in three weights, and `Unifont`.

Unifont is a bitmap face as outlines: every glyph is 8 or 16 squares wide and 16 high. It is for LED
strips, where a smooth outline would blur. Beside the fonts it writes coverage.txt, the characters
that all weights of Noto have, for the checks (L002).

Source: Debian's fonts-noto-cjk and fonts-noto-cjk-extra (the SC face of each .ttc), fonts-unifont;
character list: Debian's unicode-data. The same input, with the same fontTools, gives
the same bytes. Run it with:

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra fonts-unifont unicode-data
    pip install fonttools && python scripts/make_fonts.py

With `--coverage` it only writes coverage.txt anew, from the fonts that are there.
"""

from __future__ import annotations

import argparse
import bz2
import hashlib
from itertools import chain
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Noto Sans SC"
POSTSCRIPT_FAMILY = "NotoSansSC"
SOURCE_FAMILY = "Noto Sans CJK SC"
SOURCE_FACE = 2  # each collection holds JP, KR, SC, TC, HK
WEIGHTS = {"Regular": 400, "Bold": 700, "Black": 900}

FONT_DIR = Path("/usr/share/fonts/opentype/noto")
UNIFONT = Path("/usr/share/fonts/opentype/unifont/unifont.otf")
UNIHAN = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
OUT_DIR = Path(__file__).resolve().parent.parent / "overrides" / "fonts"

# Noto Sans CJK 2.004 has no chws, lnum or tnum (its figures are lining and tabular already).
FEATURES = ["ccmp", "kern", "mark", "liga", "halt", "palt", "chws", "fwid", "hwid", "pwid"]
FEATURES += ["lnum", "tnum", "vert"]
SCRIPTS = ["DFLT", "cyrl", "grek", "hani", "kana", "latn"]
NAMES_KEPT = [0, 5, 7, 8, 9, 10, 11, 12, 13, 14]  # copyright, makers, licence, ...

# Blocks to take as far as the face has them, besides GB 2312 and the standard table.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A (pinyin)
    (0x01CD, 0x01DC),  # pinyin vowels
    (0x2000, 0x20CF),  # general punctuation, superiors, currency
    (0x2100, 0x23FF),  # letterlike, number forms, arrows, mathematics, technical
    (0x2460, 0x27BF),  # enclosed, box drawing, geometric shapes, symbols, dingbats
    (0x2B00, 0x2BFF),  # arrows and shapes
    (0x2E3A, 0x2E3B),  # two-em and three-em dash
    (0x3000, 0x303F),  # CJK punctuation
    (0x3220, 0x325F),  # ideographs in parentheses, circled numbers
    (0x3280, 0x32BF),  # circled ideographs, more circled numbers
    (0x3380, 0x33DF),  # squared units
    (0xFF01, 0xFF60),  # full-width forms
    (0xFFE0, 0xFFE6),  # full-width signs
]


def gb2312() -> set[int]:
    """Every character of GB 2312: 6763 hanzi and 682 symbols."""
    cells = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for raw in cells if (text := raw.decode("gb2312", "ignore"))}


def standard_table(unihan: Path) -> set[int]:
    """The 8105 characters of the standard table of 2013 (Unihan property kTGH)."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        rows = (line.split("\t") for line in lines if not line.startswith("#"))
        return {int(row[0][2:], 16) for row in rows if len(row) > 2 and row[1] == "kTGH"}


def rename(font: TTFont, style: str) -> None:
    """Give the font its family, style and weight, alike in every table that holds one."""
    ribbi = style in ("Regular", "Bold")
    postscript = f"{POSTSCRIPT_FAMILY}-{style}"
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    names = {
        1: FAMILY if ribbi else full,
        2: style if ribbi else "Regular",
        3: f"{font['name'].getDebugName(3).split(';')[0]};subset;{postscript}",
        4: full,
        6: postscript,
        16: FAMILY,
        17: style,
    }
    table = font["name"]
    table.names = [r for r in table.names if r.nameID in NAMES_KEPT and r.langID == 0x409]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)

    font["OS/2"].usWeightClass = WEIGHTS[style]
    font["OS/2"].fsSelection = 1 << 5 if style == "Bold" else 1 << 6
    font["head"].macStyle = int(style == "Bold")
    font["head"].modified = font["head"].created

    cff = font["CFF "].cff
    cff.fontNames = [postscript]
    top = cff.topDictIndex[0]
    top.FamilyName, top.FullName, top.Weight = FAMILY, full, style


def subset(font: TTFont, unihan: Path) -> None:
    """Leave in the font the characters and features that the project needs."""
    required = gb2312() | standard_table(unihan) | set(range(0x20, 0x7F))
    optional = chain.from_iterable(range(first, last + 1) for first, last in BLOCKS)
    if missing := required - set(font.getBestCmap()):
        raise SystemExit(f"the face lacks {''.join(map(chr, sorted(missing)))}")

    options = Options()
    options.layout_features = FEATURES
    options.layout_scripts = SCRIPTS
    options.name_IDs = options.name_languages = ["*"]  # rename() picks among them
    options.notdef_outline = True
    options.hinting = False
    options.harfbuzz_repacker = False  # else the bytes depend on uharfbuzz being there
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=required.union(optional))
    subsetter.subset(font)


def make(style: str, font_dir: Path, unihan: Path, out_dir: Path) -> Path:
    """Make one weight and return the file it wrote."""
    source = font_dir / f"NotoSansCJK-{style}.ttc"
    with TTFont(source, fontNumber=SOURCE_FACE, lazy=True, recalcTimestamp=False) as font:
        if not font["name"].getDebugName(4).startswith(SOURCE_FAMILY):
            raise SystemExit(f"{source}: face {SOURCE_FACE} is not {SOURCE_FAMILY}")
        subset(font, unihan)
        rename(font, style)
        out_dir.mkdir(parents=True, exist_ok=True)
        path = out_dir / f"{POSTSCRIPT_FAMILY}-{style}.otf"
        font.save(path)
    return path


def make_strip(source: Path, unihan: Path, out_dir: Path) -> Path:
    """Make Unifont for strips and return the file it wrote; what it lacks is beyond the BMP."""
    with TTFont(source, lazy=True, recalcTimestamp=False) as font:
        wanted = gb2312() | standard_table(unihan) | set(range(0x20, 0x7F))
        if missing := {code for code in wanted if code < 0x10000} - set(font.getBestCmap()):
            raise SystemExit(f"Unifont lacks {''.join(map(chr, sorted(missing)))}")
        options = Options()
        options.layout_features = []
        options.name_IDs = options.name_languages = ["*"]
        options.notdef_outline = True
        options.hinting = False
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        path = out_dir / "Unifont.otf"
        font.save(path)
    return path


def coverage(paths: list[Path]) -> str:
    """The characters that all fonts have, as text: `4e00-4e03 4e07 ...`, twelve a line."""
    maps = []
    for path in paths:
        with TTFont(path, lazy=True) as font:
            maps.append(set(font.getBestCmap()))
    ranges: list[list[int]] = []
    for code in sorted(set.intersection(*maps)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    words = [f"{low:x}" if low == high else f"{low:x}-{high:x}" for low, high in ranges]
    rows = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    return "\n".join(
        ["# Characters that all fonts here have. Made by scripts/make_fonts.py.", *rows, ""]
    )


def main() -> None:
    """Make all fonts, print the size and SHA-256 of each, and write coverage.txt."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--font-dir", type=Path, default=FONT_DIR)
    parser.add_argument("--unifont", type=Path, default=UNIFONT)
    parser.add_argument("--unihan", type=Path, default=UNIHAN)
    parser.add_argument("--out-dir", type=Path, default=OUT_DIR)
    parser.add_argument("--coverage", action="store_true", help="only write coverage.txt")
    args = parser.parse_args()
    if not args.coverage:
        paths = [make(style, args.font_dir, args.unihan, args.out_dir) for style in WEIGHTS]
        for path in [*paths, make_strip(args.unifont, args.unihan, args.out_dir)]:
            data = path.read_bytes()
            print(f"{path.name}  {len(data)}  {hashlib.sha256(data).hexdigest()}")
    text = coverage(sorted(args.out_dir.glob(f"{POSTSCRIPT_FAMILY}-*.otf")))
    (args.out_dir / "coverage.txt").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

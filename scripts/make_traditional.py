"""Make scripts/fanzha/checks/structure/traditional.py: traditional characters and their simplified forms.

Source: Debian's unicode-data (Unihan property kSimplifiedVariant). A character is in the table
when it is neither in GB 2312 nor in the standard table of 2013, and its simplified form is in
GB 2312; `EXTRA` adds common variants that Unihan does not list so. The same input gives the same
bytes. Run it with:

    apt-get install unicode-data
    pip install fonttools && python scripts/make_traditional.py
"""

from __future__ import annotations

import bz2
from pathlib import Path

from make_fonts import UNIHAN, gb2312, standard_table

VARIANTS = Path("/usr/share/unicode/Unihan_Variants.txt.bz2")
TARGET = Path(__file__).resolve().parent / "fanzha" / "checks" / "structure" / "traditional.py"
A_ROW = 46  # characters; each is two columns wide

# In GB 2312, though traditional (後, 摺), or a variant without a kSimplifiedVariant of its own.
EXTRA = """
後后 摺折 裏里 佔占 佈布 侷局 兇凶 妳你 倣仿 崑昆 崙仑 淒凄 悽凄 衹只 託托 唸念 啣衔 紮扎 脣唇 釦扣 喫吃 湧涌
痠酸 証证 週周 剷铲 塚冢 搾榨 痲麻 痺痹 綑捆 跼局 遊游 槓杠 滷卤 貍狸 牴抵 姪侄 盃杯 砲炮 冑胄 燉炖 彊强 囌苏
巖岩 籤签 鑑鉴 鉋刨 讚赞 豔艳 癡痴 癒愈 饑饥 繙翻 糰团 鍊炼 餵喂 嚮向 蹟迹 齧啮 簷檐 藷薯 蠍蝎 燬毁 慾欲 樑梁
蝨虱 銲焊 勳勋 嶽岳 僱雇 譟噪 鎚锤 孃娘 嚐尝 霑沾 籐藤 蓆席 慼戚 彫雕 羣群 爲为 衆众 綫线 麪面 裝装 檯台 颱台
迴回 係系 註注 鬱郁 纔才 捲卷
"""

HEAD = '''"""Characters of traditional script, and their simplified forms in the same order.

Made by scripts/make_traditional.py from Unihan; not to be edited.
"""

'''


def pairs() -> dict[str, str]:
    """Traditional character → simplified one, in the order of code points."""
    simple = gb2312()
    standard = simple | standard_table(UNIHAN)
    found = {pair[0]: pair[1] for pair in EXTRA.split()}
    with bz2.open(VARIANTS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) < 3 or row[1] != "kSimplifiedVariant":
                continue
            code = int(row[0][2:], 16)
            forms = [int(word.split("<")[0][2:], 16) for word in row[2].split()]
            forms = [form for form in forms if form in simple and form != code]
            if code not in standard and forms:
                found.setdefault(chr(code), chr(forms[0]))
    return dict(sorted(found.items()))


def module(table: dict[str, str]) -> str:
    """The table as Python source."""
    parts = [HEAD]
    for name, text in (("TRADITIONAL", "".join(table)), ("SIMPLIFIED", "".join(table.values()))):
        rows = [f'    "{text[at : at + A_ROW]}"\n' for at in range(0, len(text), A_ROW)]
        parts.append(f"{name} = (\n{''.join(rows)})\n")
    return "".join(parts)


if __name__ == "__main__":
    TARGET.write_text(module(pairs()), encoding="utf-8", newline="\n")

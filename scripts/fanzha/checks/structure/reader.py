"""Family S: what the reader and the models report while a file is being read.

These rules have no function here; `content/reading/` and `content/library.py` find them. This is
their catalogue for `fanzha explain` and the rules page.
"""

from __future__ import annotations

from fanzha.checks.engine.registry import registry

registry.described(
    __name__,
    "S001",
    "不是 UTF-8 编码",
    "旧的记事本会存成 GBK，别的电脑打开就是乱码。",
    "（用 GBK 保存的文件）",
    "（另存为 UTF-8 的文件）",
)
registry.described(
    __name__,
    "S002",
    "文件太大",
    "内容文件只放文字，图片放到 docs/assets/。",
    "（超过 200 KB 的文件）",
    "（几 KB 的文字）",
)
registry.described(
    __name__,
    "S003",
    "有看不见的控制字符",
    "从别处复制来的文字常带着它，排版会出错。",
    "summary: 先返小钱\x07，再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S004",
    "没有字段，或开头的分隔线不对",
    "字段要写在两行 --- 之间，否则整段都会被当成正文印出去。",
    "（文件开头写成 ———）",
    "（文件开头写成 ---）",
)
registry.described(
    __name__,
    "S005",
    "开头的 --- 前面有空行",
    "前面有空行，字段就会被当成正文印出去。",
    "（先空一行，再写 ---）",
    "（第一行就是 ---）",
)
registry.described(
    __name__,
    "S006",
    "字段后面少一行 ---",
    "没有这一行，分不清哪里是字段、哪里是正文。",
    "（字段写完直接写正文）",
    "（字段写完，写一行 ---，再写正文）",
)
registry.described(
    __name__,
    "S007",
    "不是“字段名: 内容”",
    "每一行都要有字段名，程序才知道这是什么。",
    "[keywords]: 刷单",
    "keywords: [刷单]",
)
registry.described(
    __name__,
    "S008",
    "行首用了 Tab 或别的空白",
    "Tab、全角空格在不同的软件里宽窄不同，会读错层次。",
    "\tsummary: 先返小钱，再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S009",
    "字段名旁边用了全角标点",
    "全角的冒号、逗号不会被当成分隔，这一行就读不到。",
    "summary：先返小钱，再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S010",
    "冒号后面没有空格",
    "少了空格，字段名和内容会连成一个词。",
    "summary:先返小钱，再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S011",
    "这一行读不懂",
    "内容里有半角冒号、引号、* & @ 等符号时，要用引号括起来。",
    "summary: *先返小钱*，再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S012",
    "字段写了两次",
    "写了两次，不知道该用哪一个。",
    "summary: 先返小钱。\nsummary: 再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S013",
    "# 后面的字会丢掉",
    "没有引号时，空格加 # 后面的字会被当成注释，印出来就少半句。",
    "counter: 客人急着转账 # 先问一句",
    'counter: "客人急着转账 # 先问一句"',
)
registry.described(
    __name__,
    "S014",
    "列表的一条没有对齐",
    "同一个列表的各条要对齐，不齐的会和上一条连成一句，印出来就少一条。",
    "（列表里有一条比上一条多空了一格）",
    "（各条左边对齐）",
)
registry.described(
    __name__,
    "S015",
    "一行太长",
    "一行最多 2000 个字。更长的多半是贴错了：整张图片、整个网页。后面的不会检查，也就不能发。",
    "（一行里贴了整张图片的代码）",
    "（分成几段写）",
)
registry.described(
    __name__,
    "S020",
    "缺少必须的字段",
    "少了它，网页和印刷品上就会缺一块。",
    "（没有 summary）",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S021",
    "没有这个字段",
    "多半是字段名写错了，写了也不会显示。",
    "sumary: 先返小钱，再要您垫大钱。",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S022",
    "字段是空的",
    "写了字段名却没有内容。",
    "summary:",
    "summary: 先返小钱，再要您垫大钱。",
)
registry.described(
    __name__,
    "S023",
    "字段的写法不对",
    "日期、数字、选项都有固定写法，写错就用不了。",
    "reviewed: 2026/11/20",
    "reviewed: 2026-11-20",
)
registry.described(
    __name__,
    "S024",
    "太长或太短",
    "印刷品和屏幕上的地方有限，太长就放不下。",
    "rule: 凡是叫您先垫钱再返利的都是骗人的",
    "rule: 先垫钱的都是骗",
)
registry.described(
    __name__,
    "S030",
    "缺少数据文件，或文件里缺一项",
    "docs/data/ 里的表是检查的依据，少了就没法检查。",
    "（没有 docs/data/numbers.yml）",
    "（docs/data/numbers.yml 在）",
)
registry.described(
    __name__,
    "S031",
    "文件放错了文件夹",
    "文件夹说明内容的种类。",
    "（docs/scam/x.md）",
    "（docs/scams/x.md）",
)
registry.described(
    __name__,
    "S032",
    "文件名不合规矩",
    "文件名会印进二维码和网址，只能用小写字母、数字和减号；数据文件里用作文件名的键也一样。",
    "（docs/scams/刷单.md）",
    "（docs/scams/shuadan.md）",
)
registry.described(
    __name__,
    "S033",
    "文件名重复",
    "二维码按文件名找页面，重名就会指错地方。",
    "（docs/scams/a.md 和 docs/cases/a.md）",
    "（docs/scams/a.md 和 docs/cases/b.md）",
)
registry.described(
    __name__,
    "S034",
    "扩展名不是 .md",
    "只有 .md 文件会被读到，别的扩展名要么漏掉，要么原样放上网。",
    "（docs/scams/shuadan.md.txt，或者 .md 是快捷方式）",
    "（docs/scams/shuadan.md）",
)
registry.described(
    __name__,
    "S035",
    "没有这张表",
    "docs/data/ 里的表，名字是定好的；名字写错的表不会读到，里面的规矩和词就都不管用。",
    "（docs/data/slogan.yml）",
    "（docs/data/slogans.yml）",
)
registry.described(
    __name__,
    "S050",
    "allow 写得不对",
    "allow 只能放过真的出现了、又可以放过的规则，还要写明原因。",
    "allow: {W999: 这条规则没有}",
    "keywords: [刷单]",
)

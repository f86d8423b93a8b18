"""Family P, portraits: no single part is a name, but together they fit one person of a town.

The parts of a line are what it says of one person: how she is called, how old, where, at what work,
of which family, what befell her, how much and when. What fits one person only (唯一, 首富) counts
twice. Two parts with a loss, or three, are a portrait; “一位”, “有位” and 化名 take the edge off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context
from fanzha.checks.engine.words import one_of
from fanzha.checks.privacy.facets import Part, facets
from fanzha.checks.privacy.told import finding_of
from fanzha.content.data.word_tables import WordTables
from fanzha.content.kinds.registry import KINDS
from fanzha.findings import Finding

_HAN = "\u4e00-\u9fff"
_NO = "0-9０-９一二三四五六七八九十"
_GOES_ON = (
    r"(?=姑娘|嫂|[挪拿替帮，,、。；：:（(）)”’\s的被把住在家投说跟系称因是姓报这也妈转接收汇]|$)"
)
_SOMEBODY = re.compile(
    r"(?:[一有某几这每哪两三多][位名个些家对群户](?!月|星期|礼拜|小时)|不少|部分|(?:^|[，。；：、在是的和跟与])某)[^，。；！？：]{0,10}$"
)
_FAR = re.compile("[一有][位名个][^，。；]{5,}$")
_STOP = re.compile("[。！？!?]+[”’」）]*")
TELL_OF_NOBODY = frozenset(
    {"data", *(name for name, kind in KINDS.items() if not kind.about_people)}
)
NOT_TOLD = ("sources", "keywords", "title", "rule")  # fields that tell of nobody in particular
THOUGHT = 60  # characters in which two sentences are likely to tell of the same person
_STRONG = frozenset({"kin", "rare", "life", "office", "class", "account"})


class Reader:
    """Finds the parts by the lists of docs/data/words/."""

    def __init__(self, words: WordTables) -> None:
        def some(name: str) -> str:
            return one_of(words, name)

        self.event = re.compile(some("出过的事"))
        self.lost = re.compile(some("真受了骗"))
        self.pretends = re.compile(some("装别人"))
        self.near = re.compile(some("至亲"))
        surnames = words.names.surnames if words.names else "王"
        given = words.names.given if words.names else "芳"
        compound = "|".join(words.names.compound) if words.names else "欧阳"
        titles = "|".join(map(re.escape, words.names.titles)) if words.names else "女士"
        who = (
            rf"(?<![{_HAN}])[{surnames}][某×xX*＊]{{1,2}}[{given}]?|[{surnames}]某{{1,2}}(?![人个公地些种县市镇村校天日银]|平台|平面)"
            rf"|(?<!冒充)(?<![老小假])[{surnames}](?:{titles}|[婶嫂姨叔伯奶爷姐](?![{_HAN}]))|(?!{some('不是称呼')})(?<!养)[老小阿][{surnames}{given}]头?{_GOES_ON}"
            rf"|(?<!其他)姓(?:[{surnames}]|{compound})|(?:{compound})(?:某|家|氏|{titles})|[{surnames}](?:姓(?=[{_HAN}])|氏|家(?=[，的老承大小二三里办]))|(?<!不是)那[家户](?:人)?(?=[，。的])"
            rf"|(?<=[他她]叫)[{_HAN}]{{2,3}}(?=，[{_NO}]|（)|(?:(?<=^)|(?<=[，。；]))“[{_HAN}]{{2,5}}”(?=被骗|上了?当|转走|亏了|丢了|损失)"
        )
        self.quick = re.compile(
            rf"[{_NO}]岁|年[{_NO}]{{0,3}}月?(?:出?生)|某|[老小阿][{surnames}{given}]|{titles}|[姓氏]|"
            f"{some('家里人')}|{some('少有的事')}|{some('独一份')}|第一|{some('身世')}|{some('小地方的单位')}|{some('职业')}|的那|的，|尾号|[后末]四位|名叫|昵称|"
            f"[{surnames}](?:家|婶|嫂|姨)|[初高][一二三]|年级|出生|[他她]叫|(?:^|[，。；])“|受害人|孩子名|今年|双胞|大[一二三四]"
        )
        self.patterns = {
            "who": re.compile(who),
            "age": re.compile(
                rf"(?:(?<=，)|(?<=，今年)|(?<=今年)|(?<=（))[二三四五六七八九]十[一二三四五六七八九]?(?=[，。）])|"
                rf"(?:(?<=，)|(?<=，今年)|(?<=今年)|(?<=（))[2-9][0-9](?=[，。）])|"
                rf"(?<![{_NO}约近满])(?<!不到)(?<!大约)(?![一二三四五六七八][二三四五六七八九]十岁)[{_NO}]{{1,3}}岁(?!以|左右|上下|多|到|[的]?(?:以上|以下))"
                r"|[四五六七八九]旬|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?出?生|(?:出生|生)[于在](?:19|20)\d\d年"
            ),
            "sex": re.compile(r"(?:^|[（(，,：:])\s?[男女]\s?(?=[，,）)])"),
            "place": re.compile(
                r"[路街巷弄](?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})号|"
                rf"[{_HAN}]{{1,3}}(?:村|屯|寨|湾|坝|坪|沟(?!通)|岭|洼|坡|塬|庄(?![稼园严重])|堡|大队|街道|小区|新村|家园|花园)(?![里民委口主支干务上中集镇内])"
                rf"|[村桥街路]口|桥头|校门口|[东西南北前后]头(?![{_HAN}]?[发])|[东西南北前后]街|[东南西北]门|"
                r"(?:门口|旁边|后面|背后|对面|楼下|隔壁|门前)(?=[开卖修的配代那有，])|"
                r"(?:家住|住在|嫁到|(?<![按抓捂挡拦记停稳捆留保])住|家在)(?!院|店|户|宿|址|房|外|在外|城|农|得|着|进|了|过|的|处|老家|他|她|一起|好|几|两)"
                rf"[{_HAN}]{{2,6}}|{one_of(words, '学校')}(?:门口|后面|对面)|[{_NO}]{{1,2}}组(?!织|成|合)"
                rf"|[村镇乡](?:里|上)的?(?={some('职业')})|我们[楼村镇班组]|宿舍|[{_NO}]栋|[{_HAN}]{{2}}人(?=）)|本[镇村乡]人|[{_HAN}]{{2}}[寺庙](?=的|旁|门|边|后|里)"
            ),
            "job": re.compile(
                rf"{some('职业')}|{some('做什么的')}[{_HAN}{_NO}]{{1,6}}?的(?=[{_HAN}]|，)|(?:在[{_HAN}]{{2,8}}|)(?:当|任|系)[{_HAN}]{{2,6}}(?=，)"
            ),
            "office": re.compile(
                f"(?<![去到找问来了向])(?:{some('小地方的单位')})|[镇乡村][中小](?=[上读教当的，])|[{_HAN}]{{1,6}}[局所站联办社院校厂队店行部馆场](?:里|退下来|退休|上班|工作)?的(?=[老小阿](?:[{surnames}]|{some('职业')}))"
            ),
            "kin": re.compile(
                f"{some('家里人')}|[他她][爸妈爹娘哥姐弟妹爷奶]|[{surnames}]家老[大二三四]"
            ),
            "rare": re.compile(rf"{some('少有的事')}|[街村镇乡县里上]第一[个家户]"),
            "one": re.compile(rf"(?<![“])(?<!冒充)(?<!自称){some('独一份')}"),
            "life": re.compile(some("身世")),
            "account": re.compile(
                r"(?:抖音|快手|微信|视频号|小红书|QQ)(?:名|昵称|号名)(?:字)?(?:叫|是|：)“?[^，。”]{2,12}"
                r"|(?:身份证|证件|银行卡|卡|手机|电话)号?(?:的)?(?:尾号|后四位|末四位)(?:是|为|：)?\s?[0-9]{3,6}"
                r"|身份证[^，。]{0,6}(?:19|20)\d\d年|生日[^，。]{0,6}月[^，。]{0,4}"
                r"|户籍(?:地|所在地)?[为是：在]"
            ),
            "class": re.compile(
                rf"幼儿园[小中大]班(?=的|[{_HAN}]{{2}}的)|[一二三四五六]（[{_NO}]{{1,2}}）班|[{_NO}]年级[（(]?[{_NO}]{{0,2}}[）)]?班?|[初高][一二三](?:[（(]?[{_NO}]{{1,2}}[）)]?班)?(?=[，的学班女男（(]|$)"
                r"|大[一二三四](?=学生|女生|男生|的|，)"
            ),
            "loss": re.compile(
                rf"(?<![{_NO}几数.,])(?:[0-9]{{3,}}(?:[.,][0-9]+)*[多余]?[元块]|[0-9一二三四五六七八九十两][0-9.一二三四五六七八九十百千]*"
                rf"(?:万|千)[零0-9一二三四五六七八九千百]*[多余]?[元块]?|[一二三四五六七八九两]百[多余]?[元块]?)"
            ),
            "crime": re.compile("嫌疑人|被判|判刑|帮信罪"),
            "day": re.compile(
                rf"[{_NO}]{{1,2}}月[{_NO}]{{1,3}}[日号]|上周[一二三四五六日天]|(?<![{_NO}月])[二三]?十[{_NO}]?号那天"
            ),
        }

    def parts(self, text: str) -> list[Part]:
        """The first part of each kind in a line."""
        if not self.quick.search(text):
            return []
        found = []
        for kind, pattern in self.patterns.items():
            for match in pattern.finditer(text):
                anybody = kind in (
                    "job",
                    "kin",
                    "life",
                    "office",
                    "one",
                    "who",
                ) and _SOMEBODY.search(text[: match.start()])
                if kind == "life" and _FAR.search(text[: match.start()]):
                    anybody = None  # “一位” is said of another word
                said = kind in ("job", "kin", "office", "who") and _said(text, match)
                if not anybody and not said and not (kind == "who" and "化名" in text):
                    found.append(Part(kind, *match.span()))
                    break
        return found

    def is_portrait(self, parts: list[Part], text: str) -> bool:
        """Whether the parts fit one person of a town."""
        kinds = {part.kind for part in parts}
        who = kinds - {"loss", "day", "crime"}
        weight = len(who) + bool(who & {"rare", "account"})
        event = self.event.search(text) is not None
        if "one" in kinds and self.lost.search(text) and not self.pretends.search(text):
            return True
        if len(kinds) < 2:
            return False
        if event and _nickname(parts, text) and who & {"job", "office", "place"}:
            return True
        if event and len(who & _STRONG) > 1:
            return True
        if who >= {"kin", "office"} and text.count("，") and len(self.near.findall(text)) > 1:
            return True
        if weight >= 2 and event and who & _STRONG:
            return len(kinds) + ("rare" in who) >= 3 or "who" in who or "rare" in who
        return (
            weight >= 2
            and len(kinds) + weight - len(who) >= 3
            and (event or (weight >= 3 and bool(who & {"who", "place", "age"})))
        )


def _said(text: str, match: re.Match[str]) -> bool:
    """Whether somebody else says it, or is called so: “孙子” of a fraudster is nobody's grandson."""
    if match[0][0] == "“":  # her nickname
        return False
    opened = text.rfind("“", 0, match.start())
    return opened >= 0 and text.find("”", opened) >= match.end()


def _nickname(parts: list[Part], text: str) -> bool:
    """Whether she is called as her neighbours call her: 老蒋, 谢大婶, but not 王某 or 李女士."""
    called = (text[part.start : part.end] for part in parts if part.kind == "who")
    return any(name[0] in "老阿" or name[-1] in "婶嫂姨叔伯" for name in called)


@lru_cache(maxsize=4)
def portrait_reader(words: WordTables) -> Reader:
    """The reader of the lists of a library."""
    return Reader(words)


@rule(
    "P018",
    "几样合起来就是一个人",
    why="镇子小：称呼、年龄、村名、做什么的、哪家的、丢了多少钱，两三样合起来，邻居就知道是谁。",
    bad="卫生院的周护士，六万块全转走了。",
    good="一位护士，几万块钱转走了。",
)
def portrait(context: Context) -> Iterator[Finding]:
    """A line that tells so much of one person that a neighbour knows her."""
    reader = portrait_reader(context.edition.tables.words)
    weighed = facets(context.edition.tables.words)
    for prose in context.residents:
        if prose.kind in TELL_OF_NOBODY:
            continue
        for line in prose.lines:
            if line.field in NOT_TOLD:
                continue
            for start, text in _thoughts(line.text):
                parts = reader.parts(text)
                if not (parts and reader.is_portrait(parts, text)):
                    parts = weighed.known(text, parts)
                if parts:
                    moved = [Part(one.kind, one.start + start, one.end + start) for one in parts]
                    yield finding_of(line, moved)
                    break


def _thoughts(text: str) -> Iterator[tuple[int, str]]:
    """Each two sentences of a line that follow each other, and where they begin; long ones alone."""
    ends = [0, *(match.end() for match in _STOP.finditer(text))]
    if ends[-1] < len(text):
        ends.append(len(text))
    for at in range(len(ends) - 1):
        both = ends[min(at + 2, len(ends) - 1)]
        end = both if both - ends[at] <= THOUGHT else ends[at + 1]
        yield ends[at], text[ends[at] : end]

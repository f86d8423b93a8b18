"""Full names of persons in running Chinese text.

Chinese does not mark names, and 马上, 高兴, 张贴 begin with surnames. So a name is taken for one
only where a role stands before it (村民王建国), or a form of words that names people (名叫…,
姓名：…, …，男，), and where its given name has characters that are common in given names. 王某,
李女士, 张大爷, 王老师 and the placeholders 张三 and 李四 are no full names; nor is a 化名.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fanzha.checks.engine.rule import Line, Prose

_COMPOUND = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|端木|独孤|南宫"
# The surnames of nearly everybody.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭肖田董袁潘蒋蔡余杜叶程魏苏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    "武戴莫孔汤常温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮"
    "柯纪梅童凌毕单裴霍涂苗盛曲翁冉骆蓝游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆农卓古吉缪简项连芦"
    "褚娄窦戚岑景费卜晏席柏宗瞿桂佟臧闵苟邬卞姬仇栾隋沙巫寇桑甄敖佘麻苑迟邝曾傅阎谯辜蹇帅匡丘庹冼"
    "阚洪季萧丛麦谷鄢查闻鹿裘鞠钮晁于向时成应车解商计"
)
# Characters that are common in given names and rare in the words that follow a role.
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀英霞平刚桂兰红玉梅玲辉鹏飞斌波鑫燕萍建国志宇浩涵欣怡梓轩雨"
    "泽晨佳琪雪梦瑶思诗婷婉慧颖琳琴雅洁莉凤菊香莲珍淑琼蓉芝芬菲蕾薇娥娇婵媛婕妍嫣姗妮春秋栋柱森松"
    "柏楠桐桦根福禄寿喜贵荣昌旺德仁义礼孝忠良厚廉健祥瑞庆顺勤俭海洪湖润源溪洲川峰岭岩崇岳虎彪豹骏"
    "驰鸿鹤鹰雁凯旋雄豪毅坚铁锋锐剑银宝琅璐瑾瑜璇珊瑚琦玮珂珺琛玺晖曦昊昕昱晟晶霄霜震霆宏弘宽博达"
    "亚新永恒祖耀邦朋惠慈翰俊彦贤哲聪睿智巧灵锦彩绮素真妙曼姝婧娅娴贞节芸茜荷莹菁萱蓓茵茹苹芙蕊琰"
    "钰钧铭锡镇钦铮锴炎炜炳焕煜熙炯烨煌灿培坤坦壮亨乾升晋益鼎泰谦翔翼逸宪寒冰凡庭廷彬彤征恺悦惟懿"
    "才振挺捷攀旭朗杏枝枫桃楚槐毓沛泓浚淳渊湘滨澄澜焱玄珏璞皓盈睦碧祺禹秉筠纲绍维缘羽育胤臣舟苏若"
    "茂萌虹裕谊豫赋跃轶辰连遥郁雯霏青靖韬颂馨骁魁鲁鸣麒麟黎民生兵林阳华明文东成光业兴学金云月花龙"
    "江莎仙妹姣嘉琨倩美丹双珠宁安艺晓小立世全启正长少先仲伯恩岚亮迪卿兆莱泉君镕赫凌勋桓昭甫佐寅汝"
    "霖奎帅孚棠殿尧慕岱铸衍铎儒钊佑铨桢懋叔帆渭庚楷珮芹瀛恕椿洙翁葆舸咏恪岐羡逊瑛烽骥莺驹藩燮舫蕙"
    "翊舜璋庵箴匡玖晔寰珉菱荪甬臻焘贻丙忱庐藻祯琏熹卫章敬奇希冬冠传坡威朝万胜法增石清伦映宿树龄守"
    "衡迅田汉牧昆硕诚承吉慎怀谷纯韦亦雷宗肇孟朴棣卓爽辛亭蔚敦晴佩叙翠允恭干言克富锁栓梨莓蝶芽蒙拴"
    "茗檬歆妤玥瑄祎沐宸烁桀涧沁"
)
# Never in a name: with these it is an ordinary word, or the sentence goes on.
_NEVER = (
    "的了在是被说到就也都把将要会能不没去给对用以而且但或等者们上下前后着过何什么这那你我他她它您很最又"
    "再只每某做收交付钱款账转骗卡信网电话机号码元块千百亿看听想问让叫请副接和及首代带领县市镇乡村局部"
)
_TITLES = (
    "先生|女士|小姐|老师|同学|警官|师傅|医生|护士|大爷|大妈|大娘|大叔|大哥|大姐|大伯|奶奶|爷爷|阿姨|"
    "叔叔|婆婆|嫂子|主任|书记|村长|支书|校长|园长|所长|局长|镇长|院长|经理|会计|律师|法官|民警|教授|"
    "主播|老板|队长|组长|班长|市长|县长|乡长|部长|处长|科长|站长|厂长|行长|董事长|总经理|博士|委员|"
    "老汉|老太|老人"
)
_TITLE = re.compile(_TITLES)
_ROLES = (
    "村民|居民|市民|网民|群众|业主|住户|户主|租客|学生|同学|老师(?!傅)|教师|会计|出纳|财务|受害人|受害者|"
    "被害人|事主|当事人|嫌疑人|嫌犯|被告人?|罪犯|骗子|主犯|从犯|同伙|报案人|举报人|证人|失主|男子|"
    "女子|青年|老人|老汉|老太太?|大爷|大妈|大娘|奶奶|爷爷|民警|辅警|警官|员工|职工|工人|农民|农户|"
    "店主|老板|经理|司机|护士|医生|校长|所长|主任|书记|村长|支书|组长|网格员|志愿者|宣讲员|店员|柜员|"
    "主播|丈夫|妻子|老公|老婆|儿子|女儿|孙子|孙女|父亲|母亲|哥哥|姐姐|弟弟|妹妹|邻居|朋友|同事|工友|"
    "客户|用户|户名|收款人|姓名|联系人|负责人|法定代表人|伙同|家长|群主|户主|店长|律师|法官|保安|快递员|"
    "外卖员|骑手|网友|好友|老乡|亲戚|爱人|舅舅|姑姑|表[哥弟姐妹]|小伙子?|姑娘|岁的"
)
# Ordinary words that look like a surname with a given name: 马上 马虎 马力 马达, 高兴 …
_ORDINARY = (
    "马上虎力达 高兴贵明超寒新学金端达升宽生档 安全宁康静顺定生 平安 金银玉华融额光星 钱财包款生 "
    "文明学静艺雅 方法便案言 万一分贯金全元 林业海立学 时光长常 温馨顺和柔情 成功长立才全绩员 "
    "康健复庄 江山湖海南 石英林头 白云玉雪领金银天色字 黄金海昏色 严明正重格肃厉 武装器林艺 "
    "常德青年见用常识 余生波额款 田园间地野 关爱心怀于键注闭系机 牛奶年肉 龙头年 陶瓷醉 毛病利 "
    "范文围 许可多久 周全到详年边围末期转岁 章程节 童年真装 夏天季令 左右边 包装括含庄子间 "
    "宁静可愿 尚未且 舒适服心 纪律念录委 梅花雨 单位身独元亲纯次笔号价 盛大世情 曲线折 "
    "游戏学览客 辛苦勤 管理家好教 蒙骗蔽 华丽侨人东南北夏 毕业竟 祝福愿贺寿 韩国语 凌晨 "
    "房子东产屋 古董玩文琴代典 吉祥利林 简单历洁易 项目链 连续忙夜连接线锁 费用心 席位间 沙发龙 "
    "曾经有多先 任何意务性职教凭 程序度 贺喜年卡 顾虑问客忌家 申请诉报明 易受上怒学 齐心全声 "
    "庄严园稼 丁香点 朱红 胡同乱 孙子女 王国牌 张贴罗开扬 唐诗山 雷达同锋 施工压救 戴上着好 "
    "苏州醒 杨梅柳树 柳树州琴 桂花林 兰州花 阳光台春 农业民村家历机 景区点象 麻烦木将 "
    "迟到早迟疑 仇恨家 尤其为 史上 欧洲美元 付清出完费现 段落时 侯补 鲁莽班 商业店场家品 "
    "何时必况种人处 "
)
_WORDS = {word[0]: word[1:] for word in _ORDINARY.split()}
# Surnames that begin many ordinary words, or are verbs: here both given characters must be sure.
_CAREFUL = "付曾关单易方万高马金钱常安文成毕任连左顾于向时应车解商查计"
_PLACEHOLDERS = re.compile("张三|李四|王五|赵六|孙七|周八|雷锋|某")

_HAN = "\u4e00-\u9fff"
_START = rf"(?P<surname>{_COMPOUND}|[{_SURNAMES}])(?=[{_HAN}])"
_ANY = rf"(?![{_NEVER}])[{_HAN}]"
_AFTER_ROLE = re.compile(rf"(?:{_ROLES})(?:[：:（(“\s]|名叫|叫做?|姓名|为|是|系){{0,2}}{_START}")
_CALLED = re.compile(rf"[名我她他人](?:叫做?|字叫|字是){_START}")
_LISTED = re.compile(rf"某{{1,2}}[、和及与]{_START}")
_ONE_MORE = re.compile(rf"[、和及与]{_START}")
# A name at the beginning of a clause, before a title or a sex, or before what people do.
_SAYS = "说|表示|介绍|告诉|回忆|接到|收到|报警|报了警|被骗|上当|转走|转了"
_BEFORE = re.compile(
    rf"(?P<surname>[{_SURNAMES}])(?:(?P<called>[{_GIVEN}]{_ANY}|{_ANY}[{_GIVEN}]|[{_GIVEN}])"
    rf"(?={_TITLES}|[，,（(、\s]\s?[男女][，,)）。、\s])|[{_GIVEN}]{{1,2}}(?={_SAYS}))"
)
_ENDS_HAN = re.compile(rf"[{_HAN}]$")
_LINKED = re.compile("[由请找向给和与是的]$")

# What may stand after a name: no Chinese character, a title, or a word that starts a predicate;
# after two given characters more of these.
_STARTS = (
    "的被在接收通说称因与和及到向将把是也就从为有来去想听看给用遭点下转报发经对等以自没已先后又还要曾当告打"
    "加同介利冒谎伙落供涉交借急刚于联正拨拿带赶住跟让叫请登装填输扫"
)
_STARTS_LONG = (
    "总主今一指认出家夫老这那上不最每参回再退取存买卖刷付提配按照觉感应受送抱领陪开关误差险多仍只才竟便则"
    "却都所此终立连随火心昨两二三几第执举宣表作任日双激讲读笑乐持传深"
)
_GOES_ON = re.compile(rf"$|[^{_HAN}]|{_TITLES}|[{_STARTS}]")
_GOES_ON_LONG = re.compile(rf"{_GOES_ON.pattern}|[{_STARTS_LONG}]")
_PSEUDONYM_BEFORE = re.compile(r"化名[为叫：“（(\s]*$")
_PSEUDONYM = re.compile(r"[（(“\s]*化名")


@dataclass(frozen=True)
class Name:
    """A full name: characters [start, end) of a line."""

    line: Line
    start: int
    end: int
    surname: str
    titled: bool  # a title follows, so the surname alone is enough


def full_names(prose: Prose) -> Iterator[Name]:
    """The full names in a file, each once."""
    seen: set[tuple[int, int]] = set()
    for line, start, match in _candidates(prose):
        surname = match["surname"]
        while end := _end(line.text, start, surname):
            place = (line.line, line.column + start)
            if place in seen:
                break
            seen.add(place)
            yield Name(line, start, end, surname, bool(_TITLE.match(line.text, end)))
            more = _ONE_MORE.match(line.text, end)  # 李某某、王某某 with their names
            if more is None:
                break
            start, surname = more.start("surname"), more["surname"]


def _candidates(prose: Prose) -> Iterator[tuple[Line, int, re.Match[str]]]:
    """Where a name may begin, with the match that holds its surname."""
    for pattern in (_AFTER_ROLE, _CALLED, _LISTED):
        for hit in prose.search(pattern):
            start = hit.match.start("surname") - hit.match.start() + hit.start
            yield hit.line, start, hit.match
    for hit in prose.search(_BEFORE):
        before = hit.line.text[max(0, hit.start - 3) : hit.start]
        if not _ENDS_HAN.search(before) or (hit.match["called"] and _LINKED.search(before)):
            yield hit.line, hit.start, hit.match


def _end(text: str, start: int, surname: str) -> int:
    """Where the name that begins at `start` ends; 0 where it is none."""
    first = start + len(surname)
    word = text[first : first + 1] in _WORDS.get(surname, ())
    if _TITLE.match(text, first) or _PSEUDONYM_BEFORE.search(text[max(0, start - 6) : start]):
        return 0
    for size in (2, 1):
        given, end = text[first : first + size], first + size
        if len(given) < size or not _is_given(given) or _TITLE.match(text, end - 1):
            continue
        goes_on = bool((_GOES_ON_LONG if size == 2 else _GOES_ON).match(text, end))
        sure = size == 2 and all(character in _GIVEN for character in given)
        doubtful = word or surname in _CAREFUL
        taken = goes_on and (sure or (size == 1 and not word)) if doubtful else goes_on or sure
        if taken and not _PLACEHOLDERS.search(text[start:end]):
            return 0 if _PSEUDONYM.match(text, end) else end
    return 0


def _is_given(given: str) -> bool:
    """Whether these one or two characters may be a given name."""
    return any(character in _GIVEN for character in given) and not any(
        character in _NEVER or not "\u4e00" <= character <= "\u9fff" for character in given
    )

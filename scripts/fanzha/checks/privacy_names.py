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

from fanzha.checks.rule import Line, Prose

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
# Ordinary words that look like a surname with a given name.
_WORDS = re.compile(
    "马(?:上|虎|力|达)|高(?:兴|贵|明|超|寒|新|学|金|端|达|升|宽|生|档)|"
    "安(?:全|宁|康|静|顺|定|生)|平安|金(?:银|玉|华|融|额|光|星)|钱(?:财|包|款|生)|"
    "文(?:明|学|静|艺|雅)|方(?:法|便|案|言)|万(?:一|分|贯|金|全|元)|林(?:业|海|立|学)|"
    "时(?:光|长|常)|温(?:馨|顺|和|柔|情)|成(?:功|长|立|才|全|绩|员)|康(?:健|复|庄)|"
    "江(?:山|湖|海|南)|石(?:英|林|头)|白(?:云|玉|雪|领|金|银|天|色|字)|黄(?:金|海|昏|色)|"
    "严(?:明|正|重|格|肃|厉)|武(?:装|器|林|艺)|常(?:德|青|年|见|用|常|识)|"
    "余(?:生|波|额|款)|田(?:园|间|地|野)|关(?:爱|心|怀|于|键|注|闭|系|机)|牛(?:奶|年|肉)|"
    "龙(?:头|年)|陶(?:瓷|醉)|毛(?:病|利)|范(?:文|围)|许(?:可|多|久)|"
    "周(?:全|到|详|年|边|围|末|期|转|岁)|章(?:程|节)|童(?:年|真|装)|夏(?:天|季|令)|"
    "左(?:右|边)|包(?:装|括|含|庄|子|间)|宁(?:静|可|愿)|尚(?:未|且)|舒(?:适|服|心)|"
    "纪(?:律|念|录|委)|梅(?:花|雨)|单(?:位|身|独|元|亲|纯|次|笔|号|价)|盛(?:大|世|情)|"
    "曲(?:线|折)|游(?:戏|学|览|客)|辛(?:苦|勤)|管(?:理|家|好|教)|蒙(?:骗|蔽)|"
    "华(?:丽|侨|人|东|南|北|夏)|毕(?:业|竟)|祝(?:福|愿|贺|寿)|韩(?:国|语)|凌晨|"
    "房(?:子|东|产|屋)|古(?:董|玩|文|琴|代|典)|吉(?:祥|利|林)|简(?:单|历|洁|易)|"
    "项(?:目|链)|连(?:续|忙|夜|连|接|线|锁)|费(?:用|心)|席(?:位|间)|沙(?:发|龙)|"
    "曾(?:经|有|多|先)|任(?:何|意|务|性|职|教|凭)|程(?:序|度)|贺(?:喜|年|卡)|"
    "顾(?:虑|问|客|忌|家)|申(?:请|诉|报|明)|易(?:受|上|怒|学)|齐(?:心|全|声)|"
    "庄(?:严|园|稼)|丁(?:香|点)|朱红|胡(?:同|乱)|孙(?:子|女)|王(?:国|牌)|"
    "张(?:贴|罗|开|扬)|唐(?:诗|山)|雷(?:达|同|锋)|施(?:工|压|救)|戴(?:上|着|好)|"
    "苏(?:州|醒)|杨(?:梅|柳|树)|柳(?:树|州|琴)|桂(?:花|林)|兰(?:州|花)|阳(?:光|台|春)|"
    "农(?:业|民|村|家|历|机)|景(?:区|点|象)|麻(?:烦|木|将)|迟(?:到|早|迟|疑)|仇(?:恨|家)|"
    "尤(?:其|为)|史上|欧(?:洲|美|元)|付(?:清|出|完|费|现)|段(?:落|时)|侯补|鲁(?:莽|班)|"
    "商(?:业|店|场|家|品)|何(?:时|必|况|种|人|处)"
)
# Surnames that begin many ordinary words, or are verbs: here both given characters must be sure.
_CAREFUL = "付曾关单易方万高马金钱常安文成毕任连左顾于向时应车解商查计"
_PLACEHOLDERS = re.compile("张三|李四|王五|赵六|孙七|周八|雷锋|某")

_HAN = "\u4e00-\u9fff"
_ANY = rf"(?![{_NEVER}])[{_HAN}]"
_NAME = (
    rf"(?P<surname>{_COMPOUND}|[{_SURNAMES}])"
    rf"(?P<given>[{_GIVEN}]{_ANY}|{_ANY}[{_GIVEN}]|[{_GIVEN}])"
)
_AFTER_ROLE = re.compile(rf"(?:{_ROLES})(?:[：:（(“\s]|名叫|叫做?|姓名|为|是|系){{0,2}}{_NAME}")
_CALLED = re.compile(rf"[名我她他人](?:叫做?|字叫|字是){_NAME}")
_LISTED = re.compile(rf"某{{1,2}}[、和及与]{_NAME}")
_ONE_MORE = re.compile(rf"[、和及与]{_NAME}")
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
            if (line.line, start) in seen:
                break
            seen.add((line.line, start))
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
    if _TITLE.match(text, first) or _PSEUDONYM_BEFORE.search(text[max(0, start - 6) : start]):
        return 0
    for size in (2, 1):
        given, end = text[first : first + size], first + size
        if len(given) < size or not _is_given(given) or _TITLE.match(text, end - 1):
            continue
        goes_on = bool((_GOES_ON_LONG if size == 2 else _GOES_ON).match(text, end))
        sure = size == 2 and all(character in _GIVEN for character in given)
        if _WORDS.match(text, start) or surname in _CAREFUL:
            taken = goes_on and (sure or (size == 1 and not _WORDS.match(text, start)))
        else:
            taken = goes_on or sure
        if taken and not _PLACEHOLDERS.search(text[start:end]):
            return 0 if _PSEUDONYM.match(text, end) else end
    return 0


def _is_given(given: str) -> bool:
    """Whether these one or two characters may be a given name."""
    return any(character in _GIVEN for character in given) and not any(
        character in _NEVER or not "\u4e00" <= character <= "\u9fff" for character in given
    )

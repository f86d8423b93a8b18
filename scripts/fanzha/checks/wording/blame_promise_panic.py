"""Family W, first part: how we speak of people, and what we promise them.

People who lost money are not blamed, nothing is promised that nobody can keep, and nobody is
frightened. Quoted speech is left alone, see `voice`. Every pattern is a flat list of words that
begin with a fixed character: such a search is eight times as fast as one with an optional or
nested beginning. What a word must not follow stands behind it for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit
from fanzha.findings import Finding

_SKILLS = ("辨别", "识别", "甄别", "判断", "分辨", "鉴别", "防范", "防骗")
_FOOLED = "(?:被骗|受骗|上当|中招)"
_BLAME = re.compile(
    # greed
    "贪(?![玩污官睡吃嘴杯食腐生])(?:小便宜|便宜|小利|[图心财念欲婪小利])?|占小?便宜|图小?便宜|财迷|见钱眼开|利令智昏|"
    "不劳而获|想一夜暴富|一夜暴富的[心梦]|发财梦|虚荣|"
    "不住[^，。；！？\n]{0,4}诱惑|冲昏了?头|"
    # stupidity; 吓傻、装糊涂、越听越糊涂 blame nobody
    "傻(?!瓜相机|瓜式|眼|了眼|笑|乎乎)(?<![吓装看惊听等不]傻)|糊涂(?!账)(?<![越听绕说搞弄问装不没]糊涂)|"
    "愚蠢|愚昧|自作聪明|听不进劝|蠢(?!蠢欲动)|笨(?!的?办?法|重|手笨|鸟)(?<!不笨)|无知(?![觉情晓])|"
    "太天真|天真地|过于天真|太单纯|幼稚(?!园)|头脑简单|没[长动过]?脑子|不[长动过]脑子|恋爱脑|被钱迷|脑子一热|头脑一热|头脑发热|"
    "缺心眼|缺根筋|没见识|没文化|冤大头|智商税|法盲|鬼迷心窍|执迷不悟|耳根子?软|最好骗|太好骗|真好骗|这么好骗|好骗的人|"
    "低级的?(?:骗|谎)|拙劣的?(?:骗|谎)|"
    # carelessness; 不轻信 is advice
    "轻信(?<![不勿莫别忌防]轻信)(?<!(?:不要|不能|不可|防止|避免)轻信)|"
    "轻易地?相信(?<![不勿莫别]轻易相信)(?<!(?:不要|不能)轻易相信)|盲目(?<![不勿莫别]盲目)(?<!(?:不要|不能|不可)盲目)|"
    "大意(?![为是])(?<![不别勿莫]大意)(?<!(?:不要|不能|不可)大意)|粗心|麻痹(?<![不别勿莫]麻痹)|疏忽|疏于防范|"
    "意识(?!到)[^，。；！？\n]{0,4}(?:差|弱|薄|淡|不强|不足|不够|低|欠缺)|警惕性[^，。；！？\n]?(?:不高|低|差|不强|不够)|"
    + "|".join(f"{skill}能力[^，。；！？\n]{{0,2}}(?:差|弱|低|不强|不足|有限)" for skill in _SKILLS)
    + "|缺[乏少][^，。；！？\n]{0,3}(?:防范|法律|安全|警惕|判断|辨别|常识|戒心|理性)|"
    # their own fault
    "活该|自作自受|咎由自取|自讨苦吃|自食其果|自投罗网|自找的|苍蝇不叮|怨不[得着]别人|怪不[得着]别人|只能?怪[自他她]|都怪[自他她]|也怪[自他她]|"
    "往火?坑里跳|上当的人?[^，。；！？\n]{0,2}太(?![多少])|受骗的人?[^，。；！？\n]{0,2}太(?![多少])|"
    "被骗的人?[^，。；！？\n]{0,2}太(?![多少])|怎么[这那]么(?:容易|轻易)(?:上当|被骗|相信|就?信)"
)
# Shortly before the word: it is denied, it is not to be said, or it is said of the fraudster.
_NOT_BLAMED = re.compile(
    r"(?:(?<![要得])不[是因怪算骂笑嫌说提叫必等用写]|并非|没人|没有|谁[也都]|从不|[别要该][骂说笑怪嫌]|聪不聪明)"
    r"[^，。；！？]{0,6}$|[骂笑嫌怕][^，。；！？]{0,4}$|(?:骗子|诈骗分子)[^，。；！？用抓挑专看靠]{0,3}$"
)
_UNRELATED = re.compile(r"[和与跟][^。；！？]*(?:没有?关系|无关|不相干)")
_SAID = re.compile(r"[说骂讲笑叫喊问句：][您你他她人自己]{0,2}$")


@rule(
    "W001",
    "不责怪受骗的人",
    why="骂受骗的人贪、傻、轻信，别人被骗了就不敢说、不敢报警。错的是骗子。",
    bad="老人贪小便宜，才会被骗。",
    good="骗子先送小礼品，再一步步骗走养老钱。",
)
def blame(context: Context) -> Iterator[Finding]:
    """People who lost money are victims of a crime; blame keeps others silent."""
    for prose in context.residents:
        for hit in prose.search(_BLAME):
            if voice.in_our_field(hit.line) and not (_speech(hit) or _forgives(hit)):
                hint = "写骗子做了什么，不评价受骗的人。例如：对方先返小钱，让她放了心"
                yield hit.finding(f"“{hit.match[0]}”像是在责怪受骗的人", hint=hint)


def _speech(hit: Hit) -> bool:
    """Whether somebody else says it: the word alone in quotation marks is our own irony."""
    quoted = voice.quotation(hit)
    if quoted is None:
        return False
    opening = hit.line.text.rfind("“", 0, hit.start)
    return len(quoted) > len(hit.match[0]) + 2 or bool(
        _SAID.search(hit.line.text[: max(opening, 0)])
    )


def _forgives(hit: Hit) -> bool:
    return bool(_NOT_BLAMED.search(voice.before(hit)) or _UNRELATED.search(voice.sentence(hit)))


_PROMISE = re.compile(
    "100[%％]|１００[%％]|百分之一?百|百分百|绝对(?![值的]|[湿温]度|不[要能可]|禁止|别)|绝不会|决不会|永不|"
    f"绝不(?=[^，。；！？\n]{{0,2}}{_FOOLED})|永远不[会再][^，。；！？\n]{{0,4}}{_FOOLED}|再也?不会[^，。；！？\n]{{0,3}}{_FOOLED}|"
    f"肯定不会[^，。；！？\n]{{0,4}}{_FOOLED}|一定不会[^，。；！？\n]{{0,4}}{_FOOLED}|"
    f"保证[^，。；！？\n]{{0,6}}不会?{_FOOLED}|确保[^，。；！？\n]{{0,8}}不会?{_FOOLED}|包[您你]不|保[您你](?:平安|不|无忧)|永远骗不|"
    "一定(?:能|会|可以)?[全部额]{0,2}[追要挽]得?回|肯定(?:能|会|可以)?[全部额]{0,2}[追要挽]得?回|一定能[^，。；！？\n]{0,6}[追要]回|"
    "必能[追挽]回|包追回|都能[追要挽]回|"
    "保证[^，。；！？\n]{0,8}[追挽]回|全[部额][追挽]回|一分不少|彻底(?:杜绝|消除|根除|消失|消灭|铲除)|完全杜绝|杜绝(?:所有|一切)|"
    "零风险|毫无风险|没有任何风险|零发案|零受骗|万无一失|绝无(?:风险|可能)|绝没问题"
)
# Earlier in the sentence: somebody claims it.
_CLAIMED = re.compile(
    r"说(?![明到])(?<!可以说)(?<!老实说)|[声宣谎自号]称|称(?=[可能有其这])|承诺|许诺|答应|夸口|吹|打包票|拍着?胸脯|一口咬定|"
    r"标榜|喊|发来|讲(?![课座解清明])|[写标打]着|标注|注明|凡是|以为|觉得|所谓|(?<!请)相信|[误听]信|广告|"
    r"(?:对方|骗子|他|她)们?[^，。；]{0,6}保证"
)
_WE_CLAIM = re.compile(
    r"(?:我们|警方|民警|公安|派出所|政府|本[镇村社区站])(?:承诺|说|保证|答应|相信)"
)
# Anywhere in the sentence: it is called a fraud, or asked.
_JUDGED = re.compile(
    r"是(?:骗|诈骗|假|陷阱|圈套|套路|幌子|诱饵|谎|话术)|别信|不信|不要信|[别要不]相信|不可信|不存在|"
    r"旗号|幌子|诱饵|话术|引诱|诱惑|诱骗|吸引|噱头|名义|借口|[吗么]$|[？?]$"
)
# Shortly before it: it is doubted, or is a measured share.
_UNSURE = re.compile(
    r"不$|(?:没|哪有|哪来|不[能可会敢是等保存该追说到]|难|未必|警惕|当心|小心|提防|谨防|追求|谁也|别|指望)[^，。；！？]{0,8}$|(?:[剩余涨跌占]|充到|[转付交垫扣]了?)$"
)


@rule(
    "W002",
    "不说绝对的话",
    why="追不追得回、防不防得住，谁也保证不了。说满了，落空的人就不再信我们。",
    bad="及时报警，钱一定能追回。",
    good="越早打110，越有机会拦住。",
)
def promise(context: Context) -> Iterator[Finding]:
    """What nobody can keep must not be promised; what fraudsters promise is content."""
    for prose in context.residents:
        for hit in prose.search(_PROMISE):
            if hit.line.field != "red_flags" and voice.ours(hit) and not _reported(hit):
                hint = "说能做到的，例如“越早打110，越有机会拦住”"
                yield hit.finding(f"“{hit.match[0]}”说得太满", hint=hint)


def _reported(hit: Hit) -> bool:
    """Whether it is no promise of ours but one that we report, doubt or warn of."""
    head = voice.before(hit)
    if _WE_CLAIM.search(head):
        return False
    return bool(
        _CLAIMED.search(head) or _UNSURE.search(head) or _JUDGED.search(voice.sentence(hit))
    )


_PANIC = re.compile(
    "惊天|令人震惊|震惊(?=[！!：:]|了?全)|骇人听闻|惊爆|速看(?<![快迅飞]速看)|速转(?=[！!：:，]|给)(?<![快迅飞高]速转)|"
    "转疯了|不转不是|倾家荡产|家破人亡|妻离子散|万劫不复|一贫如洗|血本无归|化为乌有|血的教训|毁了一个家|痛不欲生|人人自危|"
    "恐怖(?=[！!])|太可怕|太恐怖|太吓人|令人发指|触目惊心|毛骨悚然|不寒而栗|细思极恐|后背发凉|字字惊心|丧尽天良|灭顶之灾|"
    "紧急扩散|火速扩散|立即扩散|马上扩散|速速扩散|赶[紧快]扩散|快转给|扩散周知|求扩散|火速转发|紧急转发|都转起来|十万火急|出大事了|"
    "全国都在传|全网都在|再不看|不看后悔|后悔一辈子|吓出一身|瞬间被?(?:掏空|清空|转空|归零)|洗劫一空"
)


@rule(
    "W003",
    "不吓人",
    why="吓人的话和骗子用的是同一招。慌了的人想不清楚，也不会再看第二眼。",
    bad="速看，这种骗法很多人中招。",
    good="这种骗法最近多起来了，先看看怎么认。",
)
def panic(context: Context) -> Iterator[Finding]:
    """Fear is the fraudster's tool; a calm text shows the next step."""
    for prose in context.residents:
        for hit in prose.search(_PANIC):
            if voice.ours(hit):
                hint = "平平地写：发生了什么，怎么认，怎么办"
                yield hit.finding(f"“{hit.match[0]}”会让人慌", hint=hint)

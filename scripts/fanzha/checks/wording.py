"""Family W, first part: how we speak of people, and what we promise them.

People who lost money are not blamed, nothing is promised that nobody can keep, and nobody is
frightened. Quoted speech is left alone, see `voice`. Every pattern is a flat list of words that
begin with a fixed character: such a search is eight times as fast as one with an optional or
nested beginning. What a word must not follow stands behind it for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks import voice
from fanzha.checks.rule import Context, Family, Hit
from fanzha.findings import Finding

_family = Family()

_BLAME = re.compile(
    # greed
    "贪小|贪便宜|贪图|贪心|贪财|贪念|贪欲|贪婪|贪利|占小?便宜|图小?便宜|财迷|见钱眼开|利令智昏|"
    r"(?:经|抵|禁|挡|架)不住[^，。；！？\n]{0,4}诱惑|冲昏了?头|"
    # stupidity; 吓傻、装糊涂、越听越糊涂 blame nobody
    "傻(?!瓜相机|瓜式|眼|了眼|乎乎)(?<![吓装看惊听等不]傻)|糊涂(?!账)(?<![越听绕说搞弄问装不没]糊涂)|"
    "愚蠢|愚昧|愚笨|蠢(?!蠢欲动)|太笨|真笨|这么笨|笨蛋|无知(?![觉情晓])(?<!一无知)|"
    "太天真|天真地|过于天真|太单纯|幼稚(?!园)|头脑简单|没长?脑子|不[长动过]脑子|缺心眼|缺根筋|没见识|没文化|"
    "冤大头|智商税|法盲|鬼迷心窍|执迷不悟|最好骗|太好骗|真好骗|这么好骗|好骗的人|"
    # carelessness; 不轻信 is advice
    "轻信(?<![不勿莫别忌防]轻信)(?<!(?:不要|不能|不可|防止|避免)轻信)|"
    "轻易相信(?<![不勿莫别]轻易相信)(?<!(?:不要|不能)轻易相信)|"
    "大意(?![为是])(?<![不别勿莫]大意)(?<!(?:不要|不能|不可)大意)|粗心|麻痹(?<![不别勿莫]麻痹)|"
    "防范意识[^，。；！？\n]{0,2}(?:差|弱|薄|淡|不强|不足|不够|低|欠缺)|法律意识[^，。；！？\n]{0,2}(?:差|淡|薄|不强)|"
    "缺乏[^，。；！？\n]{0,3}(?:防范|法律|安全|警惕)|警惕性[^，。；！？\n]{0,1}(?:不高|低|差|不强|不够)|"
    # their own fault
    "活该|自作自受|咎由自取|自讨苦吃|自食其果|自找的|怨不得别人|怪不得别人|只能?怪[自他她]|都怪[自他她]|"
    "上当的人?[^，。；！？\n]{0,2}太(?![多少])|受骗的人?[^，。；！？\n]{0,2}太(?![多少])|"
    "被骗的人?[^，。；！？\n]{0,2}太(?![多少])|怎么[这那]么(?:容易|轻易)(?:上当|被骗|相信|就?信)"
)
# Shortly before the word: it is denied, it is not to be said, or it is said of the fraudster.
_NOT_BLAMED = re.compile(
    r"(?:(?<!要)不[是因怪算骂笑嫌说提叫必等]|并非|没人|没有|谁[也都]|从不|[别要该][骂说笑怪嫌]|骂|聪不聪明|"
    r"[和与跟][^，。；]{0,10})[^，。；！？]{0,6}$|(?:骗子|诈骗分子)[^，。；！？用抓挑专看靠]{0,3}$"
)
_SAID = re.compile(r"[说骂讲笑叫喊问句：]$")


@_family.rule(
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
    return bool(_NOT_BLAMED.search(voice.before(hit)))


_PROMISE = re.compile(
    "100[%％]|１００[%％]|百分之一?百|百分百|绝对(?![值的]|[湿温]度|不[要能可]|禁止|别)|绝不会|决不会|永不|"
    "永远不[会再][^，。；！？\n]{0,4}(?:骗|上当|中招)|再也不会[^，。；！？\n]{0,3}(?:骗|上当|中招)|"
    "一定(?:能|会|可以)?[全部额]{0,2}[追要][得]?回|肯定(?:能|会|可以)?[全部额]{0,2}[追要]得?回|必能追回|包追回|"
    "保证(?:能|可以)?[全部额]{0,2}追回|全[部额]追回|彻底(?:杜绝|消除|根除)|完全杜绝|零风险|零发案|零受骗|"
    "万无一失|绝无(?:风险|可能)"
)
# Earlier in the sentence: somebody claims it.
_CLAIMED = re.compile(
    r"说(?![明到])(?<!可以说)(?<!老实说)|[声宣谎自号]称|称(?=[可能有其这])|承诺|许诺|答应|夸口|吹|打包票|标榜|喊|"
    r"发来|[写标打]着|凡是|以为|所谓|相信|[误听]信|广告"
)
_WE_CLAIM = re.compile(
    r"(?:我们|警方|民警|公安|派出所|政府|本[镇村社区站])(?:承诺|说|保证|答应|相信)"
)
# Anywhere in the sentence: it is called a fraud.
_JUDGED = re.compile(
    r"是(?:骗|诈骗|假|陷阱|圈套|套路|幌子|诱饵|谎|话术)|别信|不信|不要信|相信|不可信|不存在|"
    r"旗号|幌子|诱饵|话术|引诱|诱惑|诱骗|吸引|噱头|名义|借口|[吗么]$"
)
# Shortly before it: it is doubted, or is a measured share.
_UNSURE = re.compile(
    r"(?:没|哪有|哪来|不|难|未必|警惕|当心|小心|提防|谨防|追求|谁也)[^，。；！？]{0,8}$|[剩余涨跌占]$"
)


@_family.rule(
    "W006",
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
    "惊天|震惊|惊爆|惊呆|速看|疯传|疯转|转疯|不转不是|倾家荡产|家破人亡|妻离子散|万劫不复|血本无归|"
    "太可怕|太恐怖|太吓人|令人发指|触目惊心|毛骨悚然|后背发凉|字字惊心|丧尽天良|灭顶之灾|"
    "紧急扩散|火速扩散|立即扩散|马上扩散|速速扩散|扩散周知|火速转发|紧急转发|速转|都转起来|十万火急|"
    "出大事了|全国都在传|不看后悔|后悔一辈子|吓出一身|瞬间被?(?:掏空|清空|转空|归零)|洗劫一空"
)


@_family.rule(
    "W007",
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


RULES = tuple(_family.rules)

"""Family W, first part: how we speak of people and what we promise them.

People who lost money are not blamed (words such as 贪心 keep others from reporting), nobody is
compelled to install anything, nothing is promised that no one can keep, and nobody is frightened.
Quoted speech is left alone, see `voice`. Patterns are flat lists of words that begin with a fixed
character: such a search is eight times as fast as one with an optional or nested beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks import voice
from fanzha.checks.rule import Context, Family, Hit
from fanzha.findings import Finding

_family = Family()


_BLAME = re.compile(
    "贪小|贪便宜|贪图|贪心|贪财|贪念|贪欲|贪婪|贪利|占小便宜|占便宜|图便宜|图小便宜|"
    "傻(?!瓜相机|瓜式|眼|了眼|笑|乎乎)|活该|糊涂(?!账)|"
    "轻信|轻易相信|愚蠢|愚昧|愚笨|蠢(?!蠢欲动)|太笨|真笨|这么笨|笨蛋|无知(?![觉情晓])|"
    "太天真|天真地|过于天真|太单纯|幼稚|头脑简单|没脑子|没长脑子|不长脑子|不动脑子|不过脑子|"
    "缺心眼|缺根筋|没见识|没文化|冤大头|智商税|法盲|财迷|见钱眼开|鬼迷心窍|利令智昏|"
    "执迷不悟|自作自受|咎由自取|自讨苦吃|自食其果|自找的|怨不得别人|怪不得别人|"
    "只能怪(?:自己|他|她)|只怪(?:自己|他|她)|都怪(?:自己|他|她)|要怪就怪|冲昏(?:了)?头|"
    "大意(?![为是])|粗心|麻痹|最好骗|太好骗|真好骗|这么好骗|好骗的人|"
    "(?:经|抵|禁|挡|架)不住(?:金钱|高息|利益|高额回报|高利)?的?诱惑|"
    "防范意识(?:还|比较|较|太|很|普遍)?(?:差|弱|薄弱|淡薄|不强|不足|不够|低|欠缺)|"
    "缺乏(?:基本的?)?(?:防范|法律|安全|警惕)|法律意识(?:淡薄|差|不强)|"
    "警惕性(?:不高|太低|差|低|不强|不够)|上当的人?(?:也|真|实在|就是|都是)?太(?![多少])|"
    "受骗的人?(?:也|真|实在|就是|都是)?太(?![多少])|被骗的人?(?:也|真|实在|就是|都是)?太(?![多少])|"
    "怎么(?:这么|那么)(?:容易|轻易)(?:就)?(?:上当|被骗|相信|信)"
)
# Just before the word: it is denied, forbidden to say, or said of the fraudster.
_NOT_BLAMED = re.compile(
    r"(?:不是|不因|并非|不怪|不算|不骂|不笑|不嫌|不说|不提|不等于|不叫|不必|没人|没有|没|谁也不?|谁都不?|从不|"
    r"别骂|别说|别笑|别怪|别嫌|要骂|要说|要笑|要怪|该骂|该说|该怪|(?<!怎)么说|骂|聪明不聪明|聪不聪明|"
    r"(?:和|与|跟)[^，。；]{0,10})[^，。；！？]{0,6}$"
)
_OF_FRAUDSTERS = re.compile(r"(?:骗子|诈骗分子|对方)(?:们)?[的也更才都很最并可真比一点]*不?$")
_ADVICE = re.compile(r"(?:不|勿|莫|别|忌|不能|不可|防止|避免|谨防|以免|不会|没有?)(?:再|去)?(?:随便|轻易)?$")
_CONFUSED = re.compile(r"(?:[越听绕说搞弄问讲看]|装|不|没|得|还|谁)(?:得)?(?:更|一头雾水)?$")
_FROZEN = re.compile(r"[吓装看惊听等不没]$|不(?:是|算)$")
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
            if voice.in_our_field(hit.line) and not _forgiven(hit):
                hint = "写骗子做了什么，不评价受骗的人。例如：对方先返小钱，让她放了心"
                yield hit.finding(f"“{hit.match[0]}”像是在责怪受骗的人", hint=hint)


def _forgiven(hit: Hit) -> bool:
    """Whether the word blames no victim where it stands."""
    word, head = hit.match[0], voice.before(hit)
    quoted = voice.quotation(hit)
    if quoted is not None:
        # A whole saying is somebody's speech; the word alone in quotation marks is our irony.
        opening = head.rfind("“")
        if len(quoted) > len(word) + 2 or _SAID.search(head[: max(opening, 0)]):
            return True
    if word.startswith("轻") and _ADVICE.search(head):
        return True
    if word == "糊涂" and _CONFUSED.search(head) and not head.endswith("老"):
        return True
    if word == "傻" and _FROZEN.search(head):
        return True
    if word in ("大意", "麻痹", "粗心") and _ADVICE.search(head):
        return True
    return bool(_NOT_BLAMED.search(head.rstrip("“")) or _OF_FRAUDSTERS.search(head))


_APP = re.compile(r"反诈[^，。；！？\n]{0,8}(?:APP|软件)|APP", re.IGNORECASE)
_NAMED = re.compile("国家反诈中心”?APP|反诈中心APP|反诈APP", re.IGNORECASE)
_COMPELLED = re.compile(
    "|".join(
        f"{word}[^，。；！？、\n]{{0,10}}?(?:安装|下载|注册|装上|装好|装)"
        for word in (
            *("必须", "务必", "一律", "一定要", "全部", "全员", "人人", "户户", "家家", "每人"),
            *("每户", "所有人", "强制", "强行", "硬性", "限期", "限时", "统一"),
        )
    )
    + "|不(?:安装|装|下载|注册)[^。；！？\n]{0,14}?(?:不能|不给|不予|不让|不得|不准|不许|无法|不办|免谈|"
    "扣分|扣钱|通报)|先(?:安装|装|下载|注册)[^。；！？\n]{0,14}?(?:才能|才可以|才给|才让|方可)|"
    "应装尽装|应下尽下|能装尽装|装机率|安装率|注册率|下载率|激活率|安装任务|下载任务|注册任务|推广任务|"
    "安装指标|推广指标|截图(?:为证|作证|为凭|打卡|上报|报送|回传|接龙|备查)|"
    "截图[^，。；！？\n]{0,3}(?:发|传|交)[到至给](?:群|班|单位|村|社区|网格)|"
    "上传(?:安装|注册|下载)[^，。；！？\n]{0,4}截图|提交(?:安装|注册|下载)[^，。；！？\n]{0,4}截图"
)
# These are said of nothing but the app.
_QUOTA = re.compile("率$|任务$|指标$|尽[装下]$|^截图(?:为证|作证|为凭)")
_BARE = re.compile(r"(?:安装|下载|注册)$")
_LET_OFF = re.compile(r"自愿|可以|[不别勿非]|从|在|到|由")
_DENIED = re.compile(r"(?:不|没|无|非|禁|别|勿|未|无权|谁|拒绝)[^，。；]{0,7}$")
_OTHERS = re.compile(
    "对方|骗子|诈骗分子|陌生人|客服|他们?(?:说|叫|让|要|称|讲|催)|她说|叫您|让您|要您|催您|逼您|"
    "谎称|声称|自称|说是|诱导|有人"
)


@_family.rule(
    "W002",
    "不强迫安装APP",
    why="没有哪条法律要求居民安装。强迫、截图、下指标，只会让人反感。",
    bad="自愿安装国家反诈中心APP，不装不能办卡。",
    good="国家反诈中心APP自愿安装，不装也不影响办事。",
)
def app_compelled(context: Context) -> Iterator[Finding]:
    """No article of the law obliges anyone to install the app, so no sheet may."""
    for prose in context.residents:
        for hit in prose.search(_COMPELLED):
            if voice.ours(hit) and _compels(hit, bool(_NAMED.search(prose.text))):
                hint = "写“自愿安装”。不装也照样办事，拿不准可以打96110"
                yield hit.finding(f"“{hit.match[0]}”是强迫安装", hint=hint)


def _compels(hit: Hit, named: bool) -> bool:
    """Whether the match makes people install the app; `named`: the item is about it."""
    found, head = hit.match[0], voice.before(hit)
    if _DENIED.search(head) or _OTHERS.search(head):
        return False
    if _QUOTA.search(found):
        return True
    if not found.startswith(("不", "先")) and _LET_OFF.search(found, 2):
        return False
    ends = not hit.line.text[hit.end : hit.end + 1].isalnum()
    return named or bool(_APP.search(voice.sentence(hit))) or (ends and bool(_BARE.search(found)))


_PRAISED = re.compile(
    "装(?:了|上|好|完|后)[^。；！？\n]{0,16}?(?:(?:就|便|再也|从此)?不(?:会|再|用怕|怕|必怕)[^。；！？\n]{0,6}"
    "(?:骗|上当|中招)|万事大吉|高枕无忧|万无一失|远离诈骗|一劳永逸)|"
    "万事大吉|高枕无忧|一劳永逸|从此远离|再也不怕|神器|利器|法宝|克星|守护神|护身符|金钟罩|防火墙|保护伞|"
    "拦(?:住|下|截)?[^。；！？\n]{0,3}(?:所有|一切|全部)|挡(?:住)?[^。；！？\n]{0,3}(?:所有|一切|全部)|"
    "识别[^。；！？\n]{0,3}(?:所有|一切|全部)|所有[^，。；！？\n]{0,8}(?:拦|挡|识别)|"
    "一切[^，。；！？\n]{0,8}(?:拦|挡|识别)|全部[^，。；！？\n]{0,4}(?:拦|挡|识别)"
)
_NO_PRAISE = re.compile("不等于|不代表|不意味|不是说|别以为|不要以为|以为|拦不住|挡不住|不能|也可能|不可能|没有")


@_family.rule(
    "W003",
    "不夸大APP的作用",
    why="装了也可能被骗。夸大作用，人就放松了。",
    bad="自愿安装国家反诈中心APP，装了就不会被骗。",
    good="国家反诈中心APP自愿安装，它能提醒，不能代替您核实。",
)
def app_praised(context: Context) -> Iterator[Finding]:
    """The app's effect is not to be praised: who trusts it blindly is off guard."""
    for prose in context.residents:
        if not _NAMED.search(prose.text):
            continue
        for hit in prose.search(_PRAISED):
            whole = voice.sentence(hit)
            if voice.ours(hit) and not (_NO_PRAISE.search(whole) or _OTHERS.search(whole)):
                hint = "只写它能做什么，例如“能提醒可疑来电”，再写一句“装了也要自己核实”"
                yield hit.finding(f"“{hit.match[0]}”夸大了APP的作用", hint=hint)


APP = "国家反诈中心APP"
_NAME = re.compile(
    r"“国家反诈中心”\s?(?:手机)?APP|国家反诈(?:骗)?(?:中心)?”?[ 　]?(?:官方)?(?:手机)?APP(?![A-Za-z])|"
    r"反诈(?:骗)?(?:中心)?[ 　]?(?:官方)?(?:手机)?APP(?![A-Za-z])",
    re.IGNORECASE,
)
_FAKE = re.compile(r"(?:假|冒|山寨|仿|高仿|所谓)[^，。；！？]{0,4}$")


def _our_app(hit: Hit) -> bool:
    """Whether the match is the real app, spoken of in our voice."""
    quoted = voice.quotation(hit)
    named = quoted is None or quoted == hit.match[0]
    return voice.in_our_field(hit.line) and named and not _FAKE.search(voice.before(hit))


@_family.rule(
    "W004",
    "APP的名称要写全",
    why="假的反诈软件很多，名称差一个字，就可能装错。",
    bad="可以自愿安装反诈APP。",
    good="可以自愿安装国家反诈中心APP。",
)
def app_name(context: Context) -> Iterator[Finding]:
    """Fakes live on nearly right names."""
    for prose in context.residents:
        for hit in prose.search(_NAME):
            if hit.match[0] != APP and _our_app(hit):
                message = f"“{hit.match[0]}”不是准确的名称"
                yield hit.finding(
                    message, hint=f"写成 {APP}", mended=voice.mended(hit, APP)
                )


@_family.rule(
    "W005",
    "写到APP，要写“自愿”",
    why="安装是自愿的。不写明，居民会以为非装不可。",
    bad="可以安装国家反诈中心APP。",
    good="可以自愿安装国家反诈中心APP。",
)
def app_voluntary(context: Context) -> Iterator[Finding]:
    """Whoever reads of the app must read that it is voluntary."""
    for prose in context.residents:
        if APP not in prose.text or "自愿" in prose.text:
            continue
        hit = next((hit for hit in prose.search(_NAME) if hit.match[0] == APP and _our_app(hit)), None)
        if hit is not None:
            hint = "在这一篇里写明“自愿安装”，不想装的可以打96110问"
            yield hit.finding(f"写到{APP}，却没有写“自愿”", hint=hint)


_PROMISE = re.compile(
    "100[%％]|１００[%％]|百分之百|百分之一百|百分百|绝对(?!值|湿度|温度|音高)|绝不会|决不会|永不|"
    "永远不(?:会|再)[^，。；！？\n]{0,4}(?:骗|上当|中招)|再也不会[^，。；！？\n]{0,3}(?:骗|上当|中招)|"
    "一定(?:能|会|可以)(?:全部|全额)?(?:追|要)回|一定追[得回]|肯定(?:能|会|可以)?(?:全部|全额)?追回|"
    "必能追回|包追回|保证(?:能|可以|全部|全额)?追回|全部追回|全额追回|"
    "彻底杜绝|完全杜绝|彻底消除|彻底根除|零风险|零发案|零受骗|万无一失|绝无(?:风险|可能)"
)
_CLAIMED = re.compile(
    r"(?<!可以)(?<!老实)(?<!不用)说(?![明到])|[声宣谎自号]称|称(?=可|能|有|其|这)|承诺|许诺|答应|夸口|吹|打包票|"
    r"标榜|喊|发来|写着|标着|打着|凡是|以为|所谓|相信|误信|听信|盼|广告|保证零"
)
_WE_CLAIM = re.compile(r"(?:我们|警方|民警|公安|派出所|政府|单位|本[镇村社区站])(?:再次)?(?:承诺|说|保证|答应|相信)")
_JUDGED = re.compile(
    r"是(?:骗|诈骗|假|陷阱|圈套|套路|幌子|诱饵|谎|话术|第二次骗)|别信|不信|不要信|不要相信|别相信|不可信|不存在|"
    r"旗号|幌子|诱饵|话术|引诱|诱惑|诱骗|吸引|噱头|名义|借口|就有问题|危险信号"
)
_UNSURE = re.compile(
    r"(?:没有?|哪有|哪来|不能|不敢|无法|不会|不可能|从不|并不|不是|不|难|未必|警惕|当心|小心|提防|谨防|"
    r"追求|做不到|没法|谁也)[^，。；！？]{0,8}$"
)
_MEASURED = re.compile(r"[剩余到涨跌占为的]$|[是有]$")
_DONT = re.compile(r"(?:不要|不能|不可|别|禁止)")


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
            if hit.line.field != "red_flags" and voice.ours(hit) and _promises(hit):
                hint = "说能做到的，例如“越早打110，越有机会拦住”"
                yield hit.finding(f"“{hit.match[0]}”说得太满", hint=hint)


def _promises(hit: Hit) -> bool:
    """Whether it is our own promise, not one that we report, doubt or warn of."""
    word, head, whole = hit.match[0], voice.before(hit), voice.sentence(hit)
    after = hit.line.text[hit.end :]
    if word == "绝对" and (_DONT.match(after) or after.startswith("的")):
        return False
    if word.endswith(("%", "％")) and (_MEASURED.search(head) or after.startswith("羊毛")):
        return False
    if whole.endswith(("吗", "么")) or _JUDGED.search(whole) or _UNSURE.search(head):
        return False
    return not _CLAIMED.search(head) or bool(_WE_CLAIM.search(head))


_PANIC = re.compile(
    "惊天|震惊|惊爆|惊呆|速看|快看完|疯传|疯转|转疯|不转不是|倾家荡产|家破人亡|妻离子散|万劫不复|血本无归|"
    "太可怕|太恐怖|太吓人|令人发指|触目惊心|毛骨悚然|后背发凉|字字惊心|丧尽天良|灭顶之灾|"
    "紧急扩散|火速扩散|立即扩散|马上扩散|速速扩散|扩散周知|火速转发|紧急转发|速转|都转起来|十万火急|"
    "出大事了|全国都在传|不看后悔|后悔一辈子|吓出一身|瞬间(?:被)?(?:掏空|清空|转空|归零)|洗劫一空"
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

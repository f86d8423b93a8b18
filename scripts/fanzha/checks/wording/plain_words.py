"""Family W, third part: plain words and short sentences.

Residents read on a phone, in a hurry, many of them old. The table gives the plain word for the
official one; a slogan has no plain word, and the editor must say what to do instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Line, Prose
from fanzha.findings import Finding, Severity

# What 进行, 予以 and 加以 only stretch; 对 can be turned round before the first half.
_DONE_TO = (
    "核实|核对|核查|查证|确认|验证|审核|查询|冻结|解冻|止付|注销|挂失|举报|投诉|提醒|劝阻|培训|调查|检查|排查|"
    "处理|处罚|诈骗|打击|查处|奖励|表扬"
)
_DEEDS = (
    f"{_DONE_TO}|咨询|联系|沟通|转账|汇款|付款|支付|充值|提现|投资|购买|交易|操作|登记|注册|下载|安装|更新|认证|"
    "宣传|讲解|说明|解释|学习|配合|支持|协助|表彰|返还|退还|没收"
)
_WHOM = r"[^，。；！？、：“”\n]"
# Official words → plain ones, in the order in which they are tried. A word begins with a fixed
# character; what it must not follow stands behind it.
_TABLE = {
    rf"对(?!方|于|着|此|话|比)(?<![反面针相绝核应]对)({_WHOM}{{1,8}}?)(?:进行|予以|加以)({_DONE_TO})": r"\2\1",
    rf"进行(?={_DEEDS})|予以(?={_DEEDS})|加以(?={_DEEDS})": "",
    "予以|给予(?![的了])": "给",
    rf"向({_WHOM}{{1,6}}?)告知": r"告诉\1",
    "告知(?![书单函])|知会": "告诉",
    "涉嫌违法犯罪(?:行为|活动)?": "可能犯法",
    "涉嫌犯罪": "可能犯罪",
    "广大人民群众|人民群众|广大群众|广大市民": "大家",
    "广大(?=居民|村民|师生|学生|家长|老年|老人|商户|网民|网友|用户|业主|职工|员工|青少年)": "",
    "高度重视": "重视",
    "切实[提增][高强][^，。；！？\n]{0,4}意识|提高[自我安全]{0,4}防范意识|增强[自我安全]{0,4}防范意识|"
    "提高防骗意识|增强防骗意识|提高反诈意识|增强反诈意识|提高识骗防骗能力": "多留心",
    "切实(?!可行|际)": "",
    "务必要?": "一定要",
    "谨防上当受骗": "小心受骗",
    "谨防": "小心",
    "切勿|切忌": "不要",
    "请勿": "请不要",
    "如遇|若遇": "遇到",
    "如若|倘若": "如果",
    "均[为系属是](?<![平人户年月日]均.)|皆[为系是]": "都是",
    "均(?=可|不|需|要|会|有|已|应)(?<![平人户年月日]均)": "都",
    "上述的?": "上面的",
    "下述的?|下列的?": "下面的",
    "此类": "这类",
    "此种": "这种",
    "此举": "这样做",
    "据悉，?|据了解，?": "",
    "截至目前": "到现在",
    "近日(?<!临近日)|近期": "最近",
    "第一时间": "马上",
    "拨打(?!火)": "打",
    "致电": "打电话给",
    "知悉|知晓(?!率)|悉知": "知道",
    "获悉": "听说",
    "索要|索取": "要",
    "缴纳|缴付|交纳": "交",
    "前往": "去",
    "抵达": "到",
    "办理(?=[\u4e00-\u9fff])(?!流程|中|人|结|完|时)": "办",
    "购置": "买",
    "出具(?=证明|收据|发票)": "开",
    "如何(?!是好)(?<!论如何)": "怎么",
    "为何(?<!因为何)": "为什么",
    "何种": "哪种",
    "何处": "哪里",
    "何时": "什么时候",
    "无需|无须": "不用",
    "即可(?![^，。；！？、：”）\n])": "就行",
    "即可": "就能",
    "后方可": "后才能",
    "仅需(?<!不仅需)": "只要",
    "仅限": "只限",
    "尚未": "还没",
    "尚无": "还没有",
    "若干": "几",
    "较为": "比较",
    "诸多": "很多",
    "鉴于": "因为",
    "亦可": "也可以",
    "亦(?=不|有|是|会)(?<!不亦)": "也",
    "实施(?=电信|网络|诈骗|犯罪)": "",
    "遭受|蒙受": "受",
    "违法犯罪分子|诈骗犯罪分子|不法分子|诈骗分子": "骗子",
    "事主(?![任体动要管持席])": "被骗的人",
    "进一步(?=核实|核对|了解|确认|查|问)": "再",
    "开展(?=反诈宣传|宣传|培训|排查|走访)": "做",
}
_OFFICIAL = re.compile("|".join(_TABLE))
_EACH = tuple((re.compile(pattern), plain) for pattern, plain in _TABLE.items())


@rule(
    "W010",
    "公文用语换成平常话",
    why="公文里的词，老人要想一想才懂。平常怎么说，就怎么写。",
    bad="请前往{派出所}说明。",
    good="请去{派出所}说明。",
    severity=Severity.WARNING,
)
def official_word(context: Context) -> Iterator[Finding]:
    """The plain word is known for each."""
    for prose in context.residents:
        for hit in prose.search(_OFFICIAL):
            if not voice.ours(hit):
                continue
            found = (one.match(hit.match.string, hit.match.start()) for one, _ in _EACH)
            match, plain = next((m, to) for m, (_, to) in zip(found, _EACH, strict=True) if m)
            better = match.expand(plain)
            how = f"平常说“{better}”" if better else "可以删去"
            yield hit.finding(f"“{match[0]}”是公文用语，{how}", mended=voice.mended(hit, better))


_SLOGAN = re.compile(
    "营造[^，。；！？\n]{0,12}氛围|筑牢|织密|铜墙铁壁|入脑入心|走深走实|落实落细|压紧压实|压实[^，。；！？\n]{0,4}责任|"
    "齐抓共管|久久为功|全力推进|扎实推进|深入推进|稳步推进|纵深推进|统筹推进|持续推进|全力以赴|持续发力|主动作为|"
    "有力有效|有效遏制|形势严峻|严峻形势|高压态势|牢固树立|充分认识|充分发挥|贯彻落实|提质增效|多措并举|综合施策|"
    "全方位|多层次|多举措|常抓不懈|常态化|全覆盖|无死角|获得感|人民战争|掀起[^，。；！？\n]{0,10}[高热]潮|蔚然成风|"
    "守[护好牢住]{1,2}[^，。；！？\n]{0,8}钱袋子|不断(?:提升|提高|增强)|有关部门|相关部门|特此(?:通知|公告|告知)|兹有"
)


@rule(
    "W011",
    "口号换成做法",
    why="口号谁都会念，念完不知道该做什么。",
    bad="营造全民反诈的浓厚氛围。",
    good="每天晚饭前，村里的喇叭讲一种骗法。",
    severity=Severity.WARNING,
)
def slogan(context: Context) -> Iterator[Finding]:
    """A slogan names no deed; only the editor knows which one is meant."""
    for prose in context.residents:
        for hit in prose.search(_SLOGAN):
            if voice.ours(hit):
                hint = "写清楚谁、在哪里、做什么；用不着就删去"
                yield hit.finding(f"“{hit.match[0]}”没有说要做什么", hint=hint)


LONG, TOO_LONG = 40, 60  # characters; the limits are those of the wording policy
_SENTENCE = re.compile(r"[^。！？；\n]+")
_MARKS = re.compile(r"!?\[(?P<text>[^\]\n]*)\]\([^)\n]*\)|^\s*(?:[-*+>]|\d+[.)])\s+|[*_`{}\\]|\s+")
_NO_SENTENCE = re.compile(r"#|\s*\||.*\s\|\s|\[[^\]]+\]:")
# A front matter field that is no longer than this is limited by its model.
_FIELD = 60


@rule(
    "W012",
    "句子偏长",
    why="一句话超过40个字，念一遍记不住。",
    bad="骗子先弄到您的姓名和买过的东西，再冒充网店的客服打来电话，说东西有毛病要赔您钱，叫您照着做。",
    good="骗子先弄到您的姓名，再冒充客服打来。他说要赔您钱，叫您照着做。",
    severity=Severity.WARNING,
)
def long_sentence(context: Context) -> Iterator[Finding]:
    """Over 40 characters."""
    return _long(context, LONG, TOO_LONG)


@rule(
    "W013",
    "句子太长",
    why="一句话超过60个字，念到后面就忘了前面。",
    bad="骗子先弄到您的姓名和买过的东西，再冒充网店的客服打来电话，说东西有毛病要多赔您一些钱，"
    "然后叫您加他的好友，装上开会用的软件，照着他说的做。",
    good="骗子先弄到您的姓名，再冒充客服打来。他说要赔您钱，叫您照着做。",
)
def too_long_sentence(context: Context) -> Iterator[Finding]:
    """Over 60 characters."""
    return _long(context, TOO_LONG, 10**6)


def _long(context: Context, over: int, up_to: int) -> Iterator[Finding]:
    for prose in context.residents:
        for line in _long_lines(prose, over):
            for match in _SENTENCE.finditer(line.text):
                size = _length(match[0])
                if over < size <= up_to:
                    start, end = match.span()
                    message = f"这一句有{size}个字，最多{LONG}个字"
                    hint = "在说完一件事的地方断开，改成句号"
                    yield line.finding(start, end, message, hint=hint)


def _long_lines(prose: Prose, over: int) -> Iterator[Line]:
    """Lines that may hold such a sentence; no tables and headings, no limited fields."""
    text = prose.text
    for stop in "。！？；":
        text = text.replace(stop, "\n")
    if max(map(len, text.split("\n"))) <= over:
        return
    for line in prose.lines:
        if len(line.text) <= over:
            continue
        if line.field is None:
            if not _NO_SENTENCE.match(line.text):
                yield line
        elif len(line.text) > _FIELD and voice.in_our_field(line):
            yield line


def _length(sentence: str) -> int:
    """Characters that are read: no Markdown marks, link targets or spaces."""
    return len(_MARKS.sub(lambda match: match["text"] or "", sentence))

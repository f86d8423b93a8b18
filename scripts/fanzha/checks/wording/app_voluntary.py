"""Family W, second part: the app 国家反诈中心APP.

Installing it is voluntary: no article of the law obliges anyone. So no item makes it a duty or a
condition, asks for screenshots, counts installations or praises its effect; and because fakes
live on nearly right names, its name is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks.engine import voice
from fanzha.checks.engine.registry import rule
from fanzha.checks.engine.rule import Context, Hit, Prose
from fanzha.findings import Finding

APP = "国家反诈中心APP"
_TAIL = "[ 　]?(?:官方)?(?:手机)?APP(?![A-Za-z])"
_NAME = re.compile(
    f"“国家反诈中心”{_TAIL}|‘国家反诈中心’{_TAIL}|国家[反防][电欺]?诈骗?(?:中心)?{_TAIL}|"
    f"国家反诈中心(?:手机)?(?:客户端|软件)|反诈骗?(?:中心)?{_TAIL}|防诈骗?(?:中心)?{_TAIL}",
    re.IGNORECASE,
)
_FAKE = re.compile(
    r"(?:假|冒|山寨|仿|所谓)[^，。；！？]{0,4}$|(?:骗子|对方)[^，。；！？]{0,4}[说编发][^，。；！？]{0,4}$"
)
# Anybody but us: fraudsters, too, make people install software.
_OTHERS = re.compile(
    "(?:对方|骗子|诈骗分子|陌生人|客服)[^，。；]{0,8}[说叫让要称催逼发]|他们?[说叫让要称讲催]|她说|[叫让要催逼]您|"
    "谎称|声称|自称|说是|诱导|有人"
)
# Said of nothing but the app.
_QUOTA = re.compile(
    "应装尽装|应下尽下|能装尽装|装机率|安装率|注册率|下载率|激活率|安装任务|下载任务|注册任务|推广任务|"
    "安装指标|推广指标|安装后截图|装好后截图|注册后截图|下载后截图|必须安装(?![^，。！；\n])|一律安装(?![^，。！；\n])|"
    "强制安装(?![^，。！；\n])|务必安装(?![^，。！；\n])|不装不[能给让准许][办领进]"
)
# Asked for where the item is about the app. What is refused to who has not installed it:
_SERVICE = "(?:办|进|领|入|上班|上学|上岗|报名|取|开(?!启)|签|参加|评|毕业|发|放)"
_DUTY = re.compile(
    "(?:必须|务必|一律|一定要|全[部员]|人人|户户|家家|每[人户家]|所有人|强[制行]|硬性|限[期时]|统一|要求|应当|都要|一个不落)"
    r"(?P<gap>[^，。；！？、\n]{0,10}?)(?:安装|下载|注册|装)|"
    rf"[不未没](?:安装|装|下载|注册)[^。；！？\n]{{0,14}}?(?:不[能给予让得准许]予?{_SERVICE}|不办|免谈|"
    r"(?<!不)(?<!不会)扣[分钱]|通报|写说明)|"
    rf"(?:先(?:安装|装|下载|注册)|出示)[^。；！？\n]{{0,14}}?(?:才[能可给让]以?|方可){_SERVICE}|"
    r"(?:上传|提交|上报|凭)(?:安装|注册|下载)[^，。；！？\n]{0,4}截图|截图(?:为证|作证|为凭|打卡|上报|报送|回传|备查)|并截图|接龙|"
    r"截图[^，。；！？\n]{0,3}[发传交][到至给]?(?:群|班|单位|村|社区|网格)|纳入考核|不漏一[户人]|凭[^，。；！？\n]{0,10}APP"
)
_CHOICE = re.compile("自愿|可以|[不别勿非从由]|商店|市场")
_DENIED = re.compile(r"[不没无非禁别勿未谁][^，。；]{0,7}$")


def _ours(prose: Prose, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Matches in our voice that are about the real app."""
    for hit in prose.search(pattern):
        quoted = voice.quotation(hit)
        named = quoted is None or quoted == hit.match[0]
        if voice.in_our_field(hit.line) and named and not _FAKE.search(voice.before(hit)):
            yield hit


def _about_app(prose: Prose) -> bool:
    return "反诈" in prose.text and bool(_NAME.search(prose.text))


@rule(
    "W004",
    "不强迫安装APP",
    why="没有哪条法律要求居民安装。强迫、截图、下指标，只会让人反感。",
    bad="自愿安装国家反诈中心APP，不装不能办卡。",
    good="国家反诈中心APP自愿安装，不装也不影响办事。",
)
def app_compelled(context: Context) -> Iterator[Finding]:
    """No article of the law obliges anyone to install the app, so no sheet may."""
    for prose in context.residents:
        hits = {hit.line.line: hit for hit in _ours(prose, _QUOTA)}
        if _about_app(prose):
            hits |= {hit.line.line: hit for hit in _ours(prose, _DUTY)}
        for hit in hits.values():
            head = voice.before(hit)
            if _DENIED.search(head) or _OTHERS.search(head):
                continue
            if _CHOICE.search(hit.match.groupdict().get("gap") or ""):
                continue
            hint = "写“自愿安装”。不装也照样办事，拿不准可以打96110"
            yield hit.finding(f"“{hit.match[0]}”是强迫安装", hint=hint)


_PRAISE = re.compile(
    "装[^。；！？\n]{1,16}?(?:不[会再怕]|不用怕|不必怕)[^。；！？\n]{0,6}(?:骗|上当|中招)|"
    "装[^。；！？\n]{1,16}?就(?:放心|安心|踏实|保险|安全|没事)|"
    "万事大吉|高枕无忧|万无一失|一劳永逸|远离诈骗|再也不(?:怕|用怕|担心|用担心)|绕着走|无[处所][遁可]|骗不[到了]|打不进来|不敢来|保驾护航|"
    "神器|利器|法宝|克星|守护神|护身符|金钟罩|防火墙|保护伞|安全锁|保镖|卫士|最有效|最管用|"
    "[拦挡识][住下截别]?[^，。；！？\n]{0,3}(?:所有|一切|全部)|(?:所有|一切|全部)[^，。；！？\n]{0,8}(?:拦|挡|识别)"
)
_NO_PRAISE = re.compile("不等于|不代表|不意味|不是说|以为|[拦挡]不住|不能|可能|没有")


@rule(
    "W005",
    "不夸大APP的作用",
    why="装了也可能被骗。夸大作用，人就放松了。",
    bad="自愿安装国家反诈中心APP，装了就不会被骗。",
    good="国家反诈中心APP自愿安装，它能提醒，不能代替您核实。",
)
def app_praised(context: Context) -> Iterator[Finding]:
    """The app's effect is not to be praised: who trusts it blindly is off guard."""
    for prose in context.residents:
        if not _about_app(prose):
            continue
        for hit in _ours(prose, _PRAISE):
            if not (_NO_PRAISE.search(voice.sentence(hit)) or _OTHERS.search(voice.before(hit))):
                hint = "只写它能做什么，例如“能提醒可疑来电”，再写一句“装了也要自己核实”"
                yield hit.finding(f"“{hit.match[0]}”夸大了APP的作用", hint=hint)


@rule(
    "W006",
    "APP的名称要写准",
    why="假的反诈软件很多，名称差一个字，就可能装错。",
    bad="可以自愿安装反诈APP。",
    good="可以自愿安装国家反诈中心APP。",
)
def app_name(context: Context) -> Iterator[Finding]:
    """Fakes live on nearly right names."""
    for prose in context.residents:
        for hit in _ours(prose, _NAME):
            if hit.match[0] != APP:
                message = f"“{hit.match[0]}”不是准确的名称"
                yield hit.finding(message, hint=f"写成{APP}", mended=voice.mended(hit, APP))


@rule(
    "W007",
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
        hit = next((hit for hit in _ours(prose, _NAME) if hit.match[0] == APP), None)
        if hit is not None:
            hint = "在这一篇里写明“自愿安装”，不想装的可以打96110问"
            yield hit.finding(f"写到{APP}，却没有写“自愿”", hint=hint)

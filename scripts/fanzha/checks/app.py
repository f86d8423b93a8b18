"""Family W, second part: the app 国家反诈中心APP.

Installing it is voluntary: no article of the law obliges anyone. So no item makes it a duty or a
condition, asks for screenshots, counts installations or praises its effect; and because fakes
live on nearly right names, its name is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fanzha.checks import voice
from fanzha.checks.rule import Context, Family, Hit, Prose
from fanzha.findings import Finding

_family = Family()

APP = "国家反诈中心APP"
_NAME = re.compile(
    r"“国家反诈中心”\s?(?:手机)?APP|国家反诈骗?(?:中心)?[ 　]?(?:官方)?(?:手机)?APP(?![A-Za-z])|"
    r"反诈骗?(?:中心)?[ 　]?(?:官方)?(?:手机)?APP(?![A-Za-z])",
    re.IGNORECASE,
)
_FAKE = re.compile(r"(?:假|冒|山寨|仿|所谓)[^，。；！？]{0,4}$")
# Anybody but us: fraudsters, too, make people install software.
_OTHERS = re.compile(
    "对方|骗子|诈骗分子|陌生人|客服|他们?[说叫让要称讲催]|她说|[叫让要催逼]您|谎称|声称|自称|说是|诱导|有人"
)
# Said of nothing but the app.
_QUOTA = re.compile(
    "应装尽装|应下尽下|能装尽装|装机率|安装率|注册率|下载率|激活率|安装任务|下载任务|注册任务|推广任务|"
    "安装指标|推广指标|截图为证|截图作证|截图为凭|必须安装(?![^，。！；])|一律安装(?![^，。！；])|"
    "强制安装(?![^，。！；])|务必安装(?![^，。！；])|不装不[能给让准许][办领进]"
)
# Asked for where the item is about the app.
_DUTY = re.compile(
    "(?:必须|务必|一律|一定要|全[部员]|人人|户户|家家|每[人户]|所有人|强[制行]|硬性|限[期时]|统一)"
    r"(?P<gap>[^，。；！？、\n]{0,10}?)(?:安装|下载|注册|装)|"
    r"不(?:安装|装|下载|注册)[^。；！？\n]{0,14}?(?:不[能给予让得准许办]|无法|免谈|扣分|扣钱|通报)|"
    r"先(?:安装|装|下载|注册)[^。；！？\n]{0,14}?(?:才[能可给让]|方可)|"
    r"(?:上传|提交|上报|凭)(?:安装|注册|下载)[^，。；！？\n]{0,4}截图|截图(?:打卡|上报|报送|回传|接龙|备查)|"
    r"截图[^，。；！？\n]{0,3}[发传交][到至给](?:群|班|单位|村|社区|网格)"
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
        hits = {hit.line.line: hit for hit in _ours(prose, _QUOTA)}
        if "反诈" in prose.text and _NAME.search(prose.text):
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
    "万事大吉|高枕无忧|万无一失|一劳永逸|远离诈骗|再也不怕|"
    "神器|利器|法宝|克星|守护神|护身符|金钟罩|防火墙|保护伞|"
    "[拦挡识][住下截别]?[^，。；！？\n]{0,3}(?:所有|一切|全部)|(?:所有|一切|全部)[^，。；！？\n]{0,8}(?:拦|挡|识别)"
)
_NO_PRAISE = re.compile("不等于|不代表|不意味|不是说|以为|[拦挡]不住|不能|可能|没有")


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
        if "反诈" not in prose.text or not _NAME.search(prose.text):
            continue
        for hit in _ours(prose, _PRAISE):
            whole = voice.sentence(hit)
            if not (_NO_PRAISE.search(whole) or _OTHERS.search(whole)):
                hint = "只写它能做什么，例如“能提醒可疑来电”，再写一句“装了也要自己核实”"
                yield hit.finding(f"“{hit.match[0]}”夸大了APP的作用", hint=hint)


@_family.rule(
    "W004",
    "APP的名称要写准",
    why="假的反诈软件很多，名称差一个字，就可能装错。",
    bad="可以自愿安装反诈APP。",
    good="可以自愿安装国家反诈中心APP。",
)
def app_name(context: Context) -> Iterator[Finding]:
    """Fakes live on nearly right names."""
    for prose in context.residents:
        if "反诈" not in prose.text:
            continue
        for hit in _ours(prose, _NAME):
            if hit.match[0] != APP:
                message = f"“{hit.match[0].strip('“')}”不是准确的名称"
                yield hit.finding(message, hint=f"写成{APP}", mended=voice.mended(hit, APP))


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
        hit = next((hit for hit in _ours(prose, _NAME) if hit.match[0] == APP), None)
        if hit is not None:
            hint = "在这一篇里写明“自愿安装”，不想装的可以打96110问"
            yield hit.finding(f"写到{APP}，却没有写“自愿”", hint=hint)


RULES = tuple(_family.rules)

"""Family W, second part: the app 国家反诈中心APP.

Installing it is voluntary: no article of the law obliges anyone. So no item makes it a duty or a
condition, asks for screenshots, counts installations or praises its effect; and because fakes
live on nearly right names, its name is exact.
"""

from __future__ import annotations

import re

from fanzha.checks.rule import Family

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
    "对方|骗子|诈骗分子|陌生人|客服|他们?(?:说|叫|让|要|称|讲|催)|她说|叫您|让您|要您|催您|逼您|"
    "谎称|声称|自称|说是|诱导|有人"
)

_INSTALL = "(?:安装|下载|注册|装)"
_DUTY = (
    *("必须", "务必", "一律", "一定要", "全部", "全员", "人人", "户户", "家家", "每人", "每户"),
    *("所有人", "强制", "强行", "硬性", "限期", "限时", "统一"),
)
_COMPELLED = re.compile(
    "|".join(
        f"{word}(?P<x{n}>[^，。；！？、\n]{{0,10}}?){_INSTALL}" for n, word in enumerate(_DUTY)
    )
    + f"|不{_INSTALL}[^。；！？\n]{{0,14}}?(?:不能|不给|不予|不让|不得|不准|不许|无法|不办|免谈|扣分|扣钱|通报)"
    + f"|先{_INSTALL}[^。；！？\n]{{0,14}}?(?:才能|才可以|才给|才让|方可)"
    + "|截图(?:打卡|上报|报送|回传|接龙|备查)|截图[^，。；！？\n]{0,3}[发传交][到至给](?:群|班|单位|村|社区|网格)"
    + "|".join(f"|{verb}(?:安装|注册|下载)[^，。；！？\n]{{0,4}}截图" for verb in ("上传", "提交"))
    # these are said of nothing but the app
    + "|(?P<quota>应装尽装|应下尽下|能装尽装|装机率|安装率|注册率|下载率|激活率|安装任务|下载任务|注册任务|"
    "推广任务|安装指标|推广指标|截图为证|截图作证|截图为凭)"
)

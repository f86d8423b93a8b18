"""Which pages stand for all others: one of each template, and those that Lighthouse measures."""

from __future__ import annotations

# Template below overrides/site → the address of a page that it makes, the fullest one we know.
TEMPLATES = {
    "home.html": "",
    "404.html": "no-such-page/",
    "calls.html": "help/yijing-zhuanzhang/",
    "downloads.html": "downloads/kefu/",
    "glossary.html": "glossary/",
    "offline.html": "offline/",
    "print.html": "print/",
    "search.html": "search/",
    "section.html": "cases/page/2/",
    "sheets.html": "print/leaflet-a4/",
    "triage/channel.html": "channels/sms/",
    "triage/check.html": "check/",
    "triage/saying.html": "says/anquan-zhanghu/",
    "triage/says.html": "says/",
    "triage/selfcheck.html": "selfcheck/",
    "audiences_venues/audience.html": "for/older/",
    "audiences_venues/index.html": "at/",
    "audiences_venues/venue.html": "at/banks/",
    "kinds/alerts.html": "alerts/etc-shixiao/",
    "kinds/cards.html": "cards/ka-kuaidi/",
    "kinds/cases.html": "cases/tuibao-dianhua/",
    "kinds/handbooks.html": "handbooks/laonian/",
    "kinds/help.html": "help/shouji-shezhi/",
    "kinds/lessons.html": "lessons/daxue-xinsheng/",
    "kinds/notices.html": "notices/chengnuoshu-jiating/",
    "kinds/page.html": "editors/bianji/",
    "kinds/performances.html": "performances/xiaopin-guitai/",
    "kinds/plates.html": "plates/paizi-caiwu/",
    "kinds/posters.html": "posters/poster-dianhua/",
    "kinds/quizzes.html": "quizzes/ceyice-dajia/",
    "kinds/scams.html": "scams/kefu/",
    "kinds/screens.html": "screens/zhengwu/",
}
MEASURED = {
    "首页": "",
    "骗局": "scams/kefu/",
    "案例": "cases/tuibao-dianhua/",
    "预警": "alerts/etc-shixiao/",
    "求助": "help/yijing-zhuanzhang/",
    "测一测": "quizzes/ceyice-dajia/",
    "搜索": "search/",
    "下载": "downloads/kefu/",
}

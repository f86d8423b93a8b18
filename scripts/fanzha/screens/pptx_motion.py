"""What moves or leads on in a PPTX: links to slides, and a bar that gets shorter; no macros.

The timing is what PowerPoint itself writes for "wipe out, from the right, after the slide has come";
WPS and LibreOffice play the same.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from fanzha.screens.pptx_writer import Slide

NAMES = "http://schemas.openxmlformats.org/presentationml/2006/main"
WIPE = 22  # the number that the office programmes give to this effect


def link(shape: Any, other: Slide) -> None:
    """A click on the shape goes to another slide, also to a hidden one."""
    shape.click_action.target_slide = other.slide


def empty(page: Slide, shape: Any, seconds: int) -> None:
    """As soon as the slide is there, the shape goes from right to left, until it is gone."""
    target = f'<p:tgtEl><p:spTgt spid="{shape.shape_id}"/></p:tgtEl>'
    time = seconds * 1000
    effect = (
        '<p:animEffect transition="out" filter="wipe(right)"><p:cBhvr>'
        f'<p:cTn id="6" dur="{time}"/>{target}</p:cBhvr></p:animEffect>'
        '<p:set><p:cBhvr><p:cTn id="7" dur="1" fill="hold"><p:stCondLst>'
        f'<p:cond delay="{time - 1}"/></p:stCondLst></p:cTn>{target}'
        "<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="hidden"/></p:to></p:set>'
    )
    begun = _step(
        5,
        '<p:cond delay="0"/>',
        effect,
        f' presetID="{WIPE}" presetClass="exit" presetSubtype="2" nodeType="afterEffect"',
    )
    with_slide = (
        '<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>'
    )
    steps = _step(3, with_slide, _step(4, '<p:cond delay="0"/>', begun))
    turns = "".join(
        f'<p:{name}CondLst><p:cond evt="on{name.title()}" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl>'
        f"</p:cond></p:{name}CondLst>"
        for name in ("prev", "next")
    )
    timing = etree.fromstring(
        f'<p:timing xmlns:p="{NAMES}"><p:tnLst><p:par>'
        '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f"<p:childTnLst>{steps}</p:childTnLst></p:cTn>{turns}</p:seq>"
        "</p:childTnLst></p:cTn></p:par></p:tnLst></p:timing>"
    )
    page.slide._element.append(timing)


def _step(number: int, begins: str, what: str, more: str = "") -> str:
    return (
        f'<p:par><p:cTn id="{number}"{more} fill="hold"><p:stCondLst>{begins}</p:stCondLst>'
        f"<p:childTnLst>{what}</p:childTnLst></p:cTn></p:par>"
    )

"""What a town is asked, how an answer is tidied, and what is wrong with it. No files, no questions.

Used by `fanzha town` and by the form in the browser: both show FIELDS and say what `problems` says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fanzha.content.reading.front_matter import read_yaml
from fanzha.content.reading.ids import wrong_id
from fanzha.content.reading.source import Source
from fanzha.content.reading.validate import validate
from fanzha.content.region import Region, sample_values, unreachable, wrong_area_code
from fanzha.content.writing.edits import Set
from fanzha.content.writing.rewrite import Form, rewritten
from fanzha.errors import UsageError

NONE = frozenset({"", "无", "没有", "none", "no", "-", "没有网站"})
REPORTING = "发现骗子的电话、网址、据点，可以打96110或到派出所说明。"


@dataclass(frozen=True)
class Asked:
    """One answer: `place` is where it stands in the region's file."""

    name: str
    label: str
    help: str
    example: str
    place: tuple[str, ...]
    required: bool = False


FIELDS = (
    Asked("name", "地名", "镇、街道或社区的名字", "新桥镇", ("name",), True),
    Asked("publisher", "发布单位", "印在每张纸的下面", "新桥镇反诈工作专班", ("publisher",), True),
    Asked("area_code", "区号", "长途电话区号，0开头", "0312", ("area_code",), True),
    Asked("station", "派出所名称", "管这一片的派出所", "新桥派出所", ("police", "name"), True),
    Asked(
        "phone", "派出所电话", "值班的座机，写区号-号码", "0312-1234567", ("police", "phone"), True
    ),
    Asked("address", "派出所地址", "印在电话下面", "新桥镇中心街12号", ("police", "address")),
    Asked(
        "website",
        "网站地址",
        "二维码指向这里；没有网站就空着，纸上就没有二维码",
        "https://www.xinqiao.gov.cn/fanzha/",
        ("site_url",),
    ),
    Asked(
        "signature",
        "短信签名",
        "和运营商备案的一样；空着就用发布单位的名字",
        "【新桥反诈】",
        ("sms_signature",),
    ),
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer and how to mend it; `field` is a name in FIELDS, or "id"."""

    field: str
    message: str
    hint: str = ""


def tidied(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers as they are meant: half-width digits, 区号-号码, an address that ends in /."""
    plain = {field.name: (answers.get(field.name) or "").strip() for field in FIELDS}
    for name in ("area_code", "phone", "website"):
        plain[name] = unicodedata.normalize("NFKC", plain[name]).replace("—", "-")
    plain["phone"] = phone_as_meant(plain["phone"], plain["area_code"])
    for name in ("address", "website", "signature"):
        if plain[name].lower() in NONE:
            plain[name] = ""
    if plain["website"] and not plain["website"].endswith("/"):
        plain["website"] += "/"
    if plain["signature"]:
        plain["signature"] = "【" + plain["signature"].strip("【】[] ") + "】"
    return plain


def problems(answers: Mapping[str, str], id: str) -> list[Problem]:
    """Everything that is wrong with tidied answers; nothing where a region can be made of them."""
    found = [
        Problem(field.name, f"还没有写{field.label}", f"{field.help}，例如 {field.example}")
        for field in FIELDS
        if field.required and not answers.get(field.name)
    ]
    if wrong_id(id):
        found.append(Problem("id", f"文件名 {id} {wrong_id(id)}", "用拼音，例如 xinqiao"))
    missing = {problem.field for problem in found}
    path = f"docs/data/regions/{id}.yml"
    source = Source(path, tuple(_file(answers, path).split("\n")))
    document, _ = read_yaml(source)
    region, findings = validate(Region, document)
    for finding in findings:
        field = _field_at(document.fields, finding.line)
        if field.name not in missing:
            message = finding.message.split(" ", 1)[-1]
            found.append(Problem(field.name, f"{field.label} {message}", f"例如 {field.example}"))
    if region is None:
        return found
    for place in sample_values(region):
        field = next((one for one in FIELDS if one.place == place), FIELDS[0])
        if field.name not in {problem.field for problem in found}:
            found.append(Problem(field.name, f"{field.label}是样例里的，不是真的", "换成本地的"))
    if wrong := wrong_area_code(region):
        found.append(Problem("phone", wrong, "两处改成一样；拿不准，先打一次这个电话"))
    for name, message in unreachable(region):
        field = next((one for one in FIELDS if one.place == (name,)), FIELDS[0])
        found.append(Problem(field.name, message, "写公开的网址；还没有网站，就写“无”"))
    return found


def region_text(answers: Mapping[str, str], id: str) -> str:
    """The region's file. Raises UsageError that says all that is wrong."""
    answers = tidied(answers)
    wrong = problems(answers, id)
    if wrong:
        lines = [f"{one.message}{one.hint and f'（{one.hint}）'}" for one in wrong]
        raise UsageError(
            "地区档案没有写，先改好这几处：\n" + "\n".join(f"  {one}" for one in lines)
        )
    return _file(answers, f"docs/data/regions/{id}.yml")


def _file(answers: Mapping[str, str], path: str) -> str:
    name = answers.get("name", "")
    values: dict[str, Any] = {}
    for field in FIELDS:
        if answer := answers.get(field.name):
            at = values
            for step in field.place[:-1]:
                at = at.setdefault(step, {})
            at[field.place[-1]] = answer
    title = f"{name}反诈宣传"
    edits = [Set(("name",), name), Set(("site_name",), title), Set(("reporting",), REPORTING)]
    police = values.pop("police", {})
    edits += [Set((key,), value) for key, value in values.items() if key != "name"]
    edits += [Set(("police", key), value) for key, value in police.items()]
    head = f"# {name}的地区档案。改了以后运行检查；每一项的写法见 docs/editors/fields.md。\n"
    start = f"{head}name: x\npolice:\n  name: x\n"
    return rewritten(start.replace("\n\n", "\n"), edits, Form(path, Region))


def _field_at(fields: Any, line: int) -> Asked:
    """Whose line it is."""
    for field in FIELDS:
        node = fields.at(*field.place)
        if node.value is not None and isinstance(node.value, str) and node.line == line:
            return field
    return FIELDS[0]


def phone_as_meant(text: str, area_code: str) -> str:
    """区号-号码 from what people write: (0312)1234567, 0312 1234567, 1234567."""
    digits = re.sub(r"[\s()·.-]", "", text)
    if not digits.isascii() or not digits.isdigit():
        return text
    if area_code and digits.startswith(area_code) and len(digits) >= len(area_code) + 7:
        return f"{area_code}-{digits[len(area_code) :]}"
    if re.fullmatch(r"[1-9]\d{6,7}", digits) and area_code:
        return f"{area_code}-{digits}"
    match = re.fullmatch(r"(0\d{2,3})[\s)·.-]+(\d{7,8})", text.strip("( "))
    return f"{match[1]}-{match[2]}" if match else text

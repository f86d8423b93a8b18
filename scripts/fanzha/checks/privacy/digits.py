"""Numbers as people read them: full-width and Chinese digits count, gaps and dashes do not.

Character classes for the patterns of family P, and what can be said about a run of digits:
is it an identity number, a bank card, a phone. Nothing here knows of rules.
"""

from __future__ import annotations

import datetime
import re

D = "0-9０-９"  # digits in type
N = D + "零〇○一幺壹二两贰三叁四肆五伍六陆七柒八捌九玖"  # and in words, as phones are read out
GAP = r"[ \u3000\xa0·.．\-－–—_]"
MASK = "*＊×xX█■●○•"

_WORDS = "零0〇0○0一1幺1壹1二2两2贰2三3叁3四4肆4五5伍5六6陆6七7柒7八8捌8九9玖9"
_PLAIN = str.maketrans(
    {chr(0xFF10 + n): str(n) for n in range(10)}
    | dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
    | dict.fromkeys("xＸｘ×", "X")
    | dict.fromkeys("*＊█■●•", "*")
    | {"．": ".", "－": "-", "–": "-", "—": "-", "\u3000": " ", "\xa0": " "}
)
_GAPS = re.compile(GAP)
# How people group eleven digits otherwise than 3-4-4.
_GROUPINGS = (
    *((3, 4, 4), (3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 8), (7, 4), (4, 7), (5, 6), (6, 5)),
    *(
        (3, 2, 2, 2, 2),
        (2, 3, 3, 3),
        (3, 2, 3, 3),
        (3, 3, 3, 2),
        (3, 4, 2, 2),
        (3, 4, 3, 1),
        (1,) * 11,
        (11,),
    ),
)
# An identity number begins with its province; 9 in front is for foreign residents.
_PROVINCE = re.compile(r"9?(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])")
# Other things that carry long numbers.
_OTHER = re.compile(
    "订单|单号|流水|运单|快递|物流|凭证|编号|条码|序列号|串号|IMEI|信用代码|备案|版本|追踪|取件|批次|合同号|案号"
)
_CARD = re.compile(
    "银行卡|储蓄卡|信用卡|借记卡|卡号|账号|账户|帐号|帐户|工资卡|社保卡|收款|汇到|转到|转入"
)
_IDENTITY = re.compile("身份证|身份号|证件|公民身份|身份号码|户口")
_PHONE = re.compile("电话|手机|座机|固话|联系|致电|来电|去电|拨打|号码")


def plain(text: str) -> str:
    """The run in plain digits, X for the check digit and * for a mask, without gaps."""
    return _GAPS.sub("", text.translate(_PLAIN))


def groups(text: str) -> tuple[list[int], set[str]]:
    """Lengths of the groups of a run, and the gaps between them."""
    run = text.translate(_PLAIN)
    gaps = set(re.findall(r"[ ·.\-_]+", run))
    return [len(part) for part in re.split(r"[ ·.\-_]+", run)], gaps


def grouped(text: str) -> bool:
    """Whether people group a mobile number so; ranges and lists of numbers look different."""
    sizes, gaps = groups(text)
    return tuple(sizes) in _GROUPINGS and len(gaps) <= 1


def varied(text: str) -> bool:
    """Whether a number is more than a row of zeros in a form."""
    return len(set(re.sub(r"\D", "", plain(text)))) > 2


def before(text: str, start: int, width: int = 16) -> str:
    """What is said just before: at most `width` characters of the same sentence."""
    return re.split("[。；！？;!?|]", text[max(0, start - width) : start])[-1]


def says_card(words: str) -> bool:
    """Whether these words announce a bank card or account."""
    return bool(_CARD.search(words))


def says_identity(words: str) -> bool:
    """Whether these words announce an identity number."""
    return bool(_IDENTITY.search(words))


def says_phone(words: str) -> bool:
    """Whether these words announce a phone number."""
    return bool(_PHONE.search(words))


def says_other(words: str) -> bool:
    """Whether these words announce a number that belongs to no person: an order, a parcel."""
    return bool(_OTHER.search(words))


def identity_shape(run: str) -> bool:
    """Whether 15 or 18 plain digits have a province and a day of birth where they should be.

    The county is not looked up: codes of counties long gone are still on people's cards.
    """
    if len(run) == 18:
        return bool(_PROVINCE.match(run)) and _day(run[6:14])
    return len(run) == 15 and bool(_PROVINCE.match(run)) and _day("19" + run[6:12])


def identity_checked(run: str) -> bool:
    """Whether the last of 18 digits is the check digit of the others (GB 11643)."""
    # Imported on use: python-stdnum loads slowly, and hardly any file gets here.
    from stdnum.cn.ric import calc_check_digit

    return identity_shape(run) and len(run) == 18 and calc_check_digit(run) == run[17]


def luhn(run: str) -> bool:
    """Whether the check digit of a bank card is right."""
    from stdnum.luhn import is_valid

    return is_valid(run)


def _day(digits: str) -> bool:
    try:
        day = datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1850 <= day.year <= 2099

"""Somebody's phone or identity number in a text (C08, D03)."""

import re
from collections.abc import Iterator

from foundation.service_language.finding import Finding, Reason
from foundation.service_language.visible_text import seen

_GAP = r"[ \-.·]?"
_MOBILE = re.compile(
    rf"(?<![\dA-Za-z])(?:\+?86{_GAP})?(1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}})(?![\dA-Za-z])"
)
_MOBILE_IN_WORDS = re.compile(r"[一幺][三四五六七八九3-9][〇零一二三四五六七八九幺\d]{9}")
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z\-])(?:\+?86[ \-]?)?"
    r"(\(?(?:010|02\d|0[3-9]\d{2})\)?[ \-]{0,2}\d{3,4}[ \-]?\d{4})(?!\d)"
)
_HOTLINE = re.compile(r"(?<![\dA-Za-z\-])([48]00[ \-]?\d{3,4}[ \-]?\d{3,4})(?!\d)")
_NAMED_PHONE = re.compile(
    r"(?:电话|手机|座机|致电|拨打|热线|tel|phone|call)[^\d\n]{0,6}(\d{7,8})(?!\d)", re.IGNORECASE
)
_ID_NUMBER = re.compile(
    r"(?<![\dA-Za-z])([1-8]\d{5}[ \-]?(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"[ \-]?\d{3}[\dXx])(?![\dA-Za-z])"
)
_OLD_ID_NUMBER = re.compile(
    r"(?<![\dA-Za-z])([1-8]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})(?![\dA-Za-z])"
)

_PHONES = (_MOBILE, _LANDLINE, _HOTLINE, _NAMED_PHONE)
_NUMERALS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")

_BETTER_PHONE = "请删去他人电话，改留本公司客服电话。"
_BETTER_ID = "请删去身份证号，需要核对身份时请住户到客服中心办理。"


def find_personal_data(text: str, service_line: str = "") -> list[Finding]:
    """Phone and Chinese identity numbers in a text, masked, each once.

    The company's own `service_line` (several: separated by commas) is not a finding, nor are
    short public numbers (110, 12345) and numbers that are already masked (138****5678).
    """
    plain = seen(text)
    own = {_digits(line) for line in re.split(r"[,，、;；]", service_line)}
    phones = (phone for phone in _phones(plain) if _digits(phone) not in own)
    numbers = [
        hit.group(1) for shape in (_ID_NUMBER, _OLD_ID_NUMBER) for hit in shape.finditer(plain)
    ]
    return [
        *(
            Finding(phrase, _BETTER_PHONE, Reason.PHONE_NUMBER)
            for phrase in dict.fromkeys(_masked(phone) for phone in phones)
        ),
        *(
            Finding(phrase, _BETTER_ID, Reason.ID_NUMBER)
            for phrase in dict.fromkeys(_masked(number) for number in numbers)
        ),
    ]


def _phones(plain: str) -> Iterator[str]:
    for shape in _PHONES:
        for hit in shape.finditer(plain):
            yield hit.group(1)
    for hit in _MOBILE_IN_WORDS.finditer(plain):
        yield hit.group().translate(_NUMERALS)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", seen(number))


def _masked(number: str) -> str:
    bare = re.sub(r"[^\dXx]", "", number)
    return f"{bare[:3]}{'*' * (len(bare) - 7)}{bare[-4:]}"

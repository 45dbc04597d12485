"""Chinese number plates (机动车号牌, GA 36), told apart and in one way of writing."""

import re
import unicodedata

_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SIGN = "[A-HJ-NP-Z0-9]"
"""Letters without I and O, which look like figures."""
_AREA = f"[{_PROVINCE}][A-HJ-Z]"
ORDINARY = re.compile(f"{_AREA}{_SIGN}{{5}}")
NEW_ENERGY = re.compile(f"{_AREA}(?:[A-HJK]{_SIGN}[0-9]{{4}}|[0-9]{{5}}[A-HJK])")
"""Six signs: of a small vehicle the first, of a large one the last is a letter that says how it is
driven."""
SPECIAL = re.compile(
    f"{_AREA}{_SIGN}{{4}}[挂学警港澳超]"  # trailer, driving school, police, two plates, oversize
    f"|[{_PROVINCE}][A-HJ-Z]?[0-9]{{4,5}}领|使[0-9]{{6}}|[0-9]{{6}}使"  # consulates, embassies
    f"|{_AREA}[0-9]{{4}}应急|[{_PROVINCE}][SX][0-9]{{4,5}}应急"  # fire and rescue
    f"|WJ[{_PROVINCE}]?[0-9]{{4}}[0-9A-HJ-NP-Z]"  # armed police
    f"|[A-HJ-NP-Z]{{2}}[0-9]{{5}}"  # the army
    f"|民航[A-Z0-9][0-9]{{4}}"  # airports
    f"|[{_PROVINCE}][0-9]{{2}}[0-9]{{5}}"  # tractors
)
_LEFT_OUT = re.compile(r"[\s·.•・‧∙\-—_]")


def in_one_way(text: str) -> str:
    """A plate without what people put between its signs, in capitals."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).upper()


def is_chinese(plate: str) -> bool:
    """Whether a plate that is written in one way is one of mainland China."""
    return any(form.fullmatch(plate) for form in (ORDINARY, NEW_ENERGY, SPECIAL))

"""Initials of names in pinyin (拼音首字母): 王芳 is `wf` (P07)."""

import os
import re
import unicodedata

SURNAMES = {
    "单": "s", "曾": "z", "仇": "q", "解": "x", "朴": "p", "区": "o", "查": "z", "盖": "g",
    "翟": "z", "晁": "c", "覃": "q", "尉": "w", "乐": "y", "员": "y", "缪": "m", "瞿": "q",
    "种": "c", "洗": "x", "冼": "x", "秘": "b", "召": "s", "任": "r", "重": "c",
}  # fmt: skip
"""Characters that are read otherwise where they begin a name."""
LONGEST = 60
NONE = "-"
"""Of a name without letters."""
_LETTERS = re.compile(r"[a-z]+|[\u3400-\u9fff]")


def initials(name: str) -> str:
    """The first letter of each character or word; `NONE` where there is none.

    The dictionary of readings is loaded with the first name of a process (P07): 8 MB without its
    phrases, which tell nothing of names.
    """
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, lazy_pinyin

    said = unicodedata.normalize("NFKC", name).lower()
    parts = _LETTERS.findall(said)
    found = []
    for place, part in enumerate(parts):
        if part.isascii():
            found.append(part[0])
        elif place == 0 and part in SURNAMES:
            found.append(SURNAMES[part])
        else:
            (read,) = lazy_pinyin(part, style=Style.FIRST_LETTER, errors="ignore") or [""]
            found.append(read[:1])
    return "".join(found)[:LONGEST] or NONE

"""One thing that a text to a resident must not say."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a text was stopped."""

    FORBIDDEN_PHRASE = "forbidden_phrase"  # 服务忌语
    CUT_OFF_THREAT = "cut_off_threat"  # 以停水停电停热停气相威胁
    PHONE_NUMBER = "phone_number"  # 他人电话
    ID_NUMBER = "id_number"  # 身份证号


@dataclass(frozen=True)
class Finding:
    """What was found and how to say it instead. A number is named masked, never in full."""

    phrase: str
    better: str
    reason: Reason = Reason.FORBIDDEN_PHRASE

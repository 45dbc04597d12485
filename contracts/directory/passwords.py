"""Passwords (密码): which are taken, and their hashes."""

from contracts.code import Code
from foundation.errors import ServiceError


class PasswordFlaw(Code):
    """Why a password is not taken (P03)."""

    SHORT = "short", "位数不足", "It is too short"
    """Fewer characters than the policy says, or hardly any different ones."""
    FIGURES = (
        "figures",
        "只有数字（如生日、电话、证件号）",
        "It is figures alone, such as a birthday",
    )
    """However long: a birthday, a telephone or identity number."""
    OWN = (
        "own", "由姓名、用户名、电话、公司或小区名称组成",
        "It is made of a name, your user name or telephone, the company or the community",
    )  # fmt: skip
    """What whoever knows somebody tries first."""
    KNOWN = "known", "是常见密码，或其简单变化", "It is a known password, or one with small changes"
    """Of lists of what people choose, rows of the keyboard, repetitions."""


class WeakPassword(ServiceError):
    """The password is too easy to guess. {reason}. It takes at least {min_length} characters;
    several words that do not belong together are best."""

    code, status = "weak_password", 422
    zh = "密码过于简单：{reason}。至少{min_length}位，建议由几个互不相关的词组成。"

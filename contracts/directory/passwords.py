"""Passwords (密码): which are taken, and their hashes."""

from foundation.errors import ServiceError


class WeakPassword(ServiceError):
    """The password is too easy to guess: at least {min_length} characters, no known password, no
    birthday or other figures alone, no row of the keyboard, no repetition, and more than the
    user name or a name with figures."""

    code, status = "weak_password", 422
    zh = (
        "密码过于简单：至少 {min_length} 个字符，不能是常见密码、纯数"
        "字（如生日、电话）、键盘顺序或重复字符，也不能只是用户名、姓名拼音加数字。"
    )

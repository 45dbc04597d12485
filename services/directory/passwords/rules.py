"""Which passwords are taken: none that is known, or soon guessed by who knows habits (P03)."""

import re
from functools import cache
from typing import Any

DEMO_PASSWORD = "guanjia-demo"  # noqa: S105 - shown on the login page of demo mode
"""Opens the accounts of the made-up community, in demo mode only."""
FEWEST_GUESSES = 10**8
"""What zxcvbn calls safely unguessable where attempts are slowed down: score 3."""
LONGEST_JUDGED = 72
"""The beginning of a long password is judged: judging takes time that grows with its length."""
_WORDS = """
woaini aini woai nihao mima wode zhongguo beijing shanghai guangzhou shenzhen tianjin chengdu
hangzhou nanjing wuhan chongqing baobao laopo laogong mama baba fuwu facai pingan jixiang
guanjia wuye xiaoqu yezhu kefu qiantai caiwu jingli zhuren baoan weixiu gongsi huayuan shequ
admin administrator manager director finance steward engineer reception receptionist supervisor
inspector resident property service company community welcome test demo user login wang li zhang
liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang
han feng deng cao peng zeng xiao tian dong yuan pan yu jiang cai du ye cheng su wei lv ding ren
shen yao lu cui zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu yin xue
yan duan lei hou long tao gu mao hao gong shao wan qian dai mo kong xiang chang na min jing
qiang jun yong jie juan ming chao xiuying ping gang guiying lihong xiaoming xiaohong jianguo
jianhua guoqiang zhiqiang haiyan lili ting xin yi jiahao zixuan 1314 520 5201314 1314520 888 666
168 518 999 110 119 12306 10086 zxc qaz wsx edc rfv
"""
HABITS = tuple(sorted(_WORDS.split(), key=len, reverse=True))
"""Words that passwords are made of here: pinyin, names, roles, lucky numbers."""
_SEPARATORS = re.compile(r"[\W\d_]+")
LEAST_BESIDE = 4
"""Letters that must remain beside such words."""
SENTENCE = 20
"""Letters of a password that is long enough whatever it is made of."""


def is_weak(password: str, username: str, min_length: int) -> bool:
    """Whether the password is too short, known, all figures, or made of what is easily guessed:
    words and names, the user name, rows of the keyboard, sequences, repeats, dates."""
    if len(password) < min_length or len(set(password)) < 4:
        return True
    plain = password.casefold()
    if plain == DEMO_PASSWORD or not re.search(r"[^\W\d_]", plain):
        return True  # a birthday, a telephone or identity number, however long
    return is_like(plain, username.casefold()) or guesses(password, username) < FEWEST_GUESSES


def is_like(plain: str, username: str) -> bool:
    """Whether a few letters are left of the password at most, without figures and signs, the
    user name, and the words that passwords are made of; of a long sentence more is left."""
    rest = _SEPARATORS.sub("", plain)
    if len(rest) > SENTENCE:
        return False
    own = _SEPARATORS.sub("", username)
    for word in (own, own[::-1], *HABITS):
        if len(word) > 1:
            rest = rest.replace(word, " ")
    return len(rest.replace(" ", "")) < LEAST_BESIDE


def guesses(password: str, username: str) -> int:
    """How many attempts somebody needs who knows lists, names and habits."""
    known = [username, *_SEPARATORS.split(username), *HABITS]
    judged = estimator()(password[:LONGEST_JUDGED], user_inputs=[word for word in known if word])
    return int(judged["guesses"])


@cache
def estimator() -> Any:
    """zxcvbn, whose word lists are read when the first password is set."""
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    return zxcvbn

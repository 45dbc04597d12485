"""Which passwords are taken: none that is known, or soon guessed by who knows habits (P03)."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from contracts.directory.passwords import PasswordFlaw

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


def flaw_of(
    password: str, username: str, min_length: int, own: Iterable[str] = ()
) -> PasswordFlaw | None:
    """What makes a password easy to guess: too short, figures alone, known, or made of words and
    names, the user name, what is `own` (names, telephones, the company), rows of the keyboard,
    sequences, repeats, dates. None: nothing does."""
    if len(password) < min_length or len(set(password)) < 4:
        return PasswordFlaw.SHORT
    plain, words = password.casefold(), own_words(username, own)
    if plain == DEMO_PASSWORD:
        return PasswordFlaw.KNOWN
    if not re.search(r"[^\W\d_]", plain):
        return PasswordFlaw.FIGURES  # a birthday, a telephone or identity number, however long
    if is_like(plain, words):
        return PasswordFlaw.OWN
    if guesses(password, words) >= FEWEST_GUESSES:
        return None
    return PasswordFlaw.KNOWN if guesses(password, ()) < FEWEST_GUESSES else PasswordFlaw.OWN


def own_words(username: str, own: Iterable[str]) -> tuple[str, ...]:
    """The words of a person by which a password is guessed: whole and in their parts, telephones
    by their ends, too."""
    said = [one.casefold() for one in (username, *own) if one]
    parts = [part for one in said for part in _SEPARATORS.split(one)]
    figures = [re.sub(r"\D", "", one) for one in said]
    ends = [one[-count:] for one in figures for count in (4, 6, 8) if len(one) >= count]
    return tuple(dict.fromkeys(one for one in (*said, *parts, *figures, *ends) if len(one) > 1))


def is_like(plain: str, own: Iterable[str]) -> bool:
    """Whether a few letters are left of the password at most, without figures and signs, what is
    the person's own, and the words that passwords are made of; of a long sentence more is left."""
    rest = _SEPARATORS.sub("", plain)
    if len(rest) > SENTENCE:
        return False
    letters = (_SEPARATORS.sub("", one) for one in own)
    mine = sorted({one for each in letters for one in (each, each[::-1])}, key=len, reverse=True)
    for word in (*mine, *HABITS):
        if len(word) > 1:
            rest = rest.replace(word, " ")
    return len(rest.replace(" ", "")) < LEAST_BESIDE


def guesses(password: str, own: Iterable[str]) -> int:
    """How many attempts somebody needs who knows lists, names and habits."""
    judged = estimator()(password[:LONGEST_JUDGED], user_inputs=[*own, *HABITS])
    return int(judged["guesses"])


@cache
def estimator() -> Any:
    """zxcvbn, whose word lists are read when the first password is set."""
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]

    return zxcvbn

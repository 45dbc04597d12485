"""The 28 forbidden phrases (服务忌语) of the service standard, each with a better wording."""

import re

from foundation.service_language.finding import Finding
from foundation.service_language.visible_text import seen

FORBIDDEN_PHRASES: dict[str, str] = {
    "喂": "您好，这里是物业客服中心。",
    "不知道": "这个问题我马上核实，稍后给您答复。",
    "墙上贴着没长眼睛呀": "相关内容已张贴在公告栏，我来为您说明。",
    "急什么烦死人了": "您的心情我理解，我马上为您办理。",
    "急什么没看到我在忙着吗": "请您稍候，我办完手头这件事马上为您办理。",
    "哪个他不在": "他暂时不在，请问有什么可以转告或由我代办？",
    "要下班了有事明天再来": "请您说明情况，我先为您登记，并安排人员尽快处理。",
    "不舒服你别来了": "若有不周之处请您谅解，我们会尽力改进。",
    "快点说完了没有": "请您慢慢说，我在认真记录。",
    "就这么说怎么样": "以上是目前的处理意见，请问您还有什么建议？",
    "有本事你去告": "我们重视您的意见，也会配合您通过正当途径反映。",
    "喊什么等一下": "请您稍候，我马上为您办理。",
    "讲了半天你还没听懂": "可能是我没有讲清楚，我再为您说明一遍。",
    "出去今天不办公": "今天不是办公时间，我先为您登记，上班后第一时间联系您。",
    "你问我我问谁": "这个问题我去了解清楚后答复您。",
    "我不管该找谁找谁": "这件事由我负责转达，并跟进到有结果为止。",
    "我说不能办就不能办": "按现行规定暂时无法办理，原因向您说明如下。",
    "你怎么这么麻烦": "您的需求我已记下，我会尽力协助。",
    "这个事儿我处理不了": "这件事我会转给负责的部门，并跟进到底。",
    "我正在忙呢你找他吧": "请您稍候，或由我请同事为您办理。",
    "你说话清楚点": "抱歉我没有听清，请您再说一遍好吗？",
    "你真烦等一会吧我在忙": "请您稍候，我尽快为您办理。",
    "你找谁呀再说一遍我没听清楚": "请问您找哪一位？抱歉刚才没有听清。",
    "都下班了你不知道呀": "现在是下班时间，我先为您登记，明天一早联系您。",
    "急什么": "请您放心，我会尽快为您办理。",
    "你看清楚再问": "我来为您说明这部分内容。",
    "墙上有你自己看看就行了": "公告栏有详细内容，我也可以为您说明。",
    "你找谁没这个人儿": "请问您找哪一位？我帮您再核对一下。",
}
"""Phrase (punctuation removed) to better wording."""

WHOLE_CLAUSE_ONLY = frozenset({"喂", "不知道"})
"""Words that are harmless inside others (喂养, 还不知道原因)."""

CLAUSE_MARKS = re.compile(r"[,，.。!！?？;；:：、\n\r\"'“”‘’「」『』《》()（）\[\]【】…—]+")

# 着急，什么时候来 is not 急什么: the 急 ends the word before it, and a mark or 时候 follows.
_HURRY_IN_A_WORD = re.compile(
    r"[着心火紧应焦危救加缓特]急(?:[^\w]*[,，。.!！?？;；、:：\n]|什么(?:时|地方|样))"
)

_ONE_OF_MANY = re.compile(
    "|".join(
        sorted((p for p in FORBIDDEN_PHRASES if p not in WHOLE_CLAUSE_ONLY), key=len, reverse=True)
    )
)


def find_phrases(text: str) -> list[Finding]:
    """The forbidden phrases in a text, each once. Of overlapping ones the longest counts."""
    plain = seen(text)
    found = dict.fromkeys(_whole_clauses(plain))
    bare, positions = _bare(plain)
    for hit in _ONE_OF_MANY.finditer(bare):
        if hit.group() == "急什么" and _hurry_in_a_word(plain, positions[hit.start()]):
            continue
        found[hit.group()] = None
    return [Finding(phrase, FORBIDDEN_PHRASES[phrase]) for phrase in found]


def _whole_clauses(plain: str) -> list[str]:
    clauses = (_bare(clause)[0] for clause in CLAUSE_MARKS.split(plain))
    return [clause for clause in clauses if clause in WHOLE_CLAUSE_ONLY]


def _bare(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where each one stood."""
    kept = [(char, at) for at, char in enumerate(text) if char.isalnum()]
    return "".join(char for char, _ in kept), [at for _, at in kept]


def _hurry_in_a_word(plain: str, at: int) -> bool:
    return at > 0 and _HURRY_IN_A_WORD.match(plain, at - 1) is not None

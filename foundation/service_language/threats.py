"""Threats to cut off water, power, heat or gas (Civil Code art. 944; C08, B13).

A cut-off is a threat when it hangs on what the resident owes or does. An outage notice names a
technical cause and stays allowed, as does a sentence that says that nothing will be cut off.
"""

import re

from foundation.service_language.finding import Finding, Reason
from foundation.service_language.visible_text import seen

_BETTER = (
    "请删去停水、停电、停热、停气的说法（民法典第九百四十四条），改为说明欠费金额与协商缴纳的途径。"
)

_SENTENCE_MARKS = re.compile(r"[。!？！?;；\n\r]+")
_CLAUSE_MARKS = re.compile(r"[,，:：]")
_NOISE = re.compile(r"[^\w,，:：。!？！?;；\n\r、]")

_WATER = r"水(?!果|龙头|泵|箱|费|景|池|产|槽|桶|印)"
_POWER = r"电(?!梯|动|源|器|瓶|脑|视|话|费|线|缆|子|影|池)"
_SUPPLY = rf"(?:{_WATER}|{_POWER}|热|暖|(?<!天)气(?!象|候|氛|味)|燃气|煤气|天然气)"
_STOP = (
    r"(?:停止|停供|停掉|停|断掉|断供|断|切断|掐断|掐|关停|关掉|关闭|关断|关|锁|拆|限制|限|中断"
    r"|中止|终止|暂停|不予|不再|不给|拒绝)"
)
_FILLING = (
    r"(?:您|你|贵|家|户|的|里|该|其|业主|房屋|正常|供应|供给|供|提供|使用|用|服务|了"
    r"|、|和|及|与|或){0,10}"
)
_CUT_OFF = re.compile(
    rf"{_STOP}{_FILLING}{_SUPPLY}"
    rf"|(?:供|用)?{_SUPPLY}[^,，:：]{{0,8}}?(?:停掉|停供|停了|停止|断掉|断供"
    r"|断了|切断|掐断|掐了|中断|停用)"
    r"|拉(?:掉)?(?:电|总)?闸|不供(?:水|电|热|暖|气)"
)
_IMPACT = re.compile(
    r"影响[^,，:：]{0,6}(?:用水|用电|用气|供水|供电|供热|供暖|供气|采暖|取暖|水电)"
    r"|恢复[^,，:：]{0,4}供?(?:水|电|热|暖|气|水电)"
)
_MENTIONED_ONLY = re.compile(r"^(?:期间|时段|时间|当天|当日|通知|公告|范围|区域|原因|信息)")
_NEGATION = re.compile(
    r"(?:不会|不得|不能|不可|不应|不准|不允许|绝不|决不|从不|禁止|严禁|无权|不以|不采取|不通过|并不|并非"
    r"|杜绝|不因)(?!不)"
)
_TURN = re.compile(r"否则|不然|要不|就")

_DEBT = re.compile(
    r"欠(?!佳|缺|妥)|逾期|拖欠|滞纳|违约金|催[缴交收费]|[缴交付结]清|补[缴交]"
    r"|(?:不|未|没|没有|拒|拒不|尚未|仍未)(?:按时|及时|如期|按期|足额|肯|愿|能)?[缴交付](?!通|接)"
)
_PAYING = re.compile(r"[缴交]费|[缴交]纳|付款|付费|物业费|费用|缴款|交钱|钱")
_CONSEQUENCE = re.compile(
    r"以免|避免|免得|否则|不然|才能?|方可|直[到至]|为止|后果|再不|[缴交付]\w{0,4}后|就"
)
_CONDITION = re.compile(r"再|若|如|要是|否则|不然|谁|凡|一经|一旦|敢")
_RESOLVE = re.compile(
    r"(?:就|将|则|予以|立即|马上|给|把|直接|会|有权|我们|我司|物业)[^,，:：]{0,10}$"
)
_TECHNICAL = re.compile(
    r"检修|维修|抢修|施工|改造|清洗|故障|市政|供电局|供电公司|电网|自来水公司|供水公司"
    r"|燃气公司|热力公司|爆管|消毒|升级|更换|台风|暴雨|下雨|遇雨|雨天|天气|冻"
    r"|延长|顺延|提前完成|另行通知|安检|调试|漏"
)

_ENGLISH_CUT_OFF = re.compile(
    r"\b(?:cut|shut|turn|switch|disconnect|stop|suspend)\w*\b[^.!?;\n]{0,30}"
    r"\b(?:water|power|electricity|gas|heat(?:ing)?)\b"
    r"|\b(?:water|power|electricity|gas|heat(?:ing)?)\b[^.!?;\n]{0,30}"
    r"\b(?:cut|shut|turned|switched|disconnected|stopped|suspended)\b",
    re.IGNORECASE,
)
_ENGLISH_DEMAND = re.compile(
    r"\b(?:unpaid|overdue|arrears|owed?|debt|pay|paid|payment|settled?|unless"
    r"|or else|otherwise)\b",
    re.IGNORECASE,
)
_ENGLISH_NEGATION = re.compile(
    r"\b(?:never|not|cannot|without|won't|don't|no)\b(?! (?:paid|pay|settled?|been|received|yet))",
    re.IGNORECASE,
)
_ENGLISH_SENTENCE_MARKS = re.compile(r"[.!?;\n\r]+")


def find_threats(text: str) -> list[Finding]:
    """The sentences of a text that threaten to cut off a supply, each once."""
    plain = seen(text)
    chinese = [part for part in _SENTENCE_MARKS.split(_NOISE.sub("", plain)) if part]
    english = _ENGLISH_SENTENCE_MARKS.split(plain)
    threats = [
        *(
            part
            for at, part in enumerate(chinese)
            if _is_threat(part, chinese[max(0, at - 1) : at])
        ),
        *(part.strip() for part in english if _is_english_threat(part)),
    ]
    return [Finding(part, _BETTER, Reason.CUT_OFF_THREAT) for part in dict.fromkeys(threats)]


def _is_threat(sentence: str, before: list[str]) -> bool:
    cuts = [hit for hit in _CUT_OFF.finditer(sentence) if not _is_denied(sentence, hit.start())]
    if any(_MENTIONED_ONLY.match(sentence, hit.end()) is None for hit in cuts):
        if _DEBT.search(sentence) or _hangs_on_payment(sentence):
            return True
        if _TECHNICAL.search(sentence):
            return False
        return any(_DEBT.search(part) for part in before) or _is_conditional(sentence, cuts)
    impact = _IMPACT.search(sentence)
    return (
        impact is not None
        and not _is_denied(sentence, impact.start())
        and (_DEBT.search(sentence) is not None or _hangs_on_payment(sentence))
    )


def _hangs_on_payment(sentence: str) -> bool:
    return _PAYING.search(sentence) is not None and _CONSEQUENCE.search(sentence) is not None


def _is_conditional(sentence: str, cuts: list[re.Match[str]]) -> bool:
    return any(
        _CONDITION.search(sentence[: cut.start()]) and _RESOLVE.search(sentence[: cut.start()])
        for cut in cuts
    )


def _is_denied(sentence: str, at: int) -> bool:
    """Whether the clause before a cut-off says that it will not happen (不会因欠费停水)."""
    clause = _CLAUSE_MARKS.split(sentence[:at])[-1]
    return _NEGATION.search(_TURN.split(clause)[-1]) is not None


def _is_english_threat(sentence: str) -> bool:
    cut = _ENGLISH_CUT_OFF.search(sentence)
    if cut is None or _ENGLISH_DEMAND.search(sentence) is None:
        return False
    return _ENGLISH_NEGATION.search(sentence[: cut.end()]) is None

"""What a notice of an outage must say, and what any notice must not: days that pass (N01)."""

import re
from datetime import datetime

from contracts.notices.notices import NoticeKind
from contracts.notices.outages import Advice, Supply
from foundation.clock import SHANGHAI

RELATIVE = re.compile(
    "今天|今日|今早|今晚|明天|明日|明早|明晚|次日|后天|昨天|昨日|(?:本|这|下|上)个?(?:周|星期)"
    r"|\b(?:today|tonight|tomorrow|yesterday|next week|this week)\b",
    re.IGNORECASE,
)
WHOLE_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}")
HOUR = re.compile(r"\d{1,2}[:：]\d{2}|[0-9一二三四五六七八九十]{1,3}[时点]")
WATER = re.compile("停水|供水|用水")
PARTS = (
    (Advice.REASON, re.compile("因|由于|原因")),
    (Advice.PLACES, re.compile("[栋幢座]|单元|号楼|全小区|全体住户|商铺")),
    (Advice.EXTENSION, re.compile("延长|延误|延迟|提前恢复|如有变化|变更")),
    (Advice.APOLOGY, re.compile("歉|谅解|见谅|理解与支持|带来不便")),
)
OF_WATER = (
    (Advice.STORE_WATER, re.compile("储水|蓄水|备水")),
    (Advice.WATER_AFTERWARDS, re.compile("放水|浑浊|发黄|水质")),
)
WORDS = {
    Supply.WATER: ("停水", "供水"),
    Supply.POWER: ("停电", "供电"),
    Supply.GAS: ("停气", "供气"),
    Supply.HEATING: ("停暖", "供暖"),
    Supply.LIFT: ("电梯停运", "电梯运行"),
}
PREPARE = {
    Supply.WATER: (
        "请提前储水，并关好各处水龙头，以免来水时漫水。"
        "恢复供水初期水质可能浑浊，请先放水片刻，待水清后再使用。"
    ),
    Supply.POWER: (
        "请提前保存资料，关闭大功率电器并拔下插头；停电期间请勿使用电梯，外出请锁好门窗。"
    ),
    Supply.GAS: (
        "请提前关闭灶前阀和热水器阀门；"
        "恢复供气后如闻到异味，请开窗通风，到室外拨打燃气公司抢修电话。"
    ),
    Supply.HEATING: "请注意保暖，不要自行打开阀门放水；恢复供暖后如有渗漏，请及时联系我们。",
    Supply.LIFT: "请改走楼梯，家有老人、孕妇和行动不便者请提前安排出行，需要协助请联系我们。",
}


def text(
    supply: str, reason: str, begins_at: datetime, ends_at: datetime, places: str
) -> tuple[str, str]:
    """Title and body; the signature with telephone and date is added to every notice.

    >>> from datetime import UTC
    >>> text("power", "线路检修", datetime(2026, 11, 22, 1, tzinfo=UTC),
    ...      datetime(2026, 11, 22, 4, tzinfo=UTC), "3栋1、2单元")[0]
    '停电通知：2026年11月22日（周日）9:00–12:00'
    """
    stop, supplied = WORDS[Supply(supply)]
    when = span(begins_at, ends_at)
    cause = reason.strip().removeprefix("因").rstrip("。，,；;")
    body = (
        f"各位业主、住户：\n因{cause}，{when}，{places.strip()}暂停{supplied}。\n"
        f"{PREPARE[Supply(supply)]}\n"
        "如恢复时间延长或有变化，我们会在住户端和单元公告栏及时告知。"
        "紧急情况请拨打下方服务电话，24小时有人接听。\n"
        "给您带来不便，深表歉意，感谢您的理解与支持。"
    )
    return f"{stop}通知：{when}", body


def span(begins_at: datetime, ends_at: datetime) -> str:
    """A stretch of time with its whole dates."""
    begin, end = begins_at.astimezone(SHANGHAI), ends_at.astimezone(SHANGHAI)
    if begin.date() == end.date():
        return f"{moment(begin)}–{end.hour}:{end:%M}"
    return f"{moment(begin)}至{moment(end)}"


def moment(at: datetime) -> str:
    """2026年11月22日（周日）9:00."""
    weekday = "一二三四五六日"[at.weekday()]
    return f"{at.year}年{at.month}月{at.day}日（周{weekday}）{at.hour}:{at:%M}"


def advice(kind: str, title: str, body: str) -> list[Advice]:
    """What those who read a notice will miss in it."""
    words = f"{title}\n{body}"
    found = [Advice.RELATIVE_DAY] if RELATIVE.search(words) else []
    if kind != NoticeKind.OUTAGE:
        return found
    if not WHOLE_DAY.search(words) or len(HOUR.findall(words)) < 2:
        found.append(Advice.BEGIN_AND_END)
    parts = PARTS + (OF_WATER if WATER.search(words) else ())
    return found + [part for part, pattern in parts if not pattern.search(words)]

"""Notices of the demo: every kind, and each state that one can be in."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from contracts.notices.notices import NoticeKind
from foundation.formatting import in_chinese
from guanjia.demo.estates import GUANLAN

K = NoticeKind
BUILDINGS = GUANLAN.buildings
WEEKDAYS = "一二三四五六日"
EVERYONE: dict[str, Any] = {"everyone": True}


@dataclass(frozen=True)
class Text:
    """A notice, how long ago it was written and how far it got."""

    kind: NoticeKind
    title: str
    body: str
    days: int
    hour: str
    stop: str = "published"
    audience: dict[str, Any] = field(default_factory=lambda: EVERYONE)
    must_acknowledge: bool = False
    expires_in: int | None = None
    """Days after it was written."""
    publish_in: int | None = None
    read_percent: int = 92
    correction: str | None = None
    remark: str | None = None
    """Why it was sent back when it had been submitted."""
    weekday: int | None = None
    """Of the day that it is about, the first one after it was written: 0 is Monday; None: the day
    after. Title and body name it by its whole date, as `{day}`."""

    def on(self, written: date) -> "Text":
        """The same with the days that it means, by the day on which it was written."""
        ahead = 1 if self.weekday is None else (self.weekday - written.weekday() - 1) % 7 + 1
        day = written + timedelta(days=ahead)
        named = {
            "day": f"{in_chinese(day)}（周{WEEKDAYS[day.weekday()]}）",
            "year": f"{written.year}年",
            "last_month": "{0.year}年{0.month}月".format(
                written.replace(day=1) - timedelta(days=1)
            ),
        }
        said = {name: getattr(self, name).format(**named) for name in ("title", "body")}
        return replace(self, **said)


TEXTS = (
    Text(
        K.DISCLOSURE, "{year}上半年物业服务费收支公示",
        "现将{year}上半年物业服务费收支情况公示如下：收入合计 1,286,400.00 元，"
        "支出合计 1,243,905.60 元，结余 42,494.40 元。公示期十五日，如有疑问请到前台查阅凭证。",
        41, "10:00", read_percent=95,
        correction="更正：支出合计应为 1,244,105.60 元，结余 42,294.40 元，其余不变。",
    ),
    Text(
        K.NOTICE, "物业服务费缴纳通知",
        "物业服务费账单已发出，请在账单所列日期（含当日）前缴纳，可在住户端线上支付或到前台办理。",
        24, "09:40", read_percent=94, expires_in=22,
    ),
    Text(
        K.REMINDER, "商铺用电安全提醒", "各商铺请在闭店前关闭电源总闸，勿在店内为电动车充电。",
        17, "11:00", audience={"unit_types": ["shop"]}, read_percent=100,
    ),
    Text(
        K.OUTAGE, "停电通知：{day}9:00–17:00",
        "因线路检修，{day}9:00–17:00，5栋、6栋全部单元暂停供电。请提前保存资料，拔下大功率电器插头，"
        "停电期间请勿使用电梯。如恢复时间延长，我们会在单元公告栏告知。给您带来不便，深表歉意。",
        9, "15:30", "withdrawn", {"buildings": list(BUILDINGS[4:6])}, read_percent=40, weekday=4,
    ),
    Text(
        K.MAJOR, "电梯年度大修公告",
        "经业主委员会同意，自{day}起分批更换各楼栋电梯曳引钢丝绳，每部停运约两天，请合理安排出行。",
        6, "09:15", must_acknowledge=True, read_percent=88, weekday=0,
    ),
    Text(
        K.NOTICE, "值班安排调整", "自{day}起，夜班工程值守由一人增加为两人，请各岗位按新班表执行。",
        4, "16:20", audience={"roles": ["engineer", "steward", "receptionist"]}, weekday=0,
    ),
    Text(
        K.ACTIVITY, "周末邻里包饺子活动",
        "{day}14:00在社区活动室举办邻里包饺子活动，欢迎各家报名，名额四十人。",
        3, "10:10", audience={"buildings": list(BUILDINGS[:6])}, read_percent=55, weekday=5,
    ),
    Text(
        K.PENALTY, "{last_month}服务质量整改公示",
        "{last_month}有一件事项两次回访未解决，已按制度处理责任岗位并完成整改：更换了处理人员，"
        "每件回访由品质督导复核。公示期五日，如有意见请到前台反映。",
        2, "17:00", "submitted",
    ),
    Text(
        K.MAJOR, "消防演练公告", "定于{day}10:00举行全小区消防演练，届时将鸣响警报，请勿惊慌。",
        2, "14:00", "approved", weekday=2,
    ),
    Text(
        K.OUTAGE, "停水通知：{day}9:00–12:00",
        "因二次供水水箱清洗，{day}9:00–12:00，3栋、4栋全部单元暂停供水。请提前储水，并关好各处水龙头；"
        "恢复供水初期水质可能浑浊，请先放水片刻再使用。如恢复时间延长，我们会在住户端和单元公告栏告知。"
        "给您带来不便，深表歉意。",
        1, "10:40", audience={"buildings": list(BUILDINGS[2:4])}, expires_in=3, read_percent=45,
    ),
    Text(
        K.REMINDER, "冬季用电用气温馨提示",
        "天气转冷，请勿使用大功率电暖器过夜，使用燃气时保持通风。",
        1, "16:00", "scheduled", publish_in=2,
    ),
    Text(
        K.ACTIVITY, "新年联欢会节目征集", "征集新年联欢会节目，形式不限，请到前台报名。",
        1, "17:30", "draft",
    ),
    Text(
        K.MAJOR, "地下车库地坪翻新公告", "地下车库地坪将分区翻新，施工期间请按指引停车。",
        1, "09:20", "submitted", remark="请写明各区施工日期和临时停车位置",
    ),
)  # fmt: skip
FEW = tuple(
    one for one in TEXTS if one.stop == "published" and one.audience == EVERYONE
    and not one.correction
)  # fmt: skip
"""Those of the smaller community."""

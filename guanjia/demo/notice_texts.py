"""Notices of the demo: every kind, and each state that one can be in."""

from dataclasses import dataclass, field
from typing import Any

from contracts.notices.codes import NoticeKind
from guanjia.demo.community import BUILDINGS

K = NoticeKind
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


TEXTS = (
    Text(
        K.DISCLOSURE, "上半年物业服务费收支公示",
        "现将本年度上半年物业服务费收支情况公示如下：收入合计 1,286,400.00 元，"
        "支出合计 1,243,905.60 元，结余 42,494.40 元。公示期十五日，如有疑问请到前台查阅凭证。",
        41, "10:00", read_percent=95,
        correction="更正：支出合计应为 1,244,105.60 元，结余 42,294.40 元，其余不变。",
    ),
    Text(
        K.NOTICE, "本季度物业费缴纳通知",
        "本季度物业服务费账单已送达，请在账单所列日期前缴纳，可在门户线上支付或到前台办理。",
        24, "09:40", read_percent=94, expires_in=22,
    ),
    Text(
        K.REMINDER, "商铺用电安全提醒", "各商铺请在闭店前关闭电源总闸，勿在店内为电动车充电。",
        17, "11:00", audience={"unit_types": ["shop"]}, read_percent=100,
    ),
    Text(
        K.OUTAGE, "临时停电通知（已取消）", "因线路检修，本周五九时至十七时5栋、6栋暂停供电。",
        9, "15:30", "withdrawn", {"buildings": list(BUILDINGS[4:6])}, read_percent=40,
    ),
    Text(
        K.MAJOR, "电梯年度大修公告",
        "经业主委员会同意，本月起分批更换各楼栋电梯曳引钢丝绳，每部停运约两天，请合理安排出行。",
        6, "09:15", must_acknowledge=True, read_percent=88,
    ),
    Text(
        K.NOTICE, "值班安排调整", "自下周起夜班工程值守由一人增加为两人，请各岗位按新班表执行。",
        4, "16:20", audience={"roles": ["engineer", "steward", "receptionist"]},
    ),
    Text(
        K.ACTIVITY, "周末邻里包饺子活动",
        "本周六下午两点在社区活动室举办邻里包饺子活动，欢迎各家报名，名额四十人。",
        3, "10:10", audience={"buildings": list(BUILDINGS[:6])}, read_percent=55,
    ),
    Text(
        K.PENALTY, "上月服务质量处罚公示",
        "上月因同一事项两次回访未解决，对责任人李*扣减绩效200元。公示期五日，可在期内申诉。",
        2, "17:00", "submitted",
    ),
    Text(
        K.MAJOR, "消防演练公告", "定于下周三上午十时举行全小区消防演练，届时将鸣响警报，请勿惊慌。",
        2, "14:00", "approved",
    ),
    Text(
        K.OUTAGE, "二次供水水箱清洗停水通知",
        "因水箱清洗，明日九时至十二时3栋、4栋暂停供水，请提前储水，来水后先放水一分钟再使用。",
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

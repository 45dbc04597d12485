"""What the nights took (保存期限): per kind, how much, and by which policy (P08)."""

from marshmallow import fields

from contracts.base import View
from contracts.code import Code
from contracts.fields import Coded, Day, Id
from contracts.roles import ADMINS, APPROVERS, INSPECTORS

READERS = APPROVERS | ADMINS | INSPECTORS
"""Who sees what went: who says how long it is kept, and who inspects."""


class RetentionKind(Code):
    """What is kept for some time, by the name under which a night tells of it."""

    LOOKS = "looks", "完整号码的查看记录", "Looks at whole numbers"
    DESK_WAITS = "desk_waits", "前台等候记录", "Waits at the desk"
    KEY_CALLS = "key_calls", "重点住户回访记录", "Calls to key households"
    KEY_HOUSEHOLDS = "key_households", "重点住户登记", "Key households"
    VEHICLES = "vehicles", "车辆登记", "Vehicles"
    ACCESS_CARDS = "access_cards", "钥匙和门禁卡登记", "Keys and cards"
    PETS = "pets", "宠物登记", "Pets"
    HOUSEHOLD_NOTES = "household_notes", "住户备注", "Notes on households"
    API_KEYS = "api_keys", "接口密钥", "API keys"
    SESSIONS = "sessions", "登录记录", "Logins"
    ONE_TIME_LINKS = "one_time_links", "一次性链接", "One-time links"
    HOUSEHOLD_CODES = "household_codes", "入户邀请码", "Codes of households"
    ROLE_REQUESTS = "role_requests", "岗位授权申请", "Requests of two persons"
    SHIFTS = "shifts", "值班班次", "Shifts"
    LEAVERS = "leavers", "迁出人员", "Residents who have left"
    FORMER_STAFF = "former_staff", "离职人员", "Staff who have left"
    MESSAGES = "messages", "消息", "Messages"
    UNTOLD = "untold", "未发通知的记录", "Notifications left out"
    WEBHOOK_DELIVERIES = "webhook_deliveries", "事件推送记录", "What programs were told"
    CASES = "cases", "投诉内容", "Words of cases"
    PLATFORM_MESSAGES = "platform_messages", "平台留言内容", "Platform messages"
    CONCEALMENT_REVIEWS = "concealment_reviews", "隐瞒漏报核查的文字", "Words of reviews"
    WATCHED_REPAIRS = "watched_repairs", "重复报修比对记录", "Repairs compared"
    REPAIRS = "repairs", "报修内容和照片", "Words and photos of repairs"
    VISITS = "visits", "上门催缴记录", "Door visits"
    AUDIT = "audit", "审计记录", "Audit trail"
    DEAD_LETTERS = "dead_letters", "无法处理的事件", "Events that failed for good"


class TakenView(View):
    """How many of a kind went in a night."""

    night = Day(required=True)
    community_id = Id(required=True, allow_none=True)
    """Whose they were; null: the company's."""
    kind = Coded(RetentionKind, required=True)
    policy = fields.String(required=True, allow_none=True)
    """By which value of the service's policy; null: by none that there still is."""
    count = fields.Integer(required=True)


class NightsView(View):
    """What the nights took, the last night first."""

    items = fields.List(fields.Nested(TakenView), required=True)

"""Opening (开业): what a new installation needs, in the order in which it is set up (P02)."""

from collections.abc import Mapping
from functools import cache

from marshmallow import fields

from contracts.base import Nothing, View
from contracts.code import Code, Word
from contracts.fields import Coded
from contracts.method import Method
from contracts.roles import ADMINS, FINANCE, MANAGERS, Role
from contracts.route import get

READERS = MANAGERS | FINANCE | ADMINS


class Step(Code):
    """Something that is set up once."""

    COMPANY = "company", "公司信息", "Company"
    PUBLIC_URL = "public_url", "访问地址", "Address of the pages"
    SEAL = "seal", "公章", "Seal"
    COMMUNITY = "community", "项目", "Community"
    BUILDINGS = "buildings", "楼栋", "Buildings"
    STAFF = "staff", "人员与账号", "Staff and accounts"
    HOUSEHOLDS = "households", "住户档案", "Households"
    FEE_ITEMS = "fee_items", "收费项目", "Fee items"
    HOURS = "hours", "服务时间", "Opening hours"
    ROSTER = "roster", "值班表", "Duty roster"
    CHANNELS = "channels", "消息通道", "Channels"
    BILL_RUN = "bill_run", "首次出账", "First bill run"


NEEDED = frozenset({Step.COMPANY, Step.COMMUNITY, Step.STAFF, Step.HOUSEHOLDS, Step.FEE_ITEMS})
"""Without these the product cannot do its work; without the others it does less."""
WITHOUT: Mapping[Step, Word] = {
    Step.COMPANY: Word(
        "账单、收据和函件上没有公司名称、电话和收款账号。",
        "Bills, receipts and letters name no company, telephone or account.",
    ),
    Step.PUBLIC_URL: Word(
        "忘记密码时无法自助重设，单据上没有核验网址和二维码。",
        "Nobody resets a lost password by a link, and papers have no QR code to verify them by.",
    ),
    Step.SEAL: Word(
        "收据、函件、答复和结算单上没有公章图样，打印后须逐份盖章。",
        "Receipts, letters, answers and closing statements are sealed by hand once printed.",
    ),
    Step.COMMUNITY: Word(
        "单据编号没有项目简码，住户看不到项目名称和服务电话。",
        "Numbers of papers have no code, and residents see neither name nor telephone.",
    ),
    Step.BUILDINGS: Word(
        "管家没有负责的楼栋，公告不能按楼栋发布。",
        "Stewards serve no buildings, and no notice is for one.",
    ),
    Step.STAFF: Word(
        "没有人受理投诉和报修、收费、审批。",
        "Nobody takes complaints and repairs, bills, or approves.",
    ),
    Step.HOUSEHOLDS: Word(
        "不能出账，住户不能登录，来电找不到房屋。",
        "Nothing is billed, no resident comes in, and no caller is found.",
    ),
    Step.FEE_ITEMS: Word("不能出账。", "Nothing is billed."),
    Step.HOURS: Word(
        "按制度中的默认服务时间计算时限。",
        "Deadlines go by the hours that the policies have by default.",
    ),
    Step.ROSTER: Word(
        "紧急事项没有值班人员，会提示值班空缺。",
        "Nobody is on duty for emergencies; gaps are announced.",
    ),
    Step.CHANNELS: Word(
        "消息只在住户端和纸质单据上，忘记密码时无法自助重设。",
        "Messages are read in the portal and on paper only; administrators reset lost passwords.",
    ),
    Step.BILL_RUN: Word("还没有应收账款。", "Nobody owes anything yet."),
}
"""What there is not until a step is done."""


class StepView(View):
    """How far a step is."""

    step = Coded(Step, required=True)
    done = fields.Boolean(required=True)
    count = fields.Integer(required=True)
    """How many there are of what it is about."""
    missing = fields.List(Coded(Role), required=True)
    """Of the staff: roles that nobody with an account holds."""


class OpeningView(View):
    """What a service knows of the opening, as the caller sees it."""

    items = fields.List(fields.Nested(StepView), required=True)


@cache
def opening(service: str) -> Method:
    """How far the opening is."""
    route = get(f"/opening/{service}", "开业清单")
    return Method(service, "opening", route, Nothing, OpeningView, READERS)


def step(of: Step, count: int, *, done: bool | None = None) -> dict[str, object]:
    """A step; it is done where there is any, unless something else is said."""
    return {
        "step": of,
        "count": count,
        "done": bool(count) if done is None else done,
        "missing": [],
    }

"""Bill runs (出账): previewed, started, processed in batches (B01, B16)."""

from marshmallow import fields

from contracts.base import PageQuery, Payload, PlacedView, View
from contracts.billing.cancellations import KeptBillView
from contracts.billing.fields import PeriodText
from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code
from contracts.fields import Coded, Day, Id, Instant, Whole, Yuan
from foundation.errors import ServiceError


class RunStatus(Code):
    """How far a bill run (出账) is."""

    QUEUED = "queued", "排队中", "Queued", WAITING
    """Accepted, not begun."""
    RUNNING = "running", "进行中", "Running", ACTIVE
    """Some households are done."""
    DONE = "done", "已完成", "Done", GOOD
    """Every household is done."""
    FAILED = "failed", "失败", "Failed", BAD
    """Stopped by what `error` says; starting the period again goes on from there."""
    CANCELLING = "cancelling", "取消中", "Being cancelled", ACTIVE
    """Its bills are being taken back."""
    CANCELLED = "cancelled", "已取消", "Cancelled"
    """Its bills are taken back (B16)."""

    @property
    def is_cancelling(self) -> bool:
        """Its bills are being taken back."""
        return self is RunStatus.CANCELLING

    @property
    def is_taken_back(self) -> bool:
        """Its bills are taken back, or are being so."""
        return self in (RunStatus.CANCELLING, RunStatus.CANCELLED)


class Missing(Code):
    """Why a household would get no bill, or too small a one (B16)."""

    NO_PRICE = "no_price", "本期没有应收项目", "Nothing to charge in the period", WAITING
    """Nothing is charged for its type of unit, or nothing of the period is left."""
    NO_AREA = "no_area", "未登记面积", "No area", BAD
    """An item by area cannot be worked out."""


class DueDatePast(ServiceError):
    """The due date is in the past."""

    code, status = "due_date_past", 422
    zh = "缴费截止日不能早于今天。"


class NoFeesInForce(ServiceError):
    """No fee item is in force in {period}."""

    code, status = "no_fees_in_force", 409
    zh = "{period} 没有生效的收费项目。"


class PreviewOutdated(ServiceError):
    """What was previewed has changed: now {billed} households would be billed {amount} yuan.
    Please preview and confirm again."""

    code, status = "preview_outdated", 409
    zh = "预览之后数据有变化：现在将为 {billed} 户出账，合计 {amount} 元。请重新预览并确认。"


class HomesArriving(ServiceError):
    """{arrived} of {homes} homes have arrived in billing so far. Bills are made once all have."""

    code, status = "homes_arriving", 409
    zh = "住户资料仍在传送：{homes} 户中已到 {arrived} 户，全部到齐后才能出账。"


class StartBillRun(Payload):
    """Bill every household for a period; months already billed are left out."""

    period = PeriodText(required=True)
    due_date = Day(required=True)
    confirmed_billed = Whole(load_default=None, allow_none=True)
    """Bills and amount that were seen in the preview: refused where it has come to be another."""
    confirmed_amount = Yuan(load_default=None, allow_none=True)
    homes = Whole(load_default=None, allow_none=True)
    """How many homes there are, as the caller knows: refused while fewer have arrived, as right
    after an import, since those would get no bill."""


class PreviewBillRun(Payload):
    """What a bill run would make; nothing is issued (B16)."""

    period = PeriodText(required=True)
    due_date = Day(required=True)


class GetBillRun(Payload):
    """One bill run."""

    bill_run_id = Id(required=True)


class ListBillRuns(PageQuery):
    """Bill runs, newest first."""

    period = PeriodText(load_default=None, allow_none=True)


class BillRunView(PlacedView):
    """A bill run and how far it is: `done` of `total` households."""

    id = Id(required=True)
    period = fields.String(required=True)
    due_date = Day(required=True)
    status = Coded(RunStatus, required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    billed = fields.Integer(required=True)
    """Households that got a bill; the others had been billed or owe nothing."""
    amount = Yuan(required=True)
    started_by = fields.String(required=True)
    started_at = Instant(required=True)
    finished_at = Instant(required=True, allow_none=True)
    cancelled = fields.Integer(required=True)
    """Bills of it that are cancelled by cancelling the run."""
    cancelled_at = Instant(required=True, allow_none=True)
    kept = fields.List(fields.Nested(KeptBillView), required=True)
    """Bills of a cancelled run that stay."""
    error = fields.String(required=True, allow_none=True)


class ItemTotalView(View):
    """What an item comes to in all bills."""

    item = fields.String(required=True)
    item_en = fields.String(required=True)
    households = fields.Integer(required=True)
    amount = Yuan(required=True)


class OutlierView(View):
    """A household whose bill is far from its last one, by the month."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    amount = Yuan(required=True)
    per_month = Yuan(required=True)
    before_per_month = Yuan(required=True)
    change_percent = fields.Integer(required=True)


class MissingView(View):
    """A household that would get no bill, or one without its area."""

    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    why = Coded(Missing, required=True)


class AlreadyView(View):
    """Months of the period that are billed already, and are left out."""

    period = fields.String(required=True)
    month = fields.String(required=True)
    households = fields.Integer(required=True)


class RunPreview(View):
    """What a bill run would make; nothing is issued."""

    period = fields.String(required=True)
    due_date = Day(required=True)
    total = fields.Integer(required=True)
    """Households that are looked at."""
    billed = fields.Integer(required=True)
    """Households that would get a bill."""
    amount = Yuan(required=True)
    items = fields.List(fields.Nested(ItemTotalView), required=True)
    outliers = fields.List(fields.Nested(OutlierView), required=True)
    """The farthest first, 200 at most; `outlier_count` says how many there are."""
    outlier_count = fields.Integer(required=True)
    outlier_percent = fields.Integer(required=True)
    missing = fields.List(fields.Nested(MissingView), required=True)
    already = fields.List(fields.Nested(AlreadyView), required=True)

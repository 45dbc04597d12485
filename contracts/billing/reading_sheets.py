"""Sheets of meter readings (抄表单): given out, tried row by row, recorded (B21)."""

from marshmallow import fields

from contracts.base import Payload, View
from contracts.code import BAD, GOOD, WAITING, Code
from contracts.directory.household_sheet import Column
from contracts.directory.imports import RowErrorView
from contracts.fields import Day, Id, Quantity, Text, code, spreadsheet


class ReadingOutcome(Code):
    """What a good row of a sheet of readings comes to (B21)."""

    RECORDED = "recorded", "录入", "Record", GOOD
    """A new reading."""
    UNCHANGED = "unchanged", "已录入", "Recorded already"
    """It is recorded already."""
    UNREAD = "unread", "未抄", "Not read", WAITING
    """The row says no reading."""


class ReadingMark(Code):
    """What is to be looked at in a reading of a sheet (B21)."""

    FIRST = "first", "首次抄表", "First reading"
    """It only says where the meter stands, or began."""
    ZERO = "zero", "用量为零", "No use", WAITING
    ESTIMATED = "estimated", "估读", "Estimated", WAITING
    """The next real reading makes it good."""
    TOO_HIGH = "too_high", "冲减此前估读", "Makes an estimate good", WAITING
    """Below the estimate before it, which it makes good."""
    OUTLIER = "outlier", "用量异常", "Unusual use", BAD
    """Far above the usual."""


class ImportReadings(Payload):
    """A sheet of readings of one metered fee, as base64; columns as in `reading_sheet.COLUMNS`."""

    file = spreadsheet()
    name = Text(required=True, max=60)
    """The fee item with basis `meter`."""
    dry_run = fields.Boolean(load_default=False)
    """Check only; nothing is recorded."""
    accept_valid = fields.Boolean(load_default=False)
    """Record the good rows of a file that has bad ones."""
    confirmed = fields.Boolean(load_default=False)
    """Rows that count far more than usual were looked at again; else they are bad rows."""


class ReadingRowView(View):
    """What a good row comes to, or would come to."""

    row = fields.Integer(required=True)
    household_id = Id(required=True)
    building = fields.String(required=True)
    unit = fields.String(required=True)
    outcome = code(ReadingOutcome, required=True)
    previous = Quantity(required=True, allow_none=True)
    previous_on = Day(required=True, allow_none=True)
    value = Quantity(required=True, allow_none=True)
    read_on = Day(required=True, allow_none=True)
    consumption = Quantity(required=True, allow_none=True)
    usual = Quantity(required=True, allow_none=True)
    """What would be usual, where the use is far above it."""
    marks = fields.List(code(ReadingMark), required=True)
    remark = fields.String(required=True, allow_none=True)


class ReadingImportView(View):
    """What a sheet of readings came to, or would come to."""

    name = fields.String(required=True)
    rows = fields.Integer(required=True)
    valid = fields.Integer(required=True)
    recorded = fields.Integer(required=True)
    unchanged = fields.Integer(required=True)
    unread = fields.Integer(required=True)
    outliers = fields.Integer(required=True)
    consumption = Quantity(required=True)
    imported = fields.Boolean(required=True)
    """False: nothing was recorded, it was a dry run."""
    errors = fields.List(fields.Nested(RowErrorView), required=True)
    readings = fields.List(fields.Nested(ReadingRowView), required=True)


class ReadingSheet(Payload):
    """The sheet to fill in for one metered fee, as rows under the headings of the template."""

    name = Text(required=True, max=60)


class SheetRowView(View):
    """A household that has the meter, and where it stands."""

    building = fields.String(required=True)
    entrance = fields.String(required=True)
    room = fields.String(required=True)
    value = Quantity(required=True, allow_none=True)
    read_on = Day(required=True, allow_none=True)


class ReadingSheetView(View):
    """All households that have the meter, in walking order."""

    name = fields.String(required=True)
    items = fields.List(fields.Nested(SheetRowView), required=True)


class MeteredFeeView(View):
    """A fee that is read from meters."""

    name = fields.String(required=True)
    name_en = fields.String(required=True)
    unit = fields.String(required=True)


class MeteredFeesView(View):
    """The names of the fees that are read from meters."""

    items = fields.List(fields.Nested(MeteredFeeView), required=True)


ESTIMATED = "估"
"""In a remark: the reading is estimated (估读, 估抄)."""

COLUMNS = (
    Column(
        "building", "楼栋编号", ("楼栋", "楼号", "楼栋名称", "幢号"), True,
        "如 3栋", "such as 3栋",
    ),
    Column(
        "entrance", "单元编号", ("单元", "单元号"), False,
        "房屋编码已含单元的可留空", "empty where the room names it",
    ),
    Column(
        "unit", "房屋编码", ("房号", "房间号", "房屋编号", "室号"), True,
        "如 1001 或 2-1001", "such as 1001 or 2-1001",
    ),
    Column(
        "previous", "上期度数", ("上期读数", "上次读数"), False,
        "须与已录入的上次读数一致；首次抄表填起始读数",
        "as it is recorded; for a meter that was never read, where it began",
    ),
    Column(
        "previous_on", "上期读表时间", ("上期抄表时间", "上次抄表日期"), False,
        "同上", "the same",
    ),
    Column(
        "value", "本期度数", ("本期读数", "本次读数"), True,
        "未抄到的留空，该行不录入", "empty where it was not read: the row is left out",
    ),
    Column(
        "read_on", "本期读表时间", ("本期抄表时间", "本次抄表日期", "抄表日期"), True,
        "如 2026-11-30", "such as 2026-11-30",
    ),
    Column(
        "remark", "备注", ("说明",), False,
        "含“估”字的按估读录入，如“估读：锁门”", "with 估 in it the reading is an estimate",
    ),
)  # fmt: skip
"""In the order of the template."""

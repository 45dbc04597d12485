"""Columns of the sheet of meter readings (抄表表): the same for import and template (B21)."""

from contracts.directory.household_sheet import Column

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

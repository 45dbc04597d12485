"""What can be wrong with a cell of any spreadsheet that is brought in, in both languages."""

CELL_MESSAGES = {
    "missing": ("此项必填。", "This is required."),
    "too_long": ("内容过长。", "This is too long."),
    "characters": ("含有不可见的控制字符。", "Contains control characters."),
    "cell_error": (
        "单元格是错误值（如 #N/A），请改正后再导入。",
        "The cell shows an error (such as #N/A); please put it right.",
    ),
    "became_date": (
        "被表格改成了日期或时间（如 2-1 变成 2月1日）。请将此列设为文本格式后重新填写。",
        "The sheet has made a date or time of it (2-1 becomes 1 February): format the column as "
        "text and type it again.",
    ),
    "digits": (
        "数字超过 15 位，表格已丢失末尾数字。请将此列设为文本格式后重新填写。",
        "More than 15 digits, of which the sheet has lost the last: format the column as text and "
        "type it again.",
    ),
    "unit_number": (
        "被表格存成了小数。请将此列设为文本格式后重新填写，如 2-101。",
        "The sheet holds it as a number with decimals: format the column as text and type it "
        "again, such as 2-101.",
    ),
    "other_building": (
        "房号中的楼栋与楼栋列不一致。",
        "The unit names another building than the column of buildings.",
    ),
    "other_entrance": (
        "单元列与房号（或楼栋）中的单元不一致。",
        "The column of entrances names another one than the unit or the building.",
    ),
    "no_entrance": ("无法识别的单元。", "Not an entrance."),
    "no_room": ("没有房号。", "There is no room in it."),
    "twins": (
        "档案中有几户是同一处：{twins}。请先核对并改正档案。",
        "Several households of the archive are this one place: {twins}. Put the archive right "
        "first.",
    ),
    "number": ("不是数字。", "Not a number."),
    "date": ("日期不存在或格式不正确。", "Not a date, or no such date."),
    "duplicate": ("与第 {first} 行重复。", "The same unit as in row {first}."),
}
"""Chinese and English wording by its code."""

"""What can be wrong with a cell of the household spreadsheet, in both languages."""

from dataclasses import dataclass

MESSAGES = {
    "missing": ("此项必填。", "This is required."),
    "too_long": ("内容过长。", "This is too long."),
    "characters": ("含有不可见的控制字符。", "Contains control characters."),
    "phone": ("电话号码格式不正确。", "Not a valid phone number."),
    "email": ("电子邮箱格式不正确。", "Not a valid e-mail address."),
    "number": ("不是数字。", "Not a number."),
    "area": ("面积须大于 0，且不超过 100000。", "The area must be above 0, at most 100000."),
    "precise": ("最多两位小数。", "At most two decimals."),
    "floor": ("楼层须为 -9 到 200 的整数。", "The floor must be a whole number, -9 to 200."),
    "unit_type": ("类型须为住宅或商铺。", "The type must be 住宅 or 商铺."),
    "date": ("日期不存在或格式不正确。", "Not a date, or no such date."),
    "yes_no": ("请填“是”或“否”。", "Answer 是 (yes) or 否 (no)."),
    "id_number": ("身份证号不正确。", "Not a valid identity number."),
    "tenant": ("有租户时须填租户姓名和手机。", "A tenant needs both name and phone."),
    "duplicate": ("与第 {first} 行重复。", "The same unit as in row {first}."),
}
"""Chinese and English wording of what can be wrong with a cell."""


@dataclass(frozen=True)
class RowError:
    """What is wrong with one cell."""

    row: int
    field: str
    code: str
    first: int = 0
    """For a duplicate: the row that came first."""

    def words(self) -> dict[str, str]:
        """The wording in both languages."""
        zh, en = MESSAGES[self.code]
        return {"zh": zh.format(first=self.first), "en": en.format(first=self.first)}

"""What can be wrong with a cell of the household spreadsheet, in both languages."""

from dataclasses import dataclass

from contracts.cell_messages import CELL_MESSAGES
from services.directory.changes.rules import EARLY, FUTURE

MESSAGES = CELL_MESSAGES | {
    "phone": ("电话号码格式不正确。", "Not a valid phone number."),
    "phone_number": (
        "电话被表格存成了数字，丢失了开头的 0 或末尾数字。请将此列设为文本格式后重新填写。",
        "The sheet holds it as a number and has lost the 0 in front or the last digits: format the "
        "column as text and type it again.",
    ),
    "id_as_number": (
        "证件号码被表格存成了数字，末尾数字已丢失。请将此列设为文本格式后重新填写。",
        "The sheet holds the identity number as a number and has lost its last digits: format the "
        "column as text and type it again.",
    ),
    "no_name": ("不是姓名。", "Not a name."),
    "email": ("电子邮箱格式不正确。", "Not a valid e-mail address."),
    "area": ("面积须大于 0，且不超过 100000。", "The area must be above 0, at most 100000."),
    "precise": ("最多两位小数。", "At most two decimals."),
    "floor": ("楼层须为 -9 到 200 的整数。", "The floor must be a whole number, -9 to 200."),
    "unit_type": ("类型须为住宅或商铺。", "The type must be 住宅 or 商铺."),
    "yes_no": ("请填“是”或“否”。", "Answer 是 (yes) or 否 (no)."),
    "id_number": ("身份证号不正确。", "Not a valid identity number."),
    FUTURE: ("变更生效日不得晚于今天。", "The change cannot count from a day to come."),
    EARLY: (
        "变更生效日早于现业主入住，或过于久远。",
        "Before the present owner, or too long ago.",
    ),
    "community": (
        "没有名为“{community}”的项目，或您不负责该项目。请填写项目名称或简码。",
        "There is no community called “{community}”, or you do not work there: give its name or "
        "short code.",
    ),
    "community_needed": (
        "公司有多个项目，请填写本行属于哪个项目。",
        "There are several communities: say which this row belongs to.",
    ),
    "moved": (
        "“{community}”已有房号和业主都相同的住户档案，住户不能用表格转到另一个项目：欠费和未办结的"
        "事项会留在原处。确为另一处房屋的，请单独登记。",
        "{community} has a home of this place and owner: no sheet moves a household to another "
        "community, since what is owed and open would stay behind. Where it is another home, enter "
        "it by itself.",
    ),
    "member_twice": (
        "与本户业主或成员姓名、电话相同，不能同时登记为租户。",
        "Name and telephone are those of the owner or another member: nobody is a tenant as well.",
    ),
    "tenant": ("有租户时须填租户姓名和手机。", "A tenant needs both name and phone."),
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
    twins: str = ""
    """Of households that are one place: their labels."""
    community: str = ""
    """What a row calls a community that nobody knows, or the one that has the home already."""

    def words(self) -> dict[str, str]:
        """The wording in both languages."""
        zh, en = MESSAGES[self.code]
        facts = {"first": self.first, "twins": self.twins, "community": self.community}
        return {"zh": zh.format(**facts), "en": en.format(**facts)}

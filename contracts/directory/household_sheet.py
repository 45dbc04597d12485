"""The household spreadsheet (业主信息表): its form, read and written."""

from dataclasses import dataclass

from foundation.errors import ServiceError


class SpreadsheetColumnsTwice(ServiceError):
    """Several columns say which unit it is: {columns}. Keep one of them, or rename the others."""

    code, status = "spreadsheet_columns_twice", 422
    zh = "表格中有几列都像是房号（或单元）：{columns}。请只保留一列，或改掉其余列的标题。"


@dataclass(frozen=True)
class Column:
    """One column: the Chinese heading of the template and every other heading it is known by."""

    field: str
    heading: str
    also: tuple[str, ...] = ()
    required: bool = False
    """The column must be there, and no row may leave it empty."""
    note_zh: str = ""
    note_en: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings by which the column is recognised."""
        return (self.heading, self.field, *self.also)


COLUMNS = (
    Column(
        "building", "楼栋",
        (
            "楼号", "楼宇", "幢号", "栋号", "楼栋号", "楼栋编号", "楼栋名称", "楼幢", "所属楼栋",
            "楼栋编码", "座号",
        ),
        True,
        "如 3 或 3栋", "such as 3 or 3栋",
    ),
    Column(
        "unit", "房号",
        (
            "室号", "房间号", "单元房号", "房屋编码", "房屋编号", "房屋号", "房屋", "房间编号",
            "房间", "门牌号", "户号",
        ),
        True,
        "如 2-1001（2单元1001室）", "such as 2-1001 (entrance 2, room 1001)",
    ),
    Column(
        "floor", "楼层", ("所在楼层", "房屋楼层", "层"), False,
        "空则由房号推算", "empty: worked out from the unit",
    ),
    Column(
        "unit_type", "类型", ("物业类型", "用途", "房屋类型", "房屋用途"), False,
        "住宅或商铺，空为住宅", "住宅 (residential) or 商铺 (shop); empty: residential",
    ),
    Column(
        "area_m2", "建筑面积",
        ("面积", "建筑面积(㎡)", "建筑面积（㎡）", "房屋面积", "收费面积"), True,
        "平方米，最多两位小数", "square metres, at most two decimals",
    ),
    Column(
        "owner_name", "业主姓名", ("业主", "姓名", "户主", "业主名称", "产权人", "房主"), True,
        "最多 60 字", "at most 60 letters",
    ),
    Column(
        "phone", "手机",
        (
            "手机号", "手机号码", "电话", "联系电话", "业主手机", "业主电话", "业主手机号",
            "联系方式", "业主联系方式", "电话号码",
        ),
        True,
        "业主的手机或固定电话", "of the owner, mobile or land line",
    ),
    Column("email", "邮箱", ("电子邮箱", "电子邮件"), False, "业主的电子邮箱", "of the owner"),
    Column(
        "id_number", "身份证号",
        ("身份证", "证件号码", "身份证号码", "业主身份证", "业主身份证号", "证件号"), False,
        "18 位，含校验位；此列须设为文本格式",
        "18 characters with check character; the column formatted as text",
    ),
    Column(
        "billing_from", "计费起始日", ("收费起始日", "交付日期"), False,
        "如 2024-07-01", "such as 2024-07-01",
    ),
    Column("vacant", "空置", ("是否空置",), False, "是或否", "是 (yes) or 否 (no)"),
    Column(
        "two_person_visit", "双人上门", ("是否双人上门",), False,
        "是或否", "是 (yes) or 否 (no)",
    ),
    Column(
        "tenant_name", "租户姓名", ("租户", "承租人"), False,
        "无租户则空", "empty without tenant",
    ),
    Column(
        "tenant_phone", "租户手机", ("租户电话", "承租人电话"), False,
        "有租户时必填，没有则填“无”", "needed where there is a tenant; 无 for none",
    ),
)  # fmt: skip
"""In the order of the template."""

ENTRANCE = Column(
    "entrance", "单元",
    (
        "单元号", "单元编号", "单元名称", "所属单元", "单元编码", "单元门", "门洞", "门洞号",
        "楼门", "楼门号", "楼道", "梯号", "梯位", "梯",
    ),
    False,
    "单元另成一列时，与房号合成 2-1001；0 为无单元",
    "an entrance in a column of its own makes 2-1001 with the unit; 0: there is none",
)  # fmt: skip
"""Not in the template, but in the sheets of other programs."""

EFFECTIVE = Column(
    "effective_from", "变更生效日", ("生效日期", "变更生效日期", "变更日期"), False,
    "类型、面积、空置有变时从这一天起计费，空为当天；过去的日子在下期账单补退",
    "from when on a change of type, area or vacancy counts; empty: today",
)  # fmt: skip
"""Of a change, so that it is not in the template either."""
COMMUNITY = Column(
    "community", "项目",
    (
        "小区", "项目名称", "小区名称", "所属项目", "所属小区", "项目简码", "小区简码", "楼盘",
        "楼盘名称",
    ),
    False,
    "名称或简码；只有一个项目时不需要",
    "name or short code; not needed where there is one community",
)  # fmt: skip
"""Of companies with several communities (P01)."""
KNOWN = (COMMUNITY, *COLUMNS, ENTRANCE, EFFECTIVE)

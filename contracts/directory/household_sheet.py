"""Columns of the household spreadsheet (业主档案表): the same for import, template and export."""

from dataclasses import dataclass


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
        "building", "楼栋", ("楼号", "楼宇", "幢号", "栋号"), True,
        "如 3 或 3栋", "such as 3 or 3栋",
    ),
    Column(
        "unit", "房号", ("室号", "房间号", "单元房号"), True,
        "如 2-1001（2单元1001室）", "such as 2-1001 (entrance 2, room 1001)",
    ),
    Column("floor", "楼层", (), False, "空则由房号推算", "empty: worked out from the unit"),
    Column(
        "unit_type", "类型", ("物业类型", "用途"), False,
        "住宅或商铺，空为住宅", "住宅 (residential) or 商铺 (shop); empty: residential",
    ),
    Column(
        "area_m2", "建筑面积", ("面积", "建筑面积(㎡)", "建筑面积（㎡）"), True,
        "平方米，最多两位小数", "square metres, at most two decimals",
    ),
    Column(
        "owner_name", "业主姓名", ("业主", "姓名", "户主"), True,
        "最多 60 字", "at most 60 letters",
    ),
    Column(
        "phone", "手机", ("手机号", "手机号码", "电话", "联系电话", "业主手机"), True,
        "业主的手机或固定电话", "of the owner, mobile or land line",
    ),
    Column("email", "邮箱", ("电子邮箱", "电子邮件"), False, "业主的电子邮箱", "of the owner"),
    Column(
        "id_number", "身份证号", ("身份证", "证件号码"), False,
        "18 位，含校验位", "18 characters with check character",
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
        "有租户时必填", "needed where there is a tenant",
    ),
)  # fmt: skip
"""In the order of the template."""

"""Changes of households (档案变更): who may, after which identity check, from which day on."""

from typing import Any

from marshmallow import ValidationError, fields, pre_load, validate

from contracts.base import PageQuery, Payload, View
from contracts.code import Code
from contracts.directory.households import UnitType
from contracts.directory.identity import IdentityCheck
from contracts.fields import Day, Email, Id, Instant, Name, Phone, Quantity, Whole, positive
from foundation.errors import ServiceError


class HouseholdField(Code):
    """What a change of the household file names (D02)."""

    OWNER_NAME = "owner_name", "业主姓名", "Owner's name"
    NAME = "name", "姓名", "Name"
    RELATION = "relation", "关系", "Relation"
    PHONE = "phone", "电话", "Phone"
    EMAIL = "email", "电子邮箱", "E-mail"
    ID_NUMBER = "id_number", "身份证号", "Identity number"
    FLOOR = "floor", "楼层", "Floor"
    UNIT_TYPE = "unit_type", "房屋类型", "Kind of unit"
    AREA_M2 = "area_m2", "面积", "Area"
    BILLING_FROM = "billing_from", "起始计费日", "Billed from"
    VACANT = "vacant", "空置", "Vacant"
    TWO_PERSON_VISIT = "two_person_visit", "双人上门", "Visited by two"
    EFFECTIVE_FROM = "effective_from", "变更生效日", "Counts from"
    PLATE = "plate", "车牌号", "Number plate"
    COLOUR = "colour", "颜色", "Colour"
    PARKING_SPACE = "parking_space", "车位", "Parking space"
    CARD_KIND = "card_kind", "钥匙门卡", "Key or card"
    NUMBER = "number", "编号", "Number"
    STATUS = "status", "状态", "State"
    PET_KIND = "pet_kind", "宠物", "Pet"
    BREED = "breed", "品种", "Breed"
    REGISTRATION = "registration", "登记证号", "Licence number"
    HOLDER = "holder", "使用人", "Whose"
    KEY_REASON = "key_reason", "重点户原因", "Why a key household"


class FieldNotEditable(ServiceError):
    """Your role may not change: {fields}."""

    code, status = "field_not_editable", 403
    zh = "您的岗位不能修改以下内容：{fields}。"


class NothingToChange(ServiceError):
    """The request names nothing to change."""

    code, status = "nothing_to_change", 422
    zh = "没有填写要修改的内容。"


STAYS = frozenset({"building", "unit", "community", "community_code", "community_id"})
"""What says where a household is; it is not changed."""
UNMOVED = "A household stays in its place: it is moved to no other unit and to no other community."


class ChangeHousehold(Payload):
    """What is not named stays as it is; name, phone and e-mail are the owner's (D02).

    Another name *and* another phone are another owner: the one before has left, and with them
    their family, their access and their mail (D06).
    """

    household_id = Id(required=True)
    identity_check = fields.Nested(IdentityCheck, required=True)
    owner_name = Name()
    phone = Phone()
    email = Email(allow_none=True)
    floor = Whole(validate=validate.Range(-9, 200))
    unit_type = fields.String(validate=validate.OneOf(list(UnitType)))
    area_m2 = Quantity(validate=[positive(), validate.Range(max=100_000)])
    billing_from = Day(allow_none=True)
    vacant = fields.Boolean()
    two_person_visit = fields.Boolean()
    effective_from = Day(load_default=None, allow_none=True)
    """From which day on a change of type, area or vacancy counts for bills; without it, from today.
    A past day is made good on the next bill (B16)."""

    @pre_load
    def stays_in_its_place(self, data: Any, **kwargs: Any) -> Any:
        """What is owed and open is of the place: nothing moves a household (P01)."""
        if named := STAYS & set(data):
            raise ValidationError({name: [UNMOVED] for name in named})
        return data


class HouseholdHistory(PageQuery):
    """The changes of one household, newest first."""

    household_id = Id(required=True)


class HouseholdChangeView(View):
    """One change with before and after; numbers are masked (D02, D03)."""

    id = Id(required=True)
    at = Instant(required=True)
    by = fields.String(required=True)
    identity_method = fields.String(required=True)
    identity_by = fields.String(required=True)
    before = fields.Dict(required=True)
    after = fields.Dict(required=True)

"""Codes of the directory, and roles, in words."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.directory import codes as c
from contracts.roles import Role
from gateway.web.words.word import ACTIVE, GOOD, Word

WORDS: Mapping[type[StrEnum], Mapping[str, Word]] = {
    Role: {
        "resident": Word("住户", "Resident"),
        "receptionist": Word("接待员", "Front desk"),
        "steward": Word("楼栋管家", "Steward"),
        "engineer": Word("维修工", "Engineer"),
        "supervisor": Word("客服主管", "Supervisor"),
        "deputy_manager": Word("主管副总经理", "Deputy manager"),
        "director": Word("项目经理", "Director"),
        "finance": Word("财务", "Finance"),
        "inspector": Word("督察", "Inspector"),
        "admin": Word("系统管理员", "Administrator"),
        "system": Word("系统", "System"),
    },
    c.UnitType: {"residential": Word("住宅", "Flat"), "shop": Word("商铺", "Shop")},
    c.Relation: {
        "owner": Word("业主", "Owner"),
        "tenant": Word("租户", "Tenant"),
        "family": Word("家庭成员", "Family"),
    },
    c.Duty: {
        "duty_manager": Word("值班经理", "Duty manager"),
        "desk": Word("前台值班", "Front desk"),
        "engineer": Word("维修值班", "Engineer on duty"),
    },
    c.Confidential: {
        "phone": Word("电话", "Phone number"),
        "id_number": Word("身份证号", "Identity number"),
    },
    c.RowOutcome: {
        "created": Word("新增", "New", GOOD),
        "updated": Word("更新", "Changed", ACTIVE),
        "unchanged": Word("不变", "Unchanged"),
    },
    c.LookKind: {"reveal": Word("查看", "Look"), "export": Word("导出", "Export")},
}

IDENTITY: Mapping[str, Word] = {
    "password": Word("密码验证", "Password"),
    "id_card": Word("身份证", "Identity card"),
    "call_back": Word("回拨", "Call back"),
    "in_person": Word("当面", "In person"),
    "certificate": Word("房产证", "Property certificate"),
}
"""How somebody who asks for a change was identified (D02)."""

FIELDS: Mapping[str, Word] = {
    "owner_name": Word("业主姓名", "Owner's name"),
    "name": Word("姓名", "Name"),
    "relation": Word("关系", "Relation"),
    "phone": Word("电话", "Phone"),
    "email": Word("电子邮箱", "E-mail"),
    "id_number": Word("身份证号", "Identity number"),
    "floor": Word("楼层", "Floor"),
    "unit_type": Word("房屋类型", "Kind of unit"),
    "area_m2": Word("面积", "Area"),
    "billing_from": Word("起始计费日", "Billed from"),
    "vacant": Word("空置", "Vacant"),
    "two_person_visit": Word("双人上门", "Visited by two"),
    "key_reason": Word("重点户原因", "Why a key household"),
}
"""What the history of a household names."""

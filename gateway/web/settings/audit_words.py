"""What the audit trail's fields and values are called: by the words of the contracts (P05)."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from marshmallow import Schema, fields

from contracts.code import Code, Word
from contracts.fields import Coded
from contracts.modules import classes_of
from contracts.policy_words import said
from gateway.web import formats
from gateway.words import in_words

A_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)")
A_CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")
"""What nobody has a word for: it is said without its signs."""
QUIET = frozenset({"id", "version", "community_id"})
"""What says nothing to people."""
YES_NO = {True: Word("是", "yes"), False: Word("否", "no")}
FIELDS: Mapping[str, Word] = {
    "number": Word("编号", "number"), "name": Word("名称", "name"), "phone": Word("电话", "phone"),
    "email": Word("电子邮件", "e-mail"), "building": Word("楼栋", "building"),
    "unit": Word("房号", "unit"), "floor": Word("楼层", "floor"), "title": Word("标题", "title"),
    "body": Word("正文", "text"), "text": Word("内容", "text"), "kind": Word("类型", "kind"),
    "status": Word("状态", "status"), "state": Word("状态", "state"), "tier": Word("级别", "tier"),
    "category": Word("类别", "category"), "channel": Word("渠道", "channel"),
    "description": Word("描述", "description"), "wish": Word("诉求", "wish"),
    "contact_name": Word("联系人", "contact"), "contact_phone": Word("联系电话", "phone"),
    "gravity": Word("严重程度", "gravity"), "urgency": Word("紧急程度", "urgency"),
    "validity": Word("是否有效", "validity"), "handler": Word("处理人", "handler"),
    "first_responsible": Word("首问责任人", "first responsible"),
    "department": Word("部门", "department"), "result": Word("结果", "result"),
    "outcome": Word("结果", "outcome"), "reason": Word("理由", "reason"),
    "remark": Word("备注", "remark"), "round": Word("轮次", "round"),
    "lodged_at": Word("登记时间", "lodged at"), "due_at": Word("到期时间", "due at"),
    "answered_at": Word("答复时间", "answered at"), "closed_at": Word("结案时间", "closed at"),
    "created_at": Word("建立时间", "created at"), "requested_at": Word("报修时间", "requested at"),
    "respond_by": Word("响应期限", "respond by"), "priority": Word("紧急程度", "priority"),
    "engineer_name": Word("维修工", "engineer"), "amount": Word("金额", "amount"),
    "method": Word("方式", "method"), "receipt_number": Word("收据编号", "receipt"),
    "taken_at": Word("收款时间", "taken at"), "taken_by": Word("经办人", "taken by"),
    "due_date": Word("到期日", "due date"), "period": Word("计费期", "period"),
    "price": Word("单价", "price"), "roles": Word("角色", "roles"),
    "skills": Word("技能", "skills"), "active": Word("在用", "active"),
    "username": Word("用户名", "user name"), "disabled": Word("已停用", "disabled"),
    "relation": Word("与房屋关系", "relation"), "area_m2": Word("面积（㎡）", "area (m²)"),
    "owner_name": Word("业主", "owner"), "unit_type": Word("房屋类型", "kind of unit"),
    "vacant": Word("空置", "vacant"), "code": Word("代码", "code"),
    "starts_at": Word("开始", "starts"), "ends_at": Word("结束", "ends"),
    "duty": Word("岗位", "duty"), "cancelled": Word("已取消", "cancelled"),
    "household_id": Word("房屋", "household"), "person_id": Word("人员", "person"),
    "handler_id": Word("处理人编号", "handler's id"), "position": Word("次序", "position"),
    "holds_from": Word("生效日期", "holds from"), "withdrawn": Word("撤回的值", "withdrawn value"),
    "late_charge_waived": Word("减免违约金", "late charge waived"),
}  # fmt: skip
"""Fields that are common; others are called as they are kept."""


def field_word(name: str) -> str:
    """What a field is called."""
    found = FIELDS.get(name)
    return in_words(found) if found else name.replace("_", " ")


@cache
def codes_of(service: str) -> Mapping[str, Mapping[str, Code]]:
    """By the name of a field, the codes that the contracts of a service know of it."""
    found: dict[str, dict[str, Code]] = {}
    for schema in classes_of(service, Schema).values():
        for name, field in schema._declared_fields.items():
            inner = field.inner if isinstance(field, fields.List) else field
            if isinstance(inner, Coded):
                members = (one for one in inner.codes if isinstance(one, Code))
                found.setdefault(name, {}).update({str(one): one for one in members})
    return found


def value_word(service: str, name: str, value: Any) -> str:
    """A value as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return in_words(YES_NO[value])
    if isinstance(value, list):
        return "、".join(value_word(service, name, one) for one in value) or "–"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False).replace("_", " ")
    if (code := codes_of(service).get(name, {}).get(str(value))) is not None:
        return in_words(Word(*code.word[:2]))
    if isinstance(value, str) and A_MOMENT.fullmatch(value):
        return str(formats.moment(value.replace(" ", "T", 1)))
    return str(value).replace("_", " ") if A_CODE.fullmatch(str(value)) else str(value)


def change(service: str, one: Mapping[str, Any]) -> dict[str, Any]:
    """A changed row: each of its values before and after."""
    before, after = dict(one.get("before") or {}), dict(one.get("after") or {})
    entity, key = str(one.get("entity", "")), str(one.get("id", ""))
    if entity == "policies":
        rows = policy_rows(service, key, after)
    else:
        names = [name for name in dict.fromkeys([*before, *after]) if name not in QUIET]
        rows = [
            (
                field_word(name),
                value_word(service, name, before.get(name)),
                value_word(service, name, after.get(name)),
            )
            for name in names
        ]
    said_ = entity.replace("_", " ")
    return {"entity": said_, "id": key, "erased": bool(one.get("erased")), "values": rows}


def policy_rows(service: str, name: str, facts: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What became of a policy value, in its own words."""
    value = import_module(f"contracts.{service}.policy").POLICY.get(name)
    label = in_words(Word(*value.word[:2])) if value else name

    def held(of: str) -> str:
        wanted = facts.pop(of, None)
        if wanted is None:
            return "–"
        return in_words(said(value, wanted)) if value else str(wanted)

    rest = [(label, held("before"), held("after"))]
    more = ((field_word(one), "–", value_word(service, one, told)) for one, told in facts.items())
    return [*rest, *more]

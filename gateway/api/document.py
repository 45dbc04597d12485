"""The OpenAPI document: made once when the app is built."""

from collections.abc import Iterable, Mapping
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from contracts.fields import Day, Instant, Until, Yuan
from contracts.problems import catalogue
from contracts.route import PATH_PARAMETER
from gateway.api.refusals import PROBLEM, Refusals, example
from gateway.api.section import PREFIX, Section

DESCRIPTION = """\
物业客服中心接口。 The service desk of a residential property company.

- 金额为两位小数的字符串（元）；时间为带时区的 ISO 8601；日期为 `YYYY-MM-DD`。
  Amounts are strings in yuan with two decimals; times are ISO 8601 with offset.
- 列表返回 `items` 与 `next_cursor`，参数为 `limit`（1–200）与 `cursor`。
  Lists answer `items` and `next_cursor` and take `limit` and `cursor`.
- 错误为 problem details（RFC 9457），`code` 固定不变，文字随 `Accept-Language`。
  Errors are problem details with a stable `code`, worded by `Accept-Language`.
- 每个请求带 `Authorization: Bearer …`：登录取得的访问令牌，或管理员在“设置 → 接口密钥”中
  新建的密钥（`gj_…`）。密钥按 `x-scope` 授权；没有 `x-scope` 的操作只能由人员登录后办理。
  Every request carries `Authorization: Bearer …`: the token of a login, or a key (`gj_…`) that an
  administrator has made. A key needs the `x-scope` of the operation; what has none is done by
  people only.
- `x-roles` 为可调用的角色；是否本户由服务判断。
  `x-roles` names who may call; whose household it is about is checked by the service.
"""

FIELDS: Mapping[type[fields.Field[Any]], tuple[Any, ...]] = {
    Yuan: ("string", "yuan"),
    Instant: (fields.DateTime,),
    Until: (fields.DateTime,),
    Day: (fields.Date,),
}
"""How fields of ours are documented: by type and format, or as another field."""

BEARER = {
    "type": "http",
    "scheme": "bearer",
    "description": "访问令牌或接口密钥。 The token of a login, or a key (`gj_…`).",
}


def name_of(schema: type[Schema] | Schema | str) -> str:
    """The component name of a schema: `complaints.ComplaintView`."""
    if isinstance(schema, str):
        return schema
    if given := getattr(schema, "component_name", None):
        return str(given)
    cls = schema if isinstance(schema, type) else type(schema)
    rooms = room_of(cls).split(".")
    in_service = rooms[0] == "contracts" and len(rooms) > 2
    return f"{rooms[1]}.{cls.__name__}" if in_service else cls.__name__


def room_of(cls: type[Schema]) -> str:
    """The module of a schema; a page of items has that of its items."""
    items = cls._declared_fields.get("items")
    if isinstance(items, fields.List) and isinstance(items.inner, fields.Nested):
        return type(items.inner.schema).__module__
    return cls.__module__


def decimals_as_text(_converter: Any, field: Any, ret: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Decimals cross the wire as text, whatever class of ours carries them.

    A text has no `minimum` in JSON schema: bounds are shown as `x-minimum` and `x-maximum`.
    """
    if not isinstance(field, fields.Decimal) or not field.as_string:
        return {}
    bounds = {f"x-{name}": ret.pop(name) for name in ("minimum", "maximum") if name in ret}
    return {"type": "string", "format": ret.get("format") or "decimal", **bounds}


def document_of(sections: Iterable[Section], refusals: Refusals) -> dict[str, Any]:
    """The document of all sections, with every refusal that they refer to."""
    schemas = MarshmallowPlugin(schema_name_resolver=name_of)
    spec = APISpec(
        "管家 Guanjia",
        "v1",
        "3.0.3",
        plugins=[schemas],
        info={"description": DESCRIPTION, "license": {"name": "Apache-2.0"}},
        servers=[{"url": "/"}],
    )
    assert schemas.converter is not None
    schemas.converter.add_attribute_function(decimals_as_text)  # type: ignore[no-untyped-call]
    for field, openapi_type in FIELDS.items():
        schemas.map_to_openapi_type(field, *openapi_type)  # type: ignore[no-untyped-call]
    spec.components.security_scheme("bearer", BEARER)
    spec.components.schema("Problem", dict(PROBLEM))
    for code, problem in catalogue().items():
        spec.components.example(code, example(code, problem))
    for name, response in refusals.responses().items():
        spec.components.response(name, response)
    for section in sections:
        for one in section.views:
            spec.path(
                PREFIX + PATH_PARAMETER.sub(r"{\1}", one.route.path),
                operations={one.route.verb.lower(): {"tags": [section.tag], **one.operation}},
                parameters=[path_parameter(name) for name in one.route.in_path],
            )
        spec.tag({"name": section.tag, "description": section.description})
    document: dict[str, Any] = spec.to_dict()
    return document


def path_parameter(name: str) -> dict[str, Any]:
    """An argument in the path, which has at least one letter: an empty one is another address."""
    schema = {"type": "string", "minLength": 1}
    return {"in": "path", "name": name, "required": True, "schema": schema}

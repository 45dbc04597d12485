"""The OpenAPI document: made once when the app is built."""

from collections.abc import Iterable
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields

from contracts.fields import Day, Instant, Until, Yuan
from contracts.problems import catalogue
from gateway.api.refusals import PROBLEM, Refusals, example

PREFIX = "/api/v1"

DESCRIPTION = """\
物业客服中心接口。 The service desk of a residential property company.

- 金额为两位小数的字符串（元）；时间为带时区的 ISO 8601；日期为 `YYYY-MM-DD`。
  Amounts are strings in yuan with two decimals; times are ISO 8601 with offset.
- 列表返回 `items` 与 `next_cursor`，参数为 `limit`（1–200）与 `cursor`。
  Lists answer `items` and `next_cursor` and take `limit` and `cursor`.
- 错误为 problem details（RFC 9457），`code` 固定不变，文字随 `Accept-Language`。
  Errors are problem details with a stable `code`, worded by `Accept-Language`.
- `x-roles` 为可调用的角色；是否本户由服务判断。
  `x-roles` names who may call; whose household it is about is checked by the service.
"""


class DocumentedApi(Api):  # type: ignore[misc]
    """flask-smorest for the document alone: errors and validation are the gateway's own."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """None: `gateway.problems` has them."""


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

    A text has no `minimum` in JSON schema: bounds are told as `x-minimum` and `x-maximum`.
    """
    if not isinstance(field, fields.Decimal) or not field.as_string:
        return {}
    bounds = {f"x-{name}": ret.pop(name) for name in ("minimum", "maximum") if name in ret}
    return {"type": "string", "format": ret.get("format") or "decimal", **bounds}


def install(app: Flask, blueprints: Iterable[Blueprint], refusals: Refusals) -> dict[str, Any]:
    """Register the blueprints below `/api/v1` and return the document."""
    app.config.update(API_TITLE="管家 Guanjia", API_VERSION="v1", OPENAPI_VERSION="3.0.3")
    plugin = MarshmallowPlugin(schema_name_resolver=name_of)
    api = DocumentedApi(
        app,
        spec_kwargs={
            "marshmallow_plugin": plugin,
            "info": {"description": DESCRIPTION, "license": {"name": "Apache-2.0"}},
            "servers": [{"url": "/"}],
        },
    )
    assert plugin.converter is not None
    plugin.converter.add_attribute_function(decimals_as_text)  # type: ignore[no-untyped-call]
    api.register_field(Yuan, "string", "yuan")
    api.register_field(Instant, fields.DateTime)
    api.register_field(Until, fields.DateTime)
    api.register_field(Day, fields.Date)
    api.spec.components.security_scheme(
        "bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    )
    api.spec.components.schema("Problem", dict(PROBLEM))
    for code, problem in catalogue().items():
        api.spec.components.example(code, example(code, problem))
    for name, response in refusals.responses().items():
        api.spec.components.response(name, response)
    for blueprint in blueprints:
        api.register_blueprint(blueprint, url_prefix=PREFIX)
    document: dict[str, Any] = api.spec.to_dict()
    return document

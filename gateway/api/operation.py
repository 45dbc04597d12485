"""The OpenAPI operation of an endpoint, from what its contract says."""

from collections.abc import Iterable, Mapping
from typing import Any

from marshmallow import Schema, fields

from contracts.fields import Id
from contracts.problems import problems_of
from gateway.api.endpoint import FILE_PART, MEDIA_TYPES, Endpoint
from gateway.api.examples import example_of
from gateway.api.links import links, operation_id
from gateway.api.refusals import Refusals
from gateway.communities import ARGUMENT

ALWAYS = (
    "malformed_header", "not_authenticated", "forbidden", "people_only", "key_scope_missing",
    "too_many_attempts", "internal_error",
)  # fmt: skip
ANY_SERVICE = ("service_away", "service_timeout", "storage_unavailable", "outcome_unknown")

PHOTO = (
    "photo_type_unsupported", "photo_too_large", "picture_broken", "picture_too_many_dots",
)  # fmt: skip
OF_FILES: Mapping[str, tuple[str, ...]] = {
    "file": ("not_a_spreadsheet", "spreadsheet_too_large", "spreadsheets_in_turn"),
    "content": PHOTO,
    "picture": (*PHOTO, "picture_not_readable", "pictures_in_turn"),
}
"""What a file may be refused for, by the argument that it becomes."""

HEADER_SCHEMAS: Mapping[str, dict[str, Any]] = {
    "Idempotency-Key": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "If-Match": {"type": "string", "pattern": '^(W/)?"[0-9]{1,18}"$', "example": '"3"'},
    "X-Request-Id": {"type": "string"},
    "Accept-Language": {"type": "string", "example": "zh-CN"},
}
HEADER_TEXTS: Mapping[str, str] = {
    "Idempotency-Key": "重复提交时只执行一次。 The same key with the same body gives the first "
    "answer again; with another body it is refused.",
    "If-Match": "所读取版本的 ETag。 The ETag of the version that was read.",
    "X-Request-Id": "请求编号，符合 `[A-Za-z0-9._:-]{1,64}` 则原样返回，否则另编。 Taken over and "
    "answered if it is fit for a log line, else replaced.",
    "Accept-Language": "zh-CN（默认）或 en。 The language of messages.",
}


def operation(endpoint: Endpoint, refusals: Refusals) -> dict[str, Any]:
    """The operation object: parameters, body, answers, who may call."""
    method = endpoint.method
    summary, rest = split_doc(method.request)
    document: dict[str, Any] = {
        "operationId": operation_id(method),
        "summary": f"{endpoint.route.title} · {summary}",
        "description": rest,
        "x-roles": sorted(method.roles),
        "x-method": method.key,
        "security": [{"bearer": []}],
        "parameters": list(parameters(endpoint)),
        "responses": responses(endpoint, refusals),
    }
    if method.key_scope:
        document["x-scope"] = method.key_scope
    if body := request_body(endpoint):
        document["requestBody"] = body
    return document


COMMUNITY: Mapping[str, Any] = {
    "in": "query",
    "name": ARGUMENT,
    "schema": {"type": "string", "maxLength": 10},
    "description": "项目简码：在多个项目任职时指定在哪个项目办理。 The code of one of the "
    "communities in which the caller holds a role: the request is about it alone.",
}


def split_doc(schema: type[Schema]) -> tuple[str, str]:
    """First line and the rest of a schema's docstring."""
    first, _, rest = (schema.__doc__ or schema.__name__).strip().partition("\n")
    return first, " ".join(rest.split())


def parameters(endpoint: Endpoint) -> Iterable[Mapping[str, Any]]:
    """Path and query parameters, and the headers that matter here."""
    for name in endpoint.route.in_path:
        yield {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
    if not endpoint.route.takes_body:
        yield from query_parameters(endpoint.method.request(exclude=endpoint.route.in_path))
    if ARGUMENT not in endpoint.schema.fields:
        yield COMMUNITY
    if endpoint.formats:
        yield {
            "in": "query",
            "name": "format",
            "schema": {"type": "string", "enum": ["json", *endpoint.formats]},
            "description": "输出格式，优先于 Accept。 Goes before Accept.",
        }
    if endpoint.route.writes:
        yield header("Idempotency-Key")
    if endpoint.method.edits:
        yield header("If-Match", required=True)
    yield header("Accept-Language")
    yield header("X-Request-Id")


def query_parameters(schema: Schema) -> Iterable[dict[str, Any]]:
    """The query as apispec is to expand it; a schema without fields has none."""
    if schema.fields:
        yield {"in": "query", "schema": schema}


def header(name: str, required: bool = False) -> dict[str, Any]:
    """A header parameter."""
    return {
        "in": "header",
        "name": name,
        "required": required,
        "schema": HEADER_SCHEMAS[name],
        "description": HEADER_TEXTS[name],
    }


def request_body(endpoint: Endpoint) -> dict[str, Any] | None:
    """The body: the method's arguments but for those of the path."""
    if not endpoint.route.takes_body:
        return None
    if endpoint.route.file:
        return {"required": True, "content": {"multipart/form-data": {"schema": form(endpoint)}}}
    schema = endpoint.method.request(exclude=endpoint.route.in_path)
    if not schema.fields:
        return None
    schema.component_name = component_name(endpoint)  # type: ignore[attr-defined]
    content = {"schema": schema, "example": example_of(schema)}
    required = any(field.required for field in schema.fields.values())
    return {"required": required, "content": {"application/json": content}}


def component_name(endpoint: Endpoint) -> str:
    """The name of the body's schema; the contract's own where the path takes nothing away."""
    method = endpoint.method
    if not endpoint.route.in_path:
        return f"{method.service}.{method.request.__name__}"
    return f"{method.service}.{method.request.__name__}.Body"


def form(endpoint: Endpoint) -> dict[str, Any]:
    """The multipart form: the file and the arguments beside it."""
    schema = endpoint.method.request(exclude=endpoint.route.in_path)
    members: dict[str, Any] = {FILE_PART: {"type": "string", "format": "binary"}}
    others = {name: field for name, field in schema.fields.items() if name != endpoint.route.file}
    members |= {name: {"type": "string"} for name in others}
    required = [FILE_PART, *(name for name, field in others.items() if field.required)]
    return {"type": "object", "required": required, "properties": members}


def responses(endpoint: Endpoint, refusals: Refusals) -> dict[str, Any]:
    """The answer, and every refusal that the caller may meet, by status."""
    answered = {str(success_status(endpoint)): success(endpoint)}
    return answered | refusals.of(possible_problems(endpoint))


def success_status(endpoint: Endpoint) -> int:
    """204 where there is nothing to say."""
    return 204 if endpoint.method.response is None else endpoint.route.status


def success(endpoint: Endpoint) -> dict[str, Any]:
    """The answer with its headers."""
    view = endpoint.method.response
    if view is None:
        return {"description": "已完成。 Done; nothing to say."}
    binary = {"schema": {"type": "string", "format": "binary"}}
    content: dict[str, Any] = {"application/json": {"schema": view}}
    if endpoint.download:
        content = {endpoint.download.media_type: binary}
    for short in endpoint.formats:
        content[MEDIA_TYPES[short]] = binary
    headers: dict[str, Any] = {"X-Request-Id": {"schema": HEADER_SCHEMAS["X-Request-Id"]}}
    if "version" in view().fields:
        headers["ETag"] = {"schema": {"type": "string"}, "description": "版本。 The version."}
    if endpoint.located:
        headers["Location"] = {"schema": {"type": "string", "format": "uri-reference"}}
    description = f"成功 · {split_doc(view)[0]}"
    answered: dict[str, Any] = {
        "description": description, "content": content, "headers": headers,
    }  # fmt: skip
    if found := links(endpoint.method):
        answered["links"] = found
    return answered


def names_things(endpoint: Endpoint) -> bool:
    """Whether an argument is the id of something, which may not be there."""
    named = (field for name, field in endpoint.schema.fields.items() if name != "cursor")
    return bool(endpoint.route.in_path) or any(carries_id(field) for field in named)


def carries_id(field: Any) -> bool:
    """Whether a field is an id, or has some within."""
    if isinstance(field, fields.List):
        return carries_id(field.inner)
    if isinstance(field, fields.Nested):
        return any(carries_id(inner) for inner in field.schema.fields.values())
    return isinstance(field, Id)


def possible_problems(endpoint: Endpoint) -> list[str]:
    """Codes of the general refusals that fit the endpoint, and of its service's own."""
    codes = [*ALWAYS, *ANY_SERVICE, "invalid_input"]
    if names_things(endpoint):
        codes += ["not_found", "not_your_household"]
    else:
        codes.append("not_found")  # a community that there is not
    if endpoint.route.takes_body:
        codes += ["malformed_json", "unsupported_media_type", "body_too_large", "request_timeout"]
        codes += problems_of(endpoint.method.service)
    codes += endpoint.method.refusals
    codes += OF_FILES.get(endpoint.route.file or "", ())
    if endpoint.route.writes:
        codes += ["idempotency_mismatch", "already_done", "still_under_way"]
        codes.append("community_not_chosen")
    if endpoint.asks_first:
        codes.append("community_in_use")
    if endpoint.method.begins:
        codes.append("community_closed")
    if endpoint.method.edits:
        codes += ["precondition_required", "stale_edit"]
    if endpoint.formats:
        codes.append("not_acceptable")
    if "pdf" in endpoint.formats:
        codes += ["papers_in_turn", "paper_not_made"]
    if "old_password" in endpoint.schema.fields:
        codes += ["bad_credentials", "too_many_attempts"]
    if endpoint.counted:
        codes += ["too_many_attempts", "secret_missing"]
    return codes

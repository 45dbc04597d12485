"""Reading the arguments of a request: JSON, query, form. Always bounded in size."""

import base64
from collections.abc import Mapping
from typing import Any

from flask import Request, json
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import FileStorage

from foundation.errors import InvalidInput
from gateway.problems import MEGABYTE, Refusal

LARGEST_JSON = 1 * MEGABYTE
LARGEST_UPLOAD = 11 * MEGABYTE
"""Room for a file of 10 MB and the form around it."""


def json_body(request: Request) -> dict[str, Any]:
    """The JSON object in the body; `{}` where there is no body.

    Raises `body_too_large`, `unsupported_media_type` or `malformed_json`.
    """
    raw = bounded(request, LARGEST_JSON).get_data(cache=False)
    if len(raw) >= LARGEST_JSON:  # of undeclared length, cut off there
        raise Refusal("body_too_large", limit=f"{LARGEST_JSON // MEGABYTE} MB")
    if not raw:
        return {}
    if not request.is_json:
        raise Refusal("unsupported_media_type", expected="application/json")
    try:
        body = json.loads(raw, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal("malformed_json") from error
    if not isinstance(body, dict):
        raise Refusal("malformed_json")
    return body


def refuse_constant(name: str) -> Any:
    """NaN and Infinity are Python's, not JSON's."""
    raise ValueError(name)


def bounded(request: Request, limit: int) -> Request:
    """The request with its largest body set; raises `body_too_large` by its declared length."""
    request.max_content_length = limit
    if (request.content_length or 0) >= limit:
        raise Refusal("body_too_large", limit=f"{limit // MEGABYTE} MB")
    return request


def query_arguments(request: Request, schema: Schema) -> dict[str, Any]:
    """The query as the schema's fields want it: lists collected, whole numbers as numbers."""
    arguments: dict[str, Any] = {}
    for name, values in request.args.lists():
        field = schema.fields.get(name)
        if isinstance(field, fields.List):
            arguments[name] = [typed(field.inner, value) for value in values]
        elif len(values) > 1:
            raise InvalidInput(errors={name: ["Given more than once."]})
        else:
            arguments[name] = typed(field, values[0])
    return arguments


def typed(field: Any, value: str) -> Any:
    """A query's text as JSON would have said it; an empty text is no value, where none may be."""
    if isinstance(field, fields.Integer) and value.strip().lstrip("-").isdecimal():
        return int(value) if len(value) < 20 else value
    if value == "" and field is not None and field.allow_none:
        return None
    return value


def file_argument(request: Request, part: str) -> tuple[str, dict[str, Any]]:
    """The one file of a multipart form as base64, and the form's other fields.

    It is missed by the name `part`, but taken by any: clients differ. Raises `body_too_large`,
    `unsupported_media_type`, or `invalid_input` without the file.
    """
    bounded(request, LARGEST_UPLOAD)
    if request.mimetype != "multipart/form-data":
        raise Refusal("unsupported_media_type", expected="multipart/form-data")
    sent: list[FileStorage] = [file for _, file in request.files.items(multi=True)]
    if len(sent) != 1:
        raise InvalidInput(errors={part: ["Send one file in this part of the form."]})
    content = sent[0].read()
    if not content:
        raise InvalidInput(errors={part: ["The file is empty."]})
    return base64.b64encode(content).decode("ascii"), request.form.to_dict()


def validated(schema: Schema, arguments: Mapping[str, Any]) -> None:
    """Check arguments in wire form; raises `InvalidInput` with the errors by field."""
    try:
        schema.load(arguments)
    except ValidationError as error:
        raise InvalidInput(errors=error.messages_dict) from error

"""Reading the arguments of a request: JSON, query, form. Always bounded in size."""

import base64
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Request, json
from marshmallow import Schema, ValidationError, fields
from werkzeug.datastructures import FileStorage

from contracts.fields import Written
from contracts.numbers import whole
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
    """A query's text as JSON would have said it."""
    if isinstance(field, fields.Integer):
        with suppress(ValueError):
            return whole(value)
    if isinstance(field, fields.Boolean) and value in ("true", "false"):
        return value == "true"
    return value


def file_argument(request: Request, part: str, schema: Schema) -> tuple[str, dict[str, Any]]:
    """The one file of a multipart form as base64, and the form's other fields as the schema's
    fields want them.

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
    form = {name: typed(schema.fields.get(name), text) for name, text in request.form.items()}
    return base64.b64encode(content).decode("ascii"), form


def validated(schema: Schema, arguments: Mapping[str, Any]) -> None:
    """Check arguments in wire form; raises `InvalidInput` with the errors by field."""
    if errors := mistyped(schema, arguments):
        raise InvalidInput(errors=errors)
    try:
        schema.load(arguments)
    except ValidationError as error:
        raise InvalidInput(errors=error.messages_dict) from error


def mistyped(schema: Schema, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Errors by field where marshmallow would take what the document forbids.

    It takes 0 and `"yes"` for booleans, and numbers where decimals are texts.
    """
    errors: dict[str, Any] = {}
    for name, field in schema.fields.items():
        if (value := arguments.get(name)) is None:
            continue
        wanted = bool if isinstance(field, fields.Boolean) else str
        if isinstance(field, fields.Boolean | fields.Decimal):
            if not isinstance(value, wanted):
                key = "not_text" if isinstance(field, Written) and is_number(value) else "invalid"
                errors[name] = [str(field.make_error(key, input=value))]
            continue
        nested = field.inner if isinstance(field, fields.List) else field
        if isinstance(nested, fields.Nested) and (inner := mistyped_within(nested.schema, value)):
            errors[name] = inner
    return errors


def is_number(value: Any) -> bool:
    """Whether JSON had a number there, and not a text."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def mistyped_within(schema: Schema, value: Any) -> dict[Any, Any]:
    """The same of a nested object, or by index of a list of them."""
    if isinstance(value, list):
        found = ((at, mistyped_within(schema, one)) for at, one in enumerate(value))
        return {at: errors for at, errors in found if errors}
    return mistyped(schema, value) if isinstance(value, Mapping) else {}

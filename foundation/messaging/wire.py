"""Calls and answers as JSON: what nameko's wire protocol carries for us, also within one process.

A refusal travels as code, detail, errors and parameters under nameko's four error fields. The
only class path on the wire is that of `foundation.errors.ServiceError`; what went wrong inside
(any other exception) travels as `internal_error` and stays in the log of the service.
"""

import json
from collections.abc import Mapping
from typing import Any

from nameko.constants import HEADER_PREFIX
from nameko.exceptions import BadRequest, serialize

from foundation.errors import InternalError, RemoteRefusal, ServiceError

CONTENT_TYPE = "application/json"
CONTENT_ENCODING = "utf-8"
_PREFIX = f"{HEADER_PREFIX}."
_ERROR_PATH = f"{ServiceError.__module__}.{ServiceError.__qualname__}"


def to_headers(context: Mapping[str, Any]) -> dict[str, Any]:
    """Message headers of a call's context; absent values are left out."""
    return {_PREFIX + key: value for key, value in context.items() if value is not None}


def request_body(data: Any) -> bytes:
    """The body of a call with one argument, the payload; raise TypeError for what is not JSON."""
    return json.dumps({"args": [data], "kwargs": {}}, ensure_ascii=False).encode()


def answer_body(result: Any, error: BaseException | None) -> bytes:
    """The body of an answer; raise TypeError or ValueError for what JSON cannot carry."""
    reply = {"result": result, "error": error and error_to_wire(error)}
    return json.dumps(reply, ensure_ascii=False, allow_nan=False).encode()


def read_answer(body: bytes) -> Any:
    """The result that an answer's body carries; raise the refusal instead, if it is one."""
    reply = json.loads(body)
    if error := reply.get("error"):
        raise error_from_wire(error)
    return reply["result"]


def error_to_wire(error: BaseException) -> dict[str, Any]:
    """The error part of a reply."""
    if isinstance(error, BadRequest):  # nameko's own: unknown method, wrong signature
        answer: dict[str, Any] = serialize(error)
        return answer
    refusal = error if isinstance(error, ServiceError) else InternalError()
    return {
        "exc_type": ServiceError.__name__,
        "exc_path": _ERROR_PATH,
        "exc_args": [refusal.detail],
        "value": refusal.detail,
        "code": refusal.code,
        "detail": refusal.detail,
        "errors": refusal.errors,
        "params": refusal.params,
        "words": refusal.words,
    }


def error_from_wire(error: Mapping[str, Any]) -> ServiceError:
    """The refusal to raise at the caller. What is no refusal becomes `internal_error`."""
    if "code" in error:
        words = error.get("words")  # the release before names none
        return RemoteRefusal(
            error["code"], error["detail"], error["errors"], error["params"], words
        )
    return RemoteRefusal(
        InternalError.code, f"{error.get('exc_type')}: {error.get('value')}", None, None
    )

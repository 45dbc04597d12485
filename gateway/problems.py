"""Problem documents (RFC 9457): every refusal, in the caller's language, with a stable code."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from flask import Flask, Response, current_app, g, json, request
from werkzeug import Response as BaseResponse
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from contracts.problem import Problem
from contracts.problems import problem_of
from foundation.errors import ServiceError
from gateway.field_errors import in_language, readable
from gateway.languages import Language, language

log = structlog.get_logger("gateway")

MEGABYTE = 1_048_576
MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2

TITLES: Mapping[int, dict[Language, str]] = {
    400: {"zh": "请求格式不正确", "en": "Malformed request"},
    401: {"zh": "需要登录", "en": "Not authenticated"},
    403: {"zh": "无权操作", "en": "Not allowed"},
    404: {"zh": "未找到", "en": "Not found"},
    405: {"zh": "不支持的请求方法", "en": "Method not allowed"},
    406: {"zh": "无法提供该格式", "en": "Format not available"},
    408: {"zh": "请求超时", "en": "Request timeout"},
    409: {"zh": "与当前状态冲突", "en": "In conflict with the present state"},
    410: {"zh": "已失效", "en": "No longer valid"},
    412: {"zh": "内容已被修改", "en": "Changed meanwhile"},
    413: {"zh": "请求正文过大", "en": "Body too large"},
    415: {"zh": "不支持的媒体类型", "en": "Unsupported media type"},
    422: {"zh": "输入有误", "en": "Invalid input"},
    428: {"zh": "缺少前提条件", "en": "Precondition required"},
    429: {"zh": "请求过于频繁", "en": "Too many requests"},
    500: {"zh": "系统内部错误", "en": "Internal error"},
    503: {"zh": "服务暂不可用", "en": "Service unavailable"},
    504: {"zh": "服务应答超时", "en": "Service timeout"},
}

CODES_OF_STATUS: Mapping[int, str] = {
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    408: "request_timeout",
    413: "body_too_large",
    415: "unsupported_media_type",
    429: "too_many_attempts",
}
"""The code for what Flask itself refuses; any other 4xx is `malformed_request`."""


class Refusal(ServiceError):
    """The gateway's own refusal, before any service is asked."""

    def __init__(
        self, code: str, *, errors: Mapping[str, Any] | None = None, **params: Any
    ) -> None:
        self.code = code  # type: ignore[misc]
        super().__init__(errors=errors, **params)


@dataclass(frozen=True)
class ProblemDetails:
    """A refusal in the caller's language."""

    code: str
    status: int
    title: str
    detail: str
    errors: Mapping[str, list[str]]
    """By the path of the field; empty where none is to blame."""
    headers: Mapping[str, str]


def install(app: Flask) -> None:
    """Make every failure of the app a problem document."""
    app.register_error_handler(ServiceError, refused)
    app.register_error_handler(HTTPException, refused_by_flask)
    app.register_error_handler(Exception, failed)


def show_pages(app: Flask, page: Callable[[ProblemDetails], Response | None]) -> None:
    """Have refusals shown by `page`, where it answers with one, to those who want to see one."""
    app.extensions["guanjia.refusals"] = page


def details_of(error: ServiceError) -> ProblemDetails:
    """A refusal by a service or by the gateway, in the caller's language."""
    which = 0 if language() == "zh" else 1
    words = {name: both[which] for name, both in error.words.items()}
    return describe(error.code, error.params | words, detail=error.detail, errors=error.errors)


def refused(error: ServiceError) -> Response:
    """Answer a refusal by a service or by the gateway."""
    if problem_of(error.code, g.get("service")) is None:
        log.error("unknown_problem_code", code=error.code, detail=error.detail)
    return respond(details_of(error))


def refused_by_flask(error: HTTPException) -> BaseResponse:
    """A refusal by routing or by the parser of the request."""
    if error.response is not None:
        return error.get_response()  # a redirect that a view raised
    status = error.code or 500
    if status >= 500:
        return failed(error)
    limit = f"{(request.max_content_length or 0) // MEGABYTE} MB"
    response = respond(describe(CODES_OF_STATUS.get(status, "malformed_request"), {"limit": limit}))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def failed(error: Exception) -> Response:
    """A fault of ours: logged in full, answered without internals."""
    log.error("request_failed", exc_info=error)
    return respond(describe("internal_error", {}))


def describe(
    code: str,
    params: Mapping[str, Any],
    *,
    detail: str = "",
    errors: Mapping[str, Any] | None = None,
) -> ProblemDetails:
    """What a code means, in the caller's language."""
    chosen = language()
    problem = problem_of(code, g.get("service")) or Problem(409, zh=detail, en=detail)
    values = {"request_id": g.get("request_id", ""), **params}
    text = worded(problem, values, detail, chosen)
    said = {detail: text} if chosen == "zh" else {}
    return ProblemDetails(
        code,
        problem.status,
        TITLES.get(problem.status, TITLES[400])[chosen],
        text,
        readable(errors or {}, chosen, said),
        headers_of(problem.status, values),
    )


def headers_of(status: int, values: Mapping[str, Any]) -> dict[str, str]:
    """What a client is to do about it, in headers."""
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="guanjia"'}
    if status == 429:
        return {"Retry-After": str(values.get("seconds", 60))}
    if status == 503:
        return {"Retry-After": str(RETRY_SECONDS)}
    return {}


def respond(refusal: ProblemDetails) -> Response:
    """The page or the problem document of a refusal."""
    show = current_app.extensions.get("guanjia.refusals")
    response = show(refusal) if show else None
    if response is None:
        response = document(refusal)
    response.headers.extend(refusal.headers)
    return response


def document(refusal: ProblemDetails) -> Response:
    """The problem document."""
    body: dict[str, Any] = {
        "type": f"/problems/{refusal.code}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
    }
    if refusal.errors:
        body["errors"] = refusal.errors
    if g.get("request_id"):
        body["request_id"] = g.request_id
    return Response(json.dumps(body), status=refusal.status, content_type=MEDIA_TYPE)


def worded(problem: Problem, values: Mapping[str, Any], detail: str, chosen: Language) -> str:
    """The wording with its parameters, or the service's own words where one is missing."""
    template = problem.zh if chosen == "zh" else problem.en
    missing = {name for name in re.findall(r"{(\w+)}", template) if name not in values}
    if missing:
        return in_language(detail, chosen)
    return template.format_map(values)

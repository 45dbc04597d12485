"""Every refusal that a caller can meet: its HTTP status and its wording in both languages.

The services' own refusals stand in `contracts/<service>/problems.py`; what any of them or the
gateway may answer stands here. A code is stable: callers branch on it, never on the wording.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from contracts.problem import Problem

SERVICES = ("directory", "billing", "repairs", "complaints", "notices")

GENERAL: Mapping[str, Problem] = {
    # the request itself
    "malformed_request": Problem(400, zh="请求无法解析。", en="The request cannot be read."),
    "malformed_json": Problem(
        400, zh="请求正文不是有效的 JSON 对象。", en="The body is not a valid JSON object."
    ),
    "malformed_header": Problem(
        400, zh="请求头 {header} 的格式不正确。", en="The header {header} is malformed."
    ),
    "not_found": Problem(
        404,
        zh="没有找到所请求的内容，或您无权查看。",
        en="There is no such thing, or it is not yours to see.",
    ),
    "method_not_allowed": Problem(
        405, zh="该地址不支持此请求方法。", en="This address does not take that verb."
    ),
    "not_acceptable": Problem(
        406,
        zh="无法提供所要求的格式，可选：{formats}。",
        en="That format is not to be had; there are: {formats}.",
    ),
    "request_timeout": Problem(
        408, zh="请求正文没有及时送达。", en="The body of the request did not arrive in time."
    ),
    "body_too_large": Problem(
        413, zh="请求正文超过 {limit} 的上限。", en="The body is larger than the limit of {limit}."
    ),
    "unsupported_media_type": Problem(
        415,
        zh="请求正文须为 {expected} 格式。",
        en="The body must be {expected}.",
    ),
    "invalid_input": Problem(
        422,
        zh="输入内容有误，详见 errors 中的各个字段。",
        en="The input is not valid; see the fields under errors.",
    ),
    # files
    "not_a_spreadsheet": Problem(
        422, zh="这不是可读取的 .xlsx 表格文件。", en="This is not a readable .xlsx spreadsheet."
    ),
    "spreadsheet_too_large": Problem(
        413,
        zh="表格过大：最多 {max_rows} 行、解压后 {max_megabytes} MB。",
        en="The spreadsheet is too large: at most {max_rows} rows and {max_megabytes} MB unpacked.",
    ),
    "photo_type_unsupported": Problem(
        415, zh="照片须为 PNG 或 JPEG 文件。", en="A photo must be a PNG or JPEG file."
    ),
    "photo_too_large": Problem(
        413, zh="照片最大 {limit_mb} MB。", en="A photo is at most {limit_mb} MB."
    ),
    # who asks
    "not_authenticated": Problem(
        401, zh="尚未登录，或登录已过期。", en="Nobody is logged in, or the token has expired."
    ),
    "bad_credentials": Problem(
        401, zh="用户名或密码不正确。", en="The user name or the password is wrong."
    ),
    "too_many_attempts": Problem(
        429,
        zh="登录失败次数过多，请在 {seconds} 秒后再试。",
        en="Too many failed logins; try again in {seconds} seconds.",
    ),
    "forbidden": Problem(403, zh="您的角色不允许此操作。", en="Your role does not allow this."),
    "not_your_household": Problem(403, zh="这不是您的房屋。", en="This household is not yours."),
    # repeats and edits
    "idempotency_mismatch": Problem(
        409,
        zh="该 Idempotency-Key 已用于另一个不同的请求。",
        en="The idempotency key was used before with another request.",
    ),
    "precondition_required": Problem(
        428,
        zh="修改前须在 If-Match 中注明所读取的版本（ETag）。",
        en="An edit must name the version that was read: If-Match with its ETag.",
    ),
    "stale_edit": Problem(
        412,
        zh="您读取之后，内容已被他人修改，请重新读取。",
        en="Somebody changed it after you read it; read it again.",
    ),
    # what several services refuse
    "illegal_transition": Problem(
        409,
        zh="当前状态（{status}）不允许此操作（{action}）。",
        en="The present state ({status}) does not allow this action ({action}).",
    ),
    "spreadsheet_columns_missing": Problem(
        422, zh="表格缺少以下列：{columns}。", en="The spreadsheet lacks these columns: {columns}."
    ),
    # what goes to residents
    "forbidden_phrase": Problem(
        422,
        zh="文字中含有不可对住户使用的内容：“{phrase}”。建议：{better}",
        en="The text says what must not be said to residents: “{phrase}”. Better: {better}",
    ),
    # our side
    "service_error": Problem(409, zh="请求被拒绝。", en="The request was refused."),
    "internal_error": Problem(
        500,
        zh="系统内部出错，已记录。联系我们时请提供请求编号 {request_id}。",
        en="Something went wrong on our side and was logged. Please quote request {request_id}.",
    ),
    "service_away": Problem(
        503,
        zh="相关服务暂时无法应答，请稍后再试。",
        en="The service does not answer at the moment; try again shortly.",
    ),
    "storage_unavailable": Problem(
        503,
        zh="数据暂时无法写入，请稍后再试。",
        en="The records cannot be written at the moment; try again shortly.",
    ),
    "outcome_unknown": Problem(
        504,
        zh="写入时数据连接中断，操作是否完成尚不确定；请用同一个 Idempotency-Key 重试。",
        en="The records went away while they were being written, which may or may not be done; "
        "repeat with the same Idempotency-Key.",
    ),
    "service_timeout": Problem(
        504,
        zh="服务没有及时应答，操作是否完成尚不确定；请用同一个 Idempotency-Key 重试。",
        en="The service did not answer in time and may or may not have acted; "
        "repeat with the same Idempotency-Key.",
    ),
}


def problem_of(code: str, service: str | None = None) -> Problem | None:
    """The wording of a code; that of the service that refused goes first."""
    own = problems_of(service).get(code) if service else None
    return own or catalogue().get(code)


@cache
def catalogue() -> Mapping[str, Problem]:
    """All problems by code. Where two services share a code, the first one's wording serves."""
    collected = dict(GENERAL)
    for service in SERVICES:
        for code, problem in problems_of(service).items():
            collected.setdefault(code, problem)
    return collected


@cache
def problems_of(service: str) -> Mapping[str, Problem]:
    """The refusals of one service's own, without the general ones."""
    name = f"contracts.{service}.problems"
    if find_spec(f"contracts.{service}") is None or find_spec(name) is None:
        return {}
    own: Mapping[str, Problem] = import_module(name).PROBLEMS
    return own

"""Every refusal that a caller can meet: its HTTP status and its wording in both languages.

The services' own refusals stand in the modules of `contracts/<service>/`, those of all in
`foundation/errors.py`, and what the gateway alone says here.
"""

from collections.abc import Iterable, Mapping
from functools import cache

from contracts.modules import classes_in, classes_of
from contracts.problem import Problem
from foundation import errors

SERVICES = ("directory", "billing", "repairs", "complaints", "notices")

OF_THE_GATEWAY: Mapping[str, Problem] = {
    # the request itself
    "malformed_request": Problem(400, zh="请求无法解析。", en="The request cannot be read."),
    "malformed_json": Problem(
        400, zh="请求正文不是有效的 JSON 对象。", en="The body is not a valid JSON object."
    ),
    "malformed_header": Problem(
        400, zh="请求头 {header} 的格式不正确。", en="The header {header} is malformed."
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
    # files
    "not_a_spreadsheet": Problem(
        422, zh="这不是可读取的 .xlsx 表格文件。", en="This is not a readable .xlsx spreadsheet."
    ),
    "spreadsheet_too_large": Problem(
        413,
        zh="表格过大：最多 {max_rows} 行、解压后 {max_megabytes} MB。",
        en="The spreadsheet is too large: at most {max_rows} rows and {max_megabytes} MB unpacked.",
    ),
    "spreadsheets_in_turn": Problem(
        429,
        zh="正在读取其他表格，请一分钟后再提交。",
        en="Other spreadsheets are being read; please send it again in a minute.",
    ),
    "photo_type_unsupported": Problem(
        415, zh="照片须为 PNG 或 JPEG 文件。", en="A photo must be a PNG or JPEG file."
    ),
    "photo_too_large": Problem(
        413, zh="文件最大 {limit_mb} MB。", en="A file is at most {limit_mb} MB."
    ),
    "picture_too_many_dots": Problem(
        422,
        zh="图片为 {width}×{height} 像素，最多 {megapixels} 百万像素、"
        "每边 {side} 像素，请缩小后上传。",
        en="The picture has {width} × {height} pixels: at most {megapixels} megapixels, and {side} "
        "on a side. Send it smaller.",
    ),
    "picture_broken": Problem(
        422,
        zh="图片不完整或已损坏，请重新选择或重新拍摄。",
        en="The picture is cut off or damaged: choose it again, or take another.",
    ),
    "file_lost": Problem(
        404,
        zh="文件已丢失或损坏，请告知系统管理员。",
        en="The file is no longer there, or it is damaged. Tell the administrator.",
    ),
    "file_type_unsupported": Problem(
        415,
        zh="附件须为 PNG、JPEG 图片或 PDF 文件。",
        en="A file must be a PNG or JPEG picture or a PDF.",
    ),
    "pdf_not_plain": Problem(
        422,
        zh="该 PDF 含有脚本、内嵌文件或密码，请重新打印成 PDF 或扫描后上传。",
        en="The PDF has a script, a file or a password in it: print it to a new one, or scan it.",
    ),
    "too_many_files": Problem(
        409,
        zh="最多 {limit} 个附件，不能再添加。",
        en="Nothing more can be attached: {limit} files are there already.",
    ),
    "picture_not_readable": Problem(
        422,
        zh="无法读取该图片，或图片尺寸过大。",
        en="The picture cannot be read, or is too large to be drawn.",
    ),
    "pictures_in_turn": Problem(
        429,
        zh="正在处理其他图片，请一分钟后再提交。",
        en="Other pictures are being drawn; please send it again in a minute.",
    ),
    # communities
    "community_in_use": Problem(
        409, zh="该项目尚有未了结事项：{reasons}。", en="Not everything there is over: {reasons}."
    ),
    # who asks
    "too_many_attempts": Problem(
        429,
        zh="登录失败次数过多，请在 {seconds} 秒后再试。",
        en="Too many failed logins; try again in {seconds} seconds.",
    ),
    "company_login_failed": Problem(
        401,
        zh="公司统一登录未完成，请重新登录；仍不成功的，请使用用户名和密码，或联系系统管理员。",
        en="The company's login did not work: try again, or log in with user name and password.",
    ),
    "company_login_away": Problem(
        503,
        zh="公司统一登录暂时没有应答，请使用用户名和密码登录，或稍后再试。",
        en="The company's login does not answer: log in with user name and password, or try again "
        "later.",
    ),
    "too_many_links": Problem(
        429,
        zh="无效的链接或邀请码过多，请在 {seconds} 秒后再试。",
        en="Too many links or codes that are not valid; try again in {seconds} seconds.",
    ),
    "forgot_unavailable": Problem(
        409,
        zh="本系统未开通消息发送，请联系系统管理员发出重设密码链接。",
        en="No message can be sent from here: ask your administrator for a link.",
    ),
    # papers
    "paper_not_verified": Problem(
        404,
        zh="编号与核验码不符：请核对后重新输入；仍不符的，请勿凭此单据付款，并与物业服务中心联系。",
        en="Number and code do not belong together: check both. If they still do not, pay nothing "
        "on this paper and ask the service centre.",
    ),
    "too_many_checks": Problem(
        429,
        zh="核验失败次数过多，请在 {seconds} 秒后再试。",
        en="Too many failed verifications; try again in {seconds} seconds.",
    ),
    "papers_in_turn": Problem(
        429,
        zh="正在生成其他 PDF，请稍后再试。",
        en="Other papers are being made; please ask again in a minute.",
    ),
    "paper_not_made": Problem(
        503,
        zh="未能生成 PDF，请改用网页打印。",
        en="The PDF could not be made; please print the page instead.",
    ),
    # edits
    "precondition_required": Problem(
        428,
        zh="修改前须在 If-Match 中注明所读取的版本（ETag）。",
        en="An edit must name the version that was read: If-Match with its ETag.",
    ),
}


def problem_of(code: str, service: str | None = None) -> Problem | None:
    """The wording of a code; that of the service that refused goes first."""
    own = problems_of(service).get(code) if service else None
    return own or catalogue().get(code)


@cache
def catalogue() -> Mapping[str, Problem]:
    """All problems by code. Where two services share a code, the first one's wording serves."""
    collected = dict(general())
    for service in SERVICES:
        for code, problem in problems_of(service).items():
            collected.setdefault(code, problem)
    return collected


@cache
def general() -> Mapping[str, Problem]:
    """What any service or the gateway may answer."""
    of_all = classes_in(errors, errors.ServiceError).values()
    return {**OF_THE_GATEWAY, **shown(one for one in of_all if one is not errors.RemoteRefusal)}


@cache
def problems_of(service: str) -> Mapping[str, Problem]:
    """The refusals of one service's own, without the general ones."""
    if service not in SERVICES:
        return {}
    return shown(classes_of(service, errors.ServiceError).values())


def shown(refusals: Iterable[type[errors.ServiceError]]) -> Mapping[str, Problem]:
    """Refusals by code, as they are shown."""
    return {
        refusal.code: Problem(refusal.status, zh=refusal.zh, en=refusal.english())
        for refusal in refusals
    }

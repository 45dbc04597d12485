"""Refusals, and those that any service or the gateway may answer.

A refusal is declared once: a stable code that callers branch on, the HTTP status, and the wording
in both languages, of which the docstring is the English. `{name}` stands for a parameter.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple


class ServiceError(Exception):
    """The request was refused."""

    code: ClassVar[str] = "service_error"
    status: ClassVar[int] = 409
    zh: ClassVar[str] = "请求被拒绝。"

    def __init__(
        self,
        detail: str | None = None,
        *,
        field: str | None = None,
        errors: Mapping[str, Any] | None = None,
        **params: Any,
    ) -> None:
        self.words = words_of(params)
        spoken = {name: english for name, (_, english) in self.words.items()}
        self.detail = detail or self.worded({**params, **spoken})
        self.errors: dict[str, Any] = dict(errors or {})
        if field:
            self.errors.setdefault(field, [self.detail])
        self.params = params
        super().__init__(self.detail)

    @classmethod
    def english(cls) -> str:
        """The English wording, with the places of its parameters."""
        return " ".join((cls.__doc__ or "").split())

    @classmethod
    def worded(cls, params: Mapping[str, Any]) -> str:
        """The English wording with its parameters; a dash for one that is not given."""
        return re.sub(r"{(\w+)}", lambda found: str(params.get(found[1], "–")), cls.english())


def words_of(params: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """What people call the codes among the parameters, in Chinese and English, by their names."""
    found = ((name, getattr(value, "word", None)) for name, value in params.items())
    return {name: (word.zh, word.en) for name, word in found if word}


class Said(NamedTuple):
    """A sentence in both languages, given as a parameter of a refusal."""

    zh: str
    en: str

    @property
    def word(self) -> "Said":
        """Itself: see `words_of`."""
        return self


class Contradiction(ValueError):
    """Values that contradict each other, or one that makes no sense.

    `names` are the values concerned, `rule` what they break.
    """

    def __init__(self, rule: Said, *names: str) -> None:
        super().__init__(rule.en)
        self.rule, self.names = rule, names


class RemoteRefusal(ServiceError):
    """A refusal that another service sent; it carries that service's code."""

    def __init__(self, code: str, detail: str, errors: Any, params: Any, words: Any = None) -> None:
        super().__init__(detail, errors=errors, **(params or {}))
        self.code = code  # type: ignore[misc]
        self.words = dict(words or {})


class NotFound(ServiceError):
    """There is no such thing, or it is not yours to see."""

    code, status = "not_found", 404
    zh = "没有找到所请求的内容，或您无权查看。"


class InvalidInput(ServiceError):
    """The input is not valid; see the fields under errors."""

    code, status = "invalid_input", 422
    zh = "输入内容有误，详见 errors 中的各个字段。"


class NotAuthenticated(ServiceError):
    """Nobody is logged in, or the token has expired."""

    code, status = "not_authenticated", 401
    zh = "尚未登录，或登录已过期。"


class PolicyUnfit(ServiceError):
    """This value cannot be set. {rule}"""

    code, status = "policy_unfit", 422
    zh = "不能设为此值：{rule}"


class PolicyContradiction(ServiceError):
    """This contradicts “{other}”, which is {theirs}{where}. {rule}"""

    code, status = "policy_contradiction", 422
    zh = "与“{other}”（{where}为{theirs}）矛盾：{rule}"


class PolicyOfCompany(ServiceError):
    """This value holds for the whole company; no community can have its own."""

    code, status = "policy_of_company", 409
    zh = "此项由公司统一规定，项目不能单独设置。"


class PolicyHolds(ServiceError):
    """This change holds already or was withdrawn. Change the value anew."""

    code, status = "policy_holds", 409
    zh = "该变更已生效或已撤回，请重新设置。"


class BadCredentials(ServiceError):
    """The user name or the password is wrong."""

    code, status = "bad_credentials", 401
    zh = "用户名或密码不正确。"


class Forbidden(ServiceError):
    """Your role does not allow this."""

    code, status = "forbidden", 403
    zh = "您的角色不允许此操作。"


class PeopleOnly(ServiceError):
    """This is done by a person who is logged in, and by no key."""

    code, status = "people_only", 403
    zh = "此操作须由人员登录后办理，接口密钥不能办理。"


class KeyScopeMissing(ServiceError):
    """This key lacks the scope {scope}."""

    code, status = "key_scope_missing", 403
    zh = "该接口密钥没有 {scope} 权限。"


class NotYourHousehold(ServiceError):
    """This household is not yours."""

    code, status = "not_your_household", 403
    zh = "这不是您的房屋。"


class CommunityNotChosen(ServiceError):
    """This is done in one community, and you work in several: choose which."""

    code, status = "community_not_chosen", 409
    zh = "您负责多个项目，请先选定在哪个项目办理。"


class CommunityClosed(ServiceError):
    """{name} is closed: what is there can be read and brought to its end, nothing new begins."""

    code, status = "community_closed", 409
    zh = "{name}已关闭：已有内容可查阅、可办结，不再受理新事项。"


class SecondPersonNeeded(ServiceError):
    """Whoever asked for it or had a part in it does not decide on it; somebody else must."""

    code, status = "second_person_needed", 403
    zh = "申请人、经办人和当事人不能自行审批，须由另一人决定。"


class IdempotencyMismatch(ServiceError):
    """The idempotency key was used before with another request."""

    code, status = "idempotency_mismatch", 409
    zh = "该 Idempotency-Key 已用于另一个不同的请求。"


class AlreadyDone(ServiceError):
    """It was done under this idempotency key long ago; its answer is not kept any longer."""

    code, status = "already_done", 409
    zh = "该 Idempotency-Key 对应的操作早已完成，其答复已过保存期；请直接查询结果。"


class StillUnderWay(ServiceError):
    """The first request with this idempotency key is still being worked; try again later."""

    code, status = "still_under_way", 409
    zh = "使用该 Idempotency-Key 的首次请求仍在处理中，请稍后重试。"


class StaleEdit(ServiceError):
    """Somebody changed it after you read it; read it again."""

    code, status = "stale_edit", 412
    zh = "您读取之后，内容已被他人修改，请重新读取。"


class NothingBelow(ServiceError):
    """There would be no such thing without it; let it be offered no more instead."""

    code, status = "nothing_below", 409
    zh = "此项由本级新增，恢复后将不复存在；如不再使用，请停用。"


class IllegalTransition(ServiceError):
    """The present state ({status}) does not allow this action."""

    code, status = "illegal_transition", 409
    zh = "当前状态（{status}）不允许此操作。"


class SpreadsheetColumnsMissing(ServiceError):
    """The spreadsheet lacks these columns: {columns}."""

    code, status = "spreadsheet_columns_missing", 422
    zh = "表格缺少以下列：{columns}。"


class SpreadsheetHasErrors(ServiceError):
    """{count} rows are wrong and nothing was imported; try a dry run, or accept that only the
    good rows are imported."""

    code, status = "spreadsheet_has_errors", 422
    zh = "表格中有 {count} 行有误，未导入任何内容；可先试运行查看，或选择只导入正确的行。"


class ForbiddenPhrase(ServiceError):
    """The text says what must not be said to residents: “{phrase}”. Better: {better}"""

    code, status = "forbidden_phrase", 422
    zh = "文字中含有不可对住户使用的内容：“{phrase}”。建议：{better}"


class InternalError(ServiceError):
    """Something went wrong on our side and was logged. Please quote request {request_id}."""

    code, status = "internal_error", 500
    zh = "系统内部出错，已记录。联系我们时请提供请求编号 {request_id}。"


class ServiceAway(ServiceError):
    """The service does not answer at the moment; try again shortly."""

    code, status = "service_away", 503
    zh = "相关服务暂时无法应答，请稍后再试。"


class StorageAway(ServiceError):
    """The records cannot be written at the moment; try again shortly."""

    code, status = "storage_unavailable", 503
    zh = "数据暂时无法写入，请稍后再试。"


class OutcomeUnknown(StorageAway):
    """The records went away while they were being written, which may or may not be done; repeat
    with the same Idempotency-Key."""

    code, status = "outcome_unknown", 504
    zh = "写入时数据连接中断，操作是否完成尚不确定；请用同一个 Idempotency-Key 重试。"


class ServiceTimeout(ServiceError):
    """The service did not answer in time and may or may not have acted; repeat with the same
    Idempotency-Key."""

    code, status = "service_timeout", 504
    zh = "服务没有及时应答，操作是否完成尚不确定；请用同一个 Idempotency-Key 重试。"


class SecretMissing(ServiceError):
    """This part of the installation has no secret (GUANJIA_SECRET_KEY): ask who operates it."""

    code, status = "secret_missing", 409
    zh = "该服务未配置安装密钥（GUANJIA_SECRET_KEY），请联系运维人员。"

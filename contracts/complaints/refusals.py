"""What complaints refuses; the docstring is the English wording, `{name}` a parameter."""

from foundation.errors import ServiceError


class CategoryTaken(ServiceError):
    """There is a category of this code."""

    code, status = "category_taken", 409
    zh = "已有该编码的类别。"


class CategoryNeeded(ServiceError):
    """What has no place elsewhere needs this category; it stays."""

    code, status = "category_needed", 409
    zh = "“其他”类别不能停用：无处可归的事项都归入此类。"


class OnlineOnly(ServiceError):
    """Residents lodge online; contacts by other channels are recorded by the desk."""

    code, status = "online_only", 403
    zh = "住户请通过线上（online）渠道提交；其他渠道由前台登记。"


class DeskDecides(ServiceError):
    """Whether it is major or urgent is for the desk to say."""

    code, status = "desk_decides", 403
    zh = "重大或紧急由前台判定，提交时不能自行指定。"


class RestatementMissing(ServiceError):
    """The contact has not been read back to the resident and confirmed."""

    code, status = "restatement_missing", 409
    zh = "尚未向来访人复述并得到确认（五清），不能受理。"


class ValidityMissing(ServiceError):
    """Say whether the complaint is valid."""

    code, status = "validity_missing", 422
    zh = "投诉须判定是否有效。"


class GroundMissing(ServiceError):
    """An invalid verdict needs a ground."""

    code, status = "ground_missing", 422
    zh = "判定无效须说明依据。"


class NothingToConfirm(ServiceError):
    """There is no invalid verdict to confirm."""

    code, status = "nothing_to_confirm", 409
    zh = "没有等待复核的无效判定。"


class VerdictUnconfirmed(ServiceError):
    """The invalid verdict waits for its second person; the answer waits too."""

    code, status = "verdict_unconfirmed", 409
    zh = "无效判定尚未复核，暂不能答复。"


class CasePaused(ServiceError):
    """The case is paused; resume it first."""

    code, status = "case_paused", 409
    zh = "案件已暂停，请先恢复。"


class NotPaused(ServiceError):
    """The case is not paused."""

    code, status = "not_paused", 409
    zh = "案件没有暂停。"


class PausesUsedUp(ServiceError):
    """No pause is left: at most {max_pauses}, {max_minutes} minutes of service time in all."""

    code, status = "pauses_used_up", 409
    zh = "暂停次数或时长已达上限（{max_pauses} 次，共 {max_minutes} 分钟服务时间）。"


class OtherChannelNeedsConsent(ServiceError):
    """What came by {expected} is answered by {expected}; elsewhere only with the resident's
    consent on record."""

    code, status = "other_channel_needs_consent", 409
    zh = "来自“{expected}”渠道的诉求须在同一渠道答复，改用其他渠道须记录住户同意。"


class DepartmentFirst(ServiceError):
    """The responsible department is asked first; it has not said that it is solved."""

    code, status = "department_first", 409
    zh = "请先向责任部门核实已解决，再回访住户。"


class VisitorIsHandler(ServiceError):
    """The resident is asked by somebody other than the handler."""

    code, status = "visitor_is_handler", 403
    zh = "经办人不能回访自己处理的投诉。"


class DepartmentIsReachable(ServiceError):
    """A department is always reached: it says solved or unsolved."""

    code, status = "department_is_reachable", 422
    zh = "责任部门须答复是否已解决。"


class ReturnVisitMissing(ServiceError):
    """No resident has confirmed in a return visit that it is solved."""

    code, status = "return_visit_missing", 409
    zh = "住户尚未在回访中确认已解决，不能结案。"


class ReasonMissing(ServiceError):
    """This needs a reason."""

    code, status = "reason_missing", 422
    zh = "请说明理由。"


class NothingToAcknowledge(ServiceError):
    """Nothing waits for your acknowledgement."""

    code, status = "nothing_to_acknowledge", 409
    zh = "没有等待您确认的事项。"


class RepairAlreadyWanted(ServiceError):
    """This case has wanted a repair already."""

    code, status = "repair_already_wanted", 409
    zh = "该投诉已转报修。"


class PlaceMissing(ServiceError):
    """A repair needs a household or a public place."""

    code, status = "place_missing", 422
    zh = "转报修须有房号或公共部位。"

"""Codes of complaints; each member with its meaning."""

from enum import StrEnum


class Kind(StrEnum):
    """What a contact turned out to be (X02). Only `complaint` enters complaint figures."""

    COMPLAINT = "complaint"
    """投诉: something went wrong and shall be put right."""
    INQUIRY = "inquiry"
    """咨询: somebody wants to know something."""
    SUGGESTION = "suggestion"
    """建议: a suggestion or well-meant criticism."""
    REPORT = "report"
    """举报: somebody's misconduct is reported."""


class Category(StrEnum):
    """What it is about (X04)."""

    RENOVATION_NOISE = "renovation_noise"
    """装修扰民: noise of renovation."""
    PUBLIC_FACILITY = "public_facility"
    """公共设施: lifts, lighting, barriers, water and power of the estate."""
    HOME_APPLIANCE = "home_appliance"
    """户内设备: an appliance or fitting in the home."""
    MAIL = "mail"
    """信件快递: mail and parcels."""
    PUBLIC_CLEANLINESS = "public_cleanliness"
    """公共卫生与绿化: cleanliness, refuse, smells, greenery."""
    PESTS = "pests"
    """虫害: mosquitoes, rats, termites."""
    COMPANY_SERVICE = "company_service"
    """公司服务: the property company's own service and manner."""
    FEE = "fee"
    """收费: a bill or a fee; pauses the household's dunning (B13)."""
    OTHER = "other"
    """其他: whatever is none of these."""


class Channel(StrEnum):
    """How a contact came, and how its answer goes back (C02, X07)."""

    VISIT = "visit"
    """来访: at the counter; answered by calling on the resident."""
    PHONE = "phone"
    """来电: by telephone."""
    LETTER = "letter"
    """来函: by letter; answered in writing, registered (收文登记)."""
    ONLINE = "online"
    """线上: through this product."""
    PLATFORM = "platform"
    """平台: on the city's public platform."""
    PATROL = "patrol"
    """巡查: found on a round."""


class Gravity(StrEnum):
    """How much it weighs (X04)."""

    GENERAL = "general"
    """一般."""
    MAJOR = "major"
    """重大: climbs level by level until it is done (X08)."""


class Urgency(StrEnum):
    """How soon it must be known (X04)."""

    ORDINARY = "ordinary"
    """普通."""
    URGENT = "urgent"
    """特殊/紧急: everybody concerned is told at once (X06)."""


class Tier(StrEnum):
    """The escalation ladder, from the bottom up (X08). The order of members is the order."""

    RECEIVER = "receiver"
    """接诉人: whoever took it."""
    SUPERVISOR = "supervisor"
    """客服主管."""
    DEPUTY_MANAGER = "deputy_manager"
    """主管副总经理."""
    DIRECTOR = "director"
    """社区主任/项目经理: nobody is above."""

    @property
    def rank(self) -> int:
        """0 for the receiver, 3 for the director."""
        return list(Tier).index(self)


class Status(StrEnum):
    """How far a case is (X01)."""

    LODGED = "lodged"
    """已登记 (投诉): recorded; nobody has judged it."""
    ACCEPTED = "accepted"
    """已受理 (接诉): judged and taken on."""
    HANDLING = "handling"
    """处理中: with a department, or back because it was not solved."""
    HANDLED = "handled"
    """已处理: done, the resident does not know yet."""
    ANSWERED = "answered"
    """已回复: the resident was told; waiting for the return visits."""
    CLOSED = "closed"
    """已结案: nothing more will be done."""


class Validity(StrEnum):
    """Whether a complaint is covered by the service contract or the regulations (X03)."""

    UNDECIDED = "undecided"
    """未判定: not judged, or of a kind that is not judged."""
    VALID = "valid"
    """有效投诉."""
    INVALID_PROPOSED = "invalid_proposed"
    """拟判无效: one person says so; a second one must agree."""
    INVALID = "invalid"
    """无效投诉: two persons agreed; declined politely with the ground."""


class Party(StrEnum):
    """Whom a return visit asks (X10)."""

    DEPARTMENT = "department"
    """责任部门: the department that handled it; asked first."""
    RESIDENT = "resident"
    """住户: the one who complained."""


class VisitResult(StrEnum):
    """What a return visit found (X10)."""

    SOLVED = "solved"
    """已解决."""
    UNSOLVED = "unsolved"
    """未解决: back to handling."""
    UNREACHED = "unreached"
    """未联系上: nobody answered."""


class Final(StrEnum):
    """The classification of the monthly statistics (X11)."""

    GENERAL = "general"
    """一般投诉."""
    REPEAT = "repeat"
    """重复投诉: two return visits failed."""
    MALIGNANT = "malignant"
    """恶性投诉: a grave one; set by a supervisor or above, with the reason."""


class Outcome(StrEnum):
    """How a case was closed (X10)."""

    CONFIRMED = "confirmed"
    """回访确认: the resident said that it is solved."""
    ANSWERED = "answered"
    """答复结案: an inquiry or a suggestion, closed with its answer."""
    UNREACHED = "unreached"
    """未联系上: three attempts on different days; reported apart."""


class DeadlineClass(StrEnum):
    """Which limit of time holds (X05)."""

    OWN_SCOPE = "own_scope"
    """本部门当日办结: within the desk's own scope, the same day."""
    TRANSFERRED = "transferred"
    """转职能部门: at most three days."""
    URGENT = "urgent"
    """紧急: at most three days, and told at once."""


class EscalationReason(StrEnum):
    """Why a tier was told (X08, X09)."""

    OVERDUE = "overdue"
    """超时: the time allowed at the level below has run out."""
    UNACKNOWLEDGED = "unacknowledged"
    """无人确认: nobody of the tier below has acknowledged in time."""
    BEYOND_AUTHORITY = "beyond_authority"
    """超出权限: the duty manager may not decide it (X06)."""


class UrgentReason(StrEnum):
    """Why everybody concerned is told at once (X06)."""

    URGENT = "urgent"
    """紧急."""
    MAJOR = "major"
    """重大."""


class StopCause(StrEnum):
    """Why the clock of a case stands still (X09)."""

    PAUSED = "paused"
    """暂停: waiting for the resident, with the reason."""
    ANSWERED = "answered"
    """已回复: runs on where it stood if the answer does not hold."""


class Waiting(StrEnum):
    """What a case waits for from a manager."""

    ACKNOWLEDGEMENT = "acknowledgement"
    """待确认: an escalation that nobody of the tier has acknowledged (X09)."""
    CONFIRMATION = "confirmation"
    """待复核: an invalid verdict that needs a second person (X03)."""
    READING = "reading"
    """待阅: a letter that the deputy manager has not seen (X07)."""


class MessageOutcome(StrEnum):
    """What an imported message of the city's platform comes to (C05)."""

    CREATED = "created"
    """新增: a case is made of it."""
    KNOWN = "known"
    """已有: it is a case already, by its 留言编号."""


class Action(StrEnum):
    """What happened to a case: the actions of its timeline (C11)."""

    LODGED = "lodged"
    """登记."""
    RESTATED = "restated"
    """复述确认 (C03)."""
    TRIAGED = "triaged"
    """判定: kind, validity, gravity, urgency, category."""
    INVALID_CONFIRMED = "invalid_confirmed"
    """复核无效判定: the second person agreed (X03)."""
    INVALID_REJECTED = "invalid_rejected"
    """驳回无效判定: the second person did not agree (X03)."""
    TRANSFERRED = "transferred"
    """转办."""
    HANDLED = "handled"
    """处理."""
    ANSWERED = "answered"
    """回复."""
    RETURN_VISITED = "return_visited"
    """回访."""
    REOPENED = "reopened"
    """退回处理: a return visit found it unsolved."""
    PAUSED = "paused"
    """暂停."""
    RESUMED = "resumed"
    """恢复."""
    ESCALATED = "escalated"
    """升级: a tier was told."""
    ACKNOWLEDGED = "acknowledged"
    """确认升级: a named person of the tier has taken note."""
    LETTER_READ = "letter_read"
    """来函已阅 (X07)."""
    CLASSIFIED = "classified"
    """定性 (X11)."""
    REPAIR_WANTED = "repair_wanted"
    """转报修 (X04)."""
    REPAIR_LINKED = "repair_linked"
    """关联报修."""
    REPAIR_COMPLETED = "repair_completed"
    """报修完工."""
    REPAIR_CLOSED = "repair_closed"
    """报修结案."""
    DEADLINE_RECOUNTED = "deadline_recounted"
    """重算时限: the statutory calendar of the year was announced."""
    CLOSED = "closed"
    """结案."""

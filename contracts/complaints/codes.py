"""Codes of complaints; each member with its meaning."""

from enum import StrEnum

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


class Kind(Code):
    """What a contact turned out to be (X02). Only `complaint` enters complaint figures."""

    COMPLAINT = "complaint", "投诉", "Complaint"
    """Something went wrong and shall be put right."""
    INQUIRY = "inquiry", "咨询", "Inquiry"
    """Somebody wants to know something."""
    SUGGESTION = "suggestion", "建议", "Suggestion"
    """A suggestion or well-meant criticism."""
    REPORT = "report", "举报", "Report of misconduct"
    """Somebody's misconduct is reported."""


class Category(StrEnum):
    """What it is about (X04): the first set, whose codes others rely on.

    The categories in force are data that a manager edits (`complaints.categories`), each with its
    names, the words by which it is guessed, its department and its class of response.
    """

    RENOVATION_NOISE = "renovation_noise"
    """装修扰民: noise of renovation."""
    NUISANCE = "nuisance"
    """扰民: other noise, smoke, smell."""
    PUBLIC_FACILITY = "public_facility"
    """公共设施: lifts, lighting, barriers, water and power of the estate."""
    HOME_APPLIANCE = "home_appliance"
    """户内设备: an appliance or fitting in the home."""
    BUILDING_QUALITY = "building_quality"
    """房屋质量: leaks, cracks, what was built badly."""
    UNAUTHORISED_BUILDING = "unauthorised_building"
    """违建与违规使用: illegal building, flats let by the bed, homes turned into shops."""
    PARKING = "parking"
    """停车."""
    SECURITY = "security"
    """安全与门禁: guards, cameras, doors, theft."""
    MAIL = "mail"
    """信件快递: mail and parcels."""
    PUBLIC_CLEANLINESS = "public_cleanliness"
    """公共卫生与绿化: cleanliness, refuse, smells, greenery."""
    PESTS = "pests"
    """虫害: mosquitoes, rats, termites."""
    COMPANY_SERVICE = "company_service"
    """物业服务: the property company's own service and manner."""
    FEE = "fee"
    """收费: a bill or a fee; pauses the household's dunning (B13)."""
    OTHER = "other"
    """其他: whatever is none of these."""


class Channel(Code):
    """How a contact came, and how its answer goes back (C02, X07)."""

    VISIT = "visit", "来访", "Visit"
    """At the counter; answered by calling on the resident."""
    PHONE = "phone", "来电", "Phone"
    """By telephone."""
    LETTER = "letter", "来函", "Letter"
    """By letter; answered in writing, registered (收文登记)."""
    ONLINE = "online", "线上", "Online"
    """Through this product."""
    PLATFORM = "platform", "平台留言", "City platform"
    """On the city's public platform."""
    PATROL = "patrol", "巡查", "Patrol"
    """Found on a round."""


class Gravity(Code):
    """How much it weighs (X04)."""

    GENERAL = "general", "一般", "General"
    MAJOR = "major", "重大", "Major", BAD
    """Climbs level by level until it is done (X08)."""


class Urgency(Code):
    """How soon it must be known (X04)."""

    ORDINARY = "ordinary", "普通", "Ordinary"
    URGENT = "urgent", "紧急", "Urgent", BAD
    """Everybody concerned is told at once (X06)."""


class Tier(Code):
    """The escalation ladder, from the bottom up (X08). The order of members is the order."""

    RECEIVER = "receiver", "首问责任人", "Receiver"
    """Whoever took it."""
    SUPERVISOR = "supervisor", "客服主管", "Supervisor", WAITING
    DEPUTY_MANAGER = "deputy_manager", "分管副总经理", "Deputy manager", BAD
    DIRECTOR = "director", "项目经理", "Director", BAD
    """Nobody is above."""

    @property
    def rank(self) -> int:
        """0 for the receiver, 3 for the director."""
        return list(Tier).index(self)


class Status(Code):
    """How far a case is (X01)."""

    LODGED = "lodged", "已登记", "Lodged", WAITING
    """Recorded; nobody has judged it."""
    ACCEPTED = "accepted", "已受理", "Accepted", ACTIVE
    """Judged and taken on."""
    HANDLING = "handling", "处理中", "Being handled", ACTIVE
    """With a department, or back because it was not solved."""
    HANDLED = "handled", "已处理", "Handled", ACTIVE
    """Done, the resident does not know yet."""
    ANSWERED = "answered", "已回复", "Answered", GOOD
    """The resident was told; waiting for the return visits."""
    CLOSED = "closed", "已结案", "Closed"
    """Nothing more will be done."""


class Validity(Code):
    """Whether a complaint is covered by the service contract or the regulations (X03)."""

    UNDECIDED = "undecided", "未判定", "Not judged yet"
    """Not judged, or of a kind that is not judged."""
    VALID = "valid", "有效投诉", "Valid", GOOD
    INVALID_PROPOSED = "invalid_proposed", "拟判无效，待复核", "Invalid, to be confirmed", WAITING
    """One person says so; a second one must agree."""
    INVALID = "invalid", "无效投诉", "Not covered"
    """Two persons agreed; declined politely with the ground."""


class Party(Code):
    """Whom a return visit asks (X10)."""

    DEPARTMENT = "department", "责任部门", "Department"
    """The department that handled it; asked first."""
    RESIDENT = "resident", "住户", "Resident"
    """The one who complained."""


class VisitResult(Code):
    """What a return visit found (X10)."""

    SOLVED = "solved", "已解决", "Solved", GOOD
    UNSOLVED = "unsolved", "未解决", "Not solved", BAD
    """Back to handling."""
    UNREACHED = "unreached", "未联系上", "Nobody reached", WAITING
    """Nobody answered."""


class Final(Code):
    """The classification of the monthly statistics (X11)."""

    GENERAL = "general", "一般投诉", "General complaint"
    REPEAT = "repeat", "重复投诉", "Repeat complaint", WAITING
    """Two return visits failed."""
    MALIGNANT = "malignant", "恶性投诉", "Serious complaint", BAD
    """A grave one; set by a supervisor or above, with the reason."""


class Outcome(Code):
    """How a case was closed (X10)."""

    CONFIRMED = "confirmed", "回访确认已解决", "Confirmed as solved", GOOD
    """The resident said that it is solved."""
    ANSWERED = "answered", "答复结案", "Closed with the answer", GOOD
    """An inquiry or a suggestion, closed with its answer."""
    UNREACHED = "unreached", "未联系上", "Nobody reached"
    """Three attempts on different days; reported apart."""


class DeadlineClass(Code):
    """Which limit of time holds (X05)."""

    OWN_SCOPE = "own_scope", "当日办结", "Same day"
    """Within the desk's own scope, the same day."""
    TRANSFERRED = "transferred", "转职能部门", "With a department"
    """At most three days."""
    URGENT = "urgent", "紧急", "Urgent", BAD
    """At most three days, and told at once."""


class EscalationReason(Code):
    """Why a tier was told (X08, X09)."""

    OVERDUE = "overdue", "超时", "Overdue", BAD
    """The time allowed at the level below has run out."""
    UNACKNOWLEDGED = "unacknowledged", "无人签收", "Not acknowledged", BAD
    """Nobody of the tier below has acknowledged in time."""
    BEYOND_AUTHORITY = "beyond_authority", "超出权限", "Beyond authority", WAITING
    """The duty manager may not decide it (X06)."""


class UrgentReason(Code):
    """Why everybody concerned is told at once (X06)."""

    URGENT = "urgent", "紧急", "Urgent", BAD
    MAJOR = "major", "重大", "Major", BAD


class StopCause(Code):
    """Why the clock of a case stands still (X09)."""

    PAUSED = "paused", "暂停", "Paused", WAITING
    """Waiting for the resident, with the reason."""
    ANSWERED = "answered", "已回复", "Answered", GOOD
    """Runs on where it stood if the answer does not hold."""


class Waiting(Code):
    """What a case waits for from a manager."""

    ACKNOWLEDGEMENT = "acknowledgement", "待签收", "To be acknowledged", WAITING
    """An escalation that nobody of the tier has acknowledged (X09)."""
    CONFIRMATION = "confirmation", "待复核", "To be confirmed", WAITING
    """An invalid verdict that needs a second person (X03)."""
    READING = "reading", "待阅", "To be read", WAITING
    """A letter that the deputy manager has not seen (X07)."""


class MessageOutcome(Code):
    """What an imported message of the city's platform comes to (C05)."""

    CREATED = "created", "新增", "New", GOOD
    """A case is made of it."""
    KNOWN = "known", "已有", "Known already"
    """It is a case already, by its 留言编号."""
    ANSWERED = "answered", "补录答复", "Reply taken over", GOOD
    """Its reply has come since, and answers its case."""
    ANSWERED_HERE = "answered_here", "本系统已答复，保持不变", "Answered here, kept"
    """Its case was answered here, and stays as it is."""
    IN_WORK = "in_work", "处理中，保持不变", "In work, kept", WAITING
    """People are at work on its case, which goes on."""


class Action(Code):
    """What happened to a case: the actions of its timeline (C11)."""

    LODGED = "lodged", "登记", "Lodged"
    RESTATED = "restated", "复述确认", "Read back and confirmed"
    TRIAGED = "triaged", "接诉判定", "Judged"
    """Kind, validity, gravity, urgency, category."""
    INVALID_CONFIRMED = "invalid_confirmed", "复核：确认无效", "Invalid verdict confirmed"
    """The second person agreed (X03)."""
    INVALID_REJECTED = "invalid_rejected", "复核：驳回无效判定", "Invalid verdict rejected"
    """The second person did not agree (X03)."""
    TRANSFERRED = "transferred", "转办", "Transferred"
    HANDED_ON = "handed_on", "人员离岗交接", "Handed on: who had it has left"
    """Who had it works here no more (C01)."""
    HANDLED = "handled", "处理完毕", "Handled", GOOD
    ANSWERED = "answered", "回复", "Answered", GOOD
    RETURN_VISITED = "return_visited", "回访", "Return visit"
    REOPENED = "reopened", "退回处理", "Back to handling", BAD
    """A return visit found it unsolved."""
    PAUSED = "paused", "暂停计时", "Clock paused", WAITING
    RESUMED = "resumed", "恢复计时", "Clock resumed"
    ESCALATED = "escalated", "升级", "Escalated", BAD
    """A tier was told."""
    ACKNOWLEDGED = "acknowledged", "签收升级", "Escalation acknowledged"
    """A named person of the tier has taken note."""
    LETTER_READ = "letter_read", "来函已阅", "Letter read"
    CLASSIFIED = "classified", "定性", "Classified"
    REPAIR_WANTED = "repair_wanted", "转报修", "Repair requested"
    REPAIR_LINKED = "repair_linked", "关联报修", "Repair linked"
    REPAIR_COMPLETED = "repair_completed", "报修完工", "Repair completed", GOOD
    REPAIR_CLOSED = "repair_closed", "报修结案", "Repair closed"
    DEADLINE_RECOUNTED = "deadline_recounted", "重算时限", "Deadline recounted"
    """The statutory calendar of the year was announced."""
    CLOSED = "closed", "结案", "Closed", GOOD

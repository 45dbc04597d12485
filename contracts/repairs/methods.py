"""The methods of repairs; who may call each."""

from contracts.base import page_of
from contracts.method import Method
from contracts.papers import FindPaper, PaperFacts
from contracts.photos import PhotoFile, PhotoView
from contracts.repairs import board_views as board
from contracts.repairs import payloads as p
from contracts.repairs import privacy_schemas as privacy
from contracts.repairs import views as v
from contracts.roles import DESK, EVERYONE, MANAGERS, STAFF, Role

DISPATCHERS = DESK | MANAGERS
"""Who checks requests and sends engineers."""
FIELD = frozenset({Role.ENGINEER})
"""Who carries work orders out; which one is checked by the operation."""
ASKERS = DISPATCHERS | {Role.RESIDENT, Role.STEWARD, Role.INSPECTOR}
"""Who follows up: anybody but the engineers (R05)."""
PAYERS = DISPATCHERS | {Role.RESIDENT}
"""Who answers a quote: the resident in-app, the desk for a signature (R04)."""

CREATE = Method(
    "repairs", "create", takes=p.RequestRepair, gives=v.RepairSummary, who=EVERYONE, creates=True
)
SEARCH = Method(
    "repairs", "search", takes=p.RepairSearch, gives=page_of(v.RepairSummary), who=EVERYONE
)
GET = Method("repairs", "get", takes=p.OneRepair, gives=v.RepairView, who=EVERYONE)
ADD_PHOTO = Method(
    "repairs", "add_photo", takes=p.AddPhoto, gives=PhotoView, who=EVERYONE, creates=True
)
GET_PHOTO = Method("repairs", "get_photo", takes=p.OnePhoto, gives=PhotoFile, who=EVERYONE)
REVEAL_CONTACT = Method(
    "repairs",
    "reveal_contact",
    takes=privacy.RevealContact,
    gives=privacy.ContactView,
    who=STAFF,
)
"""Of those who are not `COLLECTORS`, the engineer whose order it is (D03)."""
LIST_LOOKS = Method(
    "repairs",
    "list_looks",
    takes=privacy.ListLooks,
    gives=page_of(privacy.LookView),
    who=MANAGERS | {Role.INSPECTOR},
)
FIRST_CHECK = Method(
    "repairs", "first_check", takes=p.FirstCheckQuery, gives=v.FirstCheckQuestions, who=EVERYONE
)
VERIFY = Method("repairs", "verify", takes=p.VerifyRepair, gives=v.RepairSummary, who=DISPATCHERS)
SUGGEST_ENGINEER = Method(
    "repairs", "suggest_engineer", takes=p.OneRepair, gives=v.Suggestions, who=DISPATCHERS
)
DISPATCH = Method(
    "repairs", "dispatch", takes=p.DispatchRepair, gives=v.RepairSummary, who=DISPATCHERS
)
ACCEPT = Method("repairs", "accept", takes=p.OneRepair, gives=v.RepairSummary, who=FIELD)
DECLINE = Method("repairs", "decline", takes=p.DeclineOffer, gives=v.RepairSummary, who=FIELD)
SET_OUT = Method("repairs", "set_out", takes=p.OneRepair, gives=v.RepairSummary, who=FIELD)
ARRIVE = Method("repairs", "arrive", takes=p.OneRepair, gives=v.RepairSummary, who=FIELD)
QUOTE = Method(
    "repairs", "quote", takes=p.QuoteRepair, gives=v.RepairSummary, who=DISPATCHERS | FIELD
)
ACCEPT_QUOTE = Method(
    "repairs", "accept_quote", takes=p.AcceptQuote, gives=v.RepairSummary, who=PAYERS
)
REJECT_QUOTE = Method(
    "repairs", "reject_quote", takes=p.RejectQuote, gives=v.RepairSummary, who=PAYERS
)
COMPLETE = Method("repairs", "complete", takes=p.CompleteRepair, gives=v.RepairSummary, who=FIELD)
FOLLOW_UP = Method(
    "repairs", "follow_up", takes=p.FollowUpRepair, gives=v.RepairSummary, who=ASKERS
)
CANCEL = Method("repairs", "cancel", takes=p.CancelRepair, gives=v.RepairSummary, who=PAYERS)
TAKE_EQUIPMENT = Method(
    "repairs", "take_equipment", takes=p.TakeEquipment, gives=v.LoanView, who=FIELD, creates=True
)
RETURN_EQUIPMENT = Method(
    "repairs", "return_equipment", takes=p.ReturnEquipment, gives=v.LoanView, who=FIELD | DESK
)
OPEN_LOANS = Method(
    "repairs", "open_loans", takes=p.OpenLoans, gives=page_of(v.LoanView), who=STAFF
)
FIND_PAPER = Method(
    "repairs", "find_paper", takes=FindPaper, gives=PaperFacts, who=frozenset({Role.SYSTEM})
)
"""For the gateway, which answers whoever knows the code of the paper (P10)."""
FIGURES = Method(
    "repairs",
    "figures",
    takes=p.FiguresQuery,
    gives=board.RepairFigures,
    who=DISPATCHERS | {Role.INSPECTOR},
)

METHODS = (
    CREATE,
    SEARCH,
    GET,
    ADD_PHOTO,
    GET_PHOTO,
    REVEAL_CONTACT,
    LIST_LOOKS,
    FIRST_CHECK,
    VERIFY,
    SUGGEST_ENGINEER,
    DISPATCH,
    ACCEPT,
    DECLINE,
    SET_OUT,
    ARRIVE,
    QUOTE,
    ACCEPT_QUOTE,
    REJECT_QUOTE,
    COMPLETE,
    FOLLOW_UP,
    CANCEL,
    TAKE_EQUIPMENT,
    RETURN_EQUIPMENT,
    OPEN_LOANS,
    FIND_PAPER,
    FIGURES,
)

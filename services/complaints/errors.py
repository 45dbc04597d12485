"""Refusals of complaints; the docstring is the default message."""

from foundation.errors import ServiceError


class ComplaintError(ServiceError):
    """The case does not allow this."""

    code = "complaint_refused"


class IllegalTransition(ComplaintError):
    """The present state of the case does not allow this action (X01)."""

    code = "illegal_transition"


class OnlineOnly(ComplaintError):
    """Residents lodge online; contacts by other channels are recorded by the desk."""

    code = "online_only"


class DeskDecides(ComplaintError):
    """Whether it is major or urgent is for the desk to say (X04)."""

    code = "desk_decides"


class RestatementMissing(ComplaintError):
    """The contact has not been read back to the resident and confirmed (C03)."""

    code = "restatement_missing"


class ValidityMissing(ComplaintError):
    """Say whether the complaint is valid (X03)."""

    code = "validity_missing"


class GroundMissing(ComplaintError):
    """An invalid verdict needs a ground (X03)."""

    code = "ground_missing"


class NothingToConfirm(ComplaintError):
    """There is no invalid verdict to confirm."""

    code = "nothing_to_confirm"


class SecondPersonNeeded(ComplaintError):
    """An invalid verdict is confirmed by somebody other than the one who proposed it (X03)."""

    code = "second_person_needed"


class VerdictUnconfirmed(ComplaintError):
    """The invalid verdict waits for its second person; the answer waits too (X03)."""

    code = "verdict_unconfirmed"


class CasePaused(ComplaintError):
    """The case is paused; resume it first."""

    code = "case_paused"


class NotPaused(ComplaintError):
    """The case is not paused."""

    code = "not_paused"


class PausesUsedUp(ComplaintError):
    """No pause is left for this case (X09)."""

    code = "pauses_used_up"


class OtherChannelNeedsConsent(ComplaintError):
    """Answering on another channel needs the resident's consent on record (X07)."""

    code = "other_channel_needs_consent"


class DepartmentFirst(ComplaintError):
    """The responsible department is asked before the resident (X10)."""

    code = "department_first"


class DepartmentIsReachable(ComplaintError):
    """A department is always reached: it says solved or unsolved (X10)."""

    code = "department_is_reachable"


class VisitorIsHandler(ComplaintError):
    """The resident is asked by somebody other than the handler (X10)."""

    code = "visitor_is_handler"


class ReturnVisitMissing(ComplaintError):
    """No resident has confirmed in a return visit that it is solved (X10)."""

    code = "return_visit_missing"


class ReasonMissing(ComplaintError):
    """This needs a reason."""

    code = "reason_missing"


class NothingToAcknowledge(ComplaintError):
    """Nothing waits for your acknowledgement (X09)."""

    code = "nothing_to_acknowledge"


class RepairAlreadyWanted(ComplaintError):
    """This case has wanted a repair already (X04)."""

    code = "repair_already_wanted"


class PlaceMissing(ComplaintError):
    """A repair needs a household or a public place (X04)."""

    code = "place_missing"


class SpreadsheetColumnsMissing(ComplaintError):
    """The spreadsheet lacks columns (C05)."""

    code = "spreadsheet_columns_missing"

"""Refusals of repairs; the docstring is the default message."""

from foundation.errors import ServiceError


class RepairError(ServiceError):
    """The repair does not allow this."""


class IllegalTransition(RepairError):
    """The present state of the repair does not allow this action."""

    code = "illegal_transition"


class UnknownEngineer(RepairError):
    """There is no active engineer of this id."""

    code = "unknown_engineer"


class NobodyToDispatch(RepairError):
    """There is no engineer left to suggest."""

    code = "nobody_to_dispatch"


class AlreadyDispatched(RepairError):
    """Another dispatcher has chosen an engineer already."""

    code = "already_dispatched"


class NotYourOrder(RepairError):
    """This work order is not yours."""

    code = "not_your_order"


class LoweringNeedsReason(RepairError):
    """Lowering the priority needs a reason."""

    code = "lowering_needs_reason"


class NobodyToCharge(RepairError):
    """Repairs of public places are not charged."""

    code = "nobody_to_charge"


class AlreadyCharged(RepairError):
    """This repair was charged already; its rework is free."""

    code = "already_charged"


class QuoteSumWrong(RepairError):
    """The lines do not add up to the amount of the quote."""

    code = "quote_sum_wrong"


class QuoteDecided(RepairError):
    """There is no quote waiting for an answer."""

    code = "quote_decided"


class SignatureMissing(RepairError):
    """Answering a quote for a resident needs a note of the signature."""

    code = "signature_missing"


class QuoteNotAccepted(RepairError):
    """Chargeable work needs a quote that the resident has accepted."""

    code = "quote_not_accepted"


class TooLateToCancel(RepairError):
    """The engineer has set out; the front desk may cancel."""

    code = "too_late_to_cancel"


class AlreadyReturned(RepairError):
    """This equipment has been returned already."""

    code = "already_returned"


class TooManyPhotos(RepairError):
    """The repair has as many photos as it may have (R01)."""

    code = "too_many_photos"


class FollowUpByEngineer(RepairError):
    """Somebody other than the engineer asks the resident (R05)."""

    code = "follow_up_by_engineer"

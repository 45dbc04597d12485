"""Refusals of billing; the wording stands in `contracts/billing/problems.py`."""

from foundation.errors import ServiceError


class BillingError(ServiceError):
    """Billing refused the request."""

    code = "billing_error"


class FeeItemExists(BillingError):
    """There is a price from that day on already."""

    code = "fee_item_exists"


class FeeBasisDiffers(BillingError):
    """A new price cannot change what an item is charged by."""

    code = "fee_basis_differs"


class UnknownFeeItem(BillingError):
    """There is no such fee item for this type of unit."""

    code = "unknown_fee_item"


class AssignmentOverlaps(BillingError):
    """The household has the item in that time already."""

    code = "assignment_overlaps"


class ReadingNotRising(BillingError):
    """A meter counts upwards, and readings come in order."""

    code = "reading_not_rising"


class DueDatePast(BillingError):
    """The due date is in the past."""

    code = "due_date_past"


class NoFeesInForce(BillingError):
    """No fee item is in force in that period."""

    code = "no_fees_in_force"


class NothingToShareBy(BillingError):
    """A cost cannot be shared among no area."""

    code = "nothing_to_share_by"


class UnknownHousehold(BillingError):
    """There is no such household."""

    code = "unknown_household"


class UnknownBill(BillingError):
    """There is no such bill."""

    code = "unknown_bill"


class BillOfAnotherHousehold(BillingError):
    """That bill is another household's."""

    code = "bill_of_another_household"


class MethodNotOnline(BillingError):
    """Residents pay for themselves by WeChat or Alipay only."""

    code = "method_not_online"


class AlreadyVoided(BillingError):
    """The receipt has been voided already."""

    code = "already_voided"


class VoidAlreadyRequested(BillingError):
    """A request to void the receipt waits already."""

    code = "void_already_requested"


class VoidRequestDecided(BillingError):
    """The request has been decided already."""

    code = "void_request_decided"


class SecondPersonNeeded(BillingError):
    """This needs a second person."""

    code = "second_person_needed"


class CreditAlreadyRefunded(BillingError):
    """Credit that the receipt gave has been paid out."""

    code = "credit_already_refunded"


class CreditTooSmall(BillingError):
    """There is less credit than that."""

    code = "credit_too_small"


class RefundDecided(BillingError):
    """The refund has been decided already."""

    code = "refund_decided"


class NothingToWaive(BillingError):
    """There is less late charge than that to waive."""

    code = "nothing_to_waive"


class VisitClosed(BillingError):
    """The visit is done or cancelled."""

    code = "visit_closed"


class NotYourVisit(BillingError):
    """The visit is not assigned to you."""

    code = "not_your_visit"


class PromiseOutOfRange(BillingError):
    """The promised day is past or too far ahead."""

    code = "promise_out_of_range"


class NothingOwed(BillingError):
    """The household owes nothing."""

    code = "nothing_owed"


class PlanCoversTooLittle(BillingError):
    """The instalments must sum up to what is owed."""

    code = "plan_covers_too_little"


class NotBilled(BillingError):
    """Nothing has been billed for that period."""

    code = "not_billed"


class NotFrozenYet(BillingError):
    """The figure is frozen the day after the due date."""

    code = "not_frozen_yet"

"""A large company: 28 communities, 25 thousand households, ten years, a million of each paper.

Copied from the demo community: what billing and notices have of half a year becomes that of ten,
the few repairs become a million; complaints come from `bench.stored`.
"""

from sqlalchemy import create_engine, text

from bench import stored
from bench.copying import Part, Spread, copy, prepare, table_of
from foundation.storage import tables as shared
from services.billing.bills.tables import Bill, BilledMonth, BillLine
from services.billing.cases.tables import DunningCase
from services.billing.delivery.tables import Delivery
from services.billing.fees.tables import FeeAssignment
from services.billing.ledger.tables import HouseholdAccount, LedgerEntry, LedgerPosting
from services.billing.pauses.tables import DunningPause
from services.billing.payments.tables import Payment
from services.billing.refunds.tables import Refund
from services.billing.runs.tables import BillRun
from services.billing.steps.tables import StepTaken
from services.billing.visits.tables import Visit
from services.billing.voids.tables import PaymentVoid
from services.directory.households.tables import Household, Member
from services.notices.audience.tables import Recipient
from services.notices.workflow.tables import Edition, Notice
from services.repairs.equipment.tables import Loan
from services.repairs.follow_up.tables import Attempt
from services.repairs.offers.tables import Offer
from services.repairs.privacy.tables import Look
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Repair, Round
from services.repairs.timeline.tables import TimelineEntry

COMMUNITIES = 28
HALF_YEARS = 20
REPLICAS = ("billing", "complaints", "notices", "repairs")
OWN_HOUSEHOLD = "t.household_id IS NOT NULL"


def of(service: str, *models: type, **more: str) -> list[Part]:
    """Tables of a service that are copied alike."""
    return [Part(service, table_of(one), **more) for one in models]  # type: ignore[arg-type]


HOUSEHOLDS = (
    *of("directory", Household, once_per="community"),
    Part("directory", table_of(Member), once_per="community", emptied="person_id"),
    *(Part(one, shared.household_replica, once_per="community") for one in REPLICAS),
)
ACCOUNTS = of("billing", HouseholdAccount, FeeAssignment, once_per="community")
OWING = """
CREATE TABLE public.owing AS
SELECT DISTINCT household_id FROM billing.dunning_cases WHERE status <> 'settled'
"""
OWES = "t.household_id IN (SELECT household_id FROM public.owing)"
BILL_OWED = f"t.bill_id IN (SELECT t.id FROM public.billing_bills t WHERE {OWES})"
PAYMENT_OWED = f"t.payment_id IN (SELECT t.id FROM public.billing_payments t WHERE {OWES})"
"""Of households in arrears: copied for the last year only, since ten years of unpaid bills are no
company's."""
BILLING = (
    *of("billing", BillRun, once_per="time"),
    *of(
        "billing",
        Bill,
        BilledMonth,
        Delivery,
        LedgerPosting,
        Payment,
        Refund,
        DunningCase,
        StepTaken,
        DunningPause,
        Visit,
        LedgerEntry,
        lately=OWES,
    ),
    *of("billing", BillLine, lately=BILL_OWED),
    *of("billing", PaymentVoid, lately=PAYMENT_OWED),
)
NOTICES = (
    *of("notices", Notice, Edition, once_per="time"),
    *of("notices", Recipient, rows=OWN_HOUSEHOLD),
)
REPAIRS = (
    Part("repairs", table_of(Repair), "t.id = template.id"),
    *(
        Part("repairs", table_of(one), "t.repair_id = template.id")
        for one in (
            Round,
            Attempt,
            Offer,
            Quote,
            Loan,
            Look,
            TimelineEntry,
        )
    ),
)
REPAIR_TEMPLATES = """
CREATE TABLE public.{name} AS SELECT id FROM repairs.repairs WHERE (status IN {ended}) = {over}
"""
ENDED = "('closed', 'advised', 'cancelled')"


def fill(url: str, count: int) -> str:
    """Fill a copy of the base database with about `count` of each paper; tell what was made."""
    engine = create_engine(url)
    prepare(engine)
    share = count / 1_000_000
    communities = max(round(COMMUNITIES * share), 2)
    copy(engine, HOUSEHOLDS, Spread(communities - 1, communities, "0"))
    copy(engine, ACCOUNTS, Spread(communities - 1, communities, "0"))
    with engine.begin() as connection:
        connection.execute(text(OWING))
    last = communities * HALF_YEARS - 1
    copy(engine, BILLING, Spread(last, communities, "6 months", recent=2 * communities))
    copy(engine, NOTICES, Spread(last, communities, "6 months"))
    with engine.begin() as connection:
        numbers = {}
        for name, over in (("ended_repair", True), ("running_repair", False)):
            connection.execute(text(REPAIR_TEMPLATES.format(name=name, ended=ENDED, over=over)))
            numbers[name] = connection.scalar(text(f"SELECT count(*) FROM public.{name}")) or 1
    ended = count // numbers["ended_repair"]
    step = f"{10 * 365 * 86_400 * communities / ended:.0f} seconds"
    copy(engine, REPAIRS, Spread(ended, communities, step), "ended_repair")
    running = max(count // 500 // numbers["running_repair"], 1)
    copy(engine, REPAIRS, Spread(running, communities, "1 minute"), "running_repair")
    engine.dispose()
    return stored.fill(url, count, communities)

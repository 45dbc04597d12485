"""A large company: 28 communities, 25 thousand households, ten years, a million of each paper.

Copied from the demo community: what billing and notices have of half a year becomes that of ten,
the few repairs become a million; complaints come from `bench.stored`.
"""

from sqlalchemy import create_engine, text

from bench import stored
from bench.copying import Part, Spread, copy, prepare, table_of
from foundation.storage import tables as shared
from services.billing import tables as billing
from services.directory import tables as directory
from services.notices import tables as notices
from services.repairs import tables as repairs

COMMUNITIES = 28
HALF_YEARS = 20
REPLICAS = ("billing", "complaints", "notices", "repairs")
OWN_HOUSEHOLD = "t.household_id IS NOT NULL"


def of(service: str, *models: type, **more: str) -> list[Part]:
    """Tables of a service that are copied alike."""
    return [Part(service, table_of(one), **more) for one in models]  # type: ignore[arg-type]


HOUSEHOLDS = (
    *of("directory", directory.Household, once_per="community"),
    Part("directory", table_of(directory.Member), once_per="community", emptied="person_id"),
    *(Part(one, shared.household_replica, once_per="community") for one in REPLICAS),
)
ACCOUNTS = of("billing", billing.HouseholdAccount, billing.FeeAssignment, once_per="community")
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
    *of("billing", billing.BillRun, once_per="time"),
    *of(
        "billing",
        billing.Bill,
        billing.BilledMonth,
        billing.Delivery,
        billing.LedgerPosting,
        billing.Payment,
        billing.Refund,
        billing.DunningCase,
        billing.StepTaken,
        billing.DunningPause,
        billing.Visit,
        billing.LedgerEntry,
        lately=OWES,
    ),
    *of("billing", billing.BillLine, lately=BILL_OWED),
    *of("billing", billing.PaymentVoid, lately=PAYMENT_OWED),
)
NOTICES = (
    *of("notices", notices.Notice, notices.Edition, once_per="time"),
    *of("notices", notices.Recipient, rows=OWN_HOUSEHOLD),
)
REPAIRS = (
    Part("repairs", table_of(repairs.Repair), "t.id = template.id"),
    *(
        Part("repairs", table_of(one), "t.repair_id = template.id")
        for one in (
            repairs.Round,
            repairs.Attempt,
            repairs.Offer,
            repairs.Quote,
            repairs.Loan,
            repairs.Look,
            repairs.TimelineEntry,
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

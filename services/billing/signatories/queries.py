"""Who signs the papers of dunning, from policy and settings."""

from foundation.config import settings
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.policy import BillingPolicy
from services.billing.signatories.rules import Sender


def sender(uow: UnitOfWork) -> Sender:
    """The company as its papers name it; what nobody has filled in is empty."""
    policy = uow.policy(BillingPolicy)
    return Sender(
        company=policy.paper_company,
        community=policy.paper_community,
        telephone=settings().service_line,
        ways_to_pay=policy.paper_ways_to_pay,
        account=policy.paper_account,
        contract_clause=policy.paper_contract_clause,
    )

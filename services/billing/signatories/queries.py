"""Who signs the papers of dunning, from policy and settings."""

from foundation import replica, scope
from foundation.config import settings
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.policy import BillingPolicy
from services.billing.signatories.rules import Sender


def sender(uow: UnitOfWork) -> Sender:
    """Company and community as their profiles name them, as on the heads of all papers; what nobody
    has filled in is empty."""
    policy, company = uow.policy(BillingPolicy), replica.company(uow)
    place = replica.community(uow, scope.here())
    return Sender(
        company=company.name,
        community=place.name,
        telephone=place.service_phone or company.phone or settings().service_line,
        ways_to_pay=policy.paper_ways_to_pay,
        account=company.bank_account or policy.paper_account,
        contract_clause=policy.paper_contract_clause,
        address=place.address or company.address,
    )

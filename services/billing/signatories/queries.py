"""Who signs the papers of dunning, from policy and settings."""

from foundation import replica, scope
from foundation.config import settings
from foundation.storage.unit_of_work import UnitOfWork
from services.billing.policy import BillingPolicy
from services.billing.signatories.rules import Sender


def sender(uow: UnitOfWork) -> Sender:
    """The company as its papers name it; what nobody has filled in is empty.

    Where the directory says nothing, what policies said before it knew the company still holds.
    """
    policy, company = uow.policy(BillingPolicy), replica.company(uow)
    place = replica.community(uow, scope.here())
    return Sender(
        company=company.name or policy.paper_company,
        community=place.name or policy.paper_community,
        telephone=place.service_phone or company.phone or settings().service_line,
        ways_to_pay=policy.paper_ways_to_pay,
        account=company.bank_account or policy.paper_account,
        contract_clause=policy.paper_contract_clause,
        address=place.address or company.address,
    )

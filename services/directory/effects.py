"""What a change of policy does to what the directory has (P05): how many it concerns."""

from sqlalchemy import func, select

from contracts.directory.policy import POLICY
from contracts.policy import Effect
from contracts.policy_fields import kept
from contracts.policy_words import said
from foundation.administered import Administered, number_of
from foundation.retention import would_go
from services.directory import retention
from services.directory.communities.operations import COMMUNITIES
from services.directory.people.tables import Account
from services.directory.policy import DirectoryPolicy

LOGINS = select(func.count(Account.person_id)).where(Account.disabled.is_(False))

ADMINISTERED = Administered(
    DirectoryPolicy,
    POLICY,
    said,
    kept,
    {
        Effect.PASSWORDS_KEEP: number_of(LOGINS),
        Effect.GOES_TONIGHT: would_go((retention.OLD,)),
    },
    communities=COMMUNITIES,
)
"""The policy of the directory, as its managers have it."""

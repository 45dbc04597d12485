"""All tables of the directory, so that the metadata is whole."""

from services.directory.base import Base
from services.directory.changes.tables import HouseholdChange
from services.directory.households.tables import Household, Member
from services.directory.people.tables import Account, Person
from services.directory.privacy.tables import Look
from services.directory.role_requests.tables import RoleRequest
from services.directory.roster.tables import Shift
from services.directory.roster_watch.tables import RosterWarning
from services.directory.sessions.tables import LoginSession

__all__ = [
    "Account",
    "Base",
    "Household",
    "HouseholdChange",
    "LoginSession",
    "Look",
    "Member",
    "Person",
    "RoleRequest",
    "RosterWarning",
    "Shift",
]

"""All tables of notices, so that the metadata is whole."""

from services.notices.audience.tables import HouseholdArrears, Recipient
from services.notices.base import Base
from services.notices.messages.tables import Message
from services.notices.notifications.tables import Settlement
from services.notices.photos.tables import Photo
from services.notices.untold.tables import Untold
from services.notices.workflow.tables import Edition, Notice

__all__ = [
    "Base",
    "Edition",
    "HouseholdArrears",
    "Message",
    "Notice",
    "Photo",
    "Recipient",
    "Settlement",
    "Untold",
]

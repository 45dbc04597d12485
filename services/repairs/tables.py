"""All tables of repairs: here the metadata is whole."""

from services.repairs.base import Base
from services.repairs.equipment.tables import Loan
from services.repairs.follow_up.tables import Attempt
from services.repairs.offers.tables import Offer
from services.repairs.photos.tables import Photo
from services.repairs.privacy.tables import Look
from services.repairs.quotes.tables import Quote
from services.repairs.requests.tables import Repair, Round
from services.repairs.timeline.tables import TimelineEntry

__all__ = [
    "Attempt",
    "Base",
    "Loan",
    "Look",
    "Offer",
    "Photo",
    "Quote",
    "Repair",
    "Round",
    "TimelineEntry",
]

"""All tables of complaints: here the metadata is whole."""

from services.complaints.answers.tables import Answer
from services.complaints.base import Base
from services.complaints.cases.tables import ClockStop, Complaint, Escalation, ReturnVisit
from services.complaints.categories.tables import CategoryRow
from services.complaints.letters.tables import IncomingDocument
from services.complaints.platform_messages.tables import PlatformMessage
from services.complaints.privacy.tables import Look
from services.complaints.timeline.tables import TimelineEntry

__all__ = [
    "Answer",
    "Base",
    "CategoryRow",
    "ClockStop",
    "Complaint",
    "Escalation",
    "IncomingDocument",
    "Look",
    "PlatformMessage",
    "ReturnVisit",
    "TimelineEntry",
]

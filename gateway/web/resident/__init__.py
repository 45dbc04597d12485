"""Pages for residents (住户), phone first."""

from gateway.web.resident import home
from gateway.web.resident.group import pages

__all__ = ["home", "pages"]

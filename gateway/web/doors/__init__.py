"""Paper that is brought to doors: what waits, what was handed over, what to print (B02, N04)."""

from gateway.web.doors import codes, door
from gateway.web.doors.group import pages

__all__ = ["codes", "door", "pages"]

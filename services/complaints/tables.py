"""All tables of complaints: whoever imports this has the metadata whole."""

from foundation.storage.table_discovery import import_tables
from services.complaints.base import Base

import_tables("services.complaints")

__all__ = ["Base"]

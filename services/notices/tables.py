"""All tables of notices: whoever imports this has the metadata whole."""

from foundation.storage.table_discovery import import_tables
from services.notices.base import Base

import_tables("services.notices")

__all__ = ["Base"]

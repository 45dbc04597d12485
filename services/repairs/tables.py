"""All tables of repairs: whoever imports this has the metadata whole."""

from foundation.storage.table_discovery import import_tables
from services.repairs.base import Base

import_tables("services.repairs")

__all__ = ["Base"]

"""All tables of billing: whoever imports this has the metadata whole."""

from foundation.storage.table_discovery import import_tables
from services.billing.base import Base

import_tables("services.billing")

__all__ = ["Base"]

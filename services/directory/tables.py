"""All tables of the directory: whoever imports this has the metadata whole."""

from foundation.storage.table_discovery import import_tables
from services.directory.base import Base

import_tables("services.directory")

__all__ = ["Base"]

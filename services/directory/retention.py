"""Who looked at whole numbers, and what for (D03): kept as long as the policy says."""

from typing import Any

from foundation import retention
from services.directory.privacy.tables import Look

TABLE: Any = Look.__table__
OLD = retention.RetentionRule(TABLE, "keep_looks_days", retention.by_id(TABLE), TABLE.c.id)

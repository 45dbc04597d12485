"""What all tables of repairs are made of."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from foundation.storage.columns import Columns
from foundation.storage.types import NAMING, Instant, Json, Yuan


class Base(Columns, DeclarativeBase):
    """Tables of repairs."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, Decimal: Yuan, dict[str, Any]: Json}

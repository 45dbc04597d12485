"""What all tables of complaints are made of."""

from datetime import datetime
from typing import Any

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase

from foundation.storage.columns import Columns
from foundation.storage.types import NAMING, Instant, Json

Person = String(80)
Name = String(120)
Code = String(20)


class Base(Columns, DeclarativeBase):
    """Tables of complaints."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: Instant, dict[str, Any]: Json, list[str]: Json}

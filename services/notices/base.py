"""Root of the tables of notices."""

from sqlalchemy import (
    MetaData,
)
from sqlalchemy.orm import DeclarativeBase

from foundation.storage.columns import Columns
from foundation.storage.types import NAMING


class Base(Columns, DeclarativeBase):
    """Root of the tables of notices."""

    metadata = MetaData(naming_convention=NAMING)

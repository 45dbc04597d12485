"""Root of the tables of notices."""

from sqlalchemy import (
    MetaData,
)
from sqlalchemy.orm import DeclarativeBase

from foundation.storage.types import NAMING


class Base(DeclarativeBase):
    """Root of the tables of notices."""

    metadata = MetaData(naming_convention=NAMING)

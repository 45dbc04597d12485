"""Categories, as managers have them."""

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import Owned
from services.complaints.base import Base, Code


class CategoryRow(Owned, Base):
    """A category (类别, X04), as managers have it."""

    __tablename__ = "categories"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name_zh: Mapped[str] = mapped_column(String(20))
    name_en: Mapped[str] = mapped_column(String(60))
    words: Mapped[list[str]]
    """By which a text is guessed to be of it."""
    department: Mapped[str | None] = mapped_column(String(60))
    response: Mapped[str] = mapped_column(Code)
    disputes_fee: Mapped[bool] = mapped_column(Boolean)
    active: Mapped[bool] = mapped_column(Boolean)
    position: Mapped[int] = mapped_column(Integer)
    version: Mapped[int] = mapped_column(Integer)

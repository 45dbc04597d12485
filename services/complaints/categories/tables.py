"""Categories, as managers have them."""

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import OwnedByKey
from services.complaints.base import Base, Code


class CategoryRow(OwnedByKey, Base):
    """A category (类别, X04), as the managers of the company or of a community have it."""

    __tablename__ = "categories"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    """What cases name it by; it never changes."""
    name_zh: Mapped[str] = mapped_column(String(20))
    """What it is called in Chinese."""
    name_en: Mapped[str] = mapped_column(String(60))
    """What it is called in English."""
    words: Mapped[list[str]]
    """By which a text is guessed to be of it."""
    department: Mapped[str | None] = mapped_column(String(60))
    """The code of the functional department (职能部门) that it usually goes to; None: to none."""
    response: Mapped[str] = mapped_column(Code)
    """A `DeadlineClass`: the limit it usually has; what is urgent is so from the start (X05)."""
    disputes_fee: Mapped[bool] = mapped_column(Boolean)
    """Whether a household's open complaint of it rests its dunning (B13)."""
    active: Mapped[bool] = mapped_column(Boolean)
    """Whether it is offered; cases that have it keep it."""
    position: Mapped[int] = mapped_column(Integer)
    """Its place in lists, from 1 on."""
    version: Mapped[int] = mapped_column(Integer)

"""Quick replies, as managers have them."""

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import OwnedByKey
from services.complaints.base import Base


class QuickReplyRow(OwnedByKey, Base):
    """A quick reply (常用语, C07), as the managers of the company or of a community have it."""

    __tablename__ = "quick_replies"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Of one that was shipped its word, else an id."""
    title_zh: Mapped[str] = mapped_column(String(30))
    """By which it is chosen."""
    text_zh: Mapped[str] = mapped_column(String(1000))
    """What is put in; `{name}` stands for a `Fact`."""
    title_en: Mapped[str | None] = mapped_column(String(60))
    """The same in English; None: as in Chinese."""
    text_en: Mapped[str | None] = mapped_column(String(1000))
    """The same in English; None: as in Chinese."""
    uses: Mapped[list[str]]
    """`Use`s: in which forms it is offered."""
    active: Mapped[bool] = mapped_column(Boolean)
    """Whether it is offered."""
    position: Mapped[int] = mapped_column(Integer)
    """Its place in lists, from 1 on."""
    version: Mapped[int] = mapped_column(Integer)

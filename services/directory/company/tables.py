"""The table of the company; it has one row."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.types import Id
from services.directory.base import Base


class Company(Base):
    """The company as its papers name it; the row is there from the beginning, and empty."""

    __tablename__ = "company"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    """In full, as it stands on the seal."""
    name_en: Mapped[str] = mapped_column(String(100))
    """Empty: as in Chinese."""
    credit_code: Mapped[str] = mapped_column(String(18))
    """The unified social credit code (统一社会信用代码)."""
    address: Mapped[str] = mapped_column(String(100))
    """Where the company has its seat."""
    phone: Mapped[str] = mapped_column(String(60))
    """Whom to call, of communities that have no telephone of their own."""
    bank_account: Mapped[str] = mapped_column(String(120))
    """Name, bank and number of the account for transfers."""
    public_url: Mapped[str] = mapped_column(String(200), default="", server_default="")
    """Where the pages are reached; empty: as the settings say."""
    version: Mapped[int]

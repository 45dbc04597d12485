"""Departments, as managers have them."""

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.storage.placed import OwnedByKey
from services.complaints.base import Base


class DepartmentRow(OwnedByKey, Base):
    """A functional department (职能部门, C14), as the managers of the company or of a community
    have it."""

    __tablename__ = "departments"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    """What cases and categories name it by; it never changes."""
    name_zh: Mapped[str] = mapped_column(String(60))
    """What it is called in Chinese."""
    name_en: Mapped[str] = mapped_column(String(60))
    """What it is called in English."""
    also: Mapped[list[str]]
    """What else it is called, or was: by these names it is known as well."""
    active: Mapped[bool] = mapped_column(Boolean)
    """Whether it is offered; cases that it has stay with it."""
    position: Mapped[int] = mapped_column(Integer)
    """Its place in lists, from 1 on."""
    version: Mapped[int] = mapped_column(Integer)

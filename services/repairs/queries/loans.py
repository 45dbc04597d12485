"""Equipment that is out."""

from sqlalchemy import Select, select

from services.repairs.tables import Loan


def open_loans() -> Select[Loan]:
    """What was taken away and is not back (R03)."""
    return select(Loan).where(Loan.returned_at.is_(None))

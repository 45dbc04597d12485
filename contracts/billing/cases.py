"""Dunning cases (催缴案): a household and due date on the ladder, and what decisions need (B12)."""

from contracts.code import ACTIVE, BAD, GOOD, WAITING, Code


class CaseStatus(Code):
    """Whether the ladder of one household and due date still goes on."""

    RUNNING = "running", "进行中", "Running", ACTIVE
    """Something may be owed and steps are left."""
    SETTLED = "settled", "已结清", "Settled", GOOD
    """Nothing is owed; a voided payment makes it run again."""
    FORMER = "former", "前业主欠费", "Owed by a former owner", WAITING
    """Owed by who owned it before, or a tenant; a person sees to it (B19)."""
    EXHAUSTED = "exhausted", "已走完", "All steps taken", BAD
    """Every step was taken."""

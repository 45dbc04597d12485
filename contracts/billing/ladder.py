"""The dunning ladder (催缴阶梯): which step is due when, and when it rests (B12, B13)."""

from contracts.code import BAD, WAITING, Code


class DunningStep(Code):
    """The rungs of the dunning ladder (催缴阶梯), in the order in which they are taken (B12)."""

    REMINDER = "reminder", "缴费提醒", "Reminder"
    """Friendly, before the due date."""
    MESSAGE = "message", "欠费提醒", "Message", WAITING
    """The day after."""
    VISIT = "visit", "上门催缴", "Door visit", WAITING
    """A steward has called at the door, or tried as often as it is to be tried."""
    LETTER = "letter", "催缴函", "Formal letter", BAD
    """Formal letter."""
    LAWYER_LETTER = "lawyer_letter", "委托律师材料（内部）", "Papers for the lawyer", BAD
    """Papers for a lawyer, internal; a person decides."""

    @property
    def is_letter(self) -> bool:
        """It is a letter to the household, whose delivery is recorded."""
        return self is DunningStep.LETTER

    @property
    def is_internal(self) -> bool:
        """Its paper is not given to the household."""
        return self is DunningStep.LAWYER_LETTER

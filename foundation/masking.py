"""How numbers that identify a person are shown (D03)."""


def mask_phone(phone: str | None) -> str:
    """Keep the first three and the last four digits of a number; shorter ones lose more."""
    if not phone:
        return ""
    if len(phone) < 7:
        return "*" * len(phone)
    head = 3 if len(phone) >= 10 else 0
    return phone[:head] + "*" * (len(phone) - head - 4) + phone[-4:]

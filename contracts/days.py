"""Days as people write them in spreadsheets."""

import re
from datetime import date


def day_written(text: str) -> date | None:
    """2024-07-01, 2024/7/1, 2024年7月1日, 20240701; None for what is no day."""
    text = re.sub(r"\s+0{1,2}:00(:00)?$", "", text)
    match = re.fullmatch(
        r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text, re.ASCII
    ) or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text, re.ASCII)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None

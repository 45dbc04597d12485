"""What of a text is shown in lists and events (D03)."""

LONGEST_EXCERPT = 500


def excerpt(text: str) -> str:
    """The beginning of a long text, for lists and events."""
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…"

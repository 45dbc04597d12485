"""Numbers of the directory that managers can change."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DirectoryPolicy:
    """Defaults; what differs stands in the table `policies`."""

    password_min_length: int = 10
    """Letters, digits and signs altogether; length is what guards best."""
    roster_outlook_hours: int = 48
    """How far ahead gaps of the duty roster are shown unless asked otherwise (C09)."""
    import_max_rows: int = 20_000
    """Rows of a household spreadsheet; a larger community comes in several files."""
    import_chunk_rows: int = 500
    """Rows written per transaction, so that an import never blocks others for long."""

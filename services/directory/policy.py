"""Numbers of the directory that managers can change."""

from dataclasses import dataclass

from foundation.retention_policy import RetentionPolicy


@dataclass(frozen=True)
class DirectoryPolicy(RetentionPolicy):
    """Defaults; what differs stands in the table `policies`."""

    keep_looks_days: int = 1_095
    """Who looked at whole numbers, and what for (D03)."""
    keep_ended_days: int = 1_095
    """Vehicles, keys and cards, pets and notes of households, once they have ended (D06, P08)."""
    key_household_call_days: int = 30
    """Days between two calls to a key household that has no interval of its own (D04)."""
    key_call_retry_days: int = 2
    """Days after which one that was not reached is called again (D04)."""
    key_call_ahead_days: int = 7
    """How many days ahead calls stand on the work list (D04)."""
    password_min_length: int = 10
    """Letters, digits and signs altogether; length is what guards best."""
    link_hours: int = 72
    """How long a one-time link opens, from when it is given or a second person has agreed (P03)."""
    second_factor_roles: tuple[str, ...] = ("admin", "finance")
    """Roles whose holders must have a second factor; the accounts of demo mode never (P03)."""
    second_factor_days: int = 14
    """How long they log in without, from their first login on."""
    roster_outlook_hours: int = 48
    """How far ahead gaps of the duty roster are shown unless asked otherwise (C09)."""
    roster_warning_hours: int = 48
    """How far ahead managers are notified of a gap of the duty roster, at 8:00; 48: at least a day
    before (C09)."""
    import_max_rows: int = 20_000
    """Rows of a household spreadsheet; a larger community comes in several files."""
    import_chunk_rows: int = 500
    """Rows written per transaction, so that an import never blocks others for long."""
    change_counts_months: int = 12
    """How many months ago a change of type, area or vacancy may count from (B16)."""
    phone_searches: int = 120
    """Searches by a number, or the end of one, that one person has within `phone_search_minutes`:
    more than a desk needs, too few to find a number out by trying (D03)."""
    phone_search_minutes: int = 60

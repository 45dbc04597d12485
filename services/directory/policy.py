"""Numbers of the directory that managers can change."""

from dataclasses import dataclass

from foundation.retention_policy import RetentionPolicy, require_years


@dataclass(frozen=True)
class DirectoryPolicy(RetentionPolicy):
    """Defaults; what differs stands in the table `policies`.

    What each value means, and what it may hold, stands in `contracts/directory/policy.py`.
    """

    keep_looks_days: int = 1_095
    keep_ended_days: int = 1_095
    keep_logins_days: int = 183
    keep_leavers_days: int = 1_095
    keep_former_staff_days: int = 1_095
    key_household_call_days: int = 30
    key_call_retry_days: int = 2
    key_call_ahead_days: int = 7
    password_min_length: int = 10
    link_hours: int = 72
    household_code_days: int = 60
    second_factor_roles: tuple[str, ...] = ("admin", "finance")
    second_factor_days: int = 14
    company_login_is_enough: bool = False
    roster_outlook_hours: int = 48
    roster_warning_hours: int = 48
    desk_changes: tuple[str, ...] = ("00:00", "08:00", "16:00")
    engineer_changes: tuple[str, ...] = ("08:00", "20:00")
    duty_manager_changes: tuple[str, ...] = ("08:00",)
    import_max_rows: int = 20_000
    import_chunk_rows: int = 500
    change_counts_months: int = 12
    phone_searches: int = 120
    phone_search_minutes: int = 60

    def __post_init__(self) -> None:
        RetentionPolicy.__post_init__(self)
        require_years(self.keep_leavers_days, "keep_leavers_days")

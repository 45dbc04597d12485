"""Refusals of the directory."""

from foundation.errors import ServiceError


class DirectoryError(ServiceError):
    """The directory refused the request."""


class BadCredentials(DirectoryError):
    """The user name or the password is wrong."""

    code = "bad_credentials"


class FieldNotEditable(DirectoryError):
    """Your role may not change these fields."""

    code = "field_not_editable"


class NothingToChange(DirectoryError):
    """The request names nothing to change."""

    code = "nothing_to_change"


class OwnerNeeded(DirectoryError):
    """A household keeps at least one owner."""

    code = "owner_needed"


class UnitTaken(DirectoryError):
    """There is a household at this unit already."""

    code = "unit_taken"


class SpreadsheetColumnsMissing(DirectoryError):
    """The spreadsheet lacks columns that are needed."""

    code = "spreadsheet_columns_missing"


class SpreadsheetHasErrors(DirectoryError):
    """The spreadsheet has bad rows; nothing was imported."""

    code = "spreadsheet_has_errors"


class UsernameTaken(DirectoryError):
    """The user name is taken."""

    code = "username_taken"


class WeakPassword(DirectoryError):
    """The password is too easy to guess."""

    code = "weak_password"


class ShiftOverlaps(DirectoryError):
    """This person is already on that duty in that period."""

    code = "shift_overlaps"


class ShiftOver(DirectoryError):
    """A shift that is over is not changed any more."""

    code = "shift_over"


class NotQualifiedForDuty(DirectoryError):
    """The roles of this person do not qualify for this duty."""

    code = "not_qualified_for_duty"

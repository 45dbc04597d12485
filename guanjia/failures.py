"""What the command line ends with in one line."""


class PreparationFailed(Exception):
    """A database could not be prepared."""

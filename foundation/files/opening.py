"""Which place for files a process has, by its configuration (P09)."""

from pathlib import Path

from foundation.config import ConfigurationError, Settings
from foundation.files.folder import FolderFiles
from foundation.files.port import Files


def opened(chosen: Settings) -> Files:
    """The place that `GUANJIA_FILES` names; raise `ConfigurationError` where it names none.

    The client of S3 is loaded where it is used: its weight is not everybody's.
    """
    where = chosen.files
    if where.startswith("s3"):
        from foundation.files.s3 import S3Files

        try:
            return S3Files(where)
        except ValueError as error:
            raise ConfigurationError(f"GUANJIA_FILES: {error}.") from error
    folder = folder_of(chosen)
    if folder is None:
        raise ConfigurationError(
            "GUANJIA_FILES is not set: name a folder that all services share, or S3 storage."
        )
    return FolderFiles(folder)


def folder_of(chosen: Settings) -> Path | None:
    """The folder with the files; None where they are in none. One process keeps them beside its
    databases unless it is told otherwise."""
    if chosen.files.startswith("s3"):
        return None
    if chosen.files:
        return Path(chosen.files)
    return chosen.data_dir / "files" if chosen.embedded else None

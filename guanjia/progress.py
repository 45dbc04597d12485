"""How far a command is, where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on a terminal's standard error; say by how many steps it has come on."""
    watched = sys.stderr.isatty()
    with click.progressbar(length=total, label=title, hidden=not watched, file=sys.stderr) as bar:
        yield bar.update

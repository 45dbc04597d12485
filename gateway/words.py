"""Codes in the reader's words, read from the members of the contracts' enums."""

from collections.abc import Iterator, Mapping

from contracts import deadlines, roles
from contracts.code import Code, Word
from contracts.modules import classes_in, classes_of
from contracts.problems import SERVICES
from gateway.languages import language


def _found() -> Iterator[tuple[str, type[Code]]]:
    for module in (roles, deadlines):
        of_all = module.__name__.rpartition(".")[2]
        for name, codes in classes_in(module, Code).items():
            yield f"{of_all}.{name}", codes
    for service in SERVICES:
        for name, codes in classes_of(service, Code).items():
            yield f"{service}.{name}", codes


ENUMS: Mapping[str, type[Code]] = dict(_found())
"""By module and name: `repairs.RepairStatus`, `roles.Role`."""


def worded(code: Code | None) -> str:
    """A code in the reader's language: the template filter `word`."""
    return in_words(code.word) if code else ""


def worded_if_known(code: str, codes: type[Code]) -> str:
    """A code in the reader's language; as it is where the enum does not know it."""
    return worded(codes(code)) if code in list(codes) else code


def in_words(word: Word) -> str:
    """The word in the reader's language."""
    return word.zh if language() == "zh" else word.en


def choices(codes: type[Code], *chosen: str) -> list[tuple[str, str]]:
    """The options of a select field: all members, or those named."""
    return [(code, in_words(codes(code).word)) for code in chosen or list(codes)]

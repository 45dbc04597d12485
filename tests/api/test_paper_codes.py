"""P10: the code on a paper."""

import pytest

from contracts.papers import PaperKind
from gateway.paper_codes import ALPHABET, is_same, paper_code

RECEIPT = (PaperKind.RECEIPT, "SJ-2026-000001", "1509.30", "2026-11-28")
SECRET = "a secret of the tests, long enough to sign with"


def test_P10_the_same_paper_always_bears_the_same_code() -> None:
    code = paper_code(SECRET, *RECEIPT)
    assert code == paper_code(SECRET, *RECEIPT)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) <= {*ALPHABET, "-"}


@pytest.mark.parametrize(
    "changed",
    [
        (PaperKind.BILL, "SJ-2026-000001", "1509.30", "2026-11-28"),
        (PaperKind.RECEIPT, "SJ-2026-000002", "1509.30", "2026-11-28"),
        (PaperKind.RECEIPT, "SJ-2026-000001", "9509.30", "2026-11-28"),
        (PaperKind.RECEIPT, "SJ-2026-000001", "1509.30", "2026-11-29"),
        (PaperKind.RECEIPT, "SJ-2026-000001", None, "2026-11-28"),
    ],
)
def test_P10_whatever_is_changed_changes_the_code(
    changed: tuple[PaperKind, str, str | None, str],
) -> None:
    assert paper_code(SECRET, *changed) != paper_code(SECRET, *RECEIPT)


def test_P10_another_installation_makes_other_codes() -> None:
    assert paper_code("another secret, as long as the other one", *RECEIPT) != paper_code(
        SECRET, *RECEIPT
    )


def test_P10_a_code_is_known_however_it_is_typed() -> None:
    assert is_same("7k2m 9qxt4hw0", "7K2M-9QXT-4HW0")
    assert is_same("7K2M-9QXT-4HWO", "7K2M-9QXT-4HW0")
    for wrong in ("7K2M-9QXT-4HW1", "", "7K2M", "核验码", "7K2M-9QXT-4HW0-0"):
        assert not is_same(wrong, "7K2M-9QXT-4HW0"), wrong

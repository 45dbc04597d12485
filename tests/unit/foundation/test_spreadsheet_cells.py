"""What stands in cells that are no numbers although they say so."""

from math import inf, nan

import pytest

from foundation.spreadsheet_cells import has_lost_digits, is_error, shown


@pytest.mark.parametrize("cell", [nan, inf, -inf])
def test_a_figure_that_is_no_number_is_an_error_of_the_sheet(cell: float) -> None:
    assert is_error(cell)
    assert not has_lost_digits(cell)
    assert isinstance(shown(cell), str)


@pytest.mark.parametrize("cell", [0.0, 1e300, -2.5, 12, None, "12"])
def test_what_is_a_number_or_a_text_is_no_error(cell: object) -> None:
    assert not is_error(cell)

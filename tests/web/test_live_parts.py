"""No form with fields stands in a part that refreshes: half-typed text would go.

Every page that a test of this folder reads is looked at so (`Browsing.text`), and every page of the
demonstration (`tests/browser/test_every_page.py`). Here are the pages where such forms have stood,
as somebody sees them who is offered all, and what would be found.
"""

import pytest

from tests.web.live_parts import lost_by_a_refresh


@pytest.mark.parametrize(
    "field",
    ["<input name=reason>", '<input type="checkbox" name="a">', "<textarea name=b></textarea>",
     "<select name=c><option>x</select>", '<p><br><input type="file" name="d">'],
)  # fmt: skip
def test_a_field_in_a_part_that_refreshes_would_be_found(field: str) -> None:
    """Negative control."""
    live = f'<div data-live="repairs"><div><form>{field}</form></div></div>'
    assert lost_by_a_refresh(f"<main><p>.</p>{live}</main>")
    assert lost_by_a_refresh(f'<div data-live="repairs"><p>.</div><form>{field}</form>') == []


def test_a_button_may_stand_in_a_part_that_refreshes() -> None:
    form = '<form><input type="hidden" name="once" value="1"><button>x</button></form>'
    assert lost_by_a_refresh(f'<div data-live="repairs">{form}</div>') == []

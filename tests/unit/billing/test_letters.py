"""B12, C08: the texts of dunning are polite, name no one, and threaten with nothing."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.billing.codes import DunningStep
from foundation.service_language import check
from services.billing.domain.letters import Subject, write

SUBJECT = Subject("3栋 1-1202", date(2026, 10, 31), Decimal("751.80"), ["ZD-2026-000001"])


@pytest.mark.parametrize("step", list(DunningStep))
def test_C08_every_dunning_text_passes_the_service_language(step: DunningStep) -> None:
    text = write(step, SUBJECT)
    assert check(text) == []
    assert all(
        part in text for part in ("3栋 1-1202", "751.80", "ZD-2026-000001", "2026年10月31日")
    )


def test_C08_a_text_with_a_threat_would_be_found() -> None:
    """Negative control of the test above."""
    assert check(write(DunningStep.LETTER, SUBJECT) + "逾期不缴将停水停电。")

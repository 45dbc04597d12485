"""The walks in an order in which none spoils another's time."""

from tests.system.walks import across, bill, complaint, notice, repair

WALKS = [notice, repair, complaint, across, bill]
NAMES = [walk.__name__.rsplit(".", 1)[1] for walk in WALKS]

"""Lines that somebody should read are counted, for an alert to tell of them."""

import logging

from prometheus_client import REGISTRY

from foundation.observability.logs import Counting


def count(logger: str) -> float:
    """What is exported."""
    return REGISTRY.get_sample_value("guanjia_errors_logged_total", {"logger": logger}) or 0


def test_errors_are_counted_by_logger() -> None:
    """And by nothing else: a message may hold anything."""
    logger = logging.getLogger("tests.errors_logged")
    logger.addHandler(handler := Counting(level=logging.ERROR))
    logger.propagate = False
    try:
        logger.warning("not this")
        logger.error("this: %s", "secret")
        assert count(logger.name) == 1
    finally:
        logger.removeHandler(handler)

"""The benchmarks keep up with the product."""

from bench.asked import forgotten


def test_every_list_and_report_is_asked_by_the_benchmarks() -> None:
    assert forgotten() == set()

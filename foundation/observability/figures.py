"""Figures of calls for Prometheus, counted as they happen, and told apart by `service`."""

from prometheus_client import Counter, Histogram

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; the gateway's requests are sorted into the same."""

CALLS = Counter(
    "guanjia_entrypoint_calls", "Calls, events and ticks worked", ["service", "entrypoint"]
)
ERRORS = Counter(
    "guanjia_entrypoint_errors",
    "Those that were refused or failed, by the refusal's code",
    ["service", "entrypoint", "code"],
)
SECONDS = Histogram(
    "guanjia_entrypoint_seconds",
    "How long they took",
    ["service", "entrypoint"],
    buckets=BUCKETS,
)

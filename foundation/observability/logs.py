"""Logs as JSON, one object per line, on standard error.

Every line of a call or an event carries `request_id`, `service`, `entrypoint` and `person`,
across all hops, for they travel in the call's context (see `observer`). Libraries that log with
the standard library come out in the same form.
"""

import logging
import logging.config
from typing import Any

import structlog
from prometheus_client import Counter

from foundation.config import read, settings

QUIET = {
    "nameko.containers": "ERROR",  # it warns of every refusal, with a traceback
    "nameko.amqp.consume": "WARNING",
    "kombu": "ERROR",  # the links report lost connections themselves
    "amqp": "ERROR",
    "pika": "CRITICAL",
    "alembic": "WARNING",
}
SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]

ERRORS = Counter("guanjia_errors_logged", "Log lines of level ERROR and above", ["logger"])


class Counting(logging.Handler):
    """Counts the lines that somebody should read, so that an alert can name them."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        ERRORS.labels(record.name).inc()


def configure(level: str | None = None) -> None:
    """Set up logging for this process.

    The level is `GUANJIA_LOG_LEVEL`; else INFO, or WARNING where one process serves a terminal.
    """
    chosen = level or read("LOG_LEVEL") or ("WARNING" if settings().embedded else "INFO")
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "json": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "processors": [
                        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                        structlog.processors.JSONRenderer(ensure_ascii=False),
                    ],
                    "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder()],
                }
            },
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "stream": "ext://sys.stderr",
                    "formatter": "json",
                },
                "counting": {"()": Counting, "level": "ERROR"},
            },
            "root": {"handlers": ["stderr", "counting"], "level": chosen},
            "loggers": {name: {"level": quiet} for name, quiet in QUIET.items()},
        }
    )

"""Settings of a process, read once from the environment."""

import os
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path

SERVICES = ("directory", "billing", "repairs", "complaints", "notices")
"""The services, in the order in which they are started and migrated."""


EMBEDDED_BROKER = "guanjia-memory://localhost"
"""Address of the broker within the process."""


class ConfigurationError(Exception):
    """The configuration does not allow a start; the message says what to do."""


@dataclass(frozen=True)
class Settings:
    """How this process runs.

    `embedded` means one process, SQLite files and an in-memory broker; else PostgreSQL and
    RabbitMQ are used.
    """

    embedded: bool
    demo: bool
    data_dir: Path
    amqp_uri: str
    database_url: str | None
    secret_key: str
    host: str
    port: int
    metrics_port: int | None
    rpc_timeout: float
    max_workers: int
    smtp_url: str | None
    rate_limit_storage: str
    service_line: str = ""
    """The company's own telephone, which texts to residents may name (C08)."""
    body_seconds: float = 30
    """How long the head, and then the body, of an HTTP request may take to arrive."""
    trusted_proxies: int = 0
    """How many proxies before the gateway add to `X-Forwarded-For`; what they say is believed."""

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read `GUANJIA_*`; a value `X` may also come from the file named by `GUANJIA_*_FILE`.

        Raise `ConfigurationError` naming the setting that cannot be understood.
        """
        embedded = one_of("MODE", "embedded", "cluster") == "embedded"
        return cls(
            embedded=embedded,
            demo=one_of("DEMO", "0", "1") == "1",
            data_dir=Path(read("DATA_DIR", "var") or "var"),
            amqp_uri=(
                EMBEDDED_BROKER
                if embedded
                else read("AMQP_URI", "amqp://guest:guest@127.0.0.1:5672//") or ""
            ),
            database_url=read("DATABASE_URL"),
            secret_key=read("SECRET_KEY") or "",
            host=read("HOST", "127.0.0.1") or "127.0.0.1",
            port=whole("PORT", os.environ.get("PORT") or read("PORT", "8000")),
            metrics_port=(whole("METRICS_PORT", port) if (port := read("METRICS_PORT")) else None),
            rpc_timeout=seconds("RPC_TIMEOUT", read("RPC_TIMEOUT", "5")),
            max_workers=whole("MAX_WORKERS", read("MAX_WORKERS", "50")),
            smtp_url=read("SMTP_URL"),
            service_line=read("SERVICE_LINE") or "",
            body_seconds=seconds("BODY_SECONDS", read("BODY_SECONDS", "30")),
            trusted_proxies=whole("TRUSTED_PROXIES", read("TRUSTED_PROXIES", "0")),
            rate_limit_storage=read("RATE_LIMIT_STORAGE", "memory://") or "memory://",
        )

    def database_of(self, service: str) -> str:
        """The SQLAlchemy URL of a service's own database."""
        if self.database_url:
            return self.database_url.replace("{service}", service)
        if not self.embedded:
            raise ConfigurationError(f"GUANJIA_DATABASE_URL is not set for {service}.")
        return f"sqlite:///{self.data_dir / service}.db"

    def for_demo(self) -> "Settings":
        """The same settings in demo mode."""
        return replace(self, demo=True)


def read(name: str, default: str | None = None) -> str | None:
    """A setting from `GUANJIA_<name>` or from the file that `GUANJIA_<name>_FILE` names."""
    if path := os.environ.get(f"GUANJIA_{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise ConfigurationError(
                f"GUANJIA_{name}_FILE names {path}, which cannot be read."
            ) from error
    return os.environ.get(f"GUANJIA_{name}") or default


def one_of(name: str, default: str, *others: str) -> str:
    """A setting that is one of some words; a typing error must not be taken for the other mode."""
    found = read(name, default)
    if found not in (default, *others):
        words = " or ".join((default, *others))
        raise ConfigurationError(f"GUANJIA_{name} is {found!r}; it must be {words}.")
    return str(found)


def whole(name: str, text: str | None) -> int:
    """A setting that is a whole number, not below zero."""
    if text is None or not text.isdecimal():
        raise ConfigurationError(f"GUANJIA_{name} is {text!r}; it must be a whole number.")
    return int(text)


def seconds(name: str, text: str | None) -> float:
    """A setting that is a time, in seconds, longer than none."""
    try:
        found = float(text or "")
    except ValueError:
        found = 0
    if not 0 < found < inf:
        raise ConfigurationError(f"GUANJIA_{name} is {text!r}; it must be seconds, above zero.")
    return found


_current: Settings | None = None


def settings() -> Settings:
    """The settings of this process."""
    global _current
    if _current is None:
        _current = Settings.from_environment()
    return _current


def use(chosen: Settings) -> None:
    """Make `chosen` the settings of this process (command line, tests)."""
    global _current
    _current = chosen

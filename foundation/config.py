"""Settings of a process, read once from the environment."""

import os
import re
from dataclasses import dataclass, replace
from ipaddress import ip_network
from math import inf
from pathlib import Path

SERVICES = ("directory", "billing", "repairs", "complaints", "notices")
"""The services, in the order in which they are started and migrated."""


SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
ADDRESS = re.compile(r"https?://[!-~]{1,200}")
ENCRYPTED = re.compile(r"https://|http://(localhost|127\.0\.0\.1)(:|/|$)")
DEMO_LINE = "0512-65221234"
"""The telephone that the papers of the demo name."""
IN_ONE_PROCESS = "direct:"
"""Address of the broker within the process."""


class ConfigurationError(Exception):
    """The configuration does not allow a start; the message says what to do."""


@dataclass(frozen=True)
class Settings:
    """How this process runs.

    `embedded` means one process and SQLite files; else PostgreSQL and
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
    previous_secret_key: str = ""
    """The key before this one: what was sealed with it still opens (P08)."""
    files: str = ""
    """Where files lie: a folder, or an address of S3 storage (`foundation.files.opening`, P09)."""
    service_line: str = ""
    """The company's own telephone, which texts to residents may name (C08)."""
    public_url: str = ""
    """Where the pages are, as papers name it to whoever verifies them (P10)."""
    pay_counter: str = ""
    """Where and when money is taken at the counter, as residents are told it."""
    pay_account: str = ""
    """The company's account for transfers, as residents are told it."""
    body_seconds: float = 30
    """How long the head, and then the body, of an HTTP request may take to arrive."""
    trusted_proxies: int = 0
    """How many proxies before the gateway add to `X-Forwarded-For`; what they say is believed."""
    pool_size: int = 20
    """Connections that a service keeps to its database at most."""
    connections: int = 1_000
    """Connections of the gateway at the same time."""
    connections_per_address: int = 600
    """Of them, those of one address; behind trusted proxies the requests under way of one."""
    unfinished_per_address: int = 64
    """Requests of one address that have begun to arrive and are not there yet."""
    requests_at_once: int = 8
    """Requests of one person, or of one address that names none, that are processed at once."""
    oidc_issuer: str = ""
    """The company's provider of OpenID Connect; empty: staff log in by password alone (P06)."""
    oidc_client_id: str = ""
    """What the provider calls this installation."""
    oidc_client_secret: str = ""
    """By which the provider knows it."""
    webhook_networks: tuple[str, ...] = ()
    """Networks of the installation's own into which webhooks may lead (P06)."""
    streams: int = 500
    """Open pages that are notified of changes."""
    streams_per_person: int = 8
    """Of them, those of one person."""

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read `GUANJIA_*`; a value `X` may also come from the file named by `GUANJIA_*_FILE`.

        Raise `ConfigurationError` naming the setting that cannot be understood.
        """
        embedded = one_of("MODE", "embedded", "cluster") == "embedded"
        issuer, client, secret = provider()
        return cls(
            embedded=embedded,
            demo=one_of("DEMO", "0", "1") == "1",
            data_dir=Path(read("DATA_DIR", "var") or "var"),
            amqp_uri=(
                IN_ONE_PROCESS
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
            previous_secret_key=read("PREVIOUS_SECRET_KEY") or "",
            files=read("FILES") or "",
            service_line=read("SERVICE_LINE") or "",
            public_url=address("PUBLIC_URL", read("PUBLIC_URL")),
            pay_counter=read("PAY_COUNTER") or "",
            pay_account=read("PAY_ACCOUNT") or "",
            body_seconds=seconds("BODY_SECONDS", read("BODY_SECONDS", "30")),
            trusted_proxies=whole("TRUSTED_PROXIES", read("TRUSTED_PROXIES", "0")),
            pool_size=at_least_one("POOL_SIZE", "20"),
            connections=at_least_one("CONNECTIONS", "1000"),
            connections_per_address=at_least_one("CONNECTIONS_PER_ADDRESS", "600"),
            unfinished_per_address=at_least_one("UNFINISHED_PER_ADDRESS", "64"),
            requests_at_once=at_least_one("REQUESTS_AT_ONCE", "8"),
            streams=at_least_one("STREAMS", "500"),
            streams_per_person=at_least_one("STREAMS_PER_PERSON", "8"),
            oidc_issuer=issuer,
            oidc_client_id=client,
            oidc_client_secret=secret,
            webhook_networks=networks("WEBHOOK_NETWORKS", read("WEBHOOK_NETWORKS")),
            rate_limit_storage=read("RATE_LIMIT_STORAGE", "memory://") or "memory://",
        )

    def database_of(self, service: str) -> str:
        """The SQLAlchemy URL of a service's own database."""
        if self.database_url:
            return self.database_url.replace("{service}", service)
        if not self.embedded:
            raise ConfigurationError(f"GUANJIA_DATABASE_URL is not set for {service}.")
        return f"sqlite:///{self.data_dir / service}.db"

    @property
    def takes_online_payments(self) -> bool:
        """Whether residents can pay by themselves: the sandbox of demo mode is the only payment
        platform there is, and moves no money (B17)."""
        return self.demo

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
    if text is None or not (text.isascii() and text.isdigit()):
        raise ConfigurationError(f"GUANJIA_{name} is {text!r}; it must be a whole number.")
    return int(text)


def at_least_one(name: str, default: str) -> int:
    """A setting that bounds something, of which there must be one."""
    found = whole(name, read(name, default))
    if not found:
        raise ConfigurationError(f"GUANJIA_{name} is 0; it must be at least 1.")
    return found


def address(name: str, text: str | None) -> str:
    """A setting that is an address of pages, or nothing."""
    if text and not ADDRESS.fullmatch(text):
        raise ConfigurationError(f"GUANJIA_{name} is {text!r}; it must be such as https://host.")
    return text or ""


def provider() -> tuple[str, str, str]:
    """Issuer, client id and secret of the company's login: all three, or none. What is signed must
    not travel in the clear, except on this machine."""
    issuer, client = read("OIDC_ISSUER") or "", read("OIDC_CLIENT_ID") or ""
    secret = read("OIDC_CLIENT_SECRET") or ""
    found = {"ISSUER": issuer, "CLIENT_ID": client, "CLIENT_SECRET": secret}
    missing = [name for name, value in found.items() if not value]
    if 0 < len(missing) < len(found):
        raise ConfigurationError(f"GUANJIA_OIDC_{missing[0]} is not set, but another of them is.")
    if address("OIDC_ISSUER", issuer) and not ENCRYPTED.match(issuer):
        raise ConfigurationError(f"GUANJIA_OIDC_ISSUER is {issuer!r}; it must begin with https://.")
    return issuer, client, secret


def networks(name: str, text: str | None) -> tuple[str, ...]:
    """A setting that lists networks, such as `10.0.0.0/8`, separated by commas, or nothing."""
    found = tuple(one.strip() for one in (text or "").split(",") if one.strip())
    try:
        return tuple(str(ip_network(one)) for one in found)
    except ValueError as error:
        raise ConfigurationError(
            f"GUANJIA_{name} is {text!r}; it must be networks such as 10.0.0.0/8."
        ) from error


def seconds(name: str, text: str | None) -> float:
    """A setting that is a time, in seconds, longer than none."""
    found = float(text) if text and SECONDS.fullmatch(text) else 0
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

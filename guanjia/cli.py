"""`guanjia`: starts, prepares, imports, and looks after what could not be delivered."""

import errno
import os
import secrets
import socket
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import ClassVar

import click

from foundation.config import (
    DEMO_LINE,
    IN_ONE_PROCESS,
    SERVICES,
    ConfigurationError,
    Settings,
    settings,
    use,
)
from guanjia.failures import PreparationFailed
from guanjia.progress import progress

EXIT_CONFIGURATION = 78
"""`EX_CONFIG` of sysexits.h."""
SHORTEST_KEY = 32
LAST_PORT = 65_535


class LazyGroup(click.Group):
    """Imports the modules of most commands only when one is used: `up` must be quick."""

    elsewhere: ClassVar[Mapping[str, str]] = {
        "import": "guanjia.imports:group",
        "account": "guanjia.accounts:group",
        "opening": "guanjia.opening:command",
        "audit": "guanjia.audit:group",
        "deadletters": "guanjia.deadletters:group",
        "erased": "guanjia.erased:group",
        "secrets": "guanjia.secrets:group",
        "backup": "guanjia.backups:backup",
        "restore": "guanjia.backups:restore",
        "resend": "guanjia.backups:resend",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names."""
        return sorted([*super().list_commands(ctx), *self.elsewhere])

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name."""
        if name in self.elsewhere:
            module, _, attribute = self.elsewhere[name].partition(":")
            found: click.Command = getattr(import_module(module), attribute)
            return found
        return super().get_command(ctx, name)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Guanjia (管家), the service desk of a residential property company."""


@cli.command()
@click.option("--port", type=int, help="Port of the web server (default: PORT or 8000).")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Where the data is kept.")
@click.option("--demo/--no-demo", default=True, help="Load and serve the demo community.")
def up(port: int | None, data_dir: Path | None, demo: bool) -> None:
    """Prepare and serve the whole product in one process (SQLite, no broker)."""
    chosen = embedded_settings(port, data_dir, demo=demo)
    use(chosen)
    require_ports(chosen, gateway=True)
    prepare("Preparing the data", SERVICES, demo=demo)
    run([*SERVICES, "gateway"], greet)


@cli.command()
@click.argument("name", type=click.Choice([*SERVICES, "gateway", "all"]))
def serve(name: str) -> None:
    """Run one service (or all of them) as the environment says, until told to stop."""
    names = [*SERVICES, "gateway"] if name == "all" else [name]
    require_ports(settings(), gateway="gateway" in names)
    run(names, lambda _chosen: None)


@cli.command()
@click.argument("services", nargs=-1, type=click.Choice(SERVICES))
def migrate(services: tuple[str, ...]) -> None:
    """Bring databases and queues up to date; in demo mode, load the demo community as well."""
    from guanjia.preparing import declare_queues

    if not settings().embedded:
        declare_queues(settings())
    prepare("Migrating", services or SERVICES, demo=settings().demo)
    if "directory" in (services or SERVICES):
        click.echo("\n".join(invitation(settings())), nl=False)


@cli.command()
def demo() -> None:
    """Load the demo community of 891 households into empty databases."""
    use(settings().for_demo())
    prepare("Loading the demo community", SERVICES, demo=True)


@cli.command()
def health() -> None:
    """Tell by the exit status whether the process of this container is ready (health checks)."""
    from urllib.error import HTTPError
    from urllib.request import urlopen

    port = settings().metrics_port
    if port is None:
        raise ConfigurationError(
            "GUANJIA_METRICS_PORT is not set, by which a process can be asked; "
            "`guanjia up` is asked at its own port: /health/ready."
        )
    try:
        with urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=4) as answer:
            click.echo(answer.read().decode())
    except HTTPError as refusal:
        raise click.ClickException(refusal.read().decode()) from None
    except OSError as error:
        raise click.ClickException(f"Nobody answers at port {port}: {error}") from None


def require_ports(chosen: Settings, *, gateway: bool) -> None:
    """Raise `ConfigurationError` unless this process may listen where it is to."""
    if gateway:
        require_free(chosen.host, chosen.port, "GUANJIA_PORT (or `--port`)")
    if chosen.metrics_port:
        require_free(chosen.host, chosen.metrics_port, "GUANJIA_METRICS_PORT")


def require_free(host: str, port: int, setting: str) -> None:
    """Raise `ConfigurationError` unless this process may listen there: before anything is begun."""
    try:
        if port > LAST_PORT:
            raise OverflowError(f"ports go to {LAST_PORT}")
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen(1)
    except (OSError, OverflowError) as error:
        why = "another process listens there" if taken(error) else str(error)
        raise ConfigurationError(
            f"Cannot listen at {host}, port {port}: {why}. "
            f"Choose another by GUANJIA_HOST and {setting}."
        ) from None


def taken(error: Exception) -> bool:
    """Whether an address is in use."""
    return isinstance(error, OSError) and error.errno == errno.EADDRINUSE


def prepare(title: str, services: Sequence[str], *, demo: bool) -> None:
    """Prepare databases, showing how far it is."""
    from guanjia.preparing import prepare_all

    with progress(title, len(services)) as advance:
        prepare_all(settings(), demo=demo, on_ready=lambda _: advance(1), services=services)


def run(names: Sequence[str], ready: Callable[[Settings], None]) -> None:
    """Run services in this process until told to stop; `ready` is called once they have started."""
    from foundation.observability import logs
    from guanjia.serving import serve as run_services

    logs.configure()
    run_services(settings(), names, ready=lambda: ready(settings()))


def embedded_settings(port: int | None, data_dir: Path | None, *, demo: bool) -> Settings:
    """The settings of everything in one process."""
    given = settings()
    folder = (data_dir or given.data_dir).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    keep_private(folder)
    chosen = port or given.port
    return replace(
        given,
        embedded=True,
        demo=demo,
        public_url=given.public_url or (f"http://localhost:{chosen}" if demo else ""),
        service_line=given.service_line or (DEMO_LINE if demo else ""),
        port=chosen,
        data_dir=folder,
        amqp_uri=IN_ONE_PROCESS,
        database_url=None,
        secret_key=given.secret_key or own_secret(folder),
        previous_secret_key=given.previous_secret_key or previous_secret(folder),
    )


def greet(chosen: Settings) -> None:
    """Say where to look, as whom to log in, and how to stop."""
    address = f"http://{'localhost' if chosen.host == '127.0.0.1' else chosen.host}:{chosen.port}"
    lines = [
        "",
        f"  管家 Guanjia   {address}/",
        f"  API            {address}/docs",
        f"  Data           {chosen.data_dir}",
    ]
    if chosen.demo:
        lines += [
            "",
            "  Logins (demo): receptionist  steward  engineer  supervisor  deputy_manager",
            "                 director  finance  inspector  admin  resident1 … resident5",
            "  of all communities: company_admin  company_director  company_finance",
            "  Password:      guanjia-demo",
        ]
    lines += invitation(chosen)
    lines += ["", "  Stop with Ctrl-C. Start over with `make reset`.", ""]
    click.echo("\n".join(lines))
    sys.stdout.flush()


def invitation(chosen: Settings) -> list[str]:
    """How the first administrator comes in, while nobody has an account (P02)."""
    if chosen.demo:
        return []
    from guanjia.opening import told

    return told()


def own_secret(data_dir: Path) -> str:
    """The signing key of an embedded installation, made at its first start.

    It is there as a whole or not at all; an empty one, of a start that was cut off before it was
    filled, has signed nothing and is made anew. Raise `ConfigurationError` for a part of one.
    """
    path = data_dir / "secret.key"
    if not path.exists() or not path.read_bytes().strip():
        made = data_dir / f".secret.{os.getpid()}"
        made.unlink(missing_ok=True)
        made.touch(mode=0o600)
        with made.open("w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
        settle_folder(data_dir)
    key = path.read_bytes().strip().decode("ascii", "replace")
    if len(key) < SHORTEST_KEY:
        raise ConfigurationError(
            f"{path} holds no whole key ({SHORTEST_KEY} characters or more). Take it from a "
            "backup, or remove it: a new one is made, and everybody logs in again."
        )
    return key


def previous_secret(data_dir: Path) -> str:
    """The key before this one, which `guanjia secrets rotate` has left; empty: there was none."""
    path = data_dir / "secret.previous"
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def settle_folder(folder: Path) -> None:
    """Have the names in a folder on disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def keep_private(folder: Path) -> None:
    """Nobody but its owner reads the data: also where an older version made it readable."""
    own = [*folder.glob("*.db"), *folder.glob("*.db-*"), *folder.glob("secret.*")]
    for path in own:
        path.chmod(0o600)
    if own:
        folder.chmod(0o700)


def main() -> None:
    """Run the command line; configuration errors are one clear line."""
    os.umask(0o077)  # databases, keys, backups, logs: whatever is made is its owner's alone
    try:
        cli()
    except ConfigurationError as error:
        click.echo(f"guanjia: {error}", err=True)
        sys.exit(EXIT_CONFIGURATION)
    except PreparationFailed as error:  # its process has said why
        click.echo(f"guanjia: {error}", err=True)
        sys.exit(1)

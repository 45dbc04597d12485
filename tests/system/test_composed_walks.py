"""docker-compose.yml proved: its commands and environments, as processes on this machine."""

from types import ModuleType

import pytest
from sqlalchemy import create_engine, text

from foundation.config import SERVICES
from guanjia.serving import GRACE_SECONDS
from tests.support.product import ROOT, Product, compose_services
from tests.system.walks.all import NAMES, WALKS


@pytest.mark.parametrize("service", SERVICES)
def test_postgresql_holds_the_same_community_once(many_processes: Product, service: str) -> None:
    """To load it again, the `migrate` of the start would have failed at their keys."""
    environment = many_processes.processes[service].environment  # type: ignore[attr-defined]
    table = "households" if service == "directory" else "household_replica"
    engine = create_engine(environment["GUANJIA_DATABASE_URL"])
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT count(*) FROM {table}")) == 891 + 120
    engine.dispose()


@pytest.mark.timeout(900)  # weeks of a thousand households, beside other tests
@pytest.mark.parametrize("path", WALKS, ids=NAMES)
def test_the_path_can_be_walked(many_processes: Product, path: ModuleType) -> None:
    """From its first request to its last effect, every service a process of its own."""
    path.walk(many_processes)


def test_each_service_is_a_container_of_its_own() -> None:
    """Five services and the gateway, each with its own command and its own login."""
    serving = {
        name: definition
        for name, definition in compose_services().items()
        if definition.get("command", [""])[0] == "serve"
    }
    assert all(definition["command"][1] == name for name, definition in serving.items())
    logins = {
        definition["environment"]["GUANJIA_DATABASE_URL"].split("//")[1].split(":")[0]
        for name, definition in serving.items()
        if name != "gateway"
    }
    assert logins == set(serving) - {"gateway"}


def test_images_are_pinned_and_services_unprivileged() -> None:
    """No `latest`, no root, a health check for whatever keeps running."""
    for name, definition in compose_services().items():
        assert ":" in definition["image"]
        assert not definition["image"].endswith(":latest")
        assert "healthcheck" in definition, name
        if "build" in definition:
            assert definition["cap_drop"] == ["ALL"]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "USER guanjia" in dockerfile


def test_no_container_fills_the_disk_or_the_memory_and_all_come_back() -> None:
    """Logs are rotated, memory is bounded, what runs on is started again and may end in peace."""
    for name, definition in compose_services().items():
        assert definition["logging"]["options"]["max-size"], name
        assert definition["mem_limit"], name
        runs_on = definition.get("command") != ["migrate"]
        assert definition["restart"] == ("unless-stopped" if runs_on else "no"), name
        assert int(definition["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS, name

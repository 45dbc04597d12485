"""What can be seen of a process: its logs, figures, and whether it is ready."""

import json

from tests.messaging.conftest import StartHost
from tests.messaging.hosts import until
from tests.support.rabbitmq import Broker


def test_request_id_person_and_service_cross_every_hop(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller,listener")
    context = {"actor": '{"id": "p-7", "name": "王管家"}', "request_id": "r-42"}
    events = {"events": [{"key": "a", "number": 1}]}
    host.call("teller", "tell", events, context=context)
    until(lambda: host.effects() == [("a", 1)])
    lines = [line for line in host.logged() if line.get("entrypoint") in ("tell", "on_told")]
    publishing, processing = lines
    assert (publishing["service"], publishing["person"], publishing["request_id"]) == (
        "teller",
        "p-7",
        "r-42",
    )
    assert (processing["service"], processing["person"], processing["request_id"]) == (
        "listener",
        "system",
        "r-42",
    )
    assert publishing["event"] == processing["event"] == "worked"


def test_figures_count_calls_errors_and_what_waits(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller,listener", EVENT_RETRY_DELAYS=[])
    host.ask("teller", "refuse")
    host.tell({"key": "a", "number": 1, "fails": 1})
    until(lambda: host.call("listener", "dead"))
    until(lambda: host.call("teller", "waiting") == 0)
    status, figures = host.get("/metrics")
    assert status == 200
    for line in (
        'guanjia_entrypoint_calls_total{entrypoint="refuse",service="teller"} 1.0',
        'guanjia_entrypoint_errors_total{code="refused",entrypoint="refuse",service="teller"} 1.0',
        'guanjia_entrypoint_seconds_count{entrypoint="on_told",service="listener"} 1.0',
        'guanjia_outbox_waiting{service="teller"} 0.0',
        'guanjia_outbox_lag_seconds{service="teller"} 0.0',
        'guanjia_dead_letters{service="listener"} 1.0',
        'guanjia_sweep_lag_seconds{service="listener"} 0.0',
        'guanjia_queue_depth{queue="rpc-teller",service="teller"} 0.0',
    ):
        assert line in figures


def test_a_process_is_ready_when_broker_and_database_are(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller")
    assert host.get("/health/live")[0] == 200
    until(lambda: host.get("/health/ready")[0] == 200)
    checks = json.loads(host.get("/health/ready")[1])["checks"]
    assert checks == {"teller.database": "ok", "teller.broker": "ok"}
    assert host.get("/nothing")[0] == 404


def test_readiness_names_the_broker_that_is_away(own_broker: Broker, start_host: StartHost) -> None:
    host = start_host(own_broker.uri(), "teller")
    until(lambda: host.get("/health/ready")[0] == 200)
    own_broker.kill()
    until(lambda: host.get("/health/ready")[0] == 503)
    assert json.loads(host.get("/health/ready")[1])["away"] == ["teller.broker"]
    assert host.get("/health/live")[0] == 200
    assert host.get("/metrics")[0] == 200

"""A process that hosts services of the messaging tests and does what it is told over a socket.

Monkey-patched, as every service process is; the tests' own process is not.
"""

import eventlet

eventlet.monkey_patch()

import argparse  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

from nameko import config  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402
from sqlalchemy import insert, select  # noqa: E402

from foundation.errors import ServiceError  # noqa: E402
from foundation.messaging import outbox  # noqa: E402
from foundation.messaging.client import RpcClient  # noqa: E402
from foundation.observability import logs, side_server  # noqa: E402
from tests.messaging.services import SERVICES, Told, effects, stores  # noqa: E402
from tests.messaging.unguarded import change_for_the_test  # noqa: E402


def serve(listener: Any, client: RpcClient) -> None:
    """Answer one line of JSON with one line of JSON, every connection in a thread of its own."""
    while True:
        connection, _ = listener.accept()
        eventlet.spawn_n(converse, connection, client)


def converse(connection: Any, client: RpcClient) -> None:
    with connection, connection.makefile("rw") as lines:
        for line in lines:
            lines.write(json.dumps(obey(client, json.loads(line))) + "\n")
            lines.flush()


def obey(client: RpcClient, order: dict[str, Any]) -> dict[str, Any]:
    """Make a call and tell its answer or refusal, and how long it took."""
    if "order" in order:
        return {"result": ORDERS[order["order"]](order["data"])}
    begun_at = time.monotonic()
    answer: dict[str, Any]
    try:
        answer = {"result": client.call(**order)}
    except ServiceError as error:
        answer = {
            "code": error.code,
            "detail": error.detail,
            "errors": error.errors,
            "params": error.params,
        }
    return {**answer, "seconds": time.monotonic() - begun_at}


def write(events: list[dict[str, Any]]) -> None:
    """Have events happen at the teller, and write them into its outbox; nobody need be called."""
    with stores["teller"].write() as uow:
        for event in events:
            values = {"key": event["key"], "number": event["number"]}
            uow.session.execute(insert(effects).values(values))
            uow.emit(Told, event["key"], event)


def written(_: Any) -> list[int]:
    """The numbers of what happened so."""
    with stores["teller"].read() as uow:
        return list(uow.session.scalars(select(effects.c.number).order_by(effects.c.id)))


def unsent(_: Any) -> int:
    """How many events wait in the teller's outbox."""
    return outbox.lag(stores["teller"])[0]


ORDERS = {"write": write, "written": written, "unsent": unsent}


def main() -> None:
    change_for_the_test()
    parser = argparse.ArgumentParser()
    parser.add_argument("--uri", required=True)
    parser.add_argument("--services", default="")
    parser.add_argument("--config", default="{}")
    arguments = parser.parse_args()
    logs.configure("INFO")
    config.setup({"AMQP_URI": arguments.uri, **json.loads(arguments.config)})
    runner = ServiceRunner()
    for name in filter(None, arguments.services.split(",")):
        runner.add_service(SERVICES[name])
    runner.start()
    client = RpcClient()
    client.setup()
    client.start()
    client.wait_until_connected(10)
    listener = eventlet.listen(("127.0.0.1", 0))
    eventlet.spawn_n(serve, listener, client)
    side = side_server.start("127.0.0.1", 0)
    sys.stdout.write(f"READY {listener.getsockname()[1]} {side.port}\n")
    sys.stdout.flush()
    stopped = eventlet.event.Event()
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn_n(stopped.send))
    stopped.wait()
    runner.stop()
    client.stop()
    os._exit(0)


if __name__ == "__main__":
    assert socket.socket is eventlet.green.socket.socket
    main()

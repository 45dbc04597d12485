"""Calls between services, over RabbitMQ and inside one process."""

from concurrent.futures import ThreadPoolExecutor

from tests.messaging.conftest import StartHost
from tests.messaging.hosts import until, usual


def test_a_call_answers_and_carries_its_context(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller")
    context = {"actor": '{"id": "p1"}', "request_id": "r-1", "language": "zh"}
    assert host.call("teller", "echo", {"text": "您好", "n": 1}) == {"text": "您好", "n": 1}
    assert host.call("teller", "told_context", context=context) == context


def test_a_refusal_arrives_with_code_fields_and_parameters(uri: str, start_host: StartHost) -> None:
    answer = start_host(uri, "teller").ask("teller", "refuse")
    assert answer["code"] == "refused"
    assert answer["detail"] == "不行"
    assert answer["errors"] == {"amount": ["不行"]}
    assert answer["params"] == {"limit": "12.30"}


def test_a_bug_is_an_internal_error_that_tells_nothing(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller")
    for method in ("stumble", "unanswerable"):
        answer = host.ask("teller", method)
        assert answer["code"] == "internal_error"
        assert "secret" not in str(answer) and "Error" not in str(answer)


def test_an_unknown_method_is_an_internal_error(uri: str, start_host: StartHost) -> None:
    assert start_host(uri, "teller").ask("teller", "no_such")["code"] == "internal_error"


def test_an_absent_service_is_away_within_100_ms(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller")
    host.call("teller", "echo")
    answer = usual(lambda: host.ask("nobody", "echo"))
    assert answer["code"] == "service_away"
    assert answer["seconds"] < 0.1


def test_a_slow_answer_is_a_timeout_and_others_pass_it(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller")
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(host.ask, "teller", "sleep", {"seconds": 4}, timeout=2)
        assert "result" in host.ask("teller", "echo")
        assert not slow.done()
        assert slow.result()["code"] == "service_timeout"


def test_a_call_whose_caller_gave_up_is_not_worked(uri: str, start_host: StartHost) -> None:
    host = start_host(uri, "teller", max_workers=1)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(host.ask, "teller", "sleep", {"seconds": 4.0})
        until(lambda: host.ask("teller", "echo", timeout=0.5).get("code") == "service_timeout")
        hopeless = [
            pool.submit(host.ask, "teller", "sleep", {"seconds": 0.01}, timeout=0.2)
            for _ in range(3)
        ]
        assert {one.result()["code"] for one in hopeless} == {"service_timeout"}
        assert not first.done()  # they were behind it all the time
        assert "result" in first.result()
    assert host.call("teller", "count_sleeps") == 1

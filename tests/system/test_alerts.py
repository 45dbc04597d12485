"""What Prometheus makes of the alert rules and of the dashboard's queries: asked of `promtool`."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import generate_latest

from foundation.observability import figures, logs
from services.billing.books import operations as books
from tests.conftest import missing
from tests.support.monitoring import (
    PROMETHEUS,
    SCRAPED_LABELS,
    Exported,
    expressions,
    grouped,
    rules,
    targets,
)

CASES = "alerts_test.yml"
NAMES = {str(rule["alert"]) for rule in rules()}


def promtool(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Ask it."""
    program = shutil.which("promtool")
    if program is None:
        missing("promtool")
    return subprocess.run(
        [program or "", *arguments], capture_output=True, text=True, timeout=120, check=False
    )


def succeeds(*arguments: str | Path) -> None:
    """Ask it, and show what it has found."""
    done = promtool(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_reads_its_configuration_and_the_rules() -> None:
    succeeds("check", "config", PROMETHEUS / "prometheus.yml")


def test_every_alert_fires_when_it_must_and_is_quiet_when_it_need_not() -> None:
    succeeds("test", "rules", PROMETHEUS / CASES)


def test_every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_is_quiet() -> None:
    groups = yaml.safe_load((PROMETHEUS / CASES).read_text(encoding="utf-8"))["tests"]
    cases = [case for group in groups for case in group["alert_rule_test"]]
    assert {case["alertname"] for case in cases if case.get("exp_alerts")} == NAMES
    assert {case["alertname"] for case in cases if not case.get("exp_alerts")} == NAMES


def silent(rule: dict[str, Any]) -> dict[str, Any]:
    return rule | {"expr": "vector(0) > 1"}


def loud(rule: dict[str, Any]) -> dict[str, Any]:
    return rule | {"expr": "vector(1)", "for": "0s"}


def hasty(rule: dict[str, Any]) -> dict[str, Any]:
    return rule | {"for": "0s"}


@pytest.mark.parametrize("change", [silent, loud, hasty], ids=lambda change: change.__name__)
def test_an_alert_that_did_not_fire_or_fired_without_need_would_be_seen(
    tmp_path: Path, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Negative control: every rule is changed, and the cases tell of each."""
    changed = [change(rule) for rule in rules()]
    groups = {"groups": [{"name": "changed", "rules": changed}]}
    (tmp_path / "alerts.yml").write_text(yaml.safe_dump(groups), encoding="utf-8")
    shutil.copy(PROMETHEUS / CASES, tmp_path)
    done = promtool("test", "rules", tmp_path / CASES)
    wrong = set(re.findall(r"alertname: (\w+)", done.stdout + done.stderr))
    assert wrong == {rule["alert"] for rule in rules() if change is not hasty or "for" in rule}


def recorded(home: Path, *expressions: str) -> Path:
    """Queries in the only form in which `promtool` checks them without a server."""
    made = [{"record": f"asked:{number}", "expr": one} for number, one in enumerate(expressions)]
    path = home / "recorded.yml"
    groups = {"groups": [{"name": "recorded", "rules": made}]}
    path.write_text(yaml.safe_dump(groups), encoding="utf-8")
    return path


def test_every_query_of_the_dashboard_can_be_read(tmp_path: Path) -> None:
    expressions = [target["expr"] for target in targets()]
    assert expressions
    succeeds("check", "rules", recorded(tmp_path, *expressions))


@pytest.mark.parametrize("wrong", ["sum by (status (up)", "rate(up)", "topk(up, 3)"])
def test_a_query_that_cannot_be_read_would_be_seen(tmp_path: Path, wrong: str) -> None:
    """Negative control."""
    assert promtool("check", "rules", recorded(tmp_path, "up", wrong)).returncode != 0


def test_every_legend_names_a_label_that_is_left() -> None:
    for target in targets():
        left = grouped(target["expr"]) or SCRAPED_LABELS
        assert set(re.findall(r"{{(\w+)}}", target["legendFormat"])) <= left, target


@pytest.fixture
def exported() -> Exported:
    """What errors export, which a sound product does not show."""
    figures.ERRORS.labels("billing", "issue_bills", "internal_error")
    logs.ERRORS.labels(books.log.name)
    made = Exported()
    made.read(generate_latest().decode())
    return made


def test_errors_have_the_labels_by_which_they_are_asked_for(exported: Exported) -> None:
    of_errors = [
        one for one in expressions() if re.search("guanjia_(entrypoint_errors|errors_log)", one)
    ]
    assert len(of_errors) == 3
    assert [what for one in of_errors for what in exported.lacking(one)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "sum by (servce) (guanjia_entrypoint_errors_total)",
        "sum(guanjia_entrypoint_errors_total) without (servce)",
        'guanjia_entrypoint_errors_total{servce="billing"}',
        "up unless on (servce) guanjia_entrypoint_errors_total",
        "guanjia_entrypoint_eror_total",
    ],
)
def test_a_name_or_a_label_that_nobody_exports_would_be_seen(
    exported: Exported, wrong: str
) -> None:
    """Negative control of what is asked of the running product."""
    assert list(exported.lacking(wrong))

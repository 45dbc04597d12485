"""What deploy/ says to Prometheus and Grafana, and what a process really exports."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import requests
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.support.product import ROOT

PROMETHEUS_OWN = {"up"}
SUFFIXES = {
    "counter": ("_total",),
    "histogram": ("_bucket", "_sum", "_count"),
    "gauge": ("",),
}
SCRAPED_LABELS = {"job", "instance", "process", "le"}
"""Added by Prometheus when it scrapes (and `le` by histograms)."""


@dataclass
class Exported:
    """Series that were exported, and the labels seen on any of them."""

    names: set[str] = field(default_factory=set)
    labels: dict[str, set[str]] = field(default_factory=dict)

    def add(self, url: str) -> None:
        """Scrape a process."""
        answer = requests.get(url, timeout=20)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/plain")
        for family in text_string_to_metric_families(answer.text):
            self.names |= {family.name + end for end in SUFFIXES.get(family.type, ("",))}
            for sample in family.samples:
                self.labels.setdefault(sample.name, set()).update(sample.labels)

    def lacks(self) -> list[str]:
        """What the rules and the dashboard ask for and nobody exports."""
        wrong = []
        for expression in expressions():
            names = set(re.findall(r"\b((?:guanjia|process)_\w+|up)\b", expression))
            names -= {"process_"}
            wrong += [f"{name}: {expression}" for name in names - self.names - PROMETHEUS_OWN]
            for name, matchers in re.findall(r"\b(\w+)\{([^}]*)\}", expression):
                asked = set(re.findall(r"(\w+)\s*(?:=|!=|=~|!~)\"", matchers)) - SCRAPED_LABELS
                known = self.labels.get(name)
                if known is not None and asked - known:
                    wrong.append(f"{name}{asked - known}: {expression}")
        return wrong


def rules() -> list[dict[str, object]]:
    """All alert rules."""
    text = (ROOT / "deploy" / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    return [rule for group in yaml.safe_load(text)["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, object]]:
    """All panels of the dashboard."""
    text = (ROOT / "deploy" / "grafana" / "guanjia.json").read_text(encoding="utf-8")
    return list(json.loads(text)["panels"])


def expressions() -> Iterator[str]:
    """Everything that Prometheus is asked."""
    for rule in rules():
        yield str(rule["expr"])
    for panel in panels():
        for target in panel["targets"]:  # type: ignore[attr-defined]
            yield str(target["expr"])

"""What deploy/ says to Prometheus and Grafana, and what a process really exports."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import requests
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.support.product import ROOT

PROMETHEUS = ROOT / "deploy" / "prometheus"
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
        self.read(answer.text)

    def read(self, text: str) -> None:
        """Take in what a process answers."""
        for family in text_string_to_metric_families(text):
            self.names |= {family.name + end for end in SUFFIXES.get(family.type, ("",))}
            for sample in family.samples:
                self.labels.setdefault(sample.name, set()).update(sample.labels)

    def lacks(self) -> list[str]:
        """What the rules and the dashboard ask for and nobody exports."""
        return [
            f"{what}: {expression}"
            for expression in expressions()
            for what in self.lacking(expression)
        ]

    def lacking(self, expression: str) -> Iterator[str]:
        """The series of an expression that nobody exports, and labels that they do not have."""
        series = set(re.findall(r"\b((?:guanjia|process)_\w+|up)\b", expression))
        yield from series - self.names - PROMETHEUS_OWN
        for name, matchers in re.findall(r"\b(\w+)\{([^}]*)\}", expression):
            labels = set(re.findall(r"(\w+)\s*(?:=|!=|=~|!~)\"", matchers))
            yield from (f"{name}{{{label}}}" for label in self.unknown(name, labels))
        for name in series:
            yield from (f"{name} by {label}" for label in self.unknown(name, grouped(expression)))

    def unknown(self, name: str, labels: set[str]) -> set[str]:
        """Those that a series does not have; nobody knows before it has been seen with a value."""
        if name not in self.labels and name not in PROMETHEUS_OWN:
            return set()
        return labels - self.labels.get(name, set()) - SCRAPED_LABELS


def grouped(expression: str) -> set[str]:
    """The labels by which an expression puts series together."""
    lists = re.findall(r"\b(?:by|without|on|ignoring|group_\w+)\s*\(([^)]*)\)", expression)
    return {label for labels in lists for label in re.findall(r"\w+", labels)}


def rules() -> list[dict[str, object]]:
    """All alert rules."""
    text = (PROMETHEUS / "alerts.yml").read_text(encoding="utf-8")
    return [rule for group in yaml.safe_load(text)["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, object]]:
    """All panels of the dashboard."""
    text = (ROOT / "deploy" / "grafana" / "guanjia.json").read_text(encoding="utf-8")
    return list(json.loads(text)["panels"])


def expressions() -> Iterator[str]:
    """Everything that Prometheus is asked."""
    for rule in rules():
        yield str(rule["expr"])
    for target in targets():
        yield target["expr"]


def targets() -> Iterator[dict[str, str]]:
    """What the panels draw, line by line."""
    for panel in panels():
        yield from panel["targets"]  # type: ignore[misc]

"""Figures as a bar chart: SVG without scripts and without anything from elsewhere."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from xml.etree.ElementTree import Element

import pygal
from flask import Response
from pygal.style import Style

from gateway.api.endpoint import MEDIA_TYPES

FONTS = "system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
STYLE = Style(
    background="#ffffff",
    plot_background="#ffffff",
    colors=("#1f5f5b", "#c98a2b"),
    font_family=FONTS,
    title_font_size=18,
)
Values = Sequence[Decimal | int | None]
SVG = "{http://www.w3.org/2000/svg}"


def bars(
    title: str, labels: Sequence[str], series: Mapping[str, Sequence[Decimal | int | None]]
) -> Response:
    """One group of bars per label, one bar per series."""
    chart = pygal.HorizontalBar(
        style=STYLE,
        js=(),
        title=title,
        show_legend=len(series) > 1,
        print_values=True,
        no_data_text="—",
        height=140 + 40 * max(1, len(labels)),
    )
    chart.x_labels = list(labels)
    for name, values in series.items():
        chart.add(name, list(values))
    styles: list[str] = []
    chart.add_xml_filter(lambda root: bared(root, styles))
    response = Response(chart.render(), content_type=MEDIA_TYPES["svg"])
    hashes = " ".join(f"'sha256-{fingerprint(text)}'" for text in styles)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {hashes or chr(39) + 'none' + chr(39)}; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    return response


def bared(root: Element, styles: list[str]) -> Element:
    """The drawing without its scripts; collects its styles, which the policy then names."""
    for parent in root.iter():
        for child in list(parent):
            if child.tag in ("script", f"{SVG}script"):
                parent.remove(child)
            elif child.tag in ("style", f"{SVG}style"):
                styles.append(child.text or "")
    return root


def fingerprint(text: str) -> str:
    """The hash by which a content security policy knows an inline style."""
    return b64encode(sha256(text.encode()).digest()).decode("ascii")


def figure(value: int | str | None) -> Decimal | int | None:
    """A figure of a report, which sends amounts as text."""
    return value if value is None or isinstance(value, int) else Decimal(value)

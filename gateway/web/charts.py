"""Charts in the page: pygal's drawing without its styles and scripts; `figures.css` colours it.

So they follow the page's colours, in the dark too, and ask no address and no exception of the
content security policy. What they show stands in a table beside them.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pygal
from markupsafe import Markup
from pygal.style import Style

SVG = "{http://www.w3.org/2000/svg}"
DROPPED = ("script", "style", "desc", "title", "defs")
WIDE, HALF = 1100, 540
"""Widths in pixels at which a chart's letters have the page's size: alone, and beside another."""
HEIGHT = 220
ROOM = Style(label_font_size=20, value_font_size=20)
"""Chinese characters are twice as wide as pygal reckons; the real size is in `figures.css`."""
Values = Sequence[Decimal | int | None]
Shown = Callable[[Any], str]
"""Writes a figure as people read it."""


def whole(value: Any) -> str:
    """A count."""
    return f"{value:g}"


def columns(title: str, labels: Sequence[str], series: Mapping[str, Values]) -> Markup:
    """One column per label, stacked of the series."""
    chart = pygal.StackedBar(
        js=(), style=ROOM, width=WIDE, height=HEIGHT, show_legend=False, margin=8, spacing=4,
        rounded_bars=2, no_data_text="–", formatter=whole, max_scale=4,
    )  # fmt: skip
    chart.x_labels = list(labels)
    for name, values in series.items():
        chart.add(name, list(values))
    return drawn(chart, title, list(series))


def bars(
    title: str, labels: Sequence[str], values: Values, *, shown: Shown = whole, width: int = WIDE
) -> Markup:
    """One bar per label in their order; `shown` writes a figure."""
    most = max((value for value in values if value is not None), default=0)
    chart = pygal.HorizontalBar(
        js=(), style=ROOM, width=width, height=40 + 28 * max(1, len(labels)), show_legend=False,
        print_values=True, print_values_position="top", margin=8, spacing=4, rounded_bars=2,
        no_data_text="–", show_x_labels=False, show_y_guides=False, show_x_guides=False,
        range=(0, max(1, float(most)) * 1.1), formatter=shown,
    )  # fmt: skip
    chart.x_labels = list(reversed(labels))
    chart.add(title, list(reversed(values)))
    return drawn(chart, title, [])


def drawn(chart: pygal.graph.graph.Graph, title: str, names: Sequence[str]) -> Markup:
    """The drawing with a caption, and a key where there are several series."""
    root = bared(chart.render_tree())
    root.set("role", "img")
    root.set("aria-label", title)
    key = Markup("").join(
        Markup('<span class="key key-{}">{}</span>').format(place, name)
        for place, name in enumerate(names)
        if len(names) > 1
    )
    figure = Markup('<figure class="chart" tabindex="0"><figcaption>{}{}</figcaption>{}</figure>')
    svg = tostring(root, encoding="unicode", short_empty_elements=False)
    return figure.format(title, key, Markup(svg))  # noqa: S704 - pygal escapes what it draws


def bared(root: Element) -> Element:
    """The drawing without scripts, styles, comments, tooltips and ids."""
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else "comment"
            if tag in (*DROPPED, "comment") or "tooltip-overlay" in child.get("class", ""):
                parent.remove(child)
        for name in ("style", "id"):
            parent.attrib.pop(name, None)
    return root

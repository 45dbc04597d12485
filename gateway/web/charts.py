"""Charts in the page: pygal's drawing without its styles and scripts; `figures.css` colours it.

So they follow the page's colours, in the dark too, and ask no address and no exception of the
content security policy. What they show stands in a table beside them.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pygal
from markupsafe import Markup
from pygal.style import Style

SVG = "{http://www.w3.org/2000/svg}"
DROPPED = ("script", "style", "desc", "title", "defs")
WIDE, HALF, PHONE = 1100, 540, 330
"""Widths in pixels at which a chart's letters have the page's size: alone, beside another, and on
a phone, for which each chart is drawn a second time."""
LATEST = 6
"""Columns that a phone has room for."""
HEIGHT = 220
KEPT = 256
"""Drawings that are kept: one costs more than the rest of its page."""
ROOM = Style(label_font_size=20, value_font_size=20)
"""Chinese characters are twice as wide as pygal reckons; the real size is in `figures.css`."""
Values = Sequence[Decimal | int | None]
Shown = Callable[[Any], str]
"""Writes a figure as people read it."""


def whole(value: Any) -> str:
    """A count."""
    return f"{value:g}"


def columns(title: str, labels: Sequence[str], series: Mapping[str, Values]) -> Markup:
    """One column per label, stacked of the series; on a phone, of the latest labels."""
    drawings = [
        drawn_columns(
            title,
            tuple(labels[-most:]),
            tuple((name, tuple(values[-most:])) for name, values in series.items()),
            width,
        )
        for width, most in ((WIDE, len(labels)), (PHONE, LATEST))
    ]
    return figure(title, list(series), drawings)


def bars(
    title: str, labels: Sequence[str], values: Values, *, shown: Shown = whole, width: int = WIDE
) -> Markup:
    """One bar per label in their order; `shown` writes a figure."""
    figures = tuple(None if value is None else (float(value), shown(value)) for value in values)
    drawings = [drawn_bars(title, tuple(labels), figures, each) for each in (width, PHONE)]
    return figure(title, [], drawings)


@lru_cache(KEPT)
def drawn_columns(
    title: str,
    labels: tuple[str, ...],
    series: tuple[tuple[str, tuple[Decimal | int | None, ...]], ...],
    width: int,
) -> Markup:
    """The drawing of `columns` in a width."""
    chart = pygal.StackedBar(
        js=(), style=ROOM, width=width, height=HEIGHT, show_legend=False, margin=8, spacing=4,
        rounded_bars=2, no_data_text="–", formatter=whole, max_scale=4,
    )  # fmt: skip
    chart.x_labels = list(labels)
    for name, values in series:
        chart.add(name, list(values))
    return drawn(chart, title, width)


@lru_cache(KEPT)
def drawn_bars(
    title: str,
    labels: tuple[str, ...],
    figures: tuple[tuple[float, str] | None, ...],
    width: int,
) -> Markup:
    """The drawing of `bars` in a width; each figure with what is written beside it."""
    written = dict(figure for figure in figures if figure)
    chart = pygal.HorizontalBar(
        js=(), style=ROOM, width=width, height=40 + 28 * max(1, len(labels)), show_legend=False,
        print_values=True, print_values_position="top", margin=8, spacing=4, rounded_bars=2,
        no_data_text="–", show_x_labels=False, show_y_guides=False, show_x_guides=False,
        range=(0, max((1.0, *written)) * 1.1), formatter=written.get,
    )  # fmt: skip
    chart.x_labels = list(reversed(labels))
    chart.add(title, [figure and figure[0] for figure in reversed(figures)])
    return drawn(chart, title, width)


def drawn(chart: pygal.graph.graph.Graph, title: str, width: int) -> Markup:
    """The drawing alone."""
    root = bared(chart.render_tree())
    root.set("role", "img")
    root.set("aria-label", title)
    place = "on-phone" if width == PHONE else "on-desk"
    root.set("class", f"{root.get('class', '')} {place}")
    svg = tostring(root, encoding="unicode", short_empty_elements=False)
    return Markup(svg)  # noqa: S704 - pygal escapes what it draws


def figure(title: str, names: Sequence[str], drawings: Sequence[Markup]) -> Markup:
    """The drawings with a caption, and a key where there are several series."""
    key = Markup("").join(
        Markup('<span class="key key-{}">{}</span>').format(place, name)
        for place, name in enumerate(names)
        if len(names) > 1
    )
    frame = Markup('<figure class="chart" tabindex="0"><figcaption>{}{}</figcaption>{}</figure>')
    return frame.format(title, key, Markup("").join(drawings))


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

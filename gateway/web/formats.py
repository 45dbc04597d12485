"""Dates, amounts and lengths of time in the reader's format: the filters of the templates."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from flask import Flask
from flask_babel import get_locale

from foundation.chinese_amount import in_words
from foundation.formatting import CHINESE, ENGLISH
from gateway.translations import _, ngettext
from gateway.web import clock

CALENDAR_DAY = 10
"""Characters of `2026-11-21`."""
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SOON = timedelta(hours=4)
PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})))?")


def money(amount: str | Decimal | None) -> str:
    """Yuan with two decimals: ¥1,509.30; below zero −¥12.00."""
    if amount is None:
        return ""
    value = Decimal(amount)
    sign = "−" if value < 0 else ""
    return f"{sign}¥{two_decimals(abs(value))}"


def is_zero(amount: str | Decimal) -> bool:
    """Whether an amount is nothing."""
    return not Decimal(amount)


def quantity(value: str | Decimal) -> str:
    """A number without zeros at its end."""
    return f"{Decimal(value):,.4f}".rstrip("0").rstrip(".")


def percent(value: str | Decimal | None) -> str:
    """A share in per cent, with the two decimals of every rate: 89.40%."""
    return "–" if value is None else f"{two_decimals(value)}%"


def two_decimals(value: str | Decimal) -> str:
    """A number as amounts are written, in Chinese as in English: 1,509.30."""
    return f"{Decimal(value):,.2f}"


def day(value: str | date | None) -> str:
    """A date, with its year where that is not the present one."""
    if not value:
        return ""
    if isinstance(value, str) and len(value) <= CALENDAR_DAY:
        shown = date.fromisoformat(value)
    else:
        shown = clock.read(value) if isinstance(value, str | datetime) else value
    if shown.year == clock.now().year:
        return in_skeleton("MMMd", shown)
    return str(format_date(shown, "medium", locale=get_locale()))


def moment(value: str | datetime | None) -> str:
    """A date with its time; today's and yesterday's are called so."""
    if not value:
        return ""
    at = clock.read(value)
    ago = (clock.now().date() - at.date()).days
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    return f"{near.get(ago) or day(at.date())} {at:%H:%M}"


def on_paper(value: str | date | None) -> str:
    """A day, moment or billing period in full: papers are read on other days than printed."""
    if not value:
        return ""
    locale = CHINESE if is_chinese() else ENGLISH
    if isinstance(value, str):
        if PERIOD.fullmatch(value):
            return period(value).replace(" ", "") if is_chinese() else period(value)
        if not value[:1].isdigit():
            return value
        whole = len(value) > CALENDAR_DAY
        value = clock.read(value) if whole else date.fromisoformat(value)
    if not isinstance(value, datetime):
        return locale.day(value)
    at = clock.read(value)
    return f"{locale.day(at.date())} {at.hour}:{at:%M}"


def capitals(amount: str | Decimal) -> str:
    """Yuan in Chinese capitals (大写); nothing below zero, which no paper asks for."""
    value = Decimal(amount)
    return in_words(value) if value >= 0 else ""


def until(value: str | datetime | None) -> str:
    """When something ends: a day to its end, or a moment."""
    if not value:
        return ""
    if to_the_end(value):
        return _("%(day)s inclusive", day=day(value))
    return moment(value)


def to_the_end(value: str | datetime) -> bool:
    """Whether a moment is the end of a day (`contracts.fields.Until`)."""
    return f"{clock.read(value):%H:%M:%S}" == "23:59:59"


def full_moment(value: str | datetime) -> str:
    """A date with its weekday and time, as the clock in the header shows it."""
    at = clock.read(value)
    return f"{in_skeleton('MMMEd', at)} {at:%H:%M}"


def weekday(value: date) -> str:
    """A day with its weekday, as the rows of a week are called."""
    return in_skeleton("MMMEd", value)


def in_skeleton(skeleton: str, at: date) -> str:
    """A calendar day by the parts that are to be shown; its zone is Shanghai's already."""
    return written(skeleton, date(at.year, at.month, at.day), str(get_locale()))


@lru_cache(maxsize=4096)
def written(skeleton: str, at: date, locale: str) -> str:
    """The day as a locale writes it; a list has the same few days again and again."""
    midnight = datetime(at.year, at.month, at.day)  # noqa: DTZ001
    return str(format_skeleton(skeleton, midnight, locale=locale))


def length(span: timedelta) -> str:
    """A length of time in its two largest units: 2 days 3 hours."""
    if span < HOUR:
        minutes = max(1, span // MINUTE)
        return ngettext("%(num)d minute", "%(num)d minutes", minutes)
    hours = ngettext("%(num)d hour", "%(num)d hours", span % DAY // HOUR)
    if span < DAY:
        minutes = span % HOUR // MINUTE
        if span < SOON and minutes:
            return f"{hours} " + ngettext("%(num)d minute", "%(num)d minutes", minutes)
        return hours
    days = ngettext("%(num)d day", "%(num)d days", span // DAY)
    return f"{days} {hours}" if span % DAY >= HOUR and span < 7 * DAY else days


def minutes(value: int) -> str:
    """Minutes as a length of time."""
    return length(timedelta(minutes=value)) if value else _("none")


def hours(value: int) -> str:
    """Minutes of a limit in hours, never in days: a day of service has fewer than 24."""
    if value % 60:
        return ngettext("%(num)d minute", "%(num)d minutes", value)
    return ngettext("%(num)d hour", "%(num)d hours", value // 60)


def left(due: str | datetime) -> str:
    """What is left until a deadline, or by how much it has passed."""
    at = clock.read(due)
    span = at - clock.now()
    if span >= timedelta():
        return _("%(length)s left", length=length(span))
    return _("%(length)s late", length=length(-span))


def urgency(due: str | datetime) -> str:
    """The tone of a deadline: late, soon, or with time to spare."""
    at = clock.read(due)
    span = at - clock.now()
    if span < timedelta():
        return "bad"
    return "waiting" if span < SOON else "quiet"


def period(text: str) -> str:
    """A billing period in words: 2026-Q3, 2026-H2, 2026-11 or 2026."""
    found = PERIOD.fullmatch(text)
    if not found:
        return text
    year, quarter, half, month = found.groups()
    if quarter:
        return _("Q%(quarter)s %(year)s", quarter=quarter, year=year)
    if half:
        first = _("first half of %(year)s", year=year)
        return first if half == "1" else _("second half of %(year)s", year=year)
    if month:
        return in_skeleton("yMMM", date(int(year), int(month), 1))
    return str(_("year %(year)s", year=year))


def is_chinese() -> bool:
    """Whether the reader reads Chinese."""
    return str(get_locale()).startswith("zh")


def install(app: Flask) -> None:
    """Make the filters known to the templates."""
    app.jinja_env.filters.update(
        money=money, quantity=quantity, percent=percent, day=day, moment=moment, until=until,
        full_moment=full_moment, weekday=weekday, span=length, minutes=minutes, hours=hours,
        left=left, urgency=urgency, period=period, on_paper=on_paper, capitals=capitals,
    )  # fmt: skip
    app.jinja_env.tests["zero"] = is_zero
    app.jinja_env.globals.update(now=clock.now)

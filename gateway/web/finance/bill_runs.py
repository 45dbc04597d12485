"""Bill runs (出账): how far they are, and a new one (B01)."""

from typing import Any

from flask import Response
from wtforms import SelectField, StringField

from contracts.billing import methods
from gateway.web import formats, moments, tables
from gateway.web.finance.group import pages, sections
from gateway.web.forms import PageForm, given
from gateway.web.pages import done
from gateway.web.tables import Table, sheets
from gateway.web.translations import _, _l


class StartRun(PageForm):
    """Which period, and until when it is to be paid."""

    period = SelectField(_l("Period"), choices=lambda: billable(), validate_choice=False)
    due_date = StringField(_l("Due on"), render_kw={"type": "date"})


@pages.get("/bill-runs")
def bill_runs(form: PageForm | None = None) -> str | Response:
    """All runs, newest first, and the form for a new one."""
    found = tables.listed(methods.LIST_BILL_RUNS)
    return sheets(
        "finance/bill_runs.html",
        "bill-runs",
        [table_of(found["items"])],
        runs=[run for run in found["items"] if run["finished_at"] is None],
        cursor=found["next_cursor"],
        form=given(form, StartRun),
        sections=sections(),
    )


@pages.post("/bill-runs", StartRun, otherwise=bill_runs)
def start_bill_run(form: StartRun) -> Response:
    """Start it; it goes on by itself, whoever closes the page."""
    made = form.ask(methods.START_BILL_RUN, **form.values())
    said = _("The bills for %(period)s are being made.", period=formats.period(made["period"]))
    return done(said, bill_runs)


def billable() -> list[tuple[str, str]]:
    """Quarters and months around the present one, the present quarter first."""
    today = moments.now().date()
    quarter = (today.month - 1) // 3
    steps = [today.year * 4 + quarter + step for step in (0, 1, -1)]
    quarters = [f"{step // 4}-Q{step % 4 + 1}" for step in steps]
    ahead = [today.year * 12 + today.month - 1 + step for step in (0, 1, -1)]
    months = [f"{step // 12}-{step % 12 + 1:02d}" for step in ahead]
    years = [f"{today.year}-H1", f"{today.year}-H2", str(today.year), str(today.year + 1)]
    return [(text, formats.period(text)) for text in (*quarters, *months, *years)]


def table_of(runs: list[dict[str, Any]]) -> Table:
    """The runs as a list."""
    rows = [
        [
            tables.text(formats.period(run["period"])),
            tables.day(run["due_date"]),
            tables.coded(run["status"], "billing.RunStatus"),
            tables.count(run["done"]),
            tables.count(run["total"]),
            tables.count(run["billed"]),
            tables.yuan(run["amount"]),
            tables.text(run["started_by"]),
            tables.moment(run["started_at"]),
            tables.moment(run["finished_at"]),
        ]
        for run in runs
    ]
    headings = [
        _("Period"), _("Due on"), _("State"), _("Processed"), _("Households"), _("Bills made"),
        _("Amount"), _("Started by"), _("Started"), _("Finished"),
    ]  # fmt: skip
    return Table(
        _("Bill runs"), headings, rows, _("Nothing has been billed yet"),
        _("Choose a period and a due date, and the bills of all households are made."),
    )  # fmt: skip

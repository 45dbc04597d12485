"""Bill runs (出账): looked at ahead, confirmed, watched, taken back (B01, B16)."""

from datetime import date
from typing import Any

from flask import Response, request, url_for
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField

from contracts.billing import methods
from contracts.billing.cancellations import CancelStatus, is_frozen
from contracts.billing.runs import RunStatus
from contracts.directory import methods as directory
from contracts.opening import Step
from gateway.translations import _, _l
from gateway.web import clock, formats, tables
from gateway.web.calls import call, call_all, each_as
from gateway.web.finance.group import pages, sections
from gateway.web.forms import PageForm, given, put
from gateway.web.pages import done, page
from gateway.web.papers.bill_page import bill_page
from gateway.web.redirects import redirect_to
from gateway.web.tables import Table, placed, sheets
from gateway.web.visitor import visitor

UNDER_WAY = (RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.FAILED, RunStatus.CANCELLING)


class StartRun(PageForm):
    """Which period, and until when it is to be paid."""

    calls = (methods.PREVIEW_BILL_RUN,)
    in_one = True

    period = SelectField(_l("Period"), choices=lambda: billable())
    due_date = StringField(_l("Due on"))


class ConfirmRun(PageForm):
    """That what the preview shows is to be billed."""

    calls = (methods.START_BILL_RUN,)
    in_one = True

    period = HiddenField()
    due_date = HiddenField()
    confirmed_billed = HiddenField()
    confirmed_amount = HiddenField()
    looked = BooleanField("")


class AskCancel(PageForm):
    """Why it should be taken back."""

    calls = (methods.CANCEL_RUN, methods.CANCEL_BILL)

    reason = TextAreaField(_l("Why should it be cancelled?"), render_kw={"rows": 2})


@pages.get("/bill-runs")
def bill_runs(form: PageForm | None = None) -> str | Response:
    """All runs, newest first, and the form for a new one."""
    found = tables.listed(methods.LIST_BILL_RUNS)
    return sheets(
        "finance/bill_runs.html",
        "bill-runs",
        [table_of(found["items"])],
        runs=[run for run in found["items"] if run["status"] in UNDER_WAY],
        cursor=found["next_cursor"],
        form=given(form, StartRun),
        sections=sections(),
    )


@pages.post("/bill-runs", StartRun, otherwise=bill_runs, begins=methods.START_BILL_RUN)
def start_bill_run(form: StartRun) -> Response:
    """Go on to the preview: nothing is made here."""
    wanted = {name: form.values().get(name) for name in ("period", "due_date")}
    form.call(methods.PREVIEW_BILL_RUN, **form.values())
    return redirect_to(url_for("finance.preview_bill_run", **wanted))


@pages.get("/bill-runs/preview", begins=methods.START_BILL_RUN)
def preview_bill_run(form: PageForm | None = None) -> str:
    """What would be made, and the confirmation (B16)."""
    shown = given(form, ConfirmRun)
    period = request.args.get("period") or shown.period.data
    due_date = request.args.get("due_date") or shown.due_date.data
    seen = call(methods.PREVIEW_BILL_RUN, period=period, due_date=due_date)
    known = homes()
    for name, key in (
        ("period", "period"), ("due_date", "due_date"),
        ("confirmed_billed", "billed"), ("confirmed_amount", "amount"),
    ):  # fmt: skip
        shown[name].data = seen[key]
    return page(
        "finance/run_preview.html",
        seen=seen,
        homes=known,
        arriving=known is not None and seen["total"] < known,
        form=shown,
        tables=preview_tables(seen),
    )


def homes() -> int | None:
    """How many homes there are where the visitor makes bills, as the directory has them: billing
    is told of each a moment later. None while it is away."""
    person = visitor()
    billing_here = person.only(person.where(*methods.START_BILL_RUN.roles))
    [found] = each_as(billing_here, (directory.OPENING, {}))
    steps = {one["step"]: one["count"] for one in found["items"]} if found else {}
    return steps.get(Step.HOUSEHOLDS)


@pages.post("/bill-runs/preview", ConfirmRun, otherwise=preview_bill_run)
def confirm_bill_run(form: ConfirmRun) -> Response | tuple[str, int]:
    """Make the bills that were seen, if they still are the same."""
    if not form.looked.data:
        put(form.looked, [_("Confirm that you have looked at it.")])
        return preview_bill_run(form=form), 422
    names = ("period", "due_date", "confirmed_billed", "confirmed_amount")
    made = form.call(methods.START_BILL_RUN, **form.values(*names), homes=homes())
    said = _("The bills for %(period)s are being made.", period=formats.period(made["period"]))
    return done(said, bill_run, bill_run_id=made["id"])


@pages.get("/bill-runs/<bill_run_id>")
def bill_run(bill_run_id: str, form: PageForm | None = None) -> str:
    """How far one run is, its bills, and the way to take it back."""
    run, requests = call_all(
        (methods.GET_BILL_RUN, {"bill_run_id": bill_run_id}),
        (methods.LIST_CANCEL_REQUESTS, {"target_id": bill_run_id, "limit": 1}),
    )
    bills = call(methods.LIST_BILLS, period=run["period"], kind="period", limit=50)
    last = next(iter(requests["items"]), None)
    over = run["status"].is_taken_back
    return page(
        "finance/bill_run.html",
        run=run,
        under_way=run["status"] in UNDER_WAY,
        bills=bills_table(bills["items"]),
        requested=last,
        form=cancel_form(form, last, over=over, due_date=run["due_date"]),
    )


@pages.post("/bill-runs/<bill_run_id>/cancel", AskCancel, otherwise=bill_run)
def cancel_bill_run(form: AskCancel, bill_run_id: str) -> Response:
    """Ask for it; a second person decides."""
    form.call(methods.CANCEL_RUN, bill_run_id=bill_run_id, **form.values())
    return done(_("The cancellation is asked for."), bill_run, bill_run_id=bill_run_id)


@pages.get("/bills/<bill_id>")
def bill(bill_id: str, form: PageForm | None = None) -> str | Response:
    """One bill, and the way to take it back."""
    visitor().require(*methods.LIST_CANCEL_REQUESTS.roles)
    found, requests = call_all(
        (methods.GET_BILL, {"bill_id": bill_id}),
        (methods.LIST_CANCEL_REQUESTS, {"target_id": bill_id, "limit": 1}),
    )
    last = next(iter(requests["items"]), None)
    over = found["cancelled"] is not None
    above = (url_for("finance.cancel_requests"), _("Cancellations"))
    if visitor().has(*methods.LIST_BILL_RUNS.roles):
        above = (url_for("finance.bill_runs"), _("Bill runs"))
    return bill_page(
        "finance/bill.html",
        found,
        above=above,
        requested=last,
        form=cancel_form(form, last, over=over, due_date=found["due_date"]),
    )


@pages.post("/bills/<bill_id>/cancel", AskCancel, otherwise=bill)
def cancel_bill(form: AskCancel, bill_id: str) -> Response:
    """Ask for it; a second person decides."""
    form.call(methods.CANCEL_BILL, bill_id=bill_id, **form.values())
    return done(_("The cancellation is asked for."), bill, bill_id=bill_id)


def cancel_form(
    form: PageForm | None, last: dict[str, Any] | None, *, over: bool, due_date: str
) -> Any:
    """The form for asking, where it may be asked: before the figure is frozen, once at a time."""
    waits = last is not None and last["status"] == CancelStatus.REQUESTED
    frozen = is_frozen(date.fromisoformat(due_date), clock.now().date())
    if waits or over or frozen or not visitor().has(*methods.CANCEL_RUN.roles):
        return None
    return given(form, AskCancel)


def billable() -> list[tuple[str, str]]:
    """Quarters and months around the present one, the present quarter first."""
    today = clock.now().date()
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
        placed(
            run,
            tables.text(
                formats.period(run["period"]),
                url_for("finance.bill_run", bill_run_id=run["id"]),
            ),
            tables.day(run["due_date"]),
            tables.coded(run["status"]),
            tables.count(run["done"]),
            tables.count(run["total"]),
            tables.count(run["billed"]),
            tables.yuan(run["amount"]),
            tables.text(run["started_by"]),
            tables.moment(run["started_at"]),
            tables.moment(run["finished_at"]),
        )
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


def bills_table(bills: list[dict[str, Any]]) -> Table:
    """Bills of the period, newest first."""
    rows = [
        [
            tables.text(one["number"], url_for("finance.bill", bill_id=one["id"])),
            tables.text(one["debtor_name"]),
            tables.yuan(one["amount"]),
            tables.yuan(one["outstanding"]),
            tables.coded(one["status"]),
        ]
        for one in bills
    ]
    headings = [_("Bill"), _("Owner"), _("Amount"), _("Outstanding"), _("State")]
    return Table(_("Latest bills of the period"), headings, rows, _("No bill is made yet"))


def preview_tables(seen: dict[str, Any]) -> list[Table]:
    """Totals by item, outliers, gaps, and what is billed already."""
    items = [
        [
            tables.text(one["item"] if formats.is_chinese() else one["item_en"]),
            tables.count(one["households"]),
            tables.yuan(one["amount"]),
        ]
        for one in seen["items"]
    ]
    outliers = [
        [
            tables.text(f"{one['building']} {one['unit']}"),
            tables.yuan(one["amount"]),
            tables.yuan(one["per_month"]),
            tables.yuan(one["before_per_month"]),
            tables.text(f"{one['change_percent']:+d}%"),
        ]
        for one in seen["outliers"][:50]
    ]
    missing = [
        [
            tables.text(f"{one['building']} {one['unit']}"),
            tables.coded(one["why"]),
        ]
        for one in seen["missing"][:100]
    ]
    already = [
        [
            tables.text(formats.period(one["month"])),
            tables.text(formats.period(one["period"])),
            tables.count(one["households"]),
        ]
        for one in seen["already"]
    ]
    far = _("More than %(percent)s%% from the last bill, by the month", percent=seen[
        "outlier_percent"
    ])  # fmt: skip
    return [
        Table(_("By fee item"), [_("Fee item"), _("Households"), _("Amount")], items, _("Nothing")),
        Table(
            f"{far} ({seen['outlier_count']})",
            [_("Unit"), _("Amount"), _("Per month"), _("Last per month"), _("Change")],
            outliers, _("Nothing unusual"),
        ),
        Table(
            _("Without price or area (%(count)s)", count=len(seen["missing"])),
            [_("Unit"), _("Why")], missing, _("Nothing is missing"),
        ),
        Table(
            _("Billed already, and left out"), [_("Month"), _("Billed with"), _("Households")],
            already, _("Nothing would be billed twice"),
        ),
    ]  # fmt: skip

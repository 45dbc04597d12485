"""Instalment plans (分期): agreed by a supervisor, seen by all who deal with the home (B13)."""

from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal
from typing import Any

from flask import Response, request
from wtforms import StringField, TextAreaField

from contracts.billing import methods
from contracts.directory import methods as directory
from gateway.problems import ProblemDetails
from gateway.translations import _, _l
from gateway.web import clock
from gateway.web.calls import call_all
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, filled_in, given, put
from gateway.web.pages import done, page
from gateway.web.schema_fields import arguments
from gateway.web.visitor import visitor

MOST = 12
"""Instalments that the form has room for."""
USUAL = 3
FEN = Decimal("0.01")
PARTS = ("due_on", "amount")


class AgreePlan(PageForm):
    """So much by such a day, for each instalment; rows that are left empty are none."""

    calls = (methods.AGREE_INSTALMENTS,)
    sources = {
        f"{part}_{at}": source
        for part, source in arguments(methods.AGREE_INSTALMENTS, "instalments").items()
        for at in range(MOST)
    }

    reason = TextAreaField(_l("Why, and who agreed"), render_kw={"rows": 2})

    def rows(self) -> list[int]:
        """Which rows say something."""
        return [at for at in range(MOST) if any(filled_in(self[f"{p}_{at}"]) for p in PARTS)]

    def instalments(self) -> list[dict[str, Any]]:
        """What was agreed, in the order of the rows."""
        return [
            {part: value for part in PARTS if (value := filled_in(self[f"{part}_{at}"]))}
            for at in self.rows()
        ]

    def refuse(self, problem: ProblemDetails) -> None:
        """Put what is wrong with an instalment to its row."""
        rows = self.rows()
        left = dict(problem.errors)
        for path, said in problem.errors.items():
            name, *rest = path.split(".")
            if name != "instalments":
                continue
            del left[path]
            if len(rest) == 2 and rest[0].isdigit() and int(rest[0]) < len(rows):
                put(self[f"{rest[1]}_{rows[int(rest[0])]}"], said)
            else:
                self.alerts += said
        if left or not problem.errors:
            super().refuse(replace(problem, errors=left))


for at in range(MOST):
    setattr(AgreePlan, f"due_on_{at}", StringField(_l("Paid by the day")))
    setattr(AgreePlan, f"amount_{at}", StringField(_l("Amount (yuan)")))


@pages.get("/households/<household_id>/instalments")
def instalments(household_id: str, form: PageForm | None = None) -> str:
    """The plans there are and were, and the form for who may agree on one."""
    visitor().require(*methods.LIST_PAUSES.roles)
    home, account, found = call_all(
        (directory.GET_HOUSEHOLD, {"household_id": household_id}),
        (methods.STATEMENT, {"household_id": household_id}),
        (methods.LIST_PAUSES, {
            "household_id": household_id, "limit": 50, "cursor": request.args.get("cursor"),
        }),
    )  # fmt: skip
    may = visitor().has(*methods.AGREE_INSTALMENTS.roles) and Decimal(account["outstanding"]) > 0
    shown = given(form, AgreePlan)
    parts = parts_wanted()
    if may and shown is not form:
        propose(shown, account, parts)
    return page(
        "desk/plans.html",
        home=home,
        account=account,
        pauses=found["items"],
        cursor=found["next_cursor"],
        form=shown if may else None,
        rows=max(parts, *(at + 1 for at in shown.rows())) if shown.rows() else parts,
        most=MOST,
    )


def parts_wanted() -> int:
    """How many instalments are proposed."""
    said = request.args.get("parts", "")
    return min(max(int(said), 1), MOST) if said.isascii() and said.isdecimal() else USUAL


def propose(form: AgreePlan, account: dict[str, Any], parts: int) -> None:
    """Equal parts, a month apart, of what is overdue, else of all that is owed."""
    overdue = Decimal(account["overdue"])
    total = overdue if overdue > 0 else Decimal(account["outstanding"])
    each = (total / parts).quantize(FEN, ROUND_DOWN)
    for at in range(parts):
        amount = each if at < parts - 1 else total - each * (parts - 1)
        form[f"amount_{at}"].data = f"{amount:.2f}"
        form[f"due_on_{at}"].data = f"{clock.now() + timedelta(days=30 * (at + 1)):%F}"


@pages.post("/households/<household_id>/instalments", AgreePlan, otherwise=instalments)
def agree_instalments(form: AgreePlan, household_id: str) -> Response:
    """Agree on it: dunning rests while it is kept."""
    form.call(
        methods.AGREE_INSTALMENTS,
        household_id=household_id,
        instalments=form.instalments(),
        **form.values("reason"),
    )
    said = _("The plan is agreed. Dunning rests while it is kept.")
    return done(said, instalments, household_id=household_id)

"""Meters of a household: what they show, a wrong reading corrected, a meter replaced (B21)."""

from dataclasses import replace
from typing import Any

from flask import Response, request
from wtforms import BooleanField, HiddenField, StringField

from contracts.billing import methods
from contracts.billing.meters import ReadingKind
from contracts.directory import methods as directory
from gateway.problems import ProblemDetails
from gateway.translations import _, _l
from gateway.web import clock
from gateway.web.calls import call_all
from gateway.web.desk.group import pages
from gateway.web.forms import PageForm, given
from gateway.web.pages import done, page
from gateway.web.schema_fields import arguments
from gateway.web.visitor import visitor


class MeterForm(PageForm):
    """A form about one meter."""

    name = HiddenField()
    confirmed = BooleanField(_l("I have looked at the meter again"))

    def refuse(self, problem: ProblemDetails) -> None:
        """Name the fields as they are named here: the service takes several readings at a time."""
        named = {key.removeprefix("readings.0."): said for key, said in problem.errors.items()}
        super().refuse(replace(problem, errors=named))


class ReadMeter(MeterForm):
    """What a meter shows."""

    calls = (methods.RECORD_READINGS,)
    sources = arguments(methods.RECORD_READINGS, "readings")

    value = StringField(_l("The meter shows"))
    read_on = StringField(_l("Read on"))
    estimated = BooleanField(_l("Estimated: nobody could read it"))
    remark = StringField(_l("Remark"))


class ReplaceMeter(MeterForm):
    """One meter goes, another one comes."""

    calls = (methods.REPLACE_METER,)

    replaced_on = StringField(_l("Replaced on"))
    old_end = StringField(_l("The old meter shows"))
    new_start = StringField(_l("The new meter shows"))
    meter = StringField(_l("Number of the new meter"))
    reason = StringField(_l("Reason"))


class CorrectReading(MeterForm):
    """What is right; nothing, where there should be no such reading."""

    calls = (methods.CORRECT_READING,)
    needed = frozenset({"read_on"})

    value = StringField(_l("The meter showed"))
    read_on = StringField(_l("Read on"))
    reason = StringField(_l("Reason"))


@pages.get("/households/<household_id>/meters")
def meters(
    household_id: str, form: PageForm | None = None, meter_reading_id: str | None = None
) -> str:
    """The meters with their forms, the history, and the form for a reading to correct."""
    visitor().require(*methods.LIST_METERS.roles)
    home, found, readings = call_all(
        (directory.GET_HOUSEHOLD, {"household_id": household_id}),
        (methods.LIST_METERS, {"household_id": household_id}),
        (methods.LIST_READINGS, {
            "household_id": household_id, "limit": 100, "cursor": request.args.get("cursor"),
        }),
    )  # fmt: skip
    may_correct = visitor().has(*methods.CORRECT_READING.roles)
    wanted = meter_reading_id or request.args.get("meter_reading_id")
    wrong = next((one for one in readings["items"] if one["id"] == wanted), None)
    return page(
        "desk/meters.html",
        home=home,
        meters=[(one, *forms_of(one["name"], form)) for one in found["items"]],
        units={one["name"]: one for one in found["items"]},
        readings=sorted(readings["items"], key=place_of, reverse=True),
        cursor=readings["next_cursor"],
        may_correct=may_correct,
        wrong=wrong if may_correct and wrong and not wrong["reversed_at"] else None,
        correction=correction_of(wrong, form),
    )


def place_of(reading: dict[str, Any]) -> tuple[str, bool, str]:
    """By what the history is ordered."""
    return reading["read_on"], reading["kind"] == ReadingKind.START, reading["recorded_at"]


def forms_of(name: str, form: PageForm | None) -> tuple[ReadMeter, ReplaceMeter]:
    """The forms of one meter; the refused one as it was sent."""
    mine: Any = form if isinstance(form, MeterForm) and form.name.data == name else None
    read, change = given(mine, ReadMeter), given(mine, ReplaceMeter)
    today = f"{clock.now():%F}"
    for shown, day in ((read, "read_on"), (change, "replaced_on")):
        if shown is not form:
            shown.name.data, shown[day].data = name, today
        for one in shown:
            one.id = f"{day}-{name}-{one.name}"
    return read, change


def correction_of(wrong: dict[str, Any] | None, form: PageForm | None) -> CorrectReading:
    """The form of a correction begins with what was read."""
    shown: CorrectReading = given(form, CorrectReading)
    if wrong and shown is not form:
        shown.value.data, shown.read_on.data = wrong["value"], wrong["read_on"]
    for one in shown:
        one.id = f"correct-{one.name}"
    return shown


@pages.post("/households/<household_id>/meters/readings", ReadMeter, otherwise=meters)
def read_meter(form: ReadMeter, household_id: str) -> Response:
    """Enter what it shows."""
    names = ("name", "value", "read_on", "confirmed", "estimated", "remark")
    reading = form.values(*names) | {"household_id": household_id}
    made = form.call(methods.RECORD_READINGS, readings=[reading])
    said = _("Entered: %(used)s used since the reading before.", used=made["consumption"])
    return done(said, meters, household_id=household_id)


@pages.post("/households/<household_id>/meters/replace", ReplaceMeter, otherwise=meters)
def replace_meter(form: ReplaceMeter, household_id: str) -> Response:
    """Enter the end of the old one and the start of the new one."""
    form.call(methods.REPLACE_METER, household_id=household_id, **form.values())
    said = _("The new meter of %(name)s is entered.", name=form.name.data)
    return done(said, meters, household_id=household_id)


@pages.post(
    "/households/<household_id>/meters/readings/<meter_reading_id>",
    CorrectReading,
    otherwise=meters,
)
def correct_reading(form: CorrectReading, household_id: str, meter_reading_id: str) -> Response:
    """Reverse it, and enter what is right."""
    values = form.values("value", "read_on", "reason", "confirmed")
    form.call(methods.CORRECT_READING, meter_reading_id=meter_reading_id, **values)
    said = _("The reading is corrected. What was billed of it is made good on the next bill.")
    return done(said, meters, household_id=household_id)

"""A calendar's openings ask the rota for their people, and take the place of its own openings."""

from __future__ import annotations

from datetime import timedelta

from models.duties import RegularDuty
from models.opening_days import OpeningDays
from models.openings_study import OpeningStudy, held
from models.scenario import Scenario
from solver.openings.plan import open_outlets
from solver.programs.cp_sat import Limits
from solver.programs.cp_sat import Limits as OpeningLimits
from solver.rota.plan import Asking, make_rota
from tests.helpers.outlets import FIRST, with_volunteers

QUICK = Limits(None, 1.0)
OWN = RegularDuty(
    id="own", label="Own", association="secours", kind="opening", days=("tue",), shift="afternoon"
)


def asked() -> tuple[Scenario, OpeningStudy]:
    """Two weeks of a calendar, and a rota that knows of an opening already."""
    world = with_volunteers().changed(week_of=FIRST)
    world = world.changed(rota=world.rota.changed(weeks=3, duties=(OWN,)))
    return world, open_outlets(world, OpeningLimits(work=5.0), questions=False)


def test_every_opening_of_a_calendar_is_a_duty_and_the_checker_lets_it_pass() -> None:
    world, calendar = asked()
    study = make_rota(world, QUICK, Asking(calendar=calendar))
    assert study.violations == ()
    found = sorted((one.on, one.label, one.starts, one.places) for one in study.duties)
    there = [
        (one.when, world.openings.outlet[one.outlet].label, one.slot.starts, one.slot.people)
        for one in held(OpeningDays(world), calendar.plan)
    ]
    # the calendar ends after two weeks: in the third the rota's own opening is left
    third = FIRST + timedelta(days=15)
    assert found == sorted([*there, (third, OWN.label, "13:00", 1)]), found
    again = make_rota(world, QUICK, Asking(kept=study))
    assert again.duties == study.duties
    assert again.plan == study.plan


def test_a_calendar_of_other_weeks_or_of_others_is_told() -> None:
    world, calendar = asked()
    later = make_rota(
        world.changed(week_of=FIRST + timedelta(days=70)), QUICK, Asking(calendar=calendar)
    )
    assert [one.code for one in later.findings if one.code == "rota_openings"] == ["rota_openings"]
    assert {one.source for one in later.duties} == {OWN.id}
    evening = [one.changed(starts="20:00", ends="21:00") for one in world.shifts]
    late = world.changed(shifts=tuple(one for one in evening if one.id == "afternoon"))
    without = make_rota(
        late.changed(rota=late.rota.changed(duties=())), QUICK, Asking(calendar=calendar)
    )
    (told,) = (one for one in without.findings if one.code == "rota_openings")
    assert ": 2." in told.text.en
    assert without.duties == ()

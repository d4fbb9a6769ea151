from datetime import date
from typing import Any

from models.calendar import Opening
from models.scenario import Scenario
from scenarios.shortfalls import means
from tests.helpers.scenarios import changed, tiny

CODES = {
    "public_holiday",
    "school_holiday",
    "school_unknown",
    "no_pickup_this_week",
    "no_opening_this_week",
    "two_odd_weeks",
}


def told(scenario: Scenario) -> dict[str, str]:
    """What is said of the calendar, in English, with its severity."""
    found = [one for one in means(scenario) if one.code in CODES]
    assert all(one.text.fr != one.text.en for one in found)
    first = {one.code: one for one in reversed(found)}
    return {code: f"{one.severity}: {one.text.en}" for code, one in first.items()}


def at(week: str, **more: Any) -> Scenario:
    """Three associations in the week of a Monday."""
    return changed(tiny("hub"), week_of=date.fromisoformat(week), **more)


def openings(scenario: Scenario, who: str, **values: Any) -> Scenario:
    """The scenario in which an association's distributions are of some weeks or days only."""
    return changed(
        scenario,
        associations=tuple(
            one.changed(openings=tuple(o.changed(**values) for o in one.openings))
            if one.id == who
            else one
            for one in scenario.associations
        ),
    )


def test_an_ordinary_week_says_nothing() -> None:
    assert told(at("2026-11-23")) == {}


def test_who_has_something_on_a_public_holiday_is_named() -> None:
    scenario = at("2026-11-09")  # Wednesday the 11th
    said = told(scenario)["public_holiday"]
    assert said.startswith("warning: Wednesday 11 November 2026 is a public holiday (Armistice")
    stores = {p.donor for p in scenario.pickups.values() if p.day == "wed"}
    assert all(scenario.donor[one].label in said for one in stores)
    doors = [w.name for w in scenario.associations if any(o.day == "wed" for o in w.openings)]
    assert doors
    assert all(name in said for name in doors)


def test_a_holiday_on_which_nothing_takes_place_is_only_noted() -> None:
    quiet = openings(at("2027-05-03"), "secours", weeks="odd")  # an even week; a Thursday
    assert told(quiet)["public_holiday"].startswith("info: Thursday 6 May 2027 is")


def test_overseas() -> None:
    week = at("2026-12-14", time_zone="Indian/Reunion")
    assert "abolition of slavery" in told(week)["public_holiday"]
    assert told(at("2026-12-14")) == {}


def test_school_holidays_of_the_zone_alone() -> None:
    assert told(at("2027-02-22", school_zone="B"))["school_holiday"] == (
        "warning: School holidays (zone B): winter holidays, from 20 February 2027 to 7 March 2027."
    )
    assert told(at("2027-02-22", school_zone="C")) == {}
    assert "known from" in told(at("2029-02-19", school_zone="C"))["school_unknown"]


def test_stores_and_distributions_of_other_weeks_are_told() -> None:
    base = at("2026-11-23")
    first = base.donors[0].changed(
        offers=tuple(o.changed(of_month=("first",)) for o in base.donors[0].offers)
    )
    scenario = openings(
        changed(base, donors=(first, *base.donors[1:])), "ccas", of_month=("second",)
    )
    said = told(scenario)
    assert base.donors[0].label in said["no_pickup_this_week"]
    assert "its next distribution: " in said["no_opening_this_week"]
    assert "December 2026" in said["no_opening_this_week"]
    assert all(pickup.donor != first.id for pickup in scenario.pickups.values())


def test_two_odd_weeks_running_unless_an_odd_week_is_named() -> None:
    for week in ("2026-12-28", "2027-01-04"):
        scenario = openings(at(week), "ccas", weeks="odd")
        assert scenario.odd_week
        assert "two_odd_weeks" in told(scenario)
        assert "two_odd_weeks" not in told(changed(scenario, odd_week_of=date(2026, 12, 30)))
        assert "two_odd_weeks" not in told(at(week))
    assert "two_odd_weeks" not in told(openings(at("2027-01-11"), "ccas", weeks="odd"))


def test_the_next_distribution_is_found_however_rare() -> None:
    fifth = Opening(day="mon", starts="09:00", ends="11:00", weeks="odd", of_month=("fifth",))
    base = at("2027-01-04")
    who = base.associations[0].changed(openings=(fifth,))
    scenario = changed(base, associations=(who, *base.associations[1:]))
    (start,) = scenario.openings_s[who.id]
    when = date.fromordinal(base.week_of.toordinal() + start // 86_400)
    assert (when.weekday(), (when.day - 1) // 7, when.isocalendar().week % 2) == (0, 4, 1)
    assert scenario.openings_from(who.id, start // 86_400 // 7)[0] == start

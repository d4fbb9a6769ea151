from __future__ import annotations

from datetime import date, timedelta

from models.month import Untold
from models.periods import Period, month_of
from models.planned_stops import PlannedStop, planned_stops
from models.visits import Journal, Outing, Visit
from solver.allocation.accounts import PastWeek
from solver.told.untold import expected, outings_untold, untold
from solver.told.weeks import weeks_told
from tests.helpers.made_journal import made_journal, told
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned

MONDAY = date(2026, 11, 2)
NOVEMBER = month_of(MONDAY)
MONDAY_PLANNED = date(2026, 11, 23)
LATER = date(2027, 1, 1)


def without(journal: Journal, *visits: Visit) -> Journal:
    return told(
        journal.town, [one for one in journal.visits if one not in visits], list(journal.outings)
    )


def test_all_told_leaves_nothing_missing() -> None:
    """What was to be expected is each store on each of its days."""
    world = tiny("hub")
    assert expected(world, MONDAY)[MONDAY, "hyper"] == 1
    assert sum(expected(world, MONDAY).values()) == len(world.pickups)
    journal = made_journal(world, MONDAY, 5)
    assert untold(journal, world, NOVEMBER, before=LATER).visits == ()


def test_a_visit_left_out_is_named_with_who_held_the_agreement_then() -> None:
    """Not the holder of the scenario: the one told last before that day."""
    world = tiny("hub")
    journal = made_journal(world, MONDAY, 4)
    moved = [one.changed(holder="ccas") if one.donor == "hyper" else one for one in journal.visits]
    journal = told("tiny", moved, list(journal.outings))
    gone = next(one for one in journal.visits if one.donor == "hyper" and one.day > MONDAY)
    (missing,) = untold(without(journal, gone), world, NOVEMBER, before=date(2026, 11, 30)).visits
    assert (missing.day, missing.donor, missing.holder) == (gone.day, "hyper", "ccas")


def test_a_week_not_told_is_no_week_of_zero() -> None:
    """Between weeks told, and after them until today; not before the first, nor from today on."""
    world = tiny("hub")
    journal = made_journal(world, MONDAY, 3)
    second = MONDAY + timedelta(weeks=1)
    left = without(journal, *(one for one in journal.visits if one.week_of == second))
    left = told("tiny", list(left.visits), [one for one in left.outings if one.day < second])
    found = untold(left, world, NOVEMBER, before=date(2026, 11, 24))
    assert found.weeks == (second, MONDAY + timedelta(weeks=3))
    assert len(found.visits) == len(world.pickups) + 3, "a week, and a Monday with three stores"
    october = month_of(date(2026, 10, 1))
    assert untold(left, world, october, before=LATER).visits == ()


def test_a_published_week_begins_what_is_expected() -> None:
    """It was promised: not told, it is missing."""
    world = tiny("hub")
    found = untold(Journal(town="tiny"), world, NOVEMBER, [PastWeek(MONDAY, {}, {})], before=MONDAY)
    assert found.visits == ()
    week = Period(first=MONDAY, last=MONDAY + timedelta(days=6))
    found = untold(Journal(town="tiny"), world, week, [PastWeek(MONDAY, {}, {})], before=LATER)
    assert found.weeks == (MONDAY,)
    assert len(found.visits) == len(world.pickups)


def test_a_store_is_expected_from_its_first_visit_on() -> None:
    """One that began in the middle of the month was not forgotten before."""
    world = tiny("hub")
    journal = made_journal(world, MONDAY, 4)
    third = MONDAY + timedelta(weeks=2)
    early = [one for one in journal.visits if one.donor == "hyper" and one.day < third]
    assert early
    found = untold(without(journal, *early), world, NOVEMBER, before=date(2026, 11, 30))
    assert found.visits == ()


def test_a_week_of_which_no_day_of_the_month_gives_lacks_nothing() -> None:
    """The first of November 2026 is a Sunday, on which nobody gives."""
    world = tiny("hub")
    first = date(2026, 10, 19)
    found = untold(Journal(town="tiny"), world, NOVEMBER, [PastWeek(first, {}, {})], before=MONDAY)
    assert found.weeks == ()


def test_outings_not_told_are_named_by_their_round() -> None:
    """A round told by an outing of its name, visits without a round by any of the day."""

    def visit(day: int, name: str | None, outcome: str = "done") -> Visit:
        values = {"day": MONDAY + timedelta(days=day), "round": name, "outcome": outcome}
        return Visit(donor=f"d{day}{name or ''}", association="ccas", holder="ccas", **values)

    def outing(day: int, name: str | None) -> Outing:
        at = MONDAY + timedelta(days=day)
        return Outing(day=at, round=name, vehicle="van", owner="secours", km=9, hours=1)

    journal = told(
        "tiny",
        [
            *(visit(0, "a"), visit(0, "b"), visit(1, None), visit(2, None)),
            *(visit(3, "c"), visit(4, "d", "not_visited")),
        ],
        [outing(0, "a"), outing(1, "x"), outing(3, None)],
    )
    found = outings_untold(journal)
    assert [(one.day, one.round) for one in found] == [
        (MONDAY, "b"),
        (MONDAY + timedelta(days=2), None),
    ]


def test_only_the_stops_of_a_published_plan_are_expected() -> None:
    """What it leaves is neither told nor missing; a week published without a plan is as any."""
    study = planned("hub")
    world, stops = study.scenario, planned_stops(study.scenario, study.plan)
    assert len(stops) == len(world.pickups) - 1
    monday, journal = world.week_of, Journal(town="tiny")
    week = Period(first=monday, last=monday + timedelta(days=6))
    with_plan, alone = PastWeek(monday, {}, {}, planned=stops), PastWeek(monday, {}, {})
    found = untold(journal, world, week, [with_plan], before=LATER)
    assert [(one.day, one.donor, one.holder) for one in found.visits] == [
        (one.day, one.donor, one.holder) for one in stops
    ]
    assert found.weeks == (monday,)
    tuesday = monday + timedelta(days=1)
    begun = untold(journal, world, week, [with_plan], before=tuesday)
    assert {one.day for one in begun.visits} == {monday}
    assert len(untold(journal, world, week, [alone], before=LATER).visits) == len(world.pickups)
    nothing = PastWeek(monday, {}, {}, planned=())
    assert untold(journal, world, week, [nothing], before=LATER) == Untold()
    (told_week,) = weeks_told(journal, world, monday, monday, [with_plan], before=LATER)
    assert (told_week.told, told_week.untold) == (False, len(stops))


def test_a_stop_of_a_plan_stays_expected_though_its_store_is_gone() -> None:
    """The plan was made of an older edition: what it promised has to be told all the same."""
    study = planned("hub")
    stops = planned_stops(study.scenario, study.plan)
    world = study.scenario.changed(
        donors=tuple(one for one in study.scenario.donors if one.id != "hyper")
    )
    past = [PastWeek(MONDAY_PLANNED, {}, {}, planned=stops)]
    found = untold(Journal(town="tiny"), world, NOVEMBER, past, before=LATER)
    assert [one.donor for one in found.visits if one.day == MONDAY_PLANNED] == [
        "hyper",
        "small",
        "super",
    ]


def test_a_visit_tells_the_stop_of_its_donation() -> None:
    """Of none, or made instead, one of its store; not gone for what the plan leaves, no stop."""
    day = MONDAY
    stops = [
        PlannedStop(day=day, donor="hyper", holder="ccas", pickup=one) for one in ("early", "late")
    ]

    def missing(*said: tuple[str | None, str]) -> int:
        visits = [
            Visit.model_validate(
                {
                    "day": day,
                    "donor": "hyper",
                    "association": "ccas",
                    "holder": "ccas",
                    "pickup": pickup,
                    "outcome": outcome,
                }
            )
            for pickup, outcome in said
        ]
        past = [PastWeek(day, {}, {}, planned=stops)]
        journal = told("tiny", visits, [])
        week = Period(first=day, last=day + timedelta(days=6))
        return len(untold(journal, tiny("hub"), week, past, before=LATER).visits)

    assert missing() == 2
    assert missing(("early", "done")) == 1
    assert missing(("early", "done"), ("late", "not_visited")) == 0
    assert missing((None, "done")) == 1
    assert missing((None, "not_visited")) == 1
    assert missing(("other", "done")) == 1
    assert missing(("other", "not_visited")) == 2
    assert missing(("early", "done"), ("other", "closed"), (None, "done")) == 0

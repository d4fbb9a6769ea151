"""Alarms of a study: holders left out, means at their limit, plans that may still rise."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from models.base import Text
from models.findings import Finding
from models.plan import Plan
from models.scenario import Scenario
from models.study import Bound, Candidate, Study
from models.travel import TravelMatrix
from scenarios import dump, load
from solver.review.diagnose import usage
from solver.review.indicators import metres
from solver.study_alarms import alarms, at_their_limit, holders_left_out, may_still_rise
from solver.study_long_ways import long_ways
from tests.helpers.studies import planned


def cut_short(study: Study, bound_kg: float, **origin: Any) -> Study:
    """The study of a search that its time ended, beside a bound."""
    bound = Bound(
        objective="food", value=study.totals.usable_kg, bound=bound_kg, method=Text(fr="-", en="-")
    )
    told = {"termination": "time_limit", "time_limit_s": 30.0, "iterations": None} | origin
    return study.changed(
        bounds=(bound,), fairness=None, progress=(), provenance=study.provenance.changed(**told)
    )


def test_whoever_holds_agreements_and_gets_nothing_is_named() -> None:
    study = planned("hub")
    assert [one for one in holders_left_out(study) if one.where] == []
    holder = study.scenario.donors[0].holder
    emptied = tuple(
        one.changed(received_kg=0.0) if one.association == holder else one for one in study.balances
    )
    (told,) = holders_left_out(study.changed(balances=emptied))
    assert told.where == (holder,)
    assert study.scenario.association[holder].label in told.text.fr


def test_a_plan_far_from_its_bound_asks_for_a_longer_search() -> None:
    study = planned("hub")
    kg = study.totals.usable_kg
    (told,) = may_still_rise(cut_short(study, 1.2 * kg))
    assert "20\xa0%" in told.text.fr
    assert "60\xa0s" in told.text.fr
    assert list(may_still_rise(cut_short(study, 1.02 * kg))) == []
    assert list(may_still_rise(cut_short(study, 1.2 * kg, termination="finished"))) == []
    (steps,) = may_still_rise(
        cut_short(study, 1.2 * kg, termination="iterations", iterations=4, time_limit_s=None)
    )
    assert "8 search steps" in steps.text.en


def test_a_search_that_rose_to_its_end_says_so() -> None:
    study = planned("hub")
    kg, end = study.totals.usable_kg, study.provenance.elapsed_s
    met = tuple(
        Candidate(elapsed_s=part * end, usable_kg=share * kg, person_hours=1, eur=1)
        for part, share in ((0.2, 0.7), (0.95, 1.0))
    )
    (rising,) = may_still_rise(cut_short(study, 1.2 * kg).changed(progress=met))
    assert "montait encore" in rising.text.fr
    settled = tuple(one.changed(elapsed_s=one.elapsed_s / 10) for one in met)
    (flat,) = may_still_rise(cut_short(study, 1.2 * kg).changed(progress=settled))
    assert "montait" not in flat.text.fr


def test_people_at_a_limit_that_nobody_chose_are_told(tmp_path: Path) -> None:
    """So it is told again of a study or a file read back."""
    chosen, unsaid = with_full_drivers(2), with_full_drivers(None)
    assert "par défaut" not in of_drivers(chosen).text.fr
    told = of_drivers(unsaid)
    assert "par défaut" in told.text.fr
    assert ("Le seul chauffeur fait" in told.text.fr) == (len(told.where) == 1)
    kept = Scenario.model_validate_json(unsaid.scenario.model_dump_json())
    path = tmp_path / "town.yaml"
    path.write_text(dump(unsaid.scenario), encoding="utf-8")
    for again in (kept, load(path).scenario):
        assert of_drivers(unsaid.changed(scenario=again)) == told


def with_full_drivers(most: int | None) -> Study:
    """A study whose drivers all make two rounds, which they may, as said or as assumed."""
    study = planned("hub")
    people = tuple(one.changed(max_shifts=most) for one in study.scenario.people)
    scenario = study.scenario.changed(people=people)
    drivers = [one.id for one in people if "driver" in one.roles]
    busy = (
        study.plan.rounds[0].changed(id=f"{one}-{number}", crew=(one,))
        for one in drivers
        for number in range(2)
    )
    plan = Plan(rounds=tuple(busy))
    return study.changed(
        scenario=scenario,
        usage=usage(scenario, plan),
        plan=plan,
        totals=study.totals.changed(usable_kg=0.0),
        unserved=study.unserved or (None,),
    )


def of_drivers(study: Study) -> Finding:
    drivers = {one.id for one in study.scenario.people if "driver" in one.roles}
    (told,) = (one for one in at_their_limit(study) if set(one.where) == drivers)
    return told


def test_a_plan_that_lacks_nothing_has_no_alarm_of_means() -> None:
    study = planned("hub")
    met = study.totals.changed(usable_kg=study.totals.need_kg)
    assert [one for one in alarms(study.changed(totals=met)) if one.code == "means_full"] == []


def test_a_very_long_way_for_very_little_food_is_named() -> None:
    """By km for each usable kg; a short round that brings little is none."""
    study = planned("hub")
    assert list(long_ways(study)) == []
    far = study.plan.rounds[0]
    kg = sum(one.kg for one in study.plan.shares if one.origin == far.id)
    assert far.collected
    assert kg > 0
    travel = study.travel
    km = metres(travel, far) / 1000
    rows = tuple(tuple(round(one * 33 / km) for one in row) for row in travel.metres)
    longer = TravelMatrix.model_validate(travel.model_dump() | {"metres": rows})
    little = tuple(
        one.changed(kg=one.kg * 20 / kg) if one.origin == far.id else one
        for one in study.plan.shares
    )
    less = study.changed(travel=longer, plan=study.plan.changed(shares=little))
    (told,) = long_ways(less)
    assert far.id in told.where
    assert re.search(r"3[23].km pour 20.kg", told.text.fr)
    assert "long_way" in [one.code for one in alarms(less)]
    assert km < 30
    assert list(long_ways(less.changed(travel=travel))) == []
    # what it carries to doors counts where that is more
    other = next(one for one in little if one.origin != far.id)
    full = (*little, other.changed(kg=100.0, carried_by=far.id))
    assert far.id not in {
        where
        for one in long_ways(less.changed(plan=less.plan.changed(shares=full)))
        for where in one.where
    }

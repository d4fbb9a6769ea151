from __future__ import annotations

import pytest

from models.base import Language
from models.events import Absent, Call, Down, Gives, Lock, Surprise
from models.visits import Visit
from service.kinds.replan.call_faults import call_faults
from service.kinds.replan.call_form import CALL_FORM
from tests.helpers.studies import planned


@pytest.mark.parametrize("language", ["fr", "en"])
def test_on_a_page_faults_are_told_by_the_names_that_people_gave(language: Language) -> None:
    study = planned("direct")
    call = Call(
        day="wed",
        now="08:30",
        events=(
            Absent(person="paul"),
            Down(vehicle="van"),
            Gives(donor="grower"),
            Gives(donor="grower"),
            Surprise(site="super", family="dry", kg=30, until="08:00"),
        ),
        locks=(Lock(round="wed-morning-van"),),
    )
    text = "\n".join(one.told(str, language, to_people=True) for one in call_faults(study, call))
    assert study.scenario.person["paul"].label in text
    for word in ("--", "paul", "wed-morning", "super_wed"):
        assert word not in text, text


def test_stops_that_telephones_told_are_ticked() -> None:
    """Told by a driver of that round: behind them, whatever came of it; others may still move."""
    study = planned()
    item = next(one for one in study.plan.rounds if any(stop.pickup for stop in one.stops))
    stop = next(stop for stop in item.stops if stop.pickup)
    day = study.scenario.date_of(item.day)
    told = Visit(
        day=day,
        donor=stop.site,
        association="ccas",
        holder="ccas",
        round=item.id,
        pickup=stop.pickup,
        by_telephone=True,
    )
    elsewhere = told.changed(round="another")
    assert CALL_FORM.ticked is not None
    assert CALL_FORM.ticked(study, [told]) == {"lock": [f"{item.id}/{stop.pickup}"]}
    assert CALL_FORM.ticked(study, [elsewhere]) == {}
    call, faults = CALL_FORM.read({"day": [item.day], **CALL_FORM.ticked(study, [told])}, study)
    assert not faults
    assert call["call"]["locks"] == [{"round": item.id, "pickup": stop.pickup}]

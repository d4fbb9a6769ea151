from __future__ import annotations

import pytest

from models.base import Language
from models.events import Absent, Call, Down, Gives, Lock, Surprise
from service.kinds.replan.call_faults import call_faults
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

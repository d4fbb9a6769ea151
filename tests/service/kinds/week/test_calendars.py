from typing import Any

import pytest
from icalendar import Calendar

from models.base import seconds
from service.kinds.week.calendars import round_calendars
from tests.helpers.hostile import HOSTILE, LONG, hostile
from tests.helpers.studies import planned, study


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_each_vehicle_person_and_door_has_its_own() -> None:
    found = planned()
    made = round_calendars(found, "en")
    rounds = found.plan.rounds
    for kind, who, count in (
        *(
            ("vehicule", v, sum(r.vehicle == v for r in rounds))
            for v in {r.vehicle for r in rounds}
        ),
        *(("equipage", p, sum(p in r.crew for r in rounds)) for r in rounds for p in r.crew),
    ):
        assert len(events_of(made[f"agendas/{kind}-{who}.ics"])) == count
    doors = {s.site for r in rounds for s in r.stops if s.kind in ("drop", "unload")}
    assert all(f"agendas/association-{door}.ics" in made for door in doors)


def test_times_are_those_of_the_round_in_paris() -> None:
    found = planned()
    item = found.plan.rounds[0]
    content = round_calendars(found, "fr")[f"agendas/vehicule-{item.vehicle}.ics"]
    event = next(one for one in events_of(content) if item.id in one["UID"])
    leaves = event["DTSTART"].dt
    assert seconds(leaves.strftime("%H:%M")) == item.stops[0].leave_s // 60 * 60
    assert str(leaves.tzinfo) == "Europe/Paris"
    assert b"BEGIN:VTIMEZONE" in content


@pytest.mark.parametrize("language", ["fr", "en"])
def test_hostile_names_and_no_contact(language: Any) -> None:
    found = study(hostile(), planned().plan)
    for name, content in round_calendars(found, language).items():
        assert name.count("/") == 1
        assert ".." not in name
        # folded lines: none is longer than 75 bytes, and all read back whole
        assert max(map(len, content.split(b"\r\n"))) <= 75
        events = events_of(content)
        assert len(events) == content.count(b"BEGIN:VEVENT")
        text = " ".join(str(one["SUMMARY"]) + str(one["DESCRIPTION"]) for one in events)
        assert HOSTILE in text
        assert LONG not in text.replace(found.scenario.associations[1].label, "")

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from models.base import seconds
from models.plan import Round
from scenarios.naming import slug
from service.kinds.week.calendars import round_calendars
from service.kinds.week.time_zones import vtimezone
from tests.helpers.hostile import HOSTILE, LONG, hostile
from tests.helpers.scenarios import changed
from tests.helpers.studies import planned, study


def events_of(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_each_vehicle_person_and_door_has_its_own() -> None:
    found = planned()
    made = round_calendars(found, "en")
    rounds = found.plan.rounds
    town = found.scenario
    for kind, label, count in (
        *(
            ("vehicule", town.vehicle[v].label, sum(r.vehicle == v for r in rounds))
            for v in {r.vehicle for r in rounds}
        ),
        *(
            ("equipage", town.person[p].label, sum(p in r.crew for r in rounds))
            for r in rounds
            for p in r.crew
        ),
    ):
        assert len(events_of(made[f"agendas/{kind}-{slug(label)}.ics"])) == count
    doors = {s.site for r in rounds for s in r.stops if s.kind in ("drop", "unload")}
    called = (slug(town.association[door].label) for door in doors)
    assert all(f"agendas/association-{one}.ics" in made for one in called)


@pytest.mark.parametrize("zone", ["Europe/Paris", "Indian/Reunion"])
def test_times_are_those_of_the_round_in_the_town(zone: str) -> None:
    base = planned()
    found = base.changed(scenario=changed(base.scenario, time_zone=zone))
    item = found.plan.rounds[0]
    content = round_calendars(found, "fr")[
        f"agendas/vehicule-{slug(base.scenario.vehicle[item.vehicle].label)}.ics"
    ]
    event = next(one for one in events_of(content) if item.id in one["UID"])
    leaves = event["DTSTART"].dt
    assert seconds(leaves.strftime("%H:%M")) == item.stops[0].leave_s // 60 * 60
    assert str(leaves.tzinfo) == zone
    assert f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n".encode() in content


ZONES = (
    "Europe/Paris",
    "Indian/Reunion",
    "America/Miquelon",
    "Pacific/Noumea",
    "Africa/Casablanca",
)


@pytest.mark.parametrize("name", ZONES)
def test_the_zone_tells_the_right_hour_across_both_changes(name: str) -> None:
    zone, told = ZoneInfo(name), vtimezone(name, 2026).to_tz(lookup_tzid=False)
    day = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for hours in range(0, 2 * 365 * 24, 7):
        local = (day + timedelta(hours=hours)).astimezone(zone)
        clock = local.replace(tzinfo=None)
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        assert twice or told.utcoffset(clock) == local.utcoffset(), clock


def test_yearly_rules_that_outlook_reads() -> None:
    content = vtimezone("Europe/Paris", 2026).to_ical().decode().replace("\r\n", "\n")
    assert "DTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\n" in content
    assert "DTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n" in content


def test_the_same_event_keeps_its_uid_and_its_sequence_grows() -> None:
    """A stop more on the way moves every position after it; drops are the same events."""
    before = planned()
    made_at = datetime(2026, 11, 24, 8, 31, 5, tzinfo=UTC)

    def longer(item: Round) -> Round:
        first = item.stops[0]
        return item.changed(stops=(first, first.changed(kind="load"), *item.stops[1:]))

    plan = before.plan.changed(rounds=tuple(map(longer, before.plan.rounds)))
    told = before.provenance.changed(revision=2, made_at=made_at)
    after = before.changed(plan=plan, provenance=told)
    old, new = round_calendars(before, "fr"), round_calendars(after, "fr")
    assert set(old) == set(new)
    for name, content in old.items():
        first, second = events_of(content), events_of(new[name])
        uids = [str(one["UID"]) for one in first]
        assert uids == [str(one["UID"]) for one in second]
        assert len(set(uids)) == len(uids)
        assert {one["SEQUENCE"] for one in first} == {0}
        assert len({one["SEQUENCE"] for one in second}) == 1
        assert all(one["SEQUENCE"] > 2 for one in second)
        assert {one["DTSTAMP"].dt for one in second} == {made_at}
    assert new == round_calendars(after, "fr")


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


def test_a_week_planned_anew_is_a_later_edition_than_one_planned_again() -> None:
    """Whoever plans a published week from nothing has its revision begin again."""
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    stamps = ((3, noon), (0, noon + timedelta(hours=1)))
    found = planned()
    numbers = []
    for revision, made_at in stamps:
        told = found.provenance.changed(revision=revision, made_at=made_at)
        content = next(iter(round_calendars(found.changed(provenance=told), "fr").values()))
        numbers.append(events_of(content)[0]["SEQUENCE"])
    assert numbers[0] < numbers[1] < 2**31


def test_what_is_no_more_is_cancelled_under_its_uid() -> None:
    before = planned()
    gone, *others = before.plan.rounds
    after = before.changed(plan=before.plan.changed(rounds=tuple(others), shares=()))
    old = round_calendars(before, "fr")
    new = round_calendars(after, "fr", before.plan)
    name = f"agendas/vehicule-{slug(before.scenario.vehicle[gone.vehicle].label)}.ics"
    uid = next(str(one["UID"]) for one in events_of(old[name]) if gone.id in one["UID"])
    (event,) = [one for one in events_of(new[name]) if str(one["UID"]) == uid]
    assert event["STATUS"] == "CANCELLED"
    assert str(event["SUMMARY"]).startswith("Annulé : ")
    assert "CANCELLED" not in round_calendars(after, "fr", after.plan)[name].decode()

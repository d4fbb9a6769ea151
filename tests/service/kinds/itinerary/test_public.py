"""The public edition of van visits: no household, no camp, on any of its papers."""

from __future__ import annotations

import re
import subprocess

import pytest
from icalendar import Calendar

from models.base import Language
from service.kinds.itinerary.papers import calendar, poster
from service.kinds.itinerary.public import public, public_map, seen_by_all
from service.pages.html import html
from solver.itinerary.plan import Limits, plan_visits
from tests.helpers.halts import halt, van, visiting

HALTS = [halt("a", 417, 623), halt("b", 419, label="Camp", camp=True), halt("c", 641, 643)]
WORLD = visiting(HALTS, [van(("mon", "morning"))], cycle_weeks=2)
STUDY = plan_visits(WORLD, Limits(iterations=1))


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_household_and_no_camp_is_written(language: Language) -> None:
    assert STUDY.violations == ()
    assert any(one.stop == "b" for outing in STUDY.plan.outings for one in outing.visits)
    told = html(public(STUDY, language), language)
    assert "Camp" not in told
    words = re.sub(r"<(style|script|svg).*?</\1>", "", told, flags=re.DOTALL)
    assert not {"417", "419", "623", "641", "643", "25"} & set(re.findall(r"\d+", words))
    events = Calendar.from_ical(calendar(STUDY, language)).walk("VEVENT")
    assert events
    assert not any("Camp" in str(one["SUMMARY"]) for one in events)
    for paper in (poster, public_map):
        said = text_of(paper(STUDY, language))
        assert "Camp" not in said
        assert "A" in said


def test_without_camps_nothing_is_taken_out() -> None:
    stops = tuple(one.changed(camp=False) for one in WORLD.itinerary.stops)
    world = WORLD.changed(itinerary=WORLD.itinerary.changed(stops=stops))
    study = STUDY.changed(scenario=world)
    assert seen_by_all(study) is study
    seen = seen_by_all(STUDY)
    assert [one.id for one in seen.scenario.itinerary.stops] == ["a", "c"]
    assert all(one.visits for one in seen.plan.outings)

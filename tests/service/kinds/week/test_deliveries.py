from __future__ import annotations

import io
import json
from functools import cache

import gpxpy
import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from models.base import Language
from models.study import Study
from service.kinds.week.calendars import round_calendars
from service.kinds.week.deliveries import brought, carried_kg, packed, said_at
from service.kinds.week.driver_sheets import driver_sheets, sheets
from service.kinds.week.messages import association_message, round_message
from service.kinds.week.page import week_page
from service.kinds.week.rounds import file_stems
from service.kinds.week.tracks import tracks
from service.pages.html import html
from service.pages.workbook import workbook
from service.words.labels import word
from solver.remedies.explain import explain
from solver.remedies.undelivered import undelivered
from solver.review.indicators import totals
from tests.helpers.depot import depot_week, roads
from tests.helpers.plans import with_stop
from tests.helpers.results import printed
from tests.helpers.studies import study


@cache
def week() -> Study:
    """Return the depot week, one load left behind."""
    scenario, plan = depot_week()
    plan = with_stop(plan, "mon-lorry", 2, units=("north_1",))
    travel = roads(scenario)
    return study(scenario, plan).changed(
        travel=travel,
        totals=totals(scenario, travel, plan),
        alone=None,
        alone_totals=None,
        unserved=explain(scenario, travel, plan),
        undelivered=undelivered(scenario, travel, plan),
    )


def test_what_each_association_was_due_and_receives() -> None:
    lines = {one.label: one for one in brought(week(), "fr")}
    assert list(lines) == ["Oldtown", "North", "East", "South"]
    north = lines["North"]
    assert (north.due_kg, north.delivered_kg, north.left) == (1910, 1010, 1)
    assert (north.visits, north.days) == (2, ("mon",))
    assert north.packed == "3 charges, 2,5 palettes, 2 norvégiennes"
    assert lines["East"].days == ("mon", "tue")


def test_loads_are_counted_at_stops_and_over_rounds() -> None:
    scenario, plan = week().scenario, week().plan
    van = plan.round["mon-van"]
    assert said_at(scenario, van, 1, "en") == "5 loads, 2 pallets, 3 insulated boxes"
    assert said_at(scenario, van, 4, "en") == ""
    assert carried_kg(scenario, plan, van) == 430 + 210 + 200 + 400
    errand = plan.round["tue-van"]
    assert said_at(scenario, errand, 4, "fr").startswith("nourriture ramassée auparavant, 1 charge")
    assert packed((), "fr") == ""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_driver_sheets_show_loads_boxes_and_errands(language: Language) -> None:
    found = sheets(week(), language)
    text = json.dumps(found, ensure_ascii=False)
    assert ("norvégienne" if language == "fr" else "insulated box") in text
    assert ("nourriture ramassée" if language == "fr" else "food collected") in text
    assert [sheet["crew"] for sheet in found["sheets"]] == [[]] * 4
    assert driver_sheets(week(), language).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_report_shows_deliveries_and_what_is_left(language: Language) -> None:
    page = html(week_page(week(), language), language)
    titles = {one.title for one in week_page(week(), language).sections}
    assert {word(key, language) for key in ("deliveries", "undelivered")} <= titles
    # nothing is shared out
    assert not {word(key, language) for key in ("families", "diagnosis", "associations")} & titles
    (one,) = week().undelivered
    assert one.unit == "north_2"
    assert one.reason.in_(language).split("(")[0][:20] in page
    assert ("2,5 palettes" if language == "fr" else "2.5 pallets") in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_summary_shows_deliveries_and_what_is_left(language: Language) -> None:
    said = printed(week_page(week(), language), language)
    assert ("Livraisons du dépôt" if language == "fr" else "Deliveries from the depot") in said
    assert ("Charges non livrées" if language == "fr" else "Loads not delivered") in said
    assert ("3 livraisons, 1 ramasse" if language == "fr" else "deliveries, 1 pick-up") in said
    assert ("Ce que reçoit chacun" if language == "fr" else "What each receives") not in said
    assert max(len(line) for line in said.splitlines()) <= 80


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_workbook_has_every_load_and_its_stop_or_its_reason(language: Language) -> None:
    found = week()
    book = load_workbook(io.BytesIO(workbook(week_page(found, language), language)))
    sheets = [word(key, language) for key in ("deliveries", "loads", "undelivered")]
    due, loads, left = (list(book[name].iter_rows(min_row=5, values_only=True)) for name in sheets)
    assert [row[0] for row in due] == ["Oldtown", "North", "East", "South"]
    units = found.scenario.units
    assert len(loads) + len(left) == len(units)
    kg = sum(row[2] for row in (*loads, *left) if isinstance(row[2], int | float))
    assert kg == sum(one.kg for one in units.values())
    (one,) = found.undelivered
    assert left[0][0] == "North"
    assert left[0][4] == one.reason.in_(language)
    packing = [
        row[5] for row in book[word("stop", language)].iter_rows(min_row=5, values_only=True)
    ]
    assert said_at(found.scenario, found.plan.round["mon-van"], 1, language) in packing
    names = {word(key, language) for key in ("shares", "balances")}
    assert not names & set(book.sheetnames)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_messages_tell_loads_errands_and_what_stays_behind(language: Language) -> None:
    found = week()
    scenario, van = found.scenario, found.plan.round["mon-van"]
    lines = round_message(found, van, language).splitlines()
    assert len(lines) == 1 + len(van.stops)  # nobody is named
    assert lines[2].endswith(said_at(scenario, van, 1, language))
    (one,) = found.undelivered
    north = association_message(found, "north", language)
    assert one.reason.in_(language) in north
    assert word("to_share_out", language) not in north
    texts = [association_message(found, who.id, language) for who in scenario.associations]
    assert any(word("errand", language) in text for text in texts)
    assert all("None" not in text for text in texts)


def test_calendars_and_tracks_tell_loads() -> None:
    found = week()
    events = {
        str(event["uid"]): event
        for content in round_calendars(found, "en").values()
        for event in Calendar.from_ical(content).walk("VEVENT")
    }
    mine = [str(event["description"]) for event in events.values()]
    assert any("5 loads, 2 pallets, 3 insulated boxes" in text for text in mine)
    assert all(text and not text.startswith("\n") for text in mine)
    assert all(not str(event["summary"]).endswith(", 0 kg") for event in events.values())
    made = tracks(found, "en")
    name = f"traces/{file_stems(found, 'en')['mon-van']}"
    track = gpxpy.parse(made[f"{name}.gpx"].decode())
    assert "5 loads" in str(track.waypoints[0].description)
    features = json.loads(made[f"{name}.geojson"])["features"][1:]
    dropped = [unit for one in features for unit in one["properties"]["units"]]
    assert dropped == [unit for stop in found.plan.round["mon-van"].stops for unit in stop.units]


def test_a_week_brought_whole_says_so() -> None:
    whole = week().changed(plan=depot_week()[1], undelivered=())
    told = "Toutes les charges dues cette semaine sont livrées."
    assert told in html(week_page(whole, "fr"), "fr")

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.drawn_week import made_week
from models.plan import Plan, Round
from models.study import Study
from service.kinds.week.driver_sheets import driver_sheets, sheets
from service.kinds.week.rounds import by_day, named
from tests.helpers.hostile import HOSTILE, hostile
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study


def pages(pdf: bytes, tmp_path: Path) -> list[str]:
    """The text of each page."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    path = tmp_path / "sheets.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, text=True
    )
    return done.stdout.split("\f")[:-1]


def test_one_page_per_round(tmp_path: Path) -> None:
    found = planned()
    texts = pages(driver_sheets(found, "fr"), tmp_path)
    assert len(texts) == len(found.plan.rounds)
    data = sheets(found, "fr")["sheets"]
    for text, sheet in zip(texts, data, strict=True):
        assert sheet["day"] in text
        assert sheet["vehicle"] in text
        assert all(stop["starts"] in text for stop in sheet["stops"])
        assert "hors réseau routier" in text


def test_hundreds_of_rounds_have_a_page_each_too(tmp_path: Path) -> None:
    """Laid out once, without trying sizes: a process has not the memory for more."""
    found = planned()
    many = -(-101 // len(found.plan.rounds))
    rounds = tuple(
        one.changed(id=f"{one.id}-{n}") for n in range(many) for one in found.plan.rounds
    )
    texts = pages(driver_sheets(study(found.scenario, Plan(rounds=rounds)), "fr"), tmp_path)
    assert len(texts) == len(rounds) > 100
    assert all("page" in text for text in texts)


def test_each_page_of_a_long_round_says_whose_it_is(tmp_path: Path) -> None:
    found = planned()
    item = max(found.plan.rounds, key=lambda one: len(one.stops))
    stops = (item.stops[0], *item.stops[1:-1] * 12, item.stops[-1])
    plan = Plan(rounds=(item.changed(stops=stops),), shares=found.plan.shares)
    texts = pages(driver_sheets(study(found.scenario, plan), "fr"), tmp_path)
    assert len(texts) > 1
    called = named(found.scenario, item, "fr")
    assert all(called in text and "page" in text for text in texts)
    # no stop is cut in two: under the head of the table, a page begins with a time
    for text in texts[1:]:
        head, first = [line for line in text.splitlines() if line.strip()][:2]
        assert "Heure" in head
        assert re.match(r"\s*\d\d:\d\d", first)


def test_fourteen_stops_with_long_names_hold_on_one_page_with_their_squares(
    tmp_path: Path,
) -> None:
    made = made_week(rounds=1, points=13)
    donors = tuple(
        one.changed(
            label=f"Boulangerie-pâtisserie de la Bouffardière n° {n}",
            backup="Pas de don : prévenir le lieu de tri, passer au suivant." if n % 3 else "",
            place=one.place.changed(
                address=f"{n} bis, boulevard du Maréchal-Alphonse-Juin",
                access="Sonner à la porte de service, quai de gauche." if n % 2 else "",
            ),
        )
        for n, one in enumerate(made.scenario.donors)
    )
    found = study(made.scenario.changed(donors=donors), made.plan)
    (item,) = found.plan.rounds
    for links in ({}, {item.id: f"https://tel.exemple.org/t/{'x' * 60}"}):
        (text,) = pages(driver_sheets(found, "fr", links), tmp_path)
        (sheet,) = sheets(found, "fr")["sheets"]
        assert len(sheet["stops"]) == 14
        assert len(sheet["guided"]) == 13
        # each stop has its row, and its square its hour
        assert all(text.count(one["starts"]) >= 2 for one in sheet["guided"])


def test_sheets_follow_the_week() -> None:
    found = planned()
    days = [sheet["day"] for sheet in sheets(found, "en")["sheets"]]
    assert days[0].startswith("Monday 23 November")
    assert days == sorted(days, key=lambda day: int(day.split()[1]))


def weight(text: str) -> float:
    """The kg of a line."""
    return float(text.removesuffix("\u00a0kg").replace("\u202f", "").replace(",", "."))


def test_what_is_unloaded_was_collected() -> None:
    for sheet in sheets(planned("alone"), "fr")["sheets"]:
        kg = {"collect": 0.0, "unload": 0.0}
        for stop in sheet["stops"]:
            kg[stop["kind"]] += sum(weight(line["kg"]) for line in stop["lines"])
        assert kg["collect"] == pytest.approx(kg["unload"], abs=5)


def test_drops_are_the_shares_carried() -> None:
    found = planned()
    carried = sum(share.kg for share in found.plan.shares if share.carried_by is not None)
    printed = sum(
        weight(line["kg"])
        for sheet in sheets(found, "fr")["sheets"]
        for stop in sheet["stops"]
        if stop["kind"] == "drop"
        for line in stop["lines"]
    )
    assert printed == pytest.approx(carried, abs=8)


def test_contacts_and_plan_b_are_printed() -> None:
    scenario = tiny("hub")
    donors = tuple(
        one.changed(contact="06 00 00 00 01", backup="Passer au suivant") for one in scenario.donors
    )
    scenario = scenario.changed(donors=donors)
    text = json.dumps(sheets(study(scenario, planned().plan), "fr"), ensure_ascii=False)
    assert "06 00 00 00 01" in text
    assert "Passer au suivant" in text


def test_what_is_not_taken_is_named() -> None:
    found = planned()
    item = next(one for one in found.plan.rounds if any(len(s.kg) > 1 for s in one.collected))
    stops = tuple(
        stop.changed(kg={"fruit": 1.0}) if stop.kind == "collect" else stop for stop in item.stops
    )
    plan = Plan(rounds=(item.changed(stops=stops),))
    left = [
        stop["left"] for stop in sheets(study(found.scenario, plan), "fr")["sheets"][0]["stops"]
    ]
    assert any("Surgelés" in text for text in left)


def test_hostile_names_are_printed_as_they_are(tmp_path: Path) -> None:
    found = study(hostile(), planned().plan)
    text = " ".join(" ".join(pages(driver_sheets(found, "fr"), tmp_path)).split())
    for part in ("#panic()", "$x$", "*a*", "_b_", "@c", "<script>", "[red]", "{{"):
        assert part in HOSTILE
        assert part in text


def test_no_round(tmp_path: Path) -> None:
    empty: Study = study(tiny("hub"), Plan())
    texts = pages(driver_sheets(empty, "en"), tmp_path)
    assert len(texts) == 1
    assert "No round is planned" in texts[0]


def test_a_stop_says_its_street_and_no_sheet_an_id(tmp_path: Path) -> None:
    made = planned("hub")
    scenario = made.scenario
    lived = tuple(
        one.changed(place=one.place.changed(address="7 rue des Lilas")) for one in scenario.donors
    )
    streets = made.changed(scenario=scenario.changed(donors=lived))
    text = "\n".join(pages(driver_sheets(streets, "fr"), tmp_path))
    assert "7 rue des Lilas" in text
    assert not [one.id for one in made.plan.rounds if one.id in text]


def test_it_says_how_to_get_in_and_guides_to_places_that_are_known(tmp_path: Path) -> None:
    """A made-up point would lead astray: there a street is searched, or nothing is offered."""
    made = planned("hub")
    first, second, *others = made.scenario.donors
    donors = (
        first.changed(place=first.place.changed(access="Quai 3, sonner", assumed=False)),
        second.changed(place=second.place.changed(address="7 rue des Lilas", assumed=True)),
        *(one.changed(place=one.place.changed(address="", assumed=True)) for one in others),
    )
    found = made.changed(scenario=made.scenario.changed(donors=donors))
    data = sheets(found, "fr")["sheets"]
    guided = {one["site"]: one["geo"] for sheet in data for one in sheet["guided"]}
    if first.label in guided:
        assert guided[first.label].startswith(f"geo:{first.place.lat:g},{first.place.lon:g}?q=")
    if second.label in guided:
        assert guided[second.label].startswith("geo:0,0?q=7%20rue%20des%20Lilas")
    assert not {one.label for one in others} & set(guided)
    texts = pages(driver_sheets(found, "fr"), tmp_path)
    assert len(texts) == len(made.plan.rounds)
    visited = {stop.site for item in made.plan.rounds for stop in item.collected}
    assert {first.id, second.id} & visited
    assert ("Quai 3, sonner" in "".join(texts)) == (first.id in visited)
    assert "Se faire guider" in "".join(texts)


def test_what_is_counted_is_asked_in_units() -> None:
    """And kg of the rest; a round without any keeps its heading."""
    found = planned()
    world = found.scenario
    families = [
        one.changed(unit="paquet", kg_per_unit=0.5) if one.id == "bread" else one
        for one in world.families
    ]
    counted = found.changed(scenario=world.changed(families=tuple(families)))
    for sheet in sheets(counted, "fr")["sheets"]:
        lines = [line for stop in sheet["stops"] for line in stop["lines"]]
        bread = {line["told_in"] for line in lines if line["family"] == world.family["bread"].label}
        assert bread <= {"u"}
        assert sheet["weighed"] == ("Pesé ou compté" if bread else "Pesé kg")
    assert {one["weighed"] for one in sheets(found, "en")["sheets"]} == {"Weight kg"}


def test_a_drop_says_before_which_distribution_of_its_day_it_comes() -> None:
    made = planned("hub")
    data = sheets(made, "fr")["sheets"], sheets(made, "en")["sheets"]
    told = set()
    for item, french, english in zip(_printed(made), *data, strict=True):
        outside = [stop for stop in item.stops if stop.kind not in ("depart", "return")]
        for stop, fr, en in zip(outside, french["stops"], english["stops"], strict=True):
            same_day = stop.kind == "drop" and item.day == "wed" and stop.site == "restos"
            assert ("avant la distribution de 14:00" in fr["packing"]) == same_day
            assert ("before the distribution at 14:00" in en["packing"]) == same_day
            told.add(same_day)
    assert told == {True, False}


def _printed(made: Study) -> list[Round]:
    return [item for _, rounds in by_day(made.plan) for item in rounds]

from __future__ import annotations

import io
import re
from functools import cache
from typing import get_args

import pytest
from openpyxl import Workbook, load_workbook

from models.base import Language
from models.plan import Plan
from models.study import Study
from service.kinds.week.kind import WEEK
from service.kinds.week.page import week_page
from service.kinds.week.rounds import by_day, label
from service.kinds.week.share_sections import MOST
from service.pages.drawn_map import Mark, drawn_map
from service.pages.html import html
from service.pages.page import Section
from service.pages.pictures import Grid, Map
from service.pages.workbook import workbook
from service.words.labels import word
from tests.helpers.hostile import hostile
from tests.helpers.outline import sound
from tests.helpers.results import printed
from tests.helpers.scenarios import tiny
from tests.helpers.studies import planned, study

LANGUAGES = get_args(Language)


def terminal(found: Study, language: Language = "fr") -> str:
    return printed(week_page(found, language), language)


def report(found: Study, language: Language = "fr") -> str:
    return html(week_page(found, language), language)


def sheets(found: Study, language: Language = "fr") -> Workbook:
    return load_workbook(io.BytesIO(workbook(week_page(found, language), language)))


def section(found: Study, key: str, language: Language = "fr") -> Section:
    title = word(key, language)
    return next(one for one in week_page(found, language).sections if one.title == title)


@cache
def without_reference() -> Study:
    return planned("alone").changed(alone=None, alone_totals=None, alone_balances=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_sound_and_maps_every_day(language: Language) -> None:
    outline = sound(report(planned(), language))
    days = {one.day for one in planned().plan.rounds}
    assert outline.tags.count("figure") == len(days) + 1
    assert outline.tags.count("table") > outline.tags.count("figure")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_holds_in_80_columns(language: Language) -> None:
    text = terminal(planned(), language)
    assert max(len(line) for line in text.splitlines()) <= 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_add_up_in_the_workbook(language: Language) -> None:
    found = planned()
    book = sheets(found, language)
    shares = book[word("shares", language)].iter_rows(min_row=5, values_only=True)
    kg = sum(float(str(row[2])) for row in shares if row[2] is not None)
    assert kg == pytest.approx(found.plan.usable_kg, abs=0.1)
    rounds = list(book[word("rounds", language)].iter_rows(min_row=5, values_only=True))
    assert len([row[0] for row in rounds if row[0]]) == len(found.plan.rounds)


def test_every_sheet_and_column_that_people_pivot_is_there() -> None:
    book = sheets(planned())
    families = tuple(family.label for family in planned().scenario.families)
    wanted = {
        "En bref": ("Indicateur", "Valeur", "Chacun seul"),
        "Tournées": (
            *("Tournée", "Jour", "Véhicule", "Équipage", "Départ", "Retour"),
            *("Kilomètres", "Passages"),
        ),
        "Passages": ("Où", "Tournée", "Heure", "Quoi", "kg", *families),
        "Parts": (
            *("Association", "Famille", "kg", "Ramassé par", "Apporté par"),
            *("Pour la distribution du", "Au plus tard"),
        ),
        "Non desservi": (
            *("Magasin, donateur", "Jour", "kg", "Produits par famille", "Raison"),
            "Ce qui changerait cela",
        ),
        "Soldes": (
            *("Association", "Besoin", "Reçu", "Part du besoin", "Chacun seul"),
            *("kg par personne", "Heures de ses bénévoles", "km de ses véhicules", "€"),
            *families,
        ),
    }
    assert {*wanted, "Origine des calculs"} <= set(book.sheetnames)
    for name, heads in wanted.items():
        there = [cell.value for cell in book[name][4]]
        assert set(heads) <= set(there), name
        assert book[name].freeze_panes in ("B5", None)
    figures = {row[0] for row in book["En bref"].iter_rows(min_row=5, values_only=True)}
    told = ("usable_kg", "need", "meals", "rounds", "stop", "unserved", "person_hours", "km")
    assert {word(key, "fr") for key in (*told, "cost", "co2", "co2_avoided")} <= figures


def test_winners_and_losers_are_named() -> None:
    text = terminal(planned())
    assert "Plus que chacun seul : Secours (+20" in text
    assert "Moins que chacun seul : CCAS (−20" in text
    page = report(planned())
    assert '<span class="good">+20' in page
    assert '<p class="bad">Moins que chacun seul' in page


def test_simulated_figures_say_what_they_are() -> None:
    table = section(planned(), "simulation").tables[0]
    lost = next(row for row in table.rows if row[0] == "Nourriture perdue")
    assert [cell.written("fr") for cell in lost[1:] if not isinstance(cell, str)] == [  # type: ignore[union-attr]
        *("25\u00a0kg", "20\u00a0kg", "30\u00a0kg")
    ]
    assert "1 semaine sur 10, moins de" in [head.text for head in table.columns]
    assert "Le trop-plein reste sur place." in report(planned())
    assert "Le trop-plein" not in terminal(planned())


def test_alone_itself_has_no_reference() -> None:
    for shown in (terminal(without_reference()), report(without_reference())):
        assert "Chacun seul" not in shown


def test_eight_unserved_in_the_terminal_the_rest_counted() -> None:
    found = study(tiny("hub"), Plan())
    text = terminal(found)
    pickups = len(tiny("hub").pickups)
    assert text.count("→") == MOST
    assert f"+ {pickups - MOST} autre" in text
    assert "Aucune tournée" in text
    assert report(found).count("Aucun chauffeur ce jour-là.") == pickups


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_round(language: Language) -> None:
    found = study(tiny("hub"), Plan())
    sound(report(found, language))
    told = "Aucune tournée" if language == "fr" else "No round"
    assert week_page(found, language).answer.startswith(told)
    assert told in report(found, language)


def test_hostile_names_stay_names_everywhere() -> None:
    world = hostile()
    label_ = '=HYPERLINK("http://x","y")'
    found = study(world, planned().plan)
    assert "[red]r[/red]" in terminal(found)
    page = report(found)
    sound(page)
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    bad = world.changed(
        donors=tuple(one.changed(label=label_) for one in world.donors),
        vehicles=tuple(one.changed(label="+1+1") for one in world.vehicles),
        people=tuple(one.changed(label="@SUM(A1)") for one in world.people),
    )
    book = sheets(study(bad, planned().plan))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == label_ for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in "=+@" and cell.value)


def test_a_refused_plan_says_so_before_all_else() -> None:
    found = planned()
    refused = found.changed(violations=found.findings)
    assert "le contrôle" in terminal(refused).splitlines()[2]
    assert '<div class="alert" role="alert"><ul><li>ERREUR DE RAMASSE' in report(refused)
    assert "le contrôle refuse ce plan" not in report(found)


def test_contacts_stay_on_the_sheets() -> None:
    scenario = tiny("hub")
    donors = tuple(one.changed(contact="06 00 00 00 01") for one in scenario.donors)
    found = study(scenario.changed(donors=donors), planned().plan)
    assert "06 00 00 00 01" not in report(found)


def test_estimated_travel_is_stamped_everywhere() -> None:
    stamp = planned().findings[0].text.fr
    assert stamp in terminal(planned())
    assert stamp in report(planned())
    cells = [cell.value for sheet in sheets(planned()) for row in sheet.iter_rows() for cell in row]
    assert stamp in cells


def test_everything_is_on_the_map_and_north_is_up() -> None:
    found = planned()
    maps = [one for one in section(found, "map").pictures if isinstance(one, Map)]
    for (_, rounds), made in zip(by_day(found.plan), maps, strict=True):
        visited = {stop.site for item in rounds for stop in item.stops}
        assert {spot.name for spot in made.spots} == {label(found.scenario, s) for s in visited}
        assert len(made.ways) == len(rounds)
        drawn = drawn_map(made, "fr")
        assert len(drawn.marks) == len(visited)
        north = max(visited, key=lambda site: found.scenario.sites[site].lat)
        top = min(drawn.marks, key=height)
        assert top.title == label(found.scenario, north)


def height(mark: Mark) -> float:
    """Where an outline begins, from the top."""
    return float(re.findall(r"[-.\d]+", mark.path)[1])


def test_every_outing_is_on_the_timeline_and_in_its_table() -> None:
    found = planned()
    part = section(found, "timeline")
    (grid,) = (one for one in part.pictures if isinstance(one, Grid))
    outings = len(found.plan.rounds) + sum(len(item.crew) for item in found.plan.rounds)
    assert sum(len(blocks) for _, blocks in grid.rows) == outings
    cells = [str(cell) for row in part.tables[0].rows for cell in row[1:]]
    assert sum(cell.count("–") for cell in cells) == outings


def test_idle_vehicles_show_idle_people_do_not() -> None:
    found = planned()
    still = found.changed(plan=found.plan.changed(rounds=(), shares=()))
    (grid,) = section(still, "timeline").pictures
    assert isinstance(grid, Grid)
    assert [name for name, _ in grid.rows] == [one.label for one in found.scenario.vehicles]


def test_of_a_refused_plan_only_the_study_is_made() -> None:
    found = planned()
    assert set(WEEK.made(found, "fr")) >= set(WEEK.writes)
    assert set(WEEK.made(found.changed(violations=found.findings), "fr")) == {"study.json"}

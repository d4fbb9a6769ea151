from __future__ import annotations

from pathlib import Path

import pytest

from models.calendar import Window
from scenarios import Loaded, ScenarioError, dump, load

HEAD = "id;label;network;commune;lat;lon;weekly_need_kg"
SCENARIO = """\
id: city
label: Ville
week_of: 2026-11-30
days: [mon, tue]
shifts:
  - {id: morning, label: Matin, starts: "08:00", ends: "12:00", max_min: 240}
families:
  - {id: dry, label: Sec, temperature: ambient, shelf_days: 90, target_kg_per_person: 1}
associations:
  - {id: hub, label: Plateforme, place: {lat: 43.3, lon: 5.4, commune: Marseille}, people: 0}
policy:
  pools: [{id: all, label: Tous, mode: alone, members: [hub]}]
warehouse:
  platforms:
    - id: hub
      label: Plateforme
      place: {lat: 43.3, lon: 5.4, commune: Marseille}
      surface_m2: 500
      places: {ambient: 100}
  networks: [{id: one, label: Réseau, surface_share: 1.0}]
  family_shares: {dry: 1.0}
  points_table: points.csv
variants:
  bigger: {label: Plus grand, set: {warehouse.points.p1.weekly_need_kg: 900}}
"""


def city(folder: Path, table: str | bytes, variant: str | None = None) -> Loaded:
    (folder / "city.yaml").write_text(SCENARIO, encoding="utf-8")
    content = table if isinstance(table, bytes) else table.encode()
    (folder / "points.csv").write_bytes(content)
    return load(folder / "city.yaml", variant)


def faults(folder: Path, table: str) -> list[tuple[str, str, str]]:
    with pytest.raises(ScenarioError) as caught:
        city(folder, table)
    assert all(one.text.fr != one.text.en for one in caught.value.faults)
    return [(one.place, one.path, one.text.en) for one in caught.value.faults]


def points(loaded: Loaded) -> dict[str, object]:
    assert loaded.scenario.warehouse is not None
    return {one.id: one for one in loaded.scenario.warehouse.points}


def test_french_and_english_headers_read_alike(tmp_path: Path) -> None:
    english = f"{HEAD},windows,fetches\n".replace(";", ",")
    english += 'p1,"Point 1",one,Aubagne,43.29,5.57,120.5,mon 08:00-12:00 | 14:00-17:00,yes\n'
    french = (
        "Identifiant;Libellé;Réseau;Commune;Latitude;Longitude;Besoin kg semaine;Ouvertures;"
        "Vient chercher\n"
        "p1;Point 1;one;Aubagne;43,29;5,57;120,5;lundi 8:00 - 12:00 | 14:00–17:00;oui\n"
    )
    first = city(tmp_path, english)
    second = city(tmp_path, french.encode("cp1252"))
    assert first.scenario == second.scenario
    point = points(first)["p1"]
    assert point.windows == (  # type: ignore[attr-defined]
        Window(day="mon", opens="08:00", closes="12:00"),
        Window(opens="14:00", closes="17:00"),
    )
    assert point.fetches is True  # type: ignore[attr-defined]
    assert point.weekly_need_kg == 120.5  # type: ignore[attr-defined]


def test_points_of_a_table_are_overridden_by_their_id_and_written_back(tmp_path: Path) -> None:
    table = f"{HEAD}\np1;1;one;Aubagne;43.29;5.57;100\np2;2;one;Aubagne;43.28;5.56;50\n"
    loaded = city(tmp_path, table, "bigger")
    assert points(loaded)["p1"].weekly_need_kg == 900  # type: ignore[attr-defined]
    assert loaded.scenario.warehouse is not None
    assert loaded.scenario.warehouse.points_table is None
    again = tmp_path / "again.yaml"
    again.write_text(dump(loaded.scenario), encoding="utf-8")
    assert load(again).scenario == loaded.scenario


def test_each_fault_stands_on_its_line(tmp_path: Path) -> None:
    table = (
        f"{HEAD};ouvertures\np1;1;one;Aubagne;north;5.57;100;\np2;2;one;Aubagne;43.2;5.57;-3;tôt\n"
    )
    found = faults(tmp_path, table)
    assert [(place, path) for place, path, _ in found] == [
        ("points.csv:2", "lat"),
        ("points.csv:3", "ouvertures"),
        ("points.csv:3", "weekly_need_kg"),
    ]
    assert '"tôt"' in found[1][2]


@pytest.mark.parametrize(
    ("table", "place", "what"),
    [
        ("id;label;network;commune;lat;weekly_need_kg;lon;lon\n", "points.csv:1", "twice"),
        (f"{HEAD};besoins\n", "points.csv:1", "Unknown column"),
        ("id;label\n", "points.csv:1", "missing: network"),
        (f"{HEAD}\n", "points.csv:2", "No point"),
        ("", "points.csv:1", "empty"),
    ],
)
def test_bad_headers_are_named(tmp_path: Path, table: str, place: str, what: str) -> None:
    found = faults(tmp_path, table)
    assert any(one[0] == place and what in one[2] for one in found), found


def test_a_line_that_is_no_csv_is_named(tmp_path: Path) -> None:
    table = f'{HEAD}\np1;"{"x" * 200_000}'
    assert "points.csv:2" in [one[0] for one in faults(tmp_path, table)]


@pytest.mark.parametrize("name", ["none.csv", "../points.csv", "/etc/passwd", "a\0b"])
def test_a_table_lies_beside_its_scenario(tmp_path: Path, name: str) -> None:
    city(tmp_path, f"{HEAD}\np1;1;one;Aubagne;43.29;5.57;100\n")
    path = tmp_path / "city.yaml"
    with pytest.raises(ScenarioError, match="not beside"):
        load(path, None, [f'warehouse.points_table="{name.replace(chr(0), "%")}"'])


def test_a_cell_says_what_it_should_hold_and_hours_are_read_as_written(tmp_path: Path) -> None:
    row = "p1;Point;one;Aubagne;43.29;5.57;"
    found = faults(tmp_path, f"{HEAD};fetches\n{row}10;peut-être\n")
    assert [one[1] for one in found] == ["fetches"]
    assert "yes or no" in found[0][2]
    loaded = city(tmp_path, f"{HEAD};windows\n{row}10;lun. 8h30-12h | 14h à 17h\n")
    (point,) = points(loaded).values()
    windows = point.windows  # type: ignore[attr-defined]
    assert windows == (
        Window(day="mon", opens="08:30", closes="12:00"),
        Window(opens="14:00", closes="17:00"),
    )


def test_ids_are_made_and_empty_cells_are_named(tmp_path: Path) -> None:
    head = HEAD.removeprefix("id;")
    rows = "P1;one;Aubagne;43.29;5.57;100\nL'Épi;one;Aubagne;43.29;5.57;50\n"
    loaded = city(tmp_path, f"{head}\n{rows}")
    assert list(points(loaded)) == ["p1", "l-epi"]
    found = faults(
        tmp_path, f"{head}\nP1;one;Aubagne;43.29;5.57;100\n;one;Aubagne;43.29;5.57;100\n"
    )
    assert [(place, path) for place, path, _ in found] == [("points.csv:3", "label")]
    assert "The cell is empty" in found[0][2]
    # a point that cannot be right is not told to be far as well
    (swapped,) = faults(tmp_path, f"{head}\nP1;one;Aubagne;5.57;43.29;9\n")
    assert swapped[:2] == ("points.csv:2", "lat")

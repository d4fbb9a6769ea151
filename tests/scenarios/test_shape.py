import json
from pathlib import Path

import pytest

from models.events import Call
from models.scenario import Scenario
from scenarios import shape
from scenarios.faults import MORE_FAULTS, MOST_FAULTS, ordered
from scenarios.nodes import Node
from scenarios.shape import check_shape
from scenarios.source import LIBRARY
from scenarios.yaml_text import parse
from tests.scenarios.files import SOUND, faults_of, line_of, spoilt

PER_KM = "vehicles.van-1.eur_per_km"
CASES = [
    # what is replaced, by what, where it stands, path, words of the French sentence
    ("people: 100", "poeple: 100", "poeple", "associations.secours.poeple", "« people »"),
    ("label: Village", "labl: Village", "labl", "labl", "« label »"),
    ("id: village", "variantes: {}\nid: village", "variantes", "variantes", "« variants »"),
    ("people: 80", "people: many", "many", "associations.restos.people", "un nombre entier"),
    ("people: 80", "people: 80.5", "80.5", "associations.restos.people", "un nombre entier"),
    ("people: 80", "people: -3", "-3", "associations.restos.people", "d'au moins 0"),
    ("people: 80", "people: '80'", "'80'", "associations.restos.people", "Écrivez 80."),
    ("people: 80", "people: true", "true\n", "associations.restos.people", "un nombre entier"),
    (
        "payload_kg: 900",
        "payload_kg: 0",
        "kg: 0\n",
        "vehicles.van-1.payload_kg",
        "plus grand que 0",
    ),
    ("payload_kg: 900", "payload_kg: 1,5", "1,5", "vehicles.van-1.payload_kg", "Écrivez 1.5."),
    ("payload_kg: 900", "payload_kg: 9e9", "9e9", "vehicles.van-1.payload_kg", "d'au plus 40000"),
    *(
        ("payload_kg: 900", f"payload_kg: 900\n    eur_per_km: {one}", one, PER_KM, said)
        for one, said in (("12 k€", "Écrivez 12000, en"), ("1.5K", "Écrivez 1500, en euros."))
    ),
    ("payload_kg: 900", "payload_kg:", "kg:\n", "vehicles.van-1.payload_kg", "vide"),
    ("private: true", "private: oui", "oui", "donors.super-1.private", "Écrivez true."),
    ("private: true", "private: 1", "private: 1", "donors.super-1.private", "true (oui)"),
    ("id: van-1", "id: Van Un", "Van Un", "vehicles.Van Un.id", "Écrivez van-un."),
    ("id: van-1", "id: 12", "12\n", "vehicles.0.id", 'Écrivez "12".'),
    ("label: Hyper", "label: 2026", "2026\n", "donors.hyper-1.label", 'Écrivez "2026".'),
    ("label: Hyper", 'label: ""', '""', "donors.hyper-1.label", "non vide"),
    ("label: Hyper", r'label: "a\e[31mb"', "e[31mb", "donors.hyper-1.label", "caractère invisible"),
    ("days: [mon]\n", "days: mon\n", "days: mon\n", "vehicles.van-2.days", "Écrivez [mon]."),
    ("days: [mon]\n", "days: [lundi]\n", "lundi", "vehicles.van-2.days.0", "Écrivez mon."),
    ("days: [mon]\n", "days: []\n", "[]", "vehicles.van-2.days", "trop courte"),
    ('"08:00"', "8h", "8h", "shifts.morning.starts", 'Écrivez "08:00".'),
    ('"12:00"', '"24:00"', "24:00", "shifts.morning.ends", "de 00:00 à 23:59"),
    ("2026-11-23", "23/11/2026", "23/11", "week_of", "Écrivez 2026-11-23."),
    ("2026-11-23", "2026-13-23", "2026-13", "week_of", "AAAA-MM-JJ"),
    ("2026-11-23", "[2026]", "[2026]", "week_of", "AAAA-MM-JJ"),
    ("ambient", "ambiant", "ambiant", "families.fruit.temperature", "Écrivez ambient."),
    ("lat: 43.31", "lat: 143.31", "143.31", "donors.super-1.place.lat", "-90 à 90"),
    ("fruit: 0.7", "fruit: 1.7", "1.7", "donor_kinds.market.family_shares.fruit", "d'au plus 1"),
    ("fruit: 0.7", "Fruit: 0.7", "Fruit:", "donor_kinds.market.family_shares.Fruit", "minuscules"),
    ("mode: hub,", "mode: hub, mod: hub,", "mod:", "policy.pools.town.mod", "« mode »"),
    ("label: Chacun seul\n", "labell: x\n", "labell", "variants.alone.labell", "« label »"),
    ("extends: alone", "extends: 3", "extends: 3", "variants.alone_open.extends", 'Écrivez "3".'),
]


@pytest.mark.parametrize(("old", "new", "where", "path", "said"), CASES)
def test_wrong_shape(tmp_path: Path, old: str, new: str, where: str, path: str, said: str) -> None:
    text = spoilt(old, new)
    found = {fault.path: fault for fault in faults_of(tmp_path, text)}
    assert path in found
    lines = [n for n, line in enumerate(text.splitlines(True), 1) if where in line]
    assert found[path].place == f"village.yaml:{lines[0]}"
    assert said in found[path].text.fr
    # beside it, at most the key that its misspelling leaves out
    assert len(found) <= 2


def test_a_missing_key_is_named_where_its_block_begins(tmp_path: Path) -> None:
    text = spoilt("    owner: secours\n", "")
    (fault,) = faults_of(tmp_path, text)
    assert fault.place == line_of(text, "- id: van-1")
    assert fault.path == "vehicles.van-1.owner"
    assert "« owner » manque" in fault.text.fr
    assert '"owner" is missing' in fault.text.en


def test_a_list_in_place_of_a_block_and_the_reverse(tmp_path: Path) -> None:
    text = SOUND.replace("place: {lat: 43.31, lon: 5.55, commune: Aubagne}", "place: [43.31, 5.55]")
    text = (
        text[: text.index("people:\n  - {id: p1")]
        + "people: {p1: Paul}\n"
        + text[text.index("policy:") :]
    )
    faults = faults_of(tmp_path, text)
    assert [fault.path for fault in faults] == ["donors.super-1.place", "people"]
    assert "commune, lat, lon" in faults[0].text.fr
    assert "une liste" in faults[1].text.fr


def test_a_point_needs_two_numbers(tmp_path: Path) -> None:
    text = SOUND + (
        "travel:\n  barriers:\n"
        "    - {label: Garlaban, points: [[43.3, 5.5], [43.3]]}\n"
        "    - {label: Carpiagne, points: [[43.3, 5.5], [43.3, 5.5, 1]]}\n"
    )
    faults = faults_of(tmp_path, text)
    assert [fault.path for fault in faults] == [
        "travel.barriers.0.points.1.1",
        "travel.barriers.1.points.1",
    ]
    assert "manque" in faults[0].text.fr
    assert "trop longue" in faults[1].text.fr


def test_of_very_many_faults_a_thousand_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the rest is not even looked at: that would take minutes and gigabytes."""
    monkeypatch.setattr(shape, "AT_ONCE", 300)
    root, _ = parse("id: a\nfamilies:\n" + "- {}\n" * 2_000 + "label: A\n", "a.yaml")
    assert root is not None
    _, complaints = check_shape(root, Scenario)
    assert len(complaints) == MOST_FAULTS + 1
    assert not any(one.path == "label" for one in complaints), "what was cut is not missing"
    told = ordered(complaints)
    assert len(told) == MOST_FAULTS + 1
    assert told[-1].text == MORE_FAULTS


def test_pieces_of_a_large_file_say_what_the_whole_says(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (LIBRARY / "aubagne.yaml").read_text(encoding="utf-8")
    wrong = text.replace("policy:\n", "policy:\n  zut: 1\n", 1)
    for content in (text, wrong):
        root, _ = parse(content, "a.yaml")
        assert root is not None
        assert isinstance(root.value, dict)
        base = Node(root.mark, {k: v for k, v in root.value.items() if k in Scenario.model_fields})
        monkeypatch.undo()
        whole = check_shape(base, Scenario)
        monkeypatch.setattr(shape, "AT_ONCE", 200)
        assert check_shape(base, Scenario) == whole


@pytest.mark.parametrize(
    ("event", "path", "said"),
    [
        ({"kind": "gives", "donor": "a", "shop": "b"}, "events.0.shop", "kind, donor, kg"),
        ({"kind": "gives", "kg": 2}, "events.0.donor", "identifiant"),
        ({"kind": "down", "vehicle": "a", "until": "lundi"}, "events.0.until", "mon, tue"),
        ({"kind": "lost"}, "events.0", "absent, down, gives, surprise, closed"),
    ],
)
def test_of_several_records_the_one_that_is_meant_is_told(
    event: dict[str, object], path: str, said: str
) -> None:
    """What was expected is never an empty list, and the place is as it was written."""
    root, faults = parse(json.dumps({"day": "tue", "events": [event]}), "", lines=False)
    assert not faults
    assert root is not None
    (found,) = check_shape(root, Call)[1]
    assert found.path == path
    assert said in found.text.fr.partition("Attendu : ")[2]

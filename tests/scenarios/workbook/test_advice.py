"""The advice of each fault is right: followed to the letter, the fault is gone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scenarios import Fault, ScenarioError, load
from scenarios.mending import mended, spots
from tests.helpers.short import filled, saved
from tests.scenarios.workbook.books import NAME, cell, changed, setting, typed, village

WAVES = 3
"""Some faults hide others, such as a name that is wrong and what the named thing says."""
DEVELOPERS_WORDS = re.compile(
    r"\bbloc|\bblock|\bcl[eé]s?\b|\bkey\b|« \[|\[a, b\]|[a-z_]\.\d+\.|null|true|false|_id\b|YAML",
    re.I,
)


def written(fault: Fault) -> str:
    """Return what someone writes in a cell who does as its fault says."""
    text = fault.text.fr
    for pattern in (
        r"Vouliez-vous dire « ([^»]+) » \?",
        r"Écrivez \"?([^\s\".]+)\"?",
        r"l'un de ces mots : ([^,.]+)",
        r"par exemple « ([^»]+) »",
        r"par exemple (\d\d/\d\d/\d{4})",
        r"de (\d\d:\d\d) à",
        r"(oui) ou non",
        r"(?:d'au moins|et d'au plus|d'au plus) (-?\d+(?:[.,]\d+)?)",
    ):
        found = re.search(pattern, text)
        if found is not None:
            return found[1]
    if re.search(r"croix", text):
        return "x"
    if re.search(r"plus grand que 0", text):
        return "1"
    if re.search(r"de 0 % à 100 %", text):
        return "10 %"
    if re.search(r"Videz|Retirez|Supprimez", text):
        return ""
    found = re.search(r"n'est pas dans la feuille .* Attendu : ([^,.]+)", text)
    if found is not None:
        return found[1]
    if "est vide" in text or "Trouvé" in text:
        return "Texte"
    raise AssertionError(f"advice that cannot be followed: {text}")


def follow(folder: Path, book: bytes) -> tuple[int, list[Fault]]:
    """Do as all faults say, wave after wave; return how many waves, and all the faults."""
    path, seen = folder / NAME, list[Fault]()
    for wave in range(WAVES + 1):
        path.write_bytes(book)
        try:
            load(path)
        except ScenarioError as error:
            faults = error.faults
        else:
            return wave, seen
        seen += faults
        found, others = spots(str(path), book, faults)
        assert not others, others
        by_place = {one.place.rpartition(".xlsx:")[2]: one for one in faults}
        changes = {}
        for one in found:
            right, wrong = written(by_place[one.place]), by_place[one.place].text.fr
            said = re.match(r'Trouvé "([^"]+)"', wrong)
            # one of several names in a cell: the others stay
            part = said[1] if said is not None and "," in one.found else one.found
            changes[one.place] = one.found.replace(part, right) if part else right
        book = mended(book, changes)
    raise AssertionError([f"{one.place}: {one.text.fr}" for one in faults])


@pytest.fixture
def book() -> bytes:
    return village()


def spoil(opened: Any) -> None:
    typed(opened, "Véhicules", "cold", "frigo")
    typed(opened, "Véhicules", "days.tue", "mardi")
    typed(opened, "Véhicules", "payload_kg", -5, row=4)
    typed(opened, "Véhicules", "owner", "Secour", row=4)
    typed(opened, "Associations", "people", "beaucoup")
    typed(opened, "Associations", "counted_on", "hier", row=4)
    typed(opened, "Distributions", "starts", "neuf heures")
    typed(opened, "Magasins", "private", "peut-être", row=4)
    typed(opened, "Magasins", "kind", "Marchet")
    typed(opened, "Magasins", "place.lat", 143.0)
    typed(opened, "Équipages", "id", "Été 1")
    typed(opened, "Équipages", "association", "secours populère", row=4)
    typed(opened, "Types de magasins", "reject_rate", 16)
    typed(opened, "Familles", "temperature", "tiède")
    typed(opened, "Groupes", "members", "secours, les restaus")
    cell(opened, "Magasins", "label", 4).value = None
    cell(opened, "Familles", "shelf_days", 4).value = None
    setting(opened, "language").value = "basque"
    setting(opened, "week_of").value = "la semaine prochaine"


def test_a_workbook_is_sound_once_all_advice_was_followed(tmp_path: Path, book: bytes) -> None:
    waves, seen = follow(tmp_path, changed(book, spoil))
    assert waves <= WAVES
    for one in seen:
        for text in (one.place, one.path, one.text.fr, one.text.en):
            told = text.replace(str(tmp_path), "")
            assert not DEVELOPERS_WORDS.search(told), f"{told}"


def test_a_short_workbook_too(tmp_path: Path) -> None:
    made = filled()
    made["Magasins"]["D3"], made["Magasins"]["E2"] = "secour", "lundredi"
    made["Magasins"]["F2"], made["Associations"]["C3"] = -3, "beaucoup"
    made["Associations"]["E2"], made["Véhicules"]["C2"] = "neuf", "Camion frigo"
    made["Véhicules"]["B2"], made["Ma ville"]["B3"] = "Restos", "basque"
    made["Ma ville"]["B2"] = None
    waves, seen = follow(tmp_path, saved(made))
    assert waves <= 2
    for one in seen:
        assert not DEVELOPERS_WORDS.search(f"{one.path} {one.text.fr} {one.text.en}"), one

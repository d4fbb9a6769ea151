"""Files that are no scenario: one sentence that says what they are and where they belong."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from scenarios import ScenarioError, load
from scenarios.known_files import RESULTS
from scenarios.other_files import other_file
from service.asking.asked import EarlierRun, mark_of
from service.cli.parameters import spelling
from service.kinds.registry import KINDS
from service.sources import Upload, read_here
from service.words.labels import word
from tests.scenarios.files import SOUND


def _packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, b"x" * 50)
    return made.getvalue()


def _book(sheet: str, *titles: str) -> bytes:
    book, made = Workbook(), io.BytesIO()
    book.worksheets[0].title = sheet
    book.worksheets[0].append(titles)
    book.save(made)
    return made.getvalue()


FILES: dict[str, tuple[bytes, str]] = {
    "study.json": (b'{"scenario": {"id": "a"}, "plan": {}, "legs": [], "alone": null}', "replan"),
    "allocation.json": (b'{"scenario": {}, "portions": [], "standings": []}', "itinerary --split"),
    "cut.json": (b'{"scenario": {}, "plan": {}, "legs": [], "alone": {"a', "--supply"),
    "levers.json": (b'{"scenario": {}, "levers": [], "provenance": {}}', "dont il est parti"),
    "contacts.json": (b'{"people": {}, "associations": {}}', "ne la transmettez pas"),
    "communes.geojson": (b'{"type": "FeatureCollection", "features": []}', "outlines import"),
    "lieux.json": (b'{"places": [{"name": "a"}]}', "ramasse hours"),
    "lots.csv": ("famille;kg;libellé\ndairy;40,5;yaourts\n".encode(), "--supply"),
    "rentré.csv": (b"date,magasin,association,kg\n2026-11-30,a,b,3\n", "ramasse weigh"),
    "registre.csv": (b"week_of,association,family,kind,kg,reason,recorded_at\n", "registre"),
    "après un titre.csv": (b"Ramasse du 30\n\nfamille;kg;dlc\ndairy;4;\n", "--supply"),
    "magasins.csv": (b"Nom;Ville;Caisses\nSuper;Aubagne;6\n", "ramasse import"),
    "subventions.csv": (b"nomAttribuant;montant;objet : x\nVille;30;a: b\n", "awards_table"),
    "stores.csv": ("Nom;Ville;Téléphone\n".encode("cp1252"), "ramasse import"),
    "textes.txt": (b"Bonsoir,\nRM1.WyJhdWJhZ25lIiwiMjAy.dd7e6b7a.\n", "--code"),
    "affiche.pdf": (b"%PDF-1.7\n%\xe2\xe3\n", "PDF"),
    "photo.jpg": (b"\xff\xd8\xff\xe0aaaa", "image"),
    "page.html": (b"<!doctype html><html>", "page web"),
    "routes.osm": (b'<?xml version="1.0"?>\n<osm version="0.6">', "travel.roads"),
    "routes.osm.gz": (gzip.compress(b"<osm>"), "compressé"),
    "sauvegarde": (_packed("tables/accounts.jsonl", "ramasse.json"), "ramasse restore"),
    "bus.zip": (_packed("stops.txt", "stop_times.txt"), "timetable"),
    "lettre.docx": (_packed("word/document.xml"), "mis en page"),
    "semaine.xlsx": (_book("Passages", "Date", "Magasin", "Association", "Pain kg"), "weigh"),
    "classeur.xlsx": (_book(word("provenance", "fr"), "a"), "dont il est parti"),
    "results.xlsx": (_book(word("provenance", "en"), "a"), "dont il est parti"),
    "vide.yaml": (b"", "vide"),
    "vide.csv": (b"a", "vide.csv"),
}


@pytest.mark.parametrize("name", FILES)
def test_one_sentence_the_same_by_command_and_page(tmp_path: Path, name: str) -> None:
    content, expected = FILES[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ScenarioError) as told:
        load(tmp_path / name)
    (fault,) = told.value.faults
    assert expected in fault.text.fr
    assert str(tmp_path) not in fault.text.fr
    with pytest.raises(ScenarioError) as sent:
        read_here(Upload(name, content))
    assert [one.text for one in sent.value.faults] == [fault.text]


def test_a_scenario_in_json_is_one(tmp_path: Path) -> None:
    path = tmp_path / "town.json"
    path.write_text(json.dumps({"id": "a", "label": "A", "associations": []}), encoding="utf-8")
    with pytest.raises(ScenarioError) as told:
        load(path)
    assert len(told.value.faults) > 1


@pytest.mark.parametrize("line", ["# famille, kg", "# date; magasin; association", "notes: [a]"])
def test_a_scenario_that_speaks_of_tables_is_one(tmp_path: Path, line: str) -> None:
    content = f"{line}\n{SOUND}".encode()
    assert other_file(content) is None
    (tmp_path / "a.yaml").write_bytes(content)
    load(tmp_path / "a.yaml")


def test_every_kind_of_result_is_known_and_told_where_it_goes_on() -> None:
    for name, kind in KINDS.items():
        found = set(kind.study.model_fields)
        told = {way for one in RESULTS if one.keys <= found for way in one.goes_on}
        ways = {
            f"{other.command} {spelling(other.asked, field)}".strip()
            for other in KINDS.values()
            for field in other.asked.model_fields
            if (mark := mark_of(other.asked, field, EarlierRun)) and name in mark.kinds
        }
        assert name == "hand_plan" or told == ways, name
        known = "provenance" in found or {"town", "text", "changes"} <= found
        assert told or known, name

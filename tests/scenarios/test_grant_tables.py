"""Grants read from a table in the SCDL form: what is read, and every fault at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.grants import Grant
from scenarios import Loaded, ScenarioError, load
from tests.helpers.granted import SIRETS

CITY, STATE, NORTH = SIRETS["city"], SIRETS["state"], SIRETS["north"]
HEAD = (
    "nomAttribuant;idAttribuant;dateConvention;referenceDecision;nomBeneficiaire;idBeneficiaire;"
    "rnaBeneficiaire;objet;montant;nature;conditionsVersement;datesPeriodeVersement;idRAE;"
    "notificationUE;pourcentageSubvention;dispositifAide"
)
SCENARIO = """\
id: city
label: Ville
week_of: 2027-01-04
days: [mon, tue]
shifts:
  - {id: morning, label: Matin, starts: "08:00", ends: "12:00", max_min: 240}
families:
  - {id: dry, label: Sec, temperature: ambient, shelf_days: 90, target_kg_per_person: 1}
associations:
  - {id: hub, label: Comité, place: {lat: 43.3, lon: 5.4, commune: Marseille}, people: 0}
policy:
  pools: [{id: all, label: Tous, mode: alone, members: [hub]}]
grants:
  awards_table: grants.csv
  territories: [{id: a, label: A, poor_people: 100}]
  structures: [{id: north, label: Épicerie Nord, siret: "%s", territories: {a: 1}}]
  funders: [{id: city, label: Ville, siret: "%s"}]
"""


def line(**values: str) -> str:
    """Return a line of the table, of a grant that is sound."""
    cells = {
        "funder": "Ville",
        "funder_siret": CITY,
        "agreed": "2027-01-04",
        "reference": "R1",
        "structure": "Épicerie Nord",
        "structure_siret": NORTH,
        "rna": "W133000001",
        "purpose": "Achats de denrées",
        "eur": "12 000,50",
        "nature": "aide en numéraire",
        "payment": "unique",
        "period": "2027-01-01/2027-12-31",
        "aid": "",
        "notified": "non",
        "share": "1,00",
        "programme": "",
    } | values
    return ";".join(cells.values())


def read(folder: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8-sig") -> Loaded:
    (folder / "city.yaml").write_text(SCENARIO % (NORTH, CITY), encoding="utf-8")
    (folder / "grants.csv").write_bytes("\n".join((head, *lines, "")).encode(encoding))
    return load(folder / "city.yaml")


def faults(folder: Path, *lines: str, head: str = HEAD) -> list[tuple[str, str, str]]:
    with pytest.raises(ScenarioError) as caught:
        read(folder, *lines, head=head)
    assert all(one.text.fr != one.text.en for one in caught.value.faults)
    return [(one.place, one.path, one.text.en) for one in caught.value.faults]


def awards(loaded: Loaded) -> tuple[Grant, ...]:
    return loaded.scenario.grants.awards


def test_the_form_as_it_is_published(tmp_path: Path) -> None:
    (one,) = awards(read(tmp_path, line()))
    assert (one.eur, one.reference, one.nature, one.share) == (12000.5, "R1", "cash", 1.0)
    assert (str(one.first), str(one.last)) == ("2027-01-01", "2027-12-31")
    assert (one.structure_siret, one.structure_rna) == (NORTH, "W133000001")


def test_commas_days_first_other_letters_and_one_date(tmp_path: Path) -> None:
    row = line(agreed="04/01/2027", eur="12000.50", period="04/01/2027", share="0.45")
    (one,) = awards(read(tmp_path, row.replace(";", ","), head=HEAD.replace(";", ",")))
    assert (str(one.agreed), str(one.last), one.share) == ("2027-01-04", "2027-01-04", 0.45)
    (old,) = awards(read(tmp_path, line(nature="aide en nature"), encoding="cp1252"))
    assert (old.structure, old.nature) == ("Épicerie Nord", "in_kind")
    (two,) = awards(read(tmp_path, line(period="du 01/02/2027 au 31/01/2028")))
    assert (str(two.first), str(two.last)) == ("2027-02-01", "2028-01-31")
    both = line(nature='"aide en numéraire;aide en nature"', programme="Camions")
    (mixed,) = awards(read(tmp_path, both))
    assert (mixed.nature, mixed.purpose) == ("mixed", "Achats de denrées – Camions")


def test_all_faults_at_once_with_their_line_and_column(tmp_path: Path) -> None:
    found = faults(
        tmp_path,
        line(),
        line(reference="R2", structure_siret=NORTH[:-1] + "1"),
        line(reference="R3", rna="133000001"),
        line(reference="R4", eur="12 k€"),
        line(),
        line(reference="R6", eur="-500"),
        line(reference="R7", period="2027"),
        line(reference="R8", agreed="hier", nature="prêt"),
        line(reference="R9", eur=""),
        line(reference="R10", period="2027-12-31/2027-01-01"),
        line(reference="R11", structure="Ville", structure_siret=CITY),
        line(reference="R12", funder_siret="035600000000048"),
    )
    told = {(int(place.partition(":")[2]), path): text for place, path, text in found}
    assert set(told) == {
        (3, "idBeneficiaire"),
        (4, "rnaBeneficiaire"),
        (5, "montant"),
        (6, "montant"),
        (7, "montant"),
        (8, "datesPeriodeVersement"),
        (9, "dateConvention"),
        (9, "nature"),
        (10, "montant"),
        (11, "datesPeriodeVersement"),
        (12, "nomBeneficiaire"),
        (13, "idAttribuant"),
    }
    assert "Write 12000, in euros." in told[5, "montant"]
    assert "counted already: line 2" in told[6, "montant"]
    assert "−500 € given back, for 0 € given" in told[7, "montant"]


def test_instalments_are_one_grant_and_their_total_is_not_one_more(tmp_path: Path) -> None:
    parts = [
        line(eur="4000", period="2027-01-15"),
        line(eur="4000", period="2027-06-15"),
        line(eur="2000", period="2027-11-15"),
    ]
    assert sum(one.eur for one in awards(read(tmp_path, *parts))) == 10_000
    ((place, path, text),) = faults(tmp_path, *parts, line(eur="10000"))
    assert (place, path) == ("grants.csv:5", "montant")
    assert "total of the 3 instalments" in text


def test_given_back_up_to_what_was_given(tmp_path: Path) -> None:
    back = line(eur="-12 000,50", period="2027-12-01")
    assert [one.eur for one in awards(read(tmp_path, line(), back))] == [12000.5, -12000.5]
    ((_, _, text),) = faults(tmp_path, line(), line(eur="-1", reference="R2"))
    assert "no more than was given" in text


def test_the_same_day_without_references(tmp_path: Path) -> None:
    ((place, _, _),) = faults(tmp_path, line(reference=""), line())
    assert place == "grants.csv:3"
    assert len(awards(read(tmp_path, line(), line(reference="R2")))) == 2


def test_a_zero_that_the_spreadsheet_lost(tmp_path: Path) -> None:
    ((_, _, text),) = faults(tmp_path, line(structure_siret="1234567890108"))
    assert "Expected: a SIRET of 14 digits" in text
    ((_, _, lost),) = faults(tmp_path, line(structure_siret="9991000000015".zfill(13)))
    assert "SIRET" in lost


def test_titles_in_thousands_and_titles_that_lack(tmp_path: Path) -> None:
    found = faults(tmp_path, line(), head=HEAD.replace("montant", "montant (k€)"))
    assert any("Multiply by 1,000" in text for _, _, text in found)
    lacking = faults(tmp_path, line(), head=HEAD.replace("montant", ""))
    assert any("eur" in text for _, _, text in lacking)
    ((_, path, _),) = [one for one in faults(tmp_path, head=HEAD) if "No grant" in one[2]]
    assert path == ""


def test_amounts_that_look_like_thousands_are_told(tmp_path: Path) -> None:
    small = [line(reference=f"S{n}", eur=str(10 + n)) for n in range(3)]
    state = {"funder": "État", "funder_siret": STATE}
    large = [line(reference=f"L{n}", eur=str(20_000 + n), **state) for n in range(3)]
    loaded = read(tmp_path, *small, *large)
    (told,) = [one for one in loaded.warnings if one.code == "grants_in_thousands"]
    assert told.text.en.startswith("Ville: 3 grants with a median of 11 €, against 20,001 €")
    assert "grants_in_thousands" not in {one.code for one in read(tmp_path, *large).warnings}


def test_shares_and_what_is_included(tmp_path: Path) -> None:
    third = [
        line(share="0,6"),
        line(share="0,6", structure="Autre", structure_siret="", rna=""),
    ]
    ((place, path, text),) = faults(tmp_path, *third)
    assert (place, path) == ("grants.csv:3", "pourcentageSubvention")
    assert "120%" in text
    head = f"{HEAD};comprend"
    part = line(reference="P", funder="État", funder_siret=STATE, eur="9")
    (_, whole) = awards(read(tmp_path, f"{part};", f"{line()};P", head=head))
    assert whole.includes == ("P",)
    told = faults(tmp_path, f"{part};Q", f"{line(eur='5')};P", head=head)
    assert [place for place, _, _ in told] == ["grants.csv:2", "grants.csv:3"]


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text(SCENARIO % (NORTH, CITY), encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"grants\.csv"):
        load(tmp_path / "city.yaml")


def test_lists_that_contradict_themselves(tmp_path: Path) -> None:
    read(tmp_path, line())
    bad = (
        "grants.structures=[{id: north, label: N, siret: '99920020700011', territories: {a: 0.5}},"
        "{id: city, label: C, rna: W1, federation: true, territories: {a: 1}, parent: north}]"
    )
    calls = (
        "grants.funders.city.calls=[{id: c, label: C, opens_on: 2027-03-01, due_on: 2027-02-01}]"
    )
    with pytest.raises(ScenarioError) as caught:
        load(tmp_path / "city.yaml", None, [bad, calls])
    told = " ".join(one.text.en for one in caught.value.faults)
    for said in ("passes its check", "RNA", "add up to 0.5", "no territory", "taken twice"):
        assert said in told
    assert "is no federation" in told
    assert "closes before it opens" in told

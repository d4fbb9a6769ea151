"""Weighing in: every fault at once, all or nothing, whatever the source."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from models.base import Language
from models.exceptions import Absence
from models.scenario import Scenario
from models.visits import Visit
from scenarios import ScenarioError
from scenarios.weighing import Said, Told, read_rows, read_visits
from scenarios.weighing.columns import headers_of
from service.ledger import Ledger
from service.ledger.visit_workbook import visit_workbook
from service.ledger.weighing import Weighed, weigh
from tests.helpers.plans import edited
from tests.helpers.scenarios import changed, tiny
from tests.helpers.studies import planned

WORLD = tiny("hub")
TODAY = date(2026, 11, 30)
HEADS = "date;magasin;association;passage;famille;kg;caisses;jeté kg;cause\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(f"sqlite:///{tmp_path / 'ledger.db'}") as opened:
        yield opened


def told(tmp_path: Path, text: str, heads: str = HEADS) -> Told:
    path = tmp_path / "journal.csv"
    path.write_text(heads + text, encoding="utf-8")
    return read_visits(path, WORLD)


def weighed(ledger: Ledger, found: Told, **how: object) -> Weighed:
    return weigh(ledger, WORLD, found, today=TODAY, **how)  # type: ignore[arg-type]


def said(found: Weighed) -> list[str]:
    return [one.text.en for one in (*found.faults, *found.doubts, *found.warnings)]


def test_a_list_of_lines_is_written(ledger: Ledger, tmp_path: Path) -> None:
    """A line a family or none at all; titles, names and words in either language."""
    rows = (
        "24/11/2026;Super;Restos;ramassé;Pain;10;;1;abîmé\n2026-11-24;super;restos;;fruit;40,5;;;\n"
    )
    rows += "24/11/2026;baker;;nothing ready;;;;;\n;;;;;;;;\n"
    found = weighed(ledger, told(tmp_path, rows))
    assert (found.written, said(found)) == (2, [])
    baker, supermarket = ledger.journal("tiny").visits
    assert (baker.outcome, baker.association, baker.pickup) == (
        "nothing_ready",
        "restos",
        "baker_tue",
    )
    assert supermarket.pickup == "super_tue"
    assert {one.family: one.kept_kg for one in supermarket.food} == {"bread": 9.0, "fruit": 40.5}
    assert supermarket.food[0].rejected_kg == {"spoilt": 1.0}


def test_a_line_a_visit_with_a_column_a_family(ledger: Ledger, tmp_path: Path) -> None:
    """As the grid is: what is thrown away is spread by weight; outings stand below vehicles."""
    heads = "Date;Magasin;Association;Fruits et légumes;Pain (kg);Jeté (kg);Cause;Température\n"
    found = told(tmp_path, "24/11/2026;super;;30;10;4;emballage;3,5 °C\n", heads)
    assert weighed(ledger, found).written == 1
    (one,) = ledger.journal("tiny").visits
    assert [food.rejected_kg["packaging"] for food in one.food] == [3.0, 1.0]
    assert one.temperature_c == 3.5
    outings = told(tmp_path, "24/11/2026;Voiture;21,5;3h15\n", "date;véhicule;km;heures\n")
    assert weighed(ledger, outings).written == 1
    (outing,) = ledger.journal("tiny").outings
    assert (outing.vehicle, outing.owner, outing.km, outing.hours) == ("car", "ccas", 21.5, 3.25)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("24/11/2026;supr;;;Pain;10;;;", 'Did you mean "super"?'),
        ("24/11/2026;super;restaus;;Pain;10;;;", 'Did you mean "Restos'),
        ("24/11/2026;super;;;Pian;10;;;", 'Did you mean "Pain"?'),
        ("24/11/2026;super;;closd;;;;;", 'Did you mean "closed"?'),
        ("24/11/2026;super;;;Pain;;3;;", "in crates, without the weight of one"),
        ("24/11/2026;super;;;Pain;10;;11;abîmé", "11 kg thrown away of 10 kg taken"),
        ("24/11/2026;super;;;Pain;dix;;;", 'Found "dix". Expected: a number'),
        ("le 24;super;;;Pain;10;;;", "Expected: a date"),
        ("01/12/2026;super;;;Pain;10;;;", "1 December 2026 has not come yet"),
        ("24/11/2025;super;;;Pain;10;;;", "more than a year ago"),
        ("24/11/2026;super;;;fruit;44000;;;", "Did you mean 44 kg?"),
        ("24/11/2026;super;;;fruit;500;;;", "more than ten times as much"),
        ("24/11/2026;super;;closed;Pain;10;;;", '"closed", and yet 10 kg'),
        ("24/11/2026;super;;done;;;;;", "done, without any weight"),
        ("24/11/2026;super;;;;10;;;", "Expected: the family of these kg"),
        (";super;;;Pain;10;;;", "Expected: a date"),
        ("24/11/2026;super;;;Pain;NaN;;;", "Expected: a number"),
        ("24/11/2026;super;;;Pain;1e308;;;", "Expected: a number"),
        ("24/11/2026;super;;;Pain;-1;;;", "Expected: a number"),
        ("24/11/2026;super;;;Pain;10;;;\n24/11/2026;super;;;Pain;10;;;", "super, Pain. Expected"),
    ],
)
def test_a_fault_refuses_all_of_it(ledger: Ledger, tmp_path: Path, row: str, expected: str) -> None:
    """Each where it stands, and the sound line beside it is not written either."""
    found = weighed(ledger, told(tmp_path, f"23/11/2026;small;;;Pain;5;;;\n{row}\n"))
    assert found.refused
    assert found.written == 0
    (fault,) = (*found.faults, *found.doubts)
    assert expected in fault.text.en
    assert fault.place in ("journal.csv:3", "journal.csv:4")
    assert ledger.journal("tiny").visits == ()


def test_all_faults_are_told_at_once(ledger: Ledger, tmp_path: Path) -> None:
    """Of reading, of sense and of what is written already."""
    weighed(ledger, told(tmp_path, "24/11/2026;super;;;Pain;10;;;\n"))
    rows = (
        "24/11/2026;super;;;Pain;12;;;\n24/11/2026;supr;;;Pain;1;;;\n02/12/2026;baker;;;Pain;1;;;\n"
    )
    found = weighed(ledger, told(tmp_path, rows))
    assert [one.place for one in found.faults] == [f"journal.csv:{n}" for n in (2, 3, 4)]
    assert "In the journal already (line 1): super, 24 November 2026, 10.0 kg" in said(found)[0]


def test_a_doubt_is_written_once_someone_is_sure(ledger: Ledger, tmp_path: Path) -> None:
    """Heavier than any vehicle carries, of a family that is not expected there."""
    found = told(tmp_path, "24/11/2026;baker;;;fruit;2000;;;\n")
    assert "no vehicle carries more than 900" in said(weighed(ledger, found))[0]
    assert weighed(ledger, found, sure=True).written == 1


def test_a_day_on_which_a_store_does_not_give_is_told_not_refused(
    ledger: Ledger, tmp_path: Path
) -> None:
    """The visit belongs to no donation of the plan."""
    found = weighed(ledger, told(tmp_path, "26/11/2026;super;;;Pain;5;;;\n"))
    assert found.written == 1
    assert "does not give on that day" in said(found)[0]
    assert ledger.journal("tiny").visits[0].pickup is None


def test_crates_count_by_the_weight_of_one(ledger: Ledger) -> None:
    """Where the town says it; a cell of kg may say crates too."""
    families = [one.changed(kg_per_crate=8.0) for one in WORLD.families]
    world = changed(WORLD, families=[one.model_dump() for one in families])
    rows = [
        Said({"day": date(2026, 11, 24), "donor": "super", "kg:bread": "3 c"}, "r0"),
        Said({"day": date(2026, 11, 24), "donor": "baker", "family": "bread", "crates": 2}, "r1"),
    ]
    found = read_rows(rows, world)
    assert [one.food[0].kg for _, one in found.visits] == [24.0, 16.0]
    assert [one.food[0].crates for _, one in found.visits] == [3.0, 2.0]


def test_what_a_crate_weighs_stays_unsaid_once_written_and_read_or_changed() -> None:
    """Crates without a conversion are then refused, and no usual weight is said of them."""
    written = Scenario.model_validate_json(WORLD.model_dump_json())
    families = tuple(one.changed(rare=True) for one in written.families)
    row = Said({"day": date(2026, 11, 24), "donor": "super", "kg:bread": "3 c"}, "r0")
    for world in (WORLD, written, written.changed(families=families)):
        assert {one.kg_per_crate for one in world.families} == {None}
        assert {one.crate_kg for one in world.families} == {10.0}
        (fault,) = read_rows([row], world).complaints
        assert "Pain" in fault.text.fr


def crated(**of_bread: object) -> Scenario:
    """The tiny town in which a crate of bread weighs 8 kg."""
    rows = [
        one.model_dump(exclude_unset=True)
        | ({"kg_per_crate": 8.0, **of_bread} if one.id == "bread" else {})
        for one in WORLD.families
    ]
    return changed(WORLD, families=rows)


@pytest.mark.parametrize(("kg", "crates", "doubtful"), [(26, 3, 0), (20, 3, 0), (60, 3, 1)])
def test_kg_and_crates_that_disagree_are_asked_about(
    ledger: Ledger, tmp_path: Path, kg: float, crates: float, doubtful: int
) -> None:
    """In a list, and from software: kg count, once somebody says that it is so."""
    world, path = crated(), tmp_path / "journal.csv"
    path.write_text(f"{HEADS}24/11/2026;super;;;Pain;{kg};{crates};;\n", encoding="utf-8")
    typed = read_visits(path, world)
    sent = Told([(Said({}, "visits.0"), one) for _, one in typed.visits])
    for rows in (typed, sent):
        found = weigh(ledger, world, rows, today=TODAY)
        assert len(found.doubts) == doubtful
        if doubtful:
            assert "60 kg, mais 3 caisses de 8 kg en feraient 24." in found.doubts[0].text.fr
            assert not found.written
    if doubtful:
        assert weigh(ledger, world, typed, today=TODAY, sure=True).written == 1
    assert ledger.journal("tiny").visits[0].kg == kg


def test_kg_and_units_that_disagree_are_refused(tmp_path: Path) -> None:
    """A unit weighs what the town says; of a family that is weighed, a count says nothing."""
    world = crated(unit="pain", kg_per_unit=0.5)
    row = {"day": date(2026, 11, 24), "donor": "super", "family": "bread", "kg": 30, "units": 12}
    found = read_rows([Said(row, "r0")], world)
    assert [one.text.en for one in found.complaints] == [
        "Pain: 30 kg, but 12 units of 0.5 kg would make 6. Expected: one or the other. Correct it."
    ]
    assert read_rows([Said(row | {"kg": 6.4}, "r0")], world).complaints == []
    assert read_rows([Said(row | {"family": "fruit"}, "r0")], world).complaints == []


def test_a_correction_says_so(ledger: Ledger, tmp_path: Path) -> None:
    """And why, once the week is closed."""
    weighed(ledger, told(tmp_path, "24/11/2026;super;;;Pain;10;;;\n"))
    better = told(tmp_path, "24/11/2026;super;;;Pain;12;;;\n")
    assert "In the journal already" in said(weighed(ledger, better))[0]
    assert weighed(ledger, better, correcting=True).written == 1
    ledger.close_week("tiny", date(2026, 11, 23))
    best = told(tmp_path, "24/11/2026;super;;;Pain;13;;;\n")
    assert "is closed" in said(weighed(ledger, best, correcting=True))[0]
    assert weighed(ledger, best, correcting=True, reason="scales").written == 1
    assert [one.kg for one in ledger.journal("tiny").visits] == [13.0]


def test_the_second_hand_is_told_what_was_written_meanwhile(ledger: Ledger, tmp_path: Path) -> None:
    """Both began when nothing was written."""
    weighed(ledger, told(tmp_path, "24/11/2026;super;;;Pain;10;;;\n"), seen=0, correcting=True)
    late = told(tmp_path, "24/11/2026;super;;;Pain;12;;;\n24/11/2026;baker;;;Pain;1;;;\n")
    found = weighed(ledger, late, seen=0, correcting=True)
    (told_,) = said(found)
    assert "somebody else meanwhile (line 1): super, 24 November 2026, 10.0 kg" in told_
    assert len(ledger.journal("tiny").visits) == 1


def test_two_associations_at_one_store_are_both_kept(ledger: Ledger, tmp_path: Path) -> None:
    """In one file or one after the other; the one that holds the agreement has the donation."""
    both = "24/11/2026;super;ccas;;Pain;1;;;\n24/11/2026;super;restos;;Pain;2;;;\n"
    assert weighed(ledger, told(tmp_path, both)).written == 2
    found = {one.association: one.pickup for one in ledger.journal("tiny").visits}
    assert found == {"ccas": None, "restos": "super_tue"}
    again = "24/11/2026;super;ccas;;Pain;1;;;\n"
    assert weighed(ledger, told(tmp_path, again)).written == 0
    assert len(ledger.journal("tiny").visits) == 2


def test_a_journal_of_another_town_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    """By its name, or since none of its stores is known."""
    named = told(tmp_path, "Marseille;24/11/2026;super;Pain;1\n", "ville;date;magasin;famille;kg\n")
    assert "This line is of" in said(weighed(ledger, named))[0]
    strange = told(tmp_path, "24/11/2026;Zz1;;;Pain;1;;;\n24/11/2026;Qq2;;;Pain;1;;;\n")
    assert any("the journal of another town" in one for one in said(weighed(ledger, strange)))


@pytest.mark.parametrize(
    ("heads", "rows", "expected"),
    [
        ("magasin;kg\n", "super;10\n", "Incomplete headers"),
        (HEADS, ";;;;;;;;\n", "No line is filled in"),
        ("date;magasin;kgs de pain brûlé\n", "24/11/2026;super;1\n", "Unknown column"),
        ("", "", "empty"),
    ],
)
def test_a_file_that_is_no_journal_is_refused(
    tmp_path: Path, heads: str, rows: str, expected: str
) -> None:
    """Before any of its lines is read."""
    with pytest.raises(ScenarioError, match=expected):
        told(tmp_path, rows, heads)


def test_what_is_not_typed_is_checked_too(ledger: Ledger) -> None:
    """Lines that come as models: names that the town does not know."""
    one = Visit(
        day=date(2026, 11, 24), donor="supper", association="ccas", holder="cca", outcome="closed"
    )
    found = weighed(ledger, Told([(Said({}, "visits.0"), one)]))
    assert [fault.path for fault in found.faults] == ["visits.0.donor", "visits.0.holder"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_titles_of_the_workbook_are_those_that_are_read(language: Language) -> None:
    """In both languages, families among them."""
    with Ledger("sqlite://") as opened:
        week = opened.week_told(WORLD, planned().plan)
    book = load_workbook(io.BytesIO(visit_workbook(WORLD, week, language)))
    headers = headers_of(WORLD)
    fields = [[headers.field(cell.value) for cell in sheet[1]] for sheet in book]
    assert all(name is not None for names in fields for name in names)
    assert {"day", "donor", "kg:fruit", "outcome", "rejected", "pickup"} <= set(fields[0])
    assert {"day", "vehicle", "round", "km", "hours", "people"} == set(fields[1])


@pytest.mark.parametrize(
    ("cells", "field", "expected"),
    [
        ({"donor": "super", "crates:bread": "10000"}, "crates:bread", 'Found "120000 kg"'),
        ({"donor": "super", "kg:bread": "5", "pickup": "x" * 99}, "pickup", "99 letters"),
        ({"vehicle": "car", "km": "5", "hours": "99h"}, "hours", 'Found "99h"'),
        ({"vehicle": "car", "km": "5", "hours": "3:75"}, "hours", 'Found "3:75"'),
        ({"vehicle": "car", "km": "5", "hours": "3", "people": "2.5"}, "people", "a whole number"),
    ],
)
def test_what_no_visit_can_be_is_said(cells: dict[str, str], field: str, expected: str) -> None:
    """And not found out when it is kept."""
    families = [one.changed(kg_per_crate=12.0).model_dump() for one in WORLD.families]
    said_ = Said({"day": date(2026, 11, 24), **cells}, "r0")
    (fault,) = read_rows([said_], changed(WORLD, families=families)).complaints
    assert fault.path == f"r0.{field}"
    assert expected in fault.text.en


def test_a_round_of_ones_own_naming_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    """Written as ids are, in visits and outings alike; what no letter is leaves remarks."""
    heads = "date;magasin;véhicule;km;heures;tournée;famille;kg;remarque\n"
    rows = "24/11/2026;super;;;;Tournée du mardi;Pain;3;ok\n"
    rows += "24/11/2026;;car;5;2;tournée  du MARDI;;;\n"
    assert weighed(ledger, told(tmp_path, rows, heads)).written == 2
    journal = ledger.journal("tiny")
    (visit,), (outing,) = journal.visits, journal.outings
    assert visit.round == outing.round == "tournee_du_mardi"
    hidden = Said(
        {"day": date(2026, 11, 24), "donor": "super", "outcome": "closed", "note": "a\0b"}
    )
    assert read_rows([hidden], WORLD).visits[0][1].note == "a b"


def test_two_stores_called_alike_are_told_apart_by_their_ids() -> None:
    """A name of both is refused, and the workbook writes their ids."""
    donors = [
        one.changed(label="Carrefour") if one.id in ("hyper", "super") else one
        for one in WORLD.donors
    ]
    world = changed(WORLD, donors=[one.model_dump() for one in donors])
    day = date(2026, 11, 24)
    rows = [
        Said({"day": day, "donor": name, "outcome": "closed"}, name)
        for name in ("carrefour", "hyper", "super")
    ]
    found = read_rows(rows, world)
    assert [one.donor for _, one in found.visits] == ["hyper", "super"]
    (fault,) = found.complaints
    assert "the id, one of hyper, super" in fault.text.en
    with Ledger("sqlite://") as opened:
        week = opened.week_told(world, planned().plan)
    book = load_workbook(io.BytesIO(visit_workbook(world, week, "fr")))
    written = {row[1].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert {"hyper", "super"} <= written
    assert "Carrefour" not in written


def test_a_visit_of_a_store_announced_closed_is_told_not_refused(
    ledger: Ledger, tmp_path: Path
) -> None:
    """It may have opened all the same; the line stays with its donation."""
    away = Absence(first=date(2026, 11, 24), last=date(2026, 11, 25))
    world = edited(WORLD, "donors", "super", absences=(away,))
    found = told(tmp_path, "24/11/2026;super;;;Pain;5;;;\n24/11/2026;baker;;;Pain;4;;;\n")
    answer = weigh(ledger, world, found, today=TODAY)
    assert answer.written == 2
    (warning,) = answer.warnings
    assert "announced as closed (from 24 November 2026 until 25 November 2026)" in warning.text.en


def test_a_list_takes_back_what_was_told(ledger: Ledger, tmp_path: Path) -> None:
    """« Non dit » in place of what came of a visit; of nothing told it says nothing."""
    assert weighed(ledger, told(tmp_path, "24/11/2026;super;;;Pain;5;;;\n")).written == 1
    back = told(tmp_path, "24/11/2026;super;;non dit;;;;;\n24/11/2026;baker;;not told;;;;;\n")
    refused = weighed(ledger, back)
    assert "In the journal already (line 1)" in said(refused)[0]
    assert weighed(ledger, back, correcting=True, reason="wrong store").written == 1
    assert ledger.journal("tiny").visits == ()
    assert ledger.journal_lines("tiny")[-1].reason == "wrong store"

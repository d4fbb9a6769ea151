"""What forms show of the fields of a scenario is what the models say of them."""

from __future__ import annotations

from typing import Any

from scenarios.forms import content
from scenarios.variants import ScenarioFile
from service.web.controls import Form
from service.web.form_parts import Control, Group, Part, Rows, controls
from service.web.tables import TABLES, offered


def parts(scenario: str, table: str, language: str = "fr") -> dict[str, Part]:
    shown, said = TABLES[table], content(scenario)
    form = Form(said, "fr" if language == "fr" else "en")
    made = form.parts(shown.place, {}, "f", f"{table}.x", shown.fields)
    return {part.name.partition(".")[2]: part for part in made}


def inner(part: Part, name: str) -> Control:
    assert isinstance(part, Group | Rows)
    return next(one for one in controls([part]) if one.field == name)


def test_titles_and_notes_are_those_of_the_field() -> None:
    for language, title, note in (
        ("fr", "Charge utile (kg)", "Charge la plus grande, en kg."),
        ("en", "Payload (kg)", "Greatest load, in kg."),
    ):
        payload = parts("aubagne", "vehicles", language)["payload_kg"]
        assert isinstance(payload, Control)
        assert (payload.label, payload.hint) == (title, note)


def test_ids_are_offered_where_a_field_refers_to_a_list_and_nowhere_else() -> None:
    donor = parts("aubagne", "donors")
    holder = donor["holder"]
    assert isinstance(holder, Control)
    assert "restos" in [one.value for one in holder.options]
    # where a position comes from is typed, though deliveries come from associations
    source = inner(donor["place"], "source")
    assert (source.kind, source.options) == ("text", ())
    depot = parts("depot", "deliveries")["source"]
    assert isinstance(depot, Control)
    assert depot.kind == "choice"


def test_what_is_on_shelves_is_asked_by_family() -> None:
    shelves = parts("marseille", "warehouse.points")["stock_kg"]
    assert isinstance(shelves, Group)
    assert {one.field for one in controls([shelves])} == {
        family["id"] for family in content("marseille")["families"]
    }


def test_an_id_within_a_thing_says_what_is_expected() -> None:
    dock = inner(parts("marseille", "warehouse.platforms")["docks"], "id")
    assert dock.label == "Quai"
    assert dock.hint.startswith("Un nom court : minuscules")


def test_tables_are_the_lists_that_say_so() -> None:
    said: dict[str, Any] = content("aubagne")
    assert TABLES["donors.offers"].title.en == "Collection days"
    assert TABLES["donors.offers"].row.annotation.__name__ == "Offer"
    assert TABLES["warehouse.points"].part == "warehouse"
    assert TABLES["bookings.trucks"].part is None
    assert set(TABLES) >= {one.name for one in offered(said)}
    assert {one.path.partition(".")[0] for one in TABLES.values()} <= set(ScenarioFile.model_fields)

"""Every field that a scenario file may have is told in both languages, and tied to its lists."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from models.fields import titled_of
from models.lists import table_of
from scenarios.fields import SLUG, Slot, pattern, records, slot
from scenarios.variants import ScenarioFile, Variant

UNTIED = {
    ("ScenarioFile", "id"),
    ("ScenarioFile", "variant"),
    ("ScenarioFile", "default_variant"),
    ("ScenarioFile", "variants"),
    ("Variant", "extends"),
    ("Funding", "key"),
    ("Funding", "advanced_by"),
}
"""Ids that designate nothing of a list, or one of several kinds of things."""


def fields() -> Iterator[tuple[type[BaseModel], str, Slot]]:
    for model in records(ScenarioFile):
        for field, place in slot(model).keys.items():
            yield model, field, place


def lists() -> set[str]:
    """The lists of the file whose things have ids, as dotted paths."""
    found = set()

    def walk(place: Slot, path: tuple[str, ...]) -> None:
        for key, child in place.keys.items():
            if child.has_ids:
                found.add(".".join((*path, key)))
            walk(child, (*path, key))

    walk(slot(ScenarioFile), ())
    return found


def test_the_walk_sees_what_a_scenario_holds() -> None:
    assert {"Dock", "Instalment", "RoadProfile", "LoadUnit"} <= {
        model.__name__ for model in records(ScenarioFile)
    }
    assert {"donors", "warehouse.networks", "bookings.trucks"} <= lists()
    assert Variant in records(ScenarioFile)


def test_every_field_is_told_in_both_languages() -> None:
    for model, field, _ in fields():
        told = titled_of(model, field)
        assert told.title.fr.strip() == told.title.fr != ""
        assert told.title.en.strip() == told.title.en != ""
        if told.note is not None:
            assert told.note.fr[-1] == told.note.en[-1] == ".", (model, field)


def test_notes_are_written_once() -> None:
    """The description of a field is its English note, and stands nowhere else."""
    twice = [
        f"{model.__name__}.{field}"
        for model, field, _ in fields()
        if model.model_fields[field].description is not None
    ]
    assert not twice


def test_every_reference_names_a_list() -> None:
    for model, field, _ in fields():
        stray = set(titled_of(model, field).refers) - lists()
        assert not stray, f"{model.__name__}.{field} refers to {stray}"


def test_every_id_of_something_else_is_tied_to_its_list() -> None:
    """So that drop-downs offer what there is, and columns have the right keys."""
    loose = set()
    for model, field, place in fields():
        held = place.item if place.kind == "list" else place
        names = pattern(held) if place.kind != "mapping" else pattern(place.name)
        if names == SLUG and field != "id" and not titled_of(model, field).refers:
            loose.add((model.__name__, field))
    assert loose == UNTIED - {("ScenarioFile", "id")}


def test_tables_show_fields_that_there_are() -> None:
    for model, field, place in fields():
        shown = table_of(model, field)
        for column in shown.columns if shown is not None else ():
            assert place.item.at(column.split(".")) is not None, (field, column)

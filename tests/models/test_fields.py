"""What fields are called stands beside them, and is found there."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from models.base import Label, Model, Slug, Text
from models.fields import Titled, titled, titled_of


class Bench(Model):
    id: Slug
    owner: Annotated[Slug, titled("À qui", "Owner", refers="people")]
    load_kg: Annotated[
        float | None,
        titled("Charge (kg)", "Load (kg)", "Charge permise.", "Greatest load, in kg."),
    ] = Field(default=None, gt=0, le=900)
    shares: Annotated[dict[Slug, float], titled("Parts", "Shares", each=("Part", "Share"))]


class Stool(Bench):
    colour: Annotated[Label, titled("Couleur", "Colour")]


def test_a_field_says_its_title_note_and_references() -> None:
    owner, load = titled_of(Bench, "owner"), titled_of(Bench, "load_kg")
    assert (owner.title.fr, owner.title.en, owner.note, owner.refers) == (
        "À qui",
        "Owner",
        None,
        ("people",),
    )
    assert load.note == Text(fr="Charge permise.", en="Greatest load, in kg.")
    assert titled_of(Bench, "shares").each == Text(fr="Part", en="Share")
    assert titled_of(Stool, "owner") is owner


def test_a_field_without_title_is_named_with_its_model() -> None:
    with pytest.raises(LookupError, match=r"Bench\.id has no title: add titled"):
        titled_of(Bench, "id")
    with pytest.raises(LookupError, match="Bench has no field gone"):
        titled_of(Bench, "gone")


def test_a_note_is_in_both_languages_or_none() -> None:
    with pytest.raises(ValueError, match="Weight: a note"):
        titled("Poids", "Weight", note_en="In kg.")


def test_a_title_changes_neither_validation_nor_schema_but_for_its_description() -> None:
    class Plain(Model):
        load_kg: float | None = Field(
            default=None, gt=0, le=900, description="Greatest load, in kg."
        )

    said = Bench.model_json_schema()["properties"]
    assert said["load_kg"] == Plain.model_json_schema()["properties"]["load_kg"]
    assert "description" not in said["owner"]
    with pytest.raises(ValidationError, match="greater than 0"):
        Bench(id="a", owner="b", shares={}, load_kg=0)


def test_it_is_small_frozen_and_hashable() -> None:
    one = titled("Poids", "Weight", "En kg.", "In kg.")
    assert one == titled("Poids", "Weight", "En kg.", "In kg.")
    assert len({one, titled("Poids", "Weight", "En kg.", "In kg.")}) == 1
    assert not hasattr(one, "__dict__")
    assert Titled.__slots__ == ("title", "note", "refers", "each")

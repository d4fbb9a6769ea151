"""What fields are called stands beside them, and is found there."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import Field, ValidationError

from models.base import Label, Model, Slug, Text
from models.fields import Worded, en, fr, refers, titled_of

Weight = Annotated[float, fr("Poids (kg)"), en("Weight (kg)")]


class Bench(Model):
    id: Slug
    owner: Annotated[Slug, fr("À qui"), en("Owner"), refers("people")]
    load_kg: Annotated[
        float | None, fr("Charge (kg)", "Charge permise."), en("Load (kg)", "Greatest load, in kg.")
    ] = Field(default=None, gt=0, le=900)
    shares: Annotated[dict[Slug, float], fr("Parts", each="Part"), en("Shares", each="Share")]
    weight_kg: Weight
    oak_kg: Annotated[Weight, fr("Chêne (kg)"), en("Oak (kg)", "Of which oak.")] = 0.0


class Stool(Bench):
    colour: Annotated[Label, fr("Couleur"), en("Colour")]


def test_a_field_says_its_title_note_and_references() -> None:
    owner, load = titled_of(Bench, "owner"), titled_of(Bench, "load_kg")
    assert owner.title == Text(fr="À qui", en="Owner")
    assert owner.note is None
    assert owner.refers == ("people",)
    assert load.note == Text(fr="Charge permise.", en="Greatest load, in kg.")
    assert titled_of(Bench, "shares").each == Text(fr="Part", en="Share")
    assert titled_of(Stool, "owner") == owner


def test_a_type_may_bring_its_words() -> None:
    assert titled_of(Bench, "weight_kg").title == Text(fr="Poids (kg)", en="Weight (kg)")


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("id", r"Bench\.id has no title: add fr"),
        ("gone", "Bench has no field gone"),
        ("oak_kg", r"Bench\.oak_kg says more in one language than in the other"),
    ],
)
def test_a_field_without_words_is_named_with_its_model(field: str, told: str) -> None:
    with pytest.raises(LookupError, match=told):
        titled_of(Bench, field)


def test_words_change_neither_validation_nor_schema_but_for_its_description() -> None:
    class Plain(Model):
        load_kg: float | None = Field(
            default=None, gt=0, le=900, description="Greatest load, in kg."
        )

    said = Bench.model_json_schema()["properties"]
    assert said["load_kg"] == Plain.model_json_schema()["properties"]["load_kg"]
    assert said["oak_kg"]["description"] == "Of which oak."
    assert "description" not in said["owner"]
    with pytest.raises(ValidationError, match="greater than 0"):
        Bench(id="a", owner="b", shares={}, weight_kg=1.0, load_kg=0)


def test_words_are_small_frozen_and_hashable() -> None:
    assert len({fr("Poids", "En kg."), fr("Poids", "En kg."), en("Poids", "En kg.")}) == 2
    assert Worded.__slots__ == ("language", "title", "note", "each")

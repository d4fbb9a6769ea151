"""How people see a list stands beside its field."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Model, Slug, Text
from models.fields import en, fr
from models.lists import EVERYDAY, is_everyday, one, one_of, sheet, sheet_of, table, table_of


class Bed(Model):
    id: Slug


class Garden(Model):
    beds: Annotated[
        tuple[Bed, ...],
        fr("Planches du jardin"),
        en("Beds of the garden"),
        sheet("Planches", "Beds"),
        table("une planche", "a bed", "id place.commune", seldom=True),
        EVERYDAY,
    ] = ()
    paths: Annotated[tuple[Bed, ...], fr("Allées"), en("Paths"), one("une allée", "a path")] = (
        Field(min_length=1)
    )
    tools: Annotated[tuple[Bed, ...], fr("Outils"), en("Tools")] = ()


def test_a_list_says_its_sheet_its_table_and_its_things() -> None:
    assert sheet_of(Garden, "beds") == Text(fr="Planches", en="Beds")
    assert sheet_of(Garden, "paths") == Text(fr="Allées", en="Paths")
    shown = table_of(Garden, "beds")
    assert shown is not None
    assert (shown.columns, shown.seldom) == (("id", "place.commune"), True)
    assert table_of(Garden, "paths") is None
    assert one_of(Garden, "beds") == Text(fr="une planche", en="a bed")
    assert one_of(Garden, "paths") == Text(fr="une allée", en="a path")
    assert one_of(Garden, "tools") is None


def test_what_is_required_is_everyday() -> None:
    assert [is_everyday(Garden, field) for field in Garden.model_fields] == [True, True, False]

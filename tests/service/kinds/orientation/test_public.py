"""The public edition: whom to send where; about how many; nothing of how full an outlet is."""

from __future__ import annotations

from typing import Any

import pytest

from models.base import Language
from models.orientation_study import UnwrittenInPublic
from scenarios import load
from service.kinds.orientation.maps import maps, sent
from service.kinds.orientation.public import public, public_answer
from service.pages.html import html
from service.pages.page import Number, Table
from solver.orientation.plan import orient

VALLEY = load("vallee").scenario
STUDY = orient(VALLEY)


def numbers(table: Table) -> list[float | None]:
    return [cell.value for row in table.rows for cell in row if isinstance(cell, Number)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_count_is_to_the_nearest_ten_and_none_is_small(language: Language) -> None:
    page = public(STUDY, language)
    told = [one for part in page.sections for table in part.tables for one in numbers(table)]
    assert told
    assert all(one is None or one == 11 or one % 10 == 0 for one in told)
    assert not page.alerts
    assert not page.provenance
    names = {one.label for one in VALLEY.openings.outlets}
    drawn = html(page, language)
    assert all(name in drawn for name in names)


def test_the_answer_tells_about_how_many() -> None:
    assert public_answer(STUDY, "fr").startswith("Environ 360 demandes de foyers sur 460 par")
    few = STUDY.changed(unwritten=UnwrittenInPublic(total=True))
    assert "voici où les orienter" in public_answer(few, "fr")
    whole = tuple(one.changed(served=one.need, level=1.0) for one in STUDY.groups)
    assert "toutes une place" in public_answer(STUDY.changed(groups=whole), "fr")


def test_an_old_study_writes_no_count_of_where_people_go() -> None:
    old = STUDY.changed(unwritten=None)
    assert all(one.then == 0 for one in sent(old, public=True))
    finds = public(old, "en").sections[2].tables[0]
    assert all(isinstance(row[2], Number) and row[2].value is None for row in finds.rows)


def test_a_sector_with_a_count_that_is_not_written_has_no_shade() -> None:
    """The least served of those written would not be the least served."""
    assert STUDY.unwritten is not None
    away = {VALLEY.openings.group[one].sector for one in STUDY.unwritten.groups}
    labels = {one.label for one in VALLEY.openings.sectors if one.id in away}
    after = maps(STUDY, "fr", public=True)[1]
    assert {one.name for one in after.zones if one.level is None} == labels
    few = tuple(
        one.changed(served=4, level=0.3) if one.group == STUDY.groups[0].group else one
        for one in STUDY.groups
    )
    home = VALLEY.openings.sector[VALLEY.openings.group[STUDY.groups[0].group].sector].label
    told: dict[str, Any] = {
        one.name: one.level for one in maps(STUDY.changed(groups=few), "fr")[1].zones
    }
    assert told[home] is None

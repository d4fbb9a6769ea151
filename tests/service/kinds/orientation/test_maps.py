"""Maps of an orientation: they draw what is written and no more; their table says the same."""

from __future__ import annotations

from typing import Any

import pytest

from models.publics import Sector
from scenarios import load
from scenarios.sense.orientation import outlined_twice
from service.kinds.orientation.maps import COUNTED, UNCOUNTED, flow_maps, flows_table, maps, sent
from service.kinds.orientation.page import orientation_page
from service.pages.html import html
from service.pages.page import Number
from solver.orientation.plan import orient

VALLEY = load("vallee").scenario
STUDY = orient(VALLEY)


def with_sectors(**values: Any) -> tuple[Sector, ...]:
    return tuple(one.changed(**values) for one in VALLEY.openings.sectors)


def test_before_and_after_with_the_table_that_equals_them() -> None:
    before, after = maps(STUDY, "fr")
    assert before.title == "Où l'on va aujourd'hui"
    assert len(before.zones) == len(after.zones) == 5
    assert {one.name for one in after.spots} == {one.label for one in VALLEY.openings.outlets}
    rows = flows_table(STUDY, "fr").rows
    assert len(before.ways) == sum(isinstance(r[2], Number) and bool(r[2].value) for r in rows)
    assert len(after.ways) == sum(r[3] != "0" for r in rows)
    told = {one.name for one in after.ways}
    assert all(f"{r[0]} → {r[1]} : {r[3]}" in told for r in rows if r[3] != "0")
    page = html(orientation_page(STUDY, "fr"), "fr")
    assert page.count('<figure class="map">') == 2
    assert "plus la flèche est large" in page


def test_no_arrow_tells_a_count_that_is_not_written() -> None:
    away = {one.group for one in STUDY.groups if one.hidden}
    few = [one for one in STUDY.flows if 0 < one.households < 11]
    assert few
    assert {one.group for one in few} <= away
    after = maps(STUDY, "fr")[1]
    largest = max(max(one.today, one.then) for one in sent(STUDY))
    for way, one in zip(after.ways, [o for o in sent(STUDY) if o.then or o.some], strict=True):
        assert way.series == (COUNTED if one.then else UNCOUNTED)
        assert way.weight == pytest.approx(one.then / largest)
        assert one.then % 10 == 0 or one.then == 11


def test_sectors_without_a_place_are_named_and_without_any_the_table_stands_alone() -> None:
    openings = VALLEY.openings
    one, *rest = openings.sectors
    half = VALLEY.changed(
        openings=openings.changed(sectors=(one.changed(place=None, outline=""), *rest))
    )
    drawn = maps(STUDY.changed(scenario=half), "fr")[1]
    assert "hors carte : Centre." in drawn.note
    assert all("Centre" not in way.name.split(" → ")[0] for way in drawn.ways)
    none = STUDY.changed(
        scenario=VALLEY.changed(openings=openings.changed(sectors=with_sectors(place=None)))
    )
    assert maps(none, "fr") == []
    assert "donnez la commune ou la position d" in html(orientation_page(none, "fr"), "fr")
    assert flow_maps(none, "fr").startswith(b"%PDF")


def test_two_sectors_have_not_one_outline() -> None:
    world = VALLEY.changed(openings=VALLEY.openings.changed(sectors=with_sectors(outline="13007")))
    told = list(outlined_twice(world))
    assert len(told) == 4
    assert told[0].loc == ("openings", "sectors", 1, "outline")
    assert "déjà le contour de" in told[0].text.fr
    assert not list(outlined_twice(VALLEY))

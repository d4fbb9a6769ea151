"""Whatever is typed wherever, a workbook is a scenario or is told what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from models.base import Text
from models.scenario import Scenario
from scenarios.nodes import Node, plain
from scenarios.sense import problems
from scenarios.shape import check_shape
from scenarios.variants import Header, read_header, split
from scenarios.workbook.opening import cells_of
from scenarios.workbook.reading import assembled
from scenarios.workbook.sheets import Sheet
from scenarios.yaml_text import UnreadableError
from tests.scenarios.workbook.books import village

WORDS = ("x", "oui", "lundi", "secours", "hyper-1", "p1", "morning", "null", "[a, {b: 1}]", "{a: ]")
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers(-5, 2000),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.just(None),
    st.just(date(2026, 11, 23)),
    st.just(datetime(2026, 11, 23, 8, 30)),
    st.just(time(8, 30)),
)
KINDS = ("value", "value", "value", "id", "error", "name", "row", "column")
IDS = st.sampled_from(("id", "label", "days", "days.mon", "place", "donors.id", "kg", "a.b.c"))


@cache
def sheets() -> tuple[Sheet, ...]:
    return tuple(cells_of(village(), "f.xlsx"))


def copies() -> list[Sheet]:
    return [replace(one, cells=dict(one.cells), faults=dict(one.faults)) for one in sheets()]


Edit = Callable[[list[Sheet]], object]


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    """One thing done to a workbook: a value, an id, an error, a sheet's name."""
    number = draw(st.integers(1, len(sheets()) - 2))
    cells = sorted(sheets()[number].cells)
    filled = draw(st.booleans()) and bool(cells)
    anywhere = st.tuples(st.integers(1, 6), st.integers(1, 12))
    at = draw(st.sampled_from(cells) if filled else anywhere)
    kind = draw(st.sampled_from(KINDS))
    value: Any = draw(IDS if kind == "id" else VALUES)

    def done(found: list[Sheet]) -> None:
        sheet = found[number]
        if kind == "error":
            sheet.cells.pop(at, None)
            sheet.faults[at] = Text(fr="faux", en="wrong")
        elif kind == "name":
            sheet.name = str(value)
        elif kind in ("row", "column"):
            side = int(kind == "column")
            for one in [one for one in sheet.cells if one[side] == at[side]]:
                del sheet.cells[one]
        elif value is None or (isinstance(value, str) and not value.strip()):
            sheet.cells.pop(at, None)
        else:
            sheet.cells[(2, at[1]) if kind == "id" else at] = value

    return done


def outcome(found: list[Sheet]) -> tuple[Node | None, int]:
    """The tree, if there is one, and how many things are wrong with it."""
    try:
        root, said = assembled(found, "f.xlsx")
    except UnreadableError as error:
        return None, len(error.complaints)
    base, header = split(root)
    _, more = read_header(header)
    scenario, others = check_shape(base, Scenario, tuple(Header.model_fields))
    wrong = len(said) + len(more) + len(others)
    if isinstance(scenario, Scenario):
        return root, wrong + len(problems(scenario))
    assert wrong, "nothing is said of what is refused"
    return root, wrong


def test_the_workbook_as_it_is_has_no_fault() -> None:
    root, wrong = outcome(copies())
    assert root is not None
    assert wrong == 0


@settings(deadline=None, max_examples=40)
@given(st.lists(edits(), min_size=1, max_size=5))
def test_anything_typed_is_understood_or_refused(done: list[Edit]) -> None:
    found = copies()
    for edit in done:
        edit(found)
    root, wrong = outcome(found)
    if not wrong:
        assert root is not None
        assert {"id", "associations", "policy"} <= set(plain(root))

"""Changes of scenario files: what is asked is done, the rest of the text stays."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.editing import changes, content, edited
from scenarios.faults import ScenarioError
from scenarios.fields import slot
from scenarios.source import read
from scenarios.variants import ScenarioFile

FILE = """\
# our town
id: town
label: Town  # as people say
days: [mon, tue] # not on Friday
shifts:
  - {id: morning, label: Matin, starts: "08:00", ends: "12:00", max_min: 240}
associations:
  # the first
  - id: a
    label: A
    people: 10 # counted
    openings:
      - {day: mon, starts: "14:00", ends: "16:00"} # short
  # the second
  - id: b
    label: >
      a long
      name
    people: 5
vehicles: []
notes:
  - one
variants:
  other: {label: Other, set: {label: Elsewhere}}
"""


def _lines(text: str) -> set[str]:
    return set(text.splitlines())


@pytest.mark.parametrize(
    ("edits", "gone", "come"),
    [
        ([("label", "B: c")], {"label: Town  # as people say"}, {'label: "B: c"  # as people say'}),
        (
            [("associations.a.people", 12)],
            {"    people: 10 # counted"},
            {"    people: 12 # counted"},
        ),
        (
            [("days", ["mon"])],
            {"days: [mon, tue] # not on Friday"},
            {"days: [mon] # not on Friday"},
        ),
        ([("associations.b.people", None)], {"    people: 5"}, {"    people: null"}),
        ([("notes", None)], {"notes:", "  - one"}, set()),
        ([("associations.b.households", 3)], set(), {"    households: 3"}),
        (
            [("associations.b.label", "B")],
            {"      name", "      a long", "    label: >"},
            {"    label: B"},
        ),
        (
            [("vehicles.v", {"label": "V", "owner": "a"})],
            {"vehicles: []"},
            {"vehicles: [{id: v, label: V, owner: a}]"},
        ),
        (
            [("people.p", {"label": "P"}), ("people.q", {"label": "Q"})],
            set(),
            {"people:", "  - {id: p, label: P}", "  - {id: q, label: Q}"},
        ),
        (
            [("associations.a.openings.0.ends", "17:00")],
            {'      - {day: mon, starts: "14:00", ends: "16:00"} # short'},
            {'      - {day: mon, starts: "14:00", ends: "17:00"} # short'},
        ),
    ],
)
def test_only_what_is_asked_changes(
    edits: list[tuple[str, Any]], gone: set[str], come: set[str]
) -> None:
    made = edited(FILE, "town.yaml", edits)
    assert _lines(FILE) - _lines(made) == gone
    assert _lines(made) - _lines(FILE) == come


def test_a_thing_taken_out_leaves_the_comments_of_others() -> None:
    made = edited(FILE, "town.yaml", [("associations.a", None)])
    assert "# the second" in made
    assert [one["id"] for one in content(made, "")["associations"]] == ["b"]


def test_aliases_are_written_out_rather_than_misread() -> None:
    text = "id: town\nlabel: &name Town\nnotes: [*name]\n"
    made = edited(text, "town.yaml", [("label", "City")])
    assert content(made, "") == {"id": "town", "label": "City", "notes": ["Town"]}


def test_windows_line_ends_are_read_again() -> None:
    made = edited(FILE.replace("\n", "\r\n"), "t", [("associations.a.households", 4)])
    assert content(made, "")["associations"][0]["households"] == 4


def test_an_edit_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ScenarioError, match="peeple"):
        edited(FILE, "town.yaml", [("associations.a.peeple", 12)])


def test_things_are_told_apart_by_their_id() -> None:
    before = content(FILE, "")
    after = copy.deepcopy(before)
    after["associations"].reverse()
    after["associations"][0]["people"] = 6
    assert changes(before, after, slot(ScenarioFile)) == [("associations.b.people", 6)]


AUBAGNE = read("aubagne").text
BEFORE = content(AUBAGNE, "aubagne.yaml")


@settings(max_examples=5, deadline=None)
@given(st.data())
def test_any_changes_of_a_real_file_are_done_and_keep_its_comments(data: st.DataObject) -> None:
    after = copy.deepcopy(BEFORE)
    for field in ("associations", "donors", "vehicles", "people"):
        things = after[field]
        for number in data.draw(st.sets(st.integers(0, len(things) - 1), max_size=3)):
            things[number]["label"] = data.draw(st.text(min_size=1, max_size=20))
        if data.draw(st.booleans()):
            things.append({"id": "new", "label": "Nouveau"})
        if data.draw(st.booleans()):
            del things[data.draw(st.integers(0, len(things) - 1))]
    edits = changes(BEFORE, after, slot(ScenarioFile))
    made = edited(AUBAGNE, "aubagne.yaml", edits)
    assert content(made, "") == after
    assert "# Aubagne : une semaine de ramasse" in made

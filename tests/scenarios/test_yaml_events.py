"""What the quick parser reads, the patient one reads alike: of drawn pieces of real files."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import library
from scenarios.source import read
from scenarios.yaml_events import _UNUSUAL, _quick_events, events_of, patient_events

TEXTS = [read(name).text for name in library()]
WORDS = (
    *(
        ":",
        " ",
        "-",
        "\n",
        "#",
        "'",
        '"',
        "[",
        "]",
        "{",
        "}",
        ",",
        "?",
        "|",
        ">",
        "%",
        "@",
        "`",
        "é",
    ),
    *(
        "~",
        "---",
        "...",
        "- ",
        ": ",
        "  ",
        "a: b",
        ">-\n",
        "|+\n",
        "x!",
        "50%",
        "a&b",
        "\U0001f600",
    ),
)


def told(event: Any) -> tuple[Any, ...]:
    """What the reader of scenarios looks at; of what is empty, no place: it takes the key's."""
    value = getattr(event, "value", None)
    line = event.start_mark.line if value else None
    implicit, style = getattr(event, "implicit", None), getattr(event, "style", None) or None
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    return type(event).__name__, value, line, str(implicit), style, anchor, str(tag)


@pytest.mark.parametrize("text", TEXTS, ids=library())
def test_every_file_of_the_library_is_read_quickly_and_alike(text: str) -> None:
    quick = _quick_events(text)
    assert quick is not None
    assert [*map(told, quick)] == [*map(told, patient_events(text))]


@st.composite
def _pieces(draw: st.DrawFn) -> str:
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    at = draw(st.integers(0, len(lines) - 1))
    text = textwrap.dedent("".join(lines[at : at + draw(st.integers(1, 8))]))
    for _ in range(draw(st.integers(0, 4))):
        here = draw(st.integers(0, len(text)))
        text = text[:here] + draw(st.sampled_from(WORDS)) + text[here + draw(st.integers(0, 1)) :]
    return text


@given(_pieces())
def test_what_is_read_quickly_is_read_alike(text: str) -> None:
    quick = _quick_events(text)
    if quick is not None:
        assert [*map(told, quick)] == [*map(told, patient_events(text))]


@pytest.mark.parametrize(
    "text", ["a: &b 1", "a: !x 1", "a:\t1", 'a: "\\x41"', "a: 1\r", "? a", "%YAML 1.1", "a: \x851"]
)
def test_what_may_be_read_differently_is_left_to_the_patient_parser(text: str) -> None:
    assert _UNUSUAL.search(text)


def test_events_are_the_same_kinds_whoever_reads() -> None:
    plain, odd = "a: [1, {b: c}]\n", "a: [1, {b: c}]\n# \\\n"
    assert _quick_events(plain) is not None
    assert _quick_events(odd) is None
    assert [*map(type, events_of(plain))] == [*map(type, events_of(odd))]

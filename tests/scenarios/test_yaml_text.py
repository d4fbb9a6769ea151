import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.nodes import Node, find, plain
from scenarios.yaml_text import MAX_NODES, UnreadableError, parse


def value(text: str) -> object:
    root, complaints = parse(text, "f")
    assert not complaints
    assert root is not None
    return plain(root)


def refused(text: str) -> tuple[str, str]:
    """The place and sentence of the fault that ends the reading."""
    with pytest.raises(UnreadableError) as caught:
        parse(text, "f")
    last = caught.value.complaints[-1]
    assert last.text.fr != last.text.en
    return str(last.mark), last.text.en


def complained(text: str) -> list[tuple[str, str]]:
    _, complaints = parse(text, "f")
    return [(str(one.mark), one.text.fr) for one in complaints]


def test_keys_are_texts() -> None:
    assert value("1: a\ntrue: b\n2026-01-01: c\n") == {"1": "a", "true": "b", "2026-01-01": "c"}


def test_every_value_knows_its_line() -> None:
    root, _ = parse("a:\n  - x\n\n  - y: 1\n    z:\n\n\nb: |\n  long\n  text\n", "f")
    assert root is not None
    expected: list[tuple[tuple[str | int, ...], int]] = [
        (("a", 0), 2),
        (("a", 1), 4),
        (("a", 1, "y"), 4),
        # an empty value stands where its key does
        (("a", 1, "z"), 5),
        (("b",), 8),
    ]
    for loc, line in expected:
        found = find(root, loc)
        assert isinstance(found, Node)
        assert found.mark.line == line, loc


def test_windows_line_ends_and_text_marks() -> None:
    root, _ = parse("a: 1\r\nb: 2\r\n", "f")
    assert root is not None
    found = find(root, ("b",))
    assert found is not None
    assert found.mark.line == 2


def test_aliases_repeat_their_anchor() -> None:
    assert value("a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}


def test_repeated_keys_name_both_lines() -> None:
    assert complained("a: 1\nb: {c: 1, c: 2}\na: 3\n") == [
        ("f:2", complained("b: 1\nb: {c: 1, c: 2}\n")[0][1]),
        ("f:3", complained("a: 1\n\na: 3\n")[0][1]),
    ]
    assert "ligne 1" in complained("a: 1\na: 2\n")[0][1]


def test_faults_of_single_values_name_their_path() -> None:
    _, complaints = parse("donors:\n  - {id: d, kg: .inf}\n  - {id: e, kg: 1, kg: 2}\n", "f")
    assert [one.path for one in complaints] == ["donors.d.kg", "donors.e.kg"]


@pytest.mark.parametrize("number", [".nan", ".inf", "-.Inf", "1e999", "9" * 19, "9" * 5000])
def test_numbers_without_measure_are_refused(number: str) -> None:
    ((place, said),) = complained(f"a: 1\nb: {number}\n")
    assert place == "f:2"
    assert "nombre fini" in said


def test_tags_are_refused_but_text() -> None:
    ((place, said),) = complained("a: !!str 12\nb: !!python/object:os.system x\n")
    assert place == "f:2"
    assert "os.system" in said


def test_a_lone_surrogate_is_refused() -> None:
    ((place, _),) = complained('a: "\\ud800"\n')
    assert place == "f:1"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("a: [1, 2\nb: 3\n", "f:2", "brackets"),
        ("a: 1\n\tb: 2\n", "f:2", "tabs"),
        ("a: b: c\n", "f:1", "mapping values"),
        ('a: 1\nb: "never closed\n', "f:3", "quotes"),
        ("a: 1\nb: \x07\n", "f:2", "UTF-8"),
        ("a: *nobody\n", "f:1", "nobody"),
        ("a: &x [*x]\n", "f:1", "complete"),
        ("a: 1\n---\nb: 2\n", "f:2", "second document"),
        ("? [a, b]\n: 1\n", "f:1", "key"),
        ("%YAML 9.9\n---\na: 1\n", "f:1", "YAML"),
    ],
)
def test_what_is_not_yaml_names_its_line(text: str, place: str, said: str) -> None:
    assert refused(text)[0] == place
    assert said in refused(text)[1]


def test_faults_found_before_the_end_are_kept() -> None:
    with pytest.raises(UnreadableError) as caught:
        parse("a: .nan\nb: [\n", "f")
    assert [str(one.mark) for one in caught.value.complaints] == ["f:1", "f:3"]


@pytest.mark.parametrize(
    "bomb",
    [
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12)),
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 100_000,
        "- " * 100_000,
    ],
    ids=["aliases", "brackets", "braces", "dashes"],
)
def test_bombs_are_refused_at_once(bomb: str) -> None:
    started = time.perf_counter()
    assert "Expected" in refused(bomb)[1]
    assert time.perf_counter() - started < 10


def test_too_many_values_are_refused() -> None:
    text = "a: &a [" + "1, " * 999 + "1]\nb:\n" + "  - *a\n" * 300
    assert str(MAX_NODES) in refused(text)[1]


def test_nothing_is_nothing() -> None:
    assert parse("# only a remark\n", "f") == (None, [])


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        parse(text, "f")


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="abc:-[]{}&*!|>'\"%@`#,? \n\t01.~\\", max_size=60))
def test_any_punctuation_is_read_or_refused(text: str) -> None:
    with suppress(UnreadableError):
        parse(text, "f")

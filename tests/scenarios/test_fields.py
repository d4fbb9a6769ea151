import pytest

from models.scenario import Scenario
from scenarios.fields import Slot, describe, slot

TOP = slot(Scenario)


def at(*loc: str | int) -> Slot:
    place = TOP.at(loc)
    assert place is not None
    return place


@pytest.mark.parametrize(
    ("loc", "kind", "expected"),
    [
        (("shifts", 0, "max_min"), "leaf", "a whole number greater than 0 and of at most 1440"),
        (("donor_kinds", 0, "variation"), "leaf", "a number of at least 0 and of at most 3"),
        (("donors", 0, "area_m2"), "leaf", "a number of at least 0"),
        (("donors", 0, "private"), "leaf", "true or false"),
        (("donors", 0, "offers", 3, "days"), "list", 'a list "[a, b]"'),
        (("policy", "day_factors"), "mapping", 'a block "name: value"'),
        (("policy", "cold_chain"), "record", 'a block "key: value"'),
        (("policy", "pools", 0, "hub"), "leaf", "an id (lower-case"),
        (("policy", "commitments", 0, "at"), "leaf", 'a time "HH:MM"'),
        (("week_of",), "leaf", 'a date "YYYY-MM-DD"'),
        (("language",), "leaf", "one of these words: fr, en"),
        (("donors", 0, "backup"), "leaf", "a text, 300 characters at most"),
    ],
)
def test_every_place_is_described(loc: tuple[str | int, ...], kind: str, expected: str) -> None:
    assert at(*loc).kind == kind
    assert describe(at(*loc)).en.startswith(expected)


def test_what_cannot_stand_somewhere() -> None:
    assert TOP.at(("donors", 0, "colour")) is None
    assert TOP.at(("label", "fr")) is None
    assert TOP.at(("nothing", "here")) is None


def test_entities_have_ids_offers_do_not() -> None:
    assert at("donors").has_ids
    assert at("policy", "pools").has_ids
    assert not at("donors", 0, "offers").has_ids
    assert not at("days").has_ids


def every(place: Slot, depth: int = 0) -> list[Slot]:
    below = list(place.keys.values())
    if place.kind in ("list", "mapping"):
        below = [place.item]
    return [place, *(found for one in below for found in every(one, depth + 1))]


def test_no_place_is_left_without_words() -> None:
    for place in every(TOP):
        assert describe(place).en != "another value", place
        assert describe(place).fr != describe(place).en

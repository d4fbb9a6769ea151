"""What-if cards: what is picked says the same to ``--set``; contradictions are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from models.base import Language
from models.scenario import Scenario
from scenarios import dump, load
from service.asking.cards import Card, played
from service.kinds.comparison.cards import CARDS

TOWNS = (("aubagne", "hub"), ("aubagne", "today"), ("aubagne", "direct"), ("aubagne", "alone"))


def picks(card: Card, world: Scenario, language: Language) -> Iterator[dict[str, list[str]]]:
    """Yield two ways to fill a card in: the first and the last of each list."""
    fields = card.fields(world, language)
    for end in (0, -1):
        yield {
            f"{card.name}.{one.name}": [one.value or one.choices[end][0]]
            for one in fields
            if one.choices or one.value
        }


@pytest.mark.parametrize(("name", "variant"), TOWNS)
def test_every_card_says_the_same_everywhere(name: str, variant: str) -> None:
    world = load(name, variant).scenario
    tried = 0
    for card in CARDS:
        for picked in picks(card, world, "fr"):
            made, wrong = played(world, CARDS, picked, "fr")
            if wrong or not picked:
                continue
            tried += 1
            again = load(name, variant, made.sets).scenario
            assert dump(again) == dump(made.scenario), card.name
            assert made.label("fr") != made.label("en")
            assert not set(made.label("fr").split()) & {*world.vehicle, *world.donor}
    assert tried >= 8


def sent(**picked: Sequence[str] | str) -> Mapping[str, Sequence[str]]:
    return {
        name.replace("__", "."): [value] if isinstance(value, str) else value
        for name, value in picked.items()
    }


@pytest.mark.parametrize(
    ("variant", "picked", "fault"),
    [
        ("hub", {}, "Rien n'est choisi"),
        ("hub", {"lend__vehicle": "car"}, "À choisir aussi"),
        (
            "hub",
            {"down__vehicles": "car", "lend__vehicle": "car", "lend__to": "ccas"},
            "autre carte",
        ),
        ("hub", {"leave__who": "secours-populaire"}, "On trie chez cette association"),
        ("hub", {"share__stores": "hyper-2", "leave__who": "restos"}, "autre carte"),
        ("hub", {"lend__vehicle": "car", "lend__to": "*"}, "déjà prêté"),
        ("hub", {"sort__at": "secours-populaire"}, "déjà le cas"),
        ("hub", {"person__at": "ccas", "person__count": "beaucoup"}, "nombre entier"),
        ("hub", {"down__vehicles": "tank"}, "pas dans la liste"),
        ("hub", {"open__who": "ccas", "open__day": "sat", "open__starts": "25h"}, "deux heures"),
    ],
)
def test_what_does_not_go_together_is_refused(
    variant: str, picked: dict[str, str], fault: str
) -> None:
    world = load("aubagne", variant).scenario
    usual = {"person__role": "driver", "person__count": "1", "van__kind": "van"}
    usual |= {"open__starts": "14:00", "open__ends": "17:00"}
    _, wrong = played(world, CARDS, sent(**(usual | picked)), "fr")
    assert wrong
    assert any(fault in one.text.fr for one in wrong), [one.text.fr for one in wrong]


def test_several_cards_make_one_variant_in_words() -> None:
    world = load("aubagne", "hub").scenario
    picked = sent(down__vehicles="car", share__stores="hyper-2", leave__who="ccas")
    made, wrong = played(world, CARDS, picked, "fr")
    assert not wrong
    label = made.label("fr").replace("\u00a0", " ")
    assert label.startswith("“Hypermarché 2")
    assert "sans “Voiture 250 kg”" in label
    assert "“CCAS” seule de son côté" in label

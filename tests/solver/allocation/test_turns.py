"""What is told of whole lots: true, in both languages, whatever made them go where they go."""

from __future__ import annotations

import pytest

from models.allocation import Allocation, Supply
from models.history import History
from solver.split import allocate
from tests.solver.test_crates_over_weeks import DRY, FROZEN, FRUIT, association, crates, town


def told(
    people: dict[str, int],
    counts: dict[str, int],
    *,
    account: dict[str, float] | None = None,
    carried: dict[str, float] | None = None,
    kg: float = 10.0,
    stores_kg: dict[str, float] | None = None,
) -> Allocation:
    family = next(iter(counts))
    scenario = town(
        [
            association(name, many, ambient_storage_kg=(stores_kg or {}).get(name))
            for name, many in people.items()
        ]
    )
    supply: Supply = crates(scenario, counts, kg)
    history = History(
        account_kg={who: {family: owed} for who, owed in (account or {}).items()},
        carried_kg={who: {family: left} for who, left in (carried or {}).items()},
    )
    return allocate(scenario, supply, history=history, compare=False)


def test_an_account_earns_and_another_waits() -> None:
    made = told({"a": 100, "b": 100}, {FRUIT: 1})
    first, second = (made.standing[who].reason for who in ("a", "b"))
    assert first.fr.startswith(
        "Son compte a gagné : 1 caisse, Fruits et légumes (compte 0 kg, juste part +5 kg ; "
        "après : −5 kg). Cette semaine, "
    )
    assert first.en.startswith(
        "Its account earned: 1 crate, Fruits et légumes (account 0 kg, fair part +5 kg; "
        "after: −5 kg). This week, "
    )
    assert second.fr.startswith(
        "Son compte garde pour les semaines suivantes : Fruits et légumes +5 kg. "
    )
    assert second.en.startswith(
        "Its account keeps for the weeks that follow: Fruits et légumes +5 kg. "
    )


def test_several_crates_are_many() -> None:
    made = told({"a": 100, "b": 100}, {DRY: 4})
    assert "2 caisses, Épicerie (compte 0 kg, juste part +20 kg" in made.standing["a"].reason.fr
    assert "2 crates, Épicerie (account 0 kg, fair part +20 kg" in made.standing["a"].reason.en


def test_who_had_its_part_and_what_is_still_in_store_are_told() -> None:
    made = told({"a": 100, "b": 100}, {DRY: 1}, account={"a": -5.0, "b": 5.0}, carried={"a": 3.0})
    reason = made.standing["a"].reason
    assert "elle a déjà reçu sa part : Épicerie (compte 0 kg)" in reason.fr
    assert "it has already received its part: Épicerie (account 0 kg)" in reason.en
    assert "Encore en réserve des semaines passées : Épicerie 3 kg." in reason.fr
    assert "Still in store from the weeks before: Épicerie 3 kg." in reason.en


@pytest.mark.parametrize(
    ("people", "count", "account", "fr", "en"),
    [
        (
            {"a": 200, "b": 45},
            2,
            {"a": -8.0, "b": 8.0},
            "c'est plus que le besoin de la semaine (4,5 kg), de quoi servir environ 2 semaines",
            "that is more than the week's need (4.5 kg), enough for about 2 weeks",
        ),
        (
            {"a": 20, "b": 30},
            1,
            {},
            "un lot dépasse le besoin de chacune ; elles en reçoivent à tour de rôle",
            "a lot is more than anyone's need; each receives one in turn",
        ),
    ],
)
def test_a_crate_beyond_the_need_says_why(
    people: dict[str, int], count: int, account: dict[str, float], fr: str, en: str
) -> None:
    reason = told(people, {FROZEN: count}, account=account).standing["b"].reason
    assert fr in reason.fr
    assert en in reason.en


def test_what_the_others_could_not_take_comes_in_advance() -> None:
    made = told(
        {"a": 100, "b": 100}, {DRY: 3}, account={"a": 30.0, "b": -30.0}, stores_kg={"a": 5.0}
    )
    reason = made.standing["b"].reason
    assert "d'avance ce que les autres ne pouvaient pas prendre : 3 caisses" in reason.fr
    assert "in advance what the others could not take: 3 crates" in reason.en
    assert "stockage" in made.standing["a"].reason.fr


@pytest.mark.parametrize(
    ("people", "counts", "extra", "fr"),
    [
        ({"a": 25}, {DRY: 4}, {}, "sont couverts"),
        ({"a": 100}, {DRY: 1}, {"stores_kg": {"a": 5.0}}, "plus la place"),
        ({"a": 45, "b": 130}, {FROZEN: 3}, {}, "aucun compte ne le couvre encore"),
        ({"a": 4}, {FRUIT: 1}, {"kg": 20.0}, "ne se garderait pas"),
    ],
)
def test_what_is_left_says_why(
    people: dict[str, int], counts: dict[str, int], extra: dict[str, object], fr: str
) -> None:
    made = told(people, counts, **extra)  # type: ignore[arg-type]
    assert [one.reason.fr for one in made.left if fr in one.reason.fr]

"""Why a need is not covered, and what each wish costs: each told once it was tried."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol

from models.base import Text
from models.buying_study import PricedBuyingWish, UnmetNeed, WishName
from models.numbers import number
from models.scenario import Scenario
from solver.buying.cover import AS_IT_IS, Eased, Key, cover, part_of
from solver.buying.problem import BuyingProblem, Wishes
from solver.programs.solved import NoSolutionError, NotInTimeError

if TYPE_CHECKING:
    from solver.buying.program import Bought

Code = Literal["budget", "ceiling", "supply", "storage"]
RISE = 1e-4
WISH_SHARE = 0.12


class Found(Protocol):
    """What the reasons ask of a purchase that was made."""

    @property
    def members(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def units(self) -> dict[Key, int]: ...  # noqa: D102
    @property
    def wishes(self) -> Wishes: ...  # noqa: D102
    @property
    def given_up(self) -> tuple[WishName, ...]: ...  # noqa: D102
    @property
    def bought(self) -> Bought: ...  # noqa: D102


Solve = Callable[..., tuple["Bought", object]]


def priced_wishes(
    problem: BuyingProblem, found: Found, solve: Solve, cents_of: Callable[[Bought], int]
) -> tuple[PricedBuyingWish, ...]:
    """Return the cost with and without each wish, of the same units to the same members.

    Parameters
    ----------
    cents_of
        What a purchase is invoiced, as lines are rounded.
    """
    asked = problem.wishes.asked()
    share = WISH_SHARE / max(1, len(asked))

    def bought(wishes: Wishes, start: Bought | None = None) -> Bought | None:
        try:
            return solve(found.members, found.units, wishes, share, start=start)[0]
        except NotInTimeError:
            raise
        except NoSolutionError:
            return None

    made = []
    for wish in asked:
        held = wish not in found.given_up
        with_: Bought | None = found.bought
        without: Bought | None = found.bought
        try:
            if held:
                without = bought(found.wishes.without(wish), found.bought)
            else:
                with_ = bought(_also(found.wishes, problem.wishes, wish))
        except NotInTimeError:
            continue  # neither a price nor that it is impossible was found
        if without is None:
            continue
        exact = [one.cost - one.bound <= 0.006 for one in (with_, without) if one is not None]
        dear = None if with_ is None else cents_of(with_)
        cents = cents_of(without)
        made.append(
            PricedBuyingWish(
                wish=wish,
                held=held,
                with_cents=dear,
                without_cents=cents if dear is None else min(cents, dear),
                proved=all(exact),
            )
        )
    return tuple(made)


def _also(wishes: Wishes, asked: Wishes, wish: WishName) -> Wishes:
    """Return some wishes and one that was asked for besides."""
    values: dict[WishName, Wishes] = {
        "local": replace(wishes, local=asked.local),
        "organic": replace(wishes, organic=asked.organic),
        "supermarket": replace(wishes, supermarket=asked.supermarket),
        "variety": replace(wishes, variety=asked.variety),
        "supplier_share": replace(wishes, supplier_share=True),
    }
    return values[wish]


def unmet_needs(
    scenario: Scenario,
    problem: BuyingProblem,
    units: Mapping[Key, int],
    prices: Mapping[Key, float],
    own: Mapping[str, float],
) -> tuple[UnmetNeed, ...]:
    """Return who has not all that it needs, what binds, and what would cover more.

    Each limit is lifted by itself; the first that gives the member more is told.

    Parameters
    ----------
    prices
        What a unit is billed to each, €.
    own
        What each pays itself, €.
    """
    found = []
    for who in problem.members:
        part = part_of(problem, units, who)
        if part < 1 - RISE:
            found.append(_why(scenario, problem, units, prices, who, part, own.get(who, 0.0)))
    return tuple(found)


def _why(
    scenario: Scenario,
    problem: BuyingProblem,
    units: Mapping[Key, int],
    prices: Mapping[Key, float],
    who: str,
    part: float,
    own: float,
) -> UnmetNeed:
    label = scenario.association[who].name
    tries: tuple[tuple[Code, Eased], ...] = (
        ("budget", Eased(budget=frozenset((who,)))),
        ("ceiling", Eased(ceilings=True)),
        ("storage", Eased(storage=frozenset((who,)))),
        ("supply", Eased(supply=True)),
    )

    def level(problem: BuyingProblem, eased: Eased) -> float:
        return part_of(problem, cover(problem, prices, eased=eased).units, who)

    for code, eased in tries:
        if level(problem, eased) > part + RISE:
            if code == "budget":
                more = sum(
                    prices[key] * (least - units.get(key, 0))
                    for key, least in problem.low.items()
                    if key[0] == who and least
                )
                eur = max(1, math.ceil(own + more - problem.budget[who]))
                budgets = problem.budget | {who: problem.budget[who] + eur}
                reached = level(replace(problem, budget=budgets), AS_IT_IS)
                return UnmetNeed(
                    association=who,
                    cover=part,
                    code=code,
                    reason=_more_money(label, eur, reached),
                )
            return UnmetNeed(
                association=who, cover=part, code=code, reason=REASONS[code].format(who=label)
            )
    everything = Eased(
        budget=frozenset((who,)), storage=frozenset((who,)), ceilings=True, supply=True
    )
    if level(problem, everything) > part + RISE:
        return UnmetNeed(
            association=who, cover=part, code="several", reason=SEVERAL.format(who=label)
        )
    return UnmetNeed(association=who, cover=part, code="rounding", reason=UNTOLD.format(who=label))


def _more_money(label: str, eur: int, reached: float) -> Text:
    return Text(
        fr=BUDGET.fr.format(who=label, eur=number(eur, "fr"), part=number(100 * reached, "fr")),
        en=BUDGET.en.format(who=label, eur=number(eur, "en"), part=number(100 * reached, "en")),
    )


BUDGET = Text(
    fr="{who}, limitée par son budget : avec {eur} € de plus, aux prix atteints, {part} % de ses "
    "besoins seraient couverts.",
    en="{who}, bound by its budget: with €{eur} more, at the prices reached, {part} % of its "
    "needs would be covered.",
)
REASONS: dict[Code, Text] = {
    "ceiling": Text(
        fr="Le plafond d'un payeur limite : plus haut, {who} recevrait davantage.",
        en="A payer's ceiling binds: were it higher, {who} would get more.",
    ),
    "storage": Text(
        fr="{who}, limitée par sa place : avec plus de place, elle recevrait davantage.",
        en="{who}, bound by its room: with more, it would get more.",
    ),
    "supply": Text(
        fr="Les fournisseurs n'en ont pas assez : avec plus, {who} recevrait davantage.",
        en="Suppliers have too little: with more, {who} would get more.",
    ),
}
SEVERAL = Text(
    fr="Plusieurs limites à la fois pour {who} : lever une seule n'y change rien.",
    en="Several limits at once for {who}: lifting one alone changes nothing.",
)
UNTOLD = Text(
    fr="Il manque moins d'une unité entière à {who}.",
    en="Less than one whole unit is missing to {who}.",
)

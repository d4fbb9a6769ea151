"""A warehouse's costs: keys and instalments that add up, funders that do not overpay, names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from models.base import Text
from models.funding import PLATFORM, Funder, Funding, Instalment, Measured, Subsidy
from models.numbers import decimal
from models.scenario import Scenario
from models.warehouse import Warehouse
from scenarios.faults import shown
from scenarios.sense.amounts import SUM_TOLERANCE
from scenarios.sense.problem import Loc, Problem, Rule, problem, unknown

AT: Loc = ("warehouse", "funding")
MEASURED: tuple[str, ...] = get_args(Measured)
_KEY = Text(fr="une clé de répartition", en="a key")
_ADVANCER = Text(
    fr="un réseau, un financeur ou « platform »", en='a network, a funder or "platform"'
)


def where_funded(rule: Callable[[Warehouse, Funding], Iterator[Problem]]) -> Rule:
    """Return a rule on the funding of a warehouse as one on scenarios, which may have none."""

    def checked(scenario: Scenario) -> Iterator[Problem]:
        warehouse = scenario.warehouse
        if warehouse is not None and warehouse.funding is not None:
            yield from rule(warehouse, warehouse.funding)

    return checked


def funding_keys(warehouse: Warehouse, funding: Funding) -> Iterator[Problem]:
    """Yield keys that do not add up to one, or have no meaning for the invoices."""
    for n, key in enumerate(funding.keys):
        loc: Loc = (*AT, "keys", n)
        total = sum(key.shares.values())
        if abs(total - 1) > SUM_TOLERANCE:
            written, apart = (decimal(f"{one:.6g}").fr for one in (total, total - 1))
            yield problem(
                (*loc, "shares"),
                f"Les parts de la clé {shown(key.label)} font {written} au total. Attendu : 1. "
                f"Corrigez-les (écart : {apart}).",
                f"The shares of the key {shown(key.label)} add up to {total:.6g}. Expected: 1. "
                f"Correct them (difference: {total - 1:+.6g}).",
            )
        if key.id in MEASURED:
            yield problem(
                (*loc, "id"),
                f"{shown(key.id)} est une clé mesurée. Attendu : un autre nom. Changez-le.",
                f"{shown(key.id)} is a measured key. Expected: another name. Change it.",
            )
    stated = {key.id: key for key in funding.keys}
    found = unknown((*AT, "key"), funding.key, (*MEASURED, *stated), _KEY)
    if found is not None:
        yield found
    here = [network.id for network in warehouse.admitted]
    if funding.key in stated and here:
        shares = stated[funding.key].shares
        if not any(shares.get(who, 0) > 0 for who in here):
            yield problem(
                (*AT, "key"),
                f"La clé {shown(funding.key)} ne donne de part à aucun réseau admis. Attendu : une "
                "part au moins. Complétez-la, ou prenez-en une autre.",
                f"The key {shown(funding.key)} gives no share to any admitted network. Expected: "
                "at least one. Complete it, or take another.",
            )


def funding_sums(_: Warehouse, funding: Funding) -> Iterator[Problem]:
    """Yield sums said twice or not at all, instalments off one, more funding than there is cost."""
    lists: dict[str, Sequence[Funder | Subsidy]] = {
        "funders": funding.funders,
        "subsidies": funding.subsidies,
    }
    for field, payers in lists.items():
        for n, one in enumerate(payers):
            if (one.eur_per_year is None) == (one.share is None):
                yield problem(
                    (*AT, field, n),
                    f"Trouvé {'ni montant ni part' if one.share is None else 'montant et part'}. "
                    "Attendu : « eur_per_year » ou « share », l'un des deux. Gardez-en un.",
                    f"Found {'neither amount nor share' if one.share is None else 'both'}. "
                    'Expected: either "eur_per_year" or "share". Keep one.',
                )
            yield from _instalments((*AT, field, n, "paid"), one.paid)
    yield from _instalments((*AT, "invoiced"), funding.invoiced)
    cost = funding.eur_per_year
    paid = _sum(funding.funders, cost)
    back = _sum(funding.subsidies, cost)
    if paid > cost + 0.005:
        yield _overpaid("funders", paid, cost)
    elif paid + back > cost + 0.005:
        yield _overpaid("subsidies", back, cost - paid)


def funding_names(warehouse: Warehouse, funding: Funding) -> Iterator[Problem]:
    """Yield ids used twice, and an advancer that is nobody."""
    # those who pay and those who fund are told apart by their id alone
    taken = {f"payers/{name}": "warehouse.networks" for name in tuple(warehouse.network)}
    if f"payers/{PLATFORM}" in taken:
        where = tuple(warehouse.network).index(PLATFORM)
        yield problem(
            ("warehouse", "networks", where, "id"),
            f"{shown(PLATFORM)} désigne la plateforme elle-même. Attendu : un autre identifiant. "
            "Changez-le.",
            f"{shown(PLATFORM)} means the warehouse itself. Expected: another id. Change it.",
        )
    taken[f"payers/{PLATFORM}"] = "advanced_by"
    lists = {
        "costs": [one.id for one in funding.costs],
        "funders": [one.id for one in funding.funders],
        "subsidies": [one.id for one in funding.subsidies],
        "keys": [one.id for one in funding.keys],
    }
    for field, names in lists.items():
        for n, name in enumerate(names):
            kind = "payers" if field in ("funders", "subsidies") else field
            known = f"{kind}/{name}"
            if known in taken:
                yield problem(
                    (*AT, field, n, "id"),
                    f"L'identifiant {shown(name)} est déjà pris dans « {taken[known]} ». Attendu : "
                    "un identifiant par chose. Changez l'un des deux.",
                    f'The id {shown(name)} is already taken in "{taken[known]}". Expected: one id '
                    "per thing. Change one of them.",
                )
            taken.setdefault(known, field)
    if funding.advanced_by is not None:
        networks, funders = warehouse.admitted, funding.funders
        able = (PLATFORM, *(one.id for one in networks), *(one.id for one in funders))
        found = unknown((*AT, "advanced_by"), funding.advanced_by, able, _ADVANCER)
        if found is not None:
            yield found


def _instalments(loc: Loc, paid: Sequence[Instalment]) -> Iterator[Problem]:
    total = sum(one.share for one in paid)
    if abs(total - 1) > SUM_TOLERANCE:
        written = decimal(f"{total:.6g}").fr
        yield problem(
            loc,
            f"Les échéances font {written} au total. Attendu : 1. Corrigez leurs parts.",
            f"The instalments add up to {total:.6g}. Expected: 1. Correct their shares.",
        )


def _sum(payers: Sequence[Funder | Subsidy], cost: float) -> float:
    return sum(
        one.eur_per_year if one.eur_per_year is not None else cost * (one.share or 0.0)
        for one in payers
    )


def _overpaid(field: str, found: float, most: float) -> Problem:
    return problem(
        (*AT, field),
        f"Trouvé {found:.2f} € par an, pour {most:.2f} € à couvrir. Attendu : pas plus. Réduisez "
        "ces sommes, ou complétez les coûts.",
        f"Found {found:.2f} € a year, for {most:.2f} € to cover. Expected: no more. Reduce these "
        "sums, or complete the costs.",
    )


RULES_OF_NAMES: tuple[Rule, ...] = (where_funded(funding_names),)
RULES: tuple[Rule, ...] = tuple(map(where_funded, (funding_keys, funding_sums)))

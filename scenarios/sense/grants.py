"""Who funds whom: numbers that pass their checks, grants counted once, shares that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from models.base import Text
from models.grants import FundedStructure, GrantFunder
from models.identifiers import tidied
from models.numbers import decimal
from models.scenario import Scenario
from scenarios.faults import shown
from scenarios.grant_lines import line_faults, rna_fault, siret_fault
from scenarios.sense.amounts import SUM_TOLERANCE
from scenarios.sense.problem import Loc, Problem, Rule, problem

AT: Loc = ("grants",)


def awards(scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with grants, one by one and between them."""
    listed = scenario.grants.awards
    if not listed:
        return
    lines = [dict(one) for one in listed]
    for fault in line_faults(lines, _nth):
        yield Problem((*AT, "awards", fault.line, fault.field), fault.text)


def _nth(n: int) -> Text:
    return Text(fr=f"n° {n + 1} de la liste", en=f"number {n + 1} of the list")


def _listed(scenario: Scenario) -> Iterator[tuple[Loc, FundedStructure | GrantFunder]]:
    for n, structure in enumerate(scenario.grants.structures):
        yield (*AT, "structures", n), structure
    for n, funder in enumerate(scenario.grants.funders):
        yield (*AT, "funders", n), funder


def numbers(scenario: Scenario) -> Iterator[Problem]:
    """Yield numbers of structures and funders that fail their check, or that two have."""
    known: dict[str, str] = {}
    for loc, one in _listed(scenario):
        checked = [("siret", one.siret, siret_fault(one.siret))]
        if isinstance(one, FundedStructure):
            checked.append(("rna", one.rna, rna_fault(one.rna)))
        for field, number, text in checked:
            if text is not None:
                yield Problem((*loc, field), text)
            elif number and tidied(number) in known:
                other = shown(known[tidied(number)])
                yield problem(
                    (*loc, field),
                    f"{shown(one.label)} a le même numéro que {other}. Attendu : chacun le sien. "
                    "Corrigez l'un des deux.",
                    f"{shown(one.label)} has the same number as {other}. Expected: each its own. "
                    "Correct one of them.",
                )
            elif number:
                known[tidied(number)] = one.label


def ids(scenario: Scenario) -> Iterator[Problem]:
    """Yield ids that two of those who give or receive have, or two envelopes."""
    counted = Counter(one.id for _, one in _listed(scenario))
    for loc, one in _listed(scenario):
        if counted[one.id] > 1 and loc[1] == "funders":
            yield _twice((*loc, "id"), one.id)
    seen = set[str]()
    for n, funder in enumerate(scenario.grants.funders):
        for k, envelope in enumerate(funder.envelopes):
            if envelope.id in seen:
                yield _twice((*AT, "funders", n, "envelopes", k, "id"), envelope.id)
            seen.add(envelope.id)


def _twice(loc: Loc, name: str) -> Problem:
    return problem(
        loc,
        f"L'identifiant {shown(name)} est pris deux fois. Attendu : un seul. Changez celui-ci.",
        f"The id {shown(name)} is taken twice. Expected: once. Change this one.",
    )


def territories(scenario: Scenario) -> Iterator[Problem]:
    """Yield structures whose territories do not add up to the whole of their work."""
    for n, one in enumerate(scenario.grants.structures):
        loc = (*AT, "structures", n, "territories")
        total = sum(one.territories.values())
        if one.federation and one.territories:
            yield problem(
                loc,
                f"{shown(one.label)} est une fédération. Attendu : aucun territoire, son argent "
                "n'est compté dans aucun. Retirez-les, ou dites qu'elle n'en est pas une.",
                f"{shown(one.label)} is a federation. Expected: no territory, its money is counted "
                "in none. Take them out, or say that it is none.",
            )
        elif not one.federation and abs(total - 1) > SUM_TOLERANCE:
            written = decimal(f"{total:.6g}").fr
            yield problem(
                loc,
                f"Les territoires de {shown(one.label)} font {written} au total. Attendu : 1. "
                "Corrigez les parts, ou ajoutez ses territoires.",
                f"The territories of {shown(one.label)} add up to {total:.6g}. Expected: 1. "
                "Correct the shares, or add its territories.",
            )


def parents(scenario: Scenario) -> Iterator[Problem]:
    """Yield structures whose federation is none."""
    federations = {one.id for one in scenario.grants.structures if one.federation}
    known = {one.id for one in scenario.grants.structures}
    for n, one in enumerate(scenario.grants.structures):
        if one.parent in known and one.parent not in federations:
            yield problem(
                (*AT, "structures", n, "parent"),
                f"{shown(one.parent)} n'est pas une fédération. Attendu : une tête de réseau. "
                "Dites qu'elle en est une, ou videz ce champ.",
                f"{shown(one.parent)} is no federation. Expected: the head of a network. Say that "
                "it is one, or empty this field.",
            )


def calls(scenario: Scenario) -> Iterator[Problem]:
    """Yield calls for projects that close before they open."""
    for n, funder in enumerate(scenario.grants.funders):
        for k, one in enumerate(funder.calls):
            if one.opens_on is not None and one.opens_on > one.due_on:
                yield problem(
                    (*AT, "funders", n, "calls", k, "due_on"),
                    f"{shown(one.label)} ferme avant d'ouvrir. Attendu : une date après. Échangez "
                    "les deux dates.",
                    f"{shown(one.label)} closes before it opens. Expected: a later date. Swap the "
                    "two dates.",
                )


RULES: tuple[Rule, ...] = (awards, numbers, ids, territories, parents, calls)

"""What a study says beside its figures: where times come from, who has less, how it ended."""

from __future__ import annotations

import math

from models.base import Text
from models.findings import Finding
from models.history import History
from models.numbers import amount
from models.places import at_one_point
from models.scenario import Scenario
from models.study import Balance, Termination
from models.travel import ESTIMATED, TravelMatrix
from models.words import INTERRUPTED, ONE_POINT

LOSS = 1.0
"""Less food than alone by more than this many points (kg, unless families weigh otherwise) counts
as being worse off."""
RUN_PER_SEARCH = 2
"""Seconds of a run that leave one to its search: the rest reviews the plan, and begins."""
SOURCES = {
    "roads": Text(
        fr="Temps et distances le long du réseau routier donné ({detail}) ; vitesses supposées.",
        en="Times and distances along the road graph given ({detail}); speeds assumed.",
    ),
    "table": Text(
        fr="Temps et distances de la table donnée ({detail}).",
        en="Times and distances of the table given ({detail}).",
    ),
}

FEW_DROPS = Text(
    fr="Livraison directe : {n} portes au plus par tournée. Ce qui est dit prouvé ou au mieux "
    "l'est parmi ces tournées.",
    en="Direct delivery: at most {n} doors a round. What is called proved or best is so among "
    "these rounds.",
)


def worse_off(
    scenario: Scenario, mine: tuple[Balance, ...], alone: tuple[Balance, ...]
) -> tuple[Finding, ...]:
    """Name who would receive less food than by going alone."""
    text = Text(
        fr="{who} reçoit {loss:.0f} {unit} de moins que si chacun allait seul ({less:.0f} % de "
        "moins).",
        en="{who} receives {loss:.0f} {unit} less than by going alone ({less:.0f}% less).",
    )
    plain = all(family.points_per_kg == 1 for family in scenario.families)
    return tuple(
        Finding(
            code="worse_off",
            severity="warning",
            text=text.format(
                who=scenario.association[now.association].label,
                loss=before.points - now.points,
                unit="kg" if plain else "points",
                less=100 * (before.points - now.points) / before.points,
            ),
            where=(now.association,),
        )
        for now, before in zip(mine, alone, strict=False)
        if before.points - now.points > LOSS
    )


def no_distances(scenario: Scenario, travel: TravelMatrix) -> tuple[Finding, ...]:
    """Tell that all sites stand at one point: no time and no distance of a plan means anything."""
    if travel.source == "table" or not at_one_point(scenario.sites.values()):
        return ()
    where = next(iter(scenario.sites.values())).commune or "–"
    text = ONE_POINT.format(where=where)
    return (Finding(code="one_point", severity="warning", text=text),)


def stamps(
    scenario: Scenario, travel: TravelMatrix, drops: int | None = None
) -> tuple[Finding, ...]:
    """Tell where travel times come from, which places are assumed, which rounds were looked at.

    Parameters
    ----------
    drops
        At how many doors a direct round drops at most, where more were not looked at.
    """
    found = []
    if drops is not None:
        found.append(Finding(code="few_drops", severity="info", text=FEW_DROPS.format(n=drops)))
    if travel.source == "estimate":
        found.append(
            Finding(
                code="estimated_travel",
                severity="info",
                text=ESTIMATED,
            )
        )
    if travel.source != "estimate":
        text = SOURCES[travel.source].format(detail=travel.detail)
        found.append(Finding(code=f"{travel.source}_travel", severity="info", text=text))
    assumed = [name for name, place in scenario.sites.items() if place.assumed]
    if assumed:
        found.append(
            Finding(
                code="assumed_sites",
                severity="info",
                text=Text(
                    fr=f"Sites à la position supposée : {len(assumed)} sur {len(scenario.sites)}.",
                    en=f"Sites with an assumed position: {len(assumed)} of {len(scenario.sites)}.",
                ),
                where=tuple(assumed),
            )
        )
    return tuple(found)


def weeks_counted(past: History) -> tuple[Finding, ...]:
    """Tell how many published weeks levels count beside this one, if some do."""
    if not past.weeks:
        return ()
    text = COUNTED.format(weeks=past.weeks)
    return (Finding(code="past_weeks", severity="info", text=text),)


def ended_early(ended: Termination, whole_s: float | None) -> tuple[Finding, ...]:
    """Tell that a search was interrupted, or too short for the size of its town.

    Parameters
    ----------
    whole_s
        Seconds of search in which sectors need not be cut small; none where they were not.
    """
    if ended == "interrupted":
        return (Finding(code="interrupted", severity="warning", text=INTERRUPTED),)
    if whole_s is None:
        return ()
    seconds = math.ceil(RUN_PER_SEARCH * whole_s)
    text = CUT_SMALL.format(more=Text(fr=amount(seconds, "s", "fr"), en=amount(seconds, "s", "en")))
    return (Finding(code="search_longer", severity="warning", text=text),)


CUT_SMALL = Text(
    fr="Peu de temps pour une ville de cette taille : elle est planifiée par petits secteurs, ce "
    "qui coûte souvent des kilogrammes. À partir de {more} de recherche, ils sont entiers.",
    en="Little time for a town of this size: it is planned by small sectors, which often costs "
    "kilograms. From {more} of search on, they are whole.",
)
COUNTED = Text(
    fr="Les parts comptent aussi les semaines publiées avant celle-ci ({weeks} au registre).",
    en="Levels also count the weeks published before this one ({weeks} in the ledger).",
)

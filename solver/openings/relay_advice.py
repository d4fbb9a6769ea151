"""Relays that nobody offers yet, tried: what each would spare a group that has one outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.base import Text
from models.findings import Finding
from models.numbers import counted
from models.openings import RelayOffer
from models.openings_study import HandChange
from models.scenario import Scenario
from models.words import DAYS
from solver.openings.levels import Answer, calendar
from solver.openings.problem import CalendarProblem, calendar_problem
from solver.openings.waits import waits
from solver.programs.cp_sat import Limits

MOST_TRIED = 3
"""Outlets for which relays are tried, those of the longest waits first."""


def relay_advice(
    scenario: Scenario,
    hand: Sequence[HandChange],
    answer: Answer,
    most: int | None,
    limits: Limits,
) -> Iterator[Finding]:
    """Yield relays that shorten the wait of a group whose only outlet closes without any.

    Whoever holds another outlet is tried as a relay, all at once: the calendar that is then found
    says who would open, and how long each group would wait. What shortens nothing is not told.

    Parameters
    ----------
    most
        Changes against today, at most.
    """
    problem = calendar_problem(scenario, hand)
    before = waits(problem, answer.plan)
    alone = _alone(problem)
    tried = sorted(alone, key=lambda one: -max(before[n] for n in alone[one]))[:MOST_TRIED]
    for number, name in enumerate(tried):
        offers = _offers(scenario, name)
        if limits.over or not offers:
            continue
        openings = scenario.openings
        relayed = scenario.changed(
            openings=openings.changed(relays=(*openings.relays, *offers.values()))
        )
        other = calendar_problem(relayed, hand)
        part = limits.part(1 / (len(tried) - number))
        made = calendar(other, part, most_moves=most, until="waits", start=answer.plan)
        used = {one.relay for one in made.plan.relays} & set(offers)
        if not made.found or not used:
            continue
        after = waits(other, made.plan)
        if sorted(after, reverse=True) >= sorted(before, reverse=True):
            continue
        holders = sorted({offers[one].association for one in used})
        for n in alone[name]:
            if after[n] < before[n]:
                values = {
                    "group": problem.groups[n].label,
                    "outlet": openings.outlet[name].label,
                    "who": ", ".join(scenario.association[one].name for one in holders),
                    "before": counted(before[n], *DAYS),
                    "after": counted(after[n], *DAYS),
                }
                yield Finding(
                    code="relay_tried",
                    severity="info",
                    text=WOULD_SPARE.format(**values),
                    where=(problem.groups[n].id, name),
                )


def _alone(problem: CalendarProblem) -> dict[str, list[int]]:
    """Return groups by their only outlet, of outlets that close and have no relay."""
    outlets = problem.scenario.openings.outlets
    relayed = {one.outlet for one in problem.relays}
    found: dict[str, list[int]] = {}
    for n, slots in enumerate(problem.reached):
        mine = {problem.slots[slot].outlet for slot in slots}
        if len(mine) != 1:
            continue
        outlet = outlets[mine.pop()]
        if outlet.closures and outlet.id not in relayed:
            found.setdefault(outlet.id, []).append(n)
    return found


def _offers(scenario: Scenario, outlet: str) -> dict[str, RelayOffer]:
    """Return relays of an outlet by each association that holds another one."""
    holder = scenario.openings.outlet[outlet].association
    others = sorted({one.association for one in scenario.openings.outlets} - {holder})
    known = scenario.openings.relay
    offers = (
        RelayOffer(id=f"tried-{n}", association=who, outlet=outlet)
        for n, who in enumerate(others, len(known))
    )
    return {one.id: one for one in offers if one.id not in known}


WOULD_SPARE = Text(
    fr="« {group} » n'a que « {outlet} », qui ferme sans relais. Essayé : un relais tenu par {who} "
    "ramènerait son attente la plus longue de {before} à {after}. Proposez-le, puis ajoutez-le aux "
    "relais.",
    en='"{group}" has "{outlet}" alone, which closes without a relay. Tried: a relay held by {who} '
    "would bring its longest wait from {before} to {after}. Propose it, then add it to the relays.",
)

"""Why some of a lot is still binned, what refusals cost, what more new trips would save: tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.base import Text
from models.scenario import Scenario
from models.transfers_study import LotLeft, TransferPrice, TripsTried
from solver.parallel import Brake
from solver.programs.solved import SolveLimits
from solver.transfers.needs import last_s
from solver.transfers.problem import TransferProblem, changed_rules, free_trips
from solver.transfers.program import Answer, Reached, TransferProgram

MOST_LOTS = 12
"""Lots that are looked into, the heaviest first."""
LITTLE_KG = 0.5


@dataclass(frozen=True)
class Asking:
    """What is asked about a problem and its answer."""

    problem: TransferProblem
    answer: Answer
    limits: SolveLimits
    stop: Brake


def lost_of(problem: TransferProblem, answer: Answer) -> dict[str, float]:
    """Return the kg of each lot that are past their date, where it lies, in an answer."""
    kept: dict[str, float] = defaultdict(float)
    for number, kg in answer.arcs.items():
        kept[problem.arcs[number].lot.id] += kg
    for (name, _), kg in answer.at_home.items():
        kept[name] += kg
    return {
        lot.id: lot.kg - kept[lot.id]
        for lot in problem.ahead.lots
        if last_s(problem.scenario, lot, lot.association, problem.ahead.end_s) < problem.ahead.end_s
        and lot.kg - kept[lot.id] > 1e-3
    }


def free_lost_kg(problem: TransferProblem, limits: SolveLimits) -> float:
    """Return what would be binned were every trip free, at once and of any size."""
    found = TransferProgram(free_trips(problem), new_trips=0, limits=limits).least_lost()
    assert found is not None
    return max(0.0, found.value)


def left(asking: Asking) -> Iterator[LotLeft]:
    """Yield the lots of which some is binned, with what was tried for them."""
    problem = asking.problem
    lost = lost_of(problem, asking.answer)
    order = sorted(lost, key=lambda name: (-lost[name], name))
    for rank, name in enumerate(order):
        if lost[name] < LITTLE_KG:
            continue
        if rank >= MOST_LOTS or asking.stop.is_set():
            yield LotLeft(lot=name, kg=lost[name], code="not_tried", reason=NOT_TRIED)
        else:
            yield _left(asking, name, lost[name])


def _left(asking: Asking, name: str, kg: float) -> LotLeft:
    """Try a free trip for one lot alone, then one whatever partners refuse."""
    problem = asking.problem
    now = _lost(problem, asking)
    to, saved = _with_free_trip(problem, name, asking, now)
    if saved > LITTLE_KG and to is not None:
        label = problem.scenario.association[to].name
        reason = NO_TRIP.format(who=label, kg=f"{min(saved, kg):.0f}")
        return LotLeft(lot=name, kg=kg, code="no_trip", reason=reason, to=to)
    lot = problem.scenario.stock_lots.get(name)
    if lot is not None and kg < lot.piece_kg:
        return LotLeft(lot=name, kg=kg, code="no_need", reason=PIECE)
    _, still = _with_all_free(problem, name, asking, kg)
    for text, rules in OPENED:
        world = _opened(problem.scenario, rules)
        to, lost = _with_all_free(changed_rules(problem, world), name, asking, kg)
        if still - lost > LITTLE_KG:
            reason = text.format(who=problem.scenario.association[to].name)
            return LotLeft(lot=name, kg=kg, code="opted_out", reason=reason, to=to)
    return LotLeft(lot=name, kg=kg, code="no_need", reason=NO_NEED_LEFT)


def _opened(scenario: Scenario, rules: Mapping[str, object]) -> Scenario:
    """Return a scenario where some conditions of partners are lifted, for all of them."""
    asked = scenario.transfers
    partners = tuple(asked.partner(one.id).changed(**rules) for one in scenario.associations)
    return scenario.changed(transfers=asked.changed(partners=partners))


def _with_all_free(
    problem: TransferProblem, name: str, asking: Asking, kg: float
) -> tuple[str, float]:
    """Return who would give out most of a lot were its trip free, and the kg of it still binned.

    That may be who has it already.
    """
    at = next(lot.association for lot in problem.ahead.lots if lot.id == name)
    tried = free_trips(problem, only=name)
    program = TransferProgram(tried, limits=asking.limits)
    found = program.least_lost_solved()
    if found is None:
        return at, kg
    read = program.read(found[1], {})
    parts: dict[str, float] = defaultdict(float)
    for (lot, _), given in read.at_home.items():
        if lot == name:
            parts[at] += given
    for number, moved in read.arcs.items():
        if tried.arcs[number].lot.id == name:
            parts[tried.arcs[number].to] += moved
    best = max(sorted(parts), key=lambda who: parts[who], default=at)
    return best, lost_of(tried, read).get(name, 0.0)


def _lost(problem: TransferProblem, asking: Asking) -> float:
    found = TransferProgram(problem, limits=asking.limits).least_lost()
    return problem.lost_kg if found is None else found.value


def _with_free_trip(
    problem: TransferProblem, name: str, asking: Asking, now: float
) -> tuple[str | None, float]:
    """Return who would take most of a lot were its trip free, and what that saves."""
    tried = free_trips(problem, only=name)
    program = TransferProgram(tried, limits=asking.limits)
    found = program.least_lost_solved()
    if found is None:
        return None, 0.0
    reached, values = found
    into: dict[str, float] = defaultdict(float)
    for number, arc in enumerate(tried.arcs):
        if arc.trip >= len(problem.trips):
            into[arc.to] += float(values[program.x[number]])
    best = max(sorted(into), key=lambda who: into[who], default=None)
    if best is None or into[best] <= LITTLE_KG:
        return None, 0.0
    return best, now - reached.value


def prices(asking: Asking) -> Iterator[TransferPrice]:
    """Yield what each refusal costs: the same plan without it."""
    problem = asking.problem
    asked = problem.scenario.transfers
    if not asked.partners:
        return
    now = _reached(problem, asking)
    for one in sorted(asked.partners, key=lambda partner: partner.association):
        for refusal in ("gives", "takes"):
            if getattr(one, refusal) or asking.stop.is_set():
                continue
            other = one.changed(**{refusal: True})
            partners = tuple(other if it is one else it for it in asked.partners)
            world = problem.scenario.changed(transfers=asked.changed(partners=partners))
            with_it = _reached(changed_rules(problem, world), asking)
            yield TransferPrice(
                association=one.association,
                refusal=refusal,
                saved_kg=max(0.0, now.value - with_it.value),
                proved=now.proved and with_it.proved,
            )


def _reached(problem: TransferProblem, asking: Asking) -> Reached:
    found = TransferProgram(problem, limits=asking.limits).least_lost()
    return found or Reached(problem.lost_kg, 0.0, False)


def curve(asking: Asking) -> Iterator[TripsTried]:
    """Yield what none, one, two … new trips at most would save, to one beyond what is allowed."""
    problem = asking.problem
    if not problem.new:
        return
    before = problem.lost_kg
    for trips in range(problem.scenario.transfers.new_trips + 2):
        if asking.stop.is_set():
            return
        program = TransferProgram(problem, new_trips=trips, limits=asking.limits)
        found = program.least_lost_solved()
        if found is None:
            return
        reached, values = found
        metres = sum(
            problem.trips[number].said.metres
            for number, column in program.driven.items()
            if values[column] > 0.5
        )
        yield TripsTried(
            trips=trips,
            saved_kg=max(0.0, before - reached.value),
            bound_kg=max(0.0, before - reached.bound),
            km=metres / 1000,
            proved=reached.proved,
        )


NO_TRIP = Text(
    fr="Aucun trajet ne va à temps et avec de la place de chez qui l'a à chez {who}, qui pourrait "
    "en distribuer {kg} kg ; un lot n'est pas relayé par une troisième association.",
    en="No trip goes in time and with room from who has it to {who}, who could give out {kg} kg of "
    "it; a lot is not relayed by a third association.",
)
PIECE = Text(
    fr="Il en reste moins d'une pièce entière.", en="Less than one whole piece of it is left."
)
PAST = Text(
    fr="Sa DDM est passée, ou le sera : si {who} acceptait une DDM passée, elle pourrait en "
    "distribuer.",
    en="It is past its best-before date, or will be: did {who} accept that, it could give some "
    "out.",
)
KEPT_DAYS = Text(
    fr="Qui a ce lot garde des jours de couverture : avec moins de jours, {who} pourrait en "
    "distribuer.",
    en="Who has this lot keeps days of cover: with fewer days, {who} could give some out.",
)
REFUSED = Text(
    fr="Quelqu'un ne donne pas, ou ne reçoit pas : sans ce refus, {who} pourrait en distribuer.",
    en="Someone does not give, or does not receive: without that, {who} could give some out.",
)
OPTED_OUT = Text(
    fr="Plusieurs conditions l'empêchent (ne pas donner, ne pas recevoir, pas de DDM passée, jours "
    "gardés) : sans elles, {who} pourrait en distribuer.",
    en="Several conditions prevent it (not to give, not to receive, nothing past best-before, days "
    "kept): without them, {who} could give some out.",
)
_TAKING: Mapping[str, object] = {"gives": True, "takes": True}
OPENED: tuple[tuple[Text, Mapping[str, object]], ...] = (
    (PAST, {"past_best_before": True}),
    (KEPT_DAYS, {"keep_days": 0}),
    (REFUSED, _TAKING),
    (OPTED_OUT, {**_TAKING, "past_best_before": True, "keep_days": 0}),
)
"""Conditions that are lifted for all, one kind after the other, then all of them."""
NO_NEED_LEFT = Text(
    fr="Même avec un trajet gratuit dès le comptage, personne n'en distribuerait davantage avant "
    "sa date.",
    en="Even with a free trip from the count on, nobody would give out more of it before its date.",
)
NOT_TRIED = Text(fr="Pas essayé.", en="Not tried.")

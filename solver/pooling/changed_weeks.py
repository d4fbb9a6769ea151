"""Weeks planned again with one thing changed, several seeds each, side by side."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.base import Text
from models.levers import Change, Lever, LeverKind
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.cache import Cache
from solver.may_rise import room_kg
from solver.parallel import Brake, TaskError, Workers
from solver.pooling.coalition_values import CoalitionTask, Effort, planned
from solver.ramasse.continuing import SAME_KG
from solver.review.check import check

Answers = list[dict[str, Any]]
"""What a week amounts to, one answer a seed."""


@dataclass(frozen=True)
class ChangeToTry:
    """One change to try."""

    kind: LeverKind
    id: str
    owner: str
    text: Text
    scenario: Scenario


@dataclass(frozen=True)
class Planning:
    """With what weeks are planned: how long, what is known already, where, until when."""

    travel: TravelMatrix
    effort: Effort
    cache: Cache
    workers: Workers
    stop: Brake

    def tasks(
        self, scenarios: Sequence[Scenario], floors: Mapping[str, float], begin: Plan | None
    ) -> list[CoalitionTask]:
        """Return what is to be planned: each scenario with every seed, in this order."""
        effort = self.effort
        limit_s = None if effort.iterations is not None else effort.time_limit_s
        return [
            CoalitionTask(
                *(scenario, self.travel, floors, limit_s, effort.iterations, seed, effort.engine),
                begin=begin,
                bounded=True,
            )
            for scenario, seed in itertools.product(scenarios, effort.seeds)
        ]


def planned_again(
    scenarios: Sequence[Scenario],
    planning: Planning,
    floors: Mapping[str, float],
    tell: Callable[[int, int], None],
    *,
    begin: Plan | None = None,
) -> tuple[list[Answers], int]:
    """Plan scenarios with every seed, each from a plan to begin from if there is one.

    Parameters
    ----------
    floors
        Points that each association would have alone.
    tell
        Called with how many plans are there, and how many there will be.

    Returns
    -------
    list of Answers, int
        Those that the checker accepts, by scenario (none where it was not begun when stopped);
        how many were found on disk.

    Raises
    ------
    solver.parallel.TaskError
        When a plan failed.
    """
    tasks = planning.tasks(scenarios, floors, begin)
    keys = [task.key for task in tasks]
    known = ((number, planning.cache.get(key)) for number, key in enumerate(keys))
    answers = {number: dict(answer) for number, answer in known if answer is not None}
    cached = len(answers)
    left = [number for number in range(len(tasks)) if number not in answers]
    tell(cached, len(tasks))

    def came(position: int, answer: dict[str, Any]) -> None:
        number = left[position]
        answers[number] = answer
        if answer["whole"]:
            planning.cache.put(keys[number], answer)
        tell(len(answers), len(tasks))

    given = [(tasks[number],) for number in left]
    for answer in planning.workers.gather(planned, given, planning.stop, came).values():
        if isinstance(answer, TaskError):
            raise answer
    seeds = len(planning.effort.seeds)
    return [
        [
            answers[number]
            for number in range(place * seeds, (place + 1) * seeds)
            if number in answers and answers[number]["sound"]
        ]
        for place in range(len(scenarios))
    ], cached


def handed(scenario: Scenario, travel: TravelMatrix, answers: Answers, others: Answers) -> Answers:
    """Return answers of a week, those replaced that bring less food than another week's plan.

    Such a plan must be one of this week too, food its first objective: what only helps then never
    brings less. Each answer is set beside that of the same seed.
    """
    if not others or scenario.policy.stages[0].objective != "food":
        return answers
    found = []
    for number, answer in enumerate(answers):
        other = others[number % len(others)]
        more = kg_of(other) > kg_of(answer) + SAME_KG
        if more and not check(scenario, travel, plan_of(other)):
            bound_kg = kg_of(answer) + float(answer.get("may_rise_kg", 0.0))
            room = room_kg(bound_kg, kg_of(other)) if answer.get("may_rise_kg") else 0.0
            answer = {**other, "may_rise_kg": room}
        found.append(answer)
    return found


def may_rise_kg(answers: Answers) -> float:
    """Return the usable kg by which a longer search may better answers, mean over the seeds."""
    return statistics.fmean(float(one.get("may_rise_kg", 0.0)) for one in answers)


def kg_of(answer: Mapping[str, Any], who: str | None = None) -> float:
    """Return the usable kg of an answer, of one association or of all.

    Parameters
    ----------
    answer
        What ``coalition_values.planned`` returned.
    who
        Id of an association; all of them when absent.
    """
    families: Iterable[Mapping[str, float]] = (
        answer["by_family"].values() if who is None else [answer["by_family"].get(who, {})]
    )
    return sum(sum(kg.values()) for kg in families)


def plan_of(answer: Mapping[str, Any]) -> Plan:
    """Return the plan that an answer holds as JSON, read again as a model."""
    return Plan.model_validate(answer["plan"])


def lever(trial: ChangeToTry, base: Answers, tried: Answers) -> Lever:
    """Return what a change does: its mean over the seeds against that of the week without it.

    Parameters
    ----------
    base, tried
        Answers without and with the change, one a seed at least.

    Notes
    -----
    The spread told beside each figure is the larger of the two between seeds: an effect below it is
    not decided. Nor is one of food below what the lower of the two may still rise by; other figures
    may move with food, by as large a part of themselves.
    """
    rises = may_rise_kg(base), may_rise_kg(tried)
    parts = [_part(rise, found) for rise, found in zip(rises, (base, tried), strict=True)]

    def change(of: Callable[[Mapping[str, Any]], float], *, food: bool = False) -> Change:
        before, after = [of(one) for one in base], [of(one) for one in tried]
        means = statistics.fmean(before), statistics.fmean(after)
        value = means[1] - means[0]
        moved = rises if food else [abs(m) * part for m, part in zip(means, parts, strict=True)]
        return Change(
            value=value,
            spread=max(max(before) - min(before), max(after) - min(after)),
            may_move=moved[0 if value > 0 else 1] if food and value else max(moved),
        )

    each = {
        who.id: change(lambda answer, who=who: kg_of(answer, who.id), food=True)  # type: ignore[misc]
        for who in trial.scenario.associations
    }
    worst = min(each, key=lambda who: (each[who].value, who))
    return Lever(
        kind=trial.kind,
        id=trial.id,
        owner=trial.owner,
        text=trial.text,
        kg=change(kg_of, food=True),
        person_hours=change(lambda answer: float(answer["person_hours"])),
        eur=change(lambda answer: float(answer["eur"])),
        owner_kg=each[trial.owner],
        owner_eur=change(lambda answer: float(answer["owner_eur"].get(trial.owner, 0.0))),
        worst_kg=each[worst],
        worst=worst,
    )


def _part(rise_kg: float, answers: Answers) -> float:
    """Return what a plan may still rise by, as a part of its food."""
    kg = statistics.fmean(map(kg_of, answers))
    return rise_kg / kg if kg else float(rise_kg > 0)

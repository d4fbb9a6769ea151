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
from solver.parallel import Brake, TaskError, Workers
from solver.pooling.coalition_values import CoalitionTask, Effort, planned

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
    not decided.
    """

    def change(of: Callable[[Mapping[str, Any]], float]) -> Change:
        before, after = [of(one) for one in base], [of(one) for one in tried]
        return Change(
            value=statistics.fmean(after) - statistics.fmean(before),
            spread=max(max(before) - min(before), max(after) - min(after)),
        )

    each = {
        who.id: change(lambda answer, who=who: kg_of(answer, who.id))  # type: ignore[misc]
        for who in trial.scenario.associations
    }
    worst = min(each, key=lambda who: (each[who].value, who))
    return Lever(
        kind=trial.kind,
        id=trial.id,
        owner=trial.owner,
        text=trial.text,
        kg=change(kg_of),
        person_hours=change(lambda answer: float(answer["person_hours"])),
        eur=change(lambda answer: float(answer["eur"])),
        owner_kg=each[trial.owner],
        owner_eur=change(lambda answer: float(answer["owner_eur"].get(trial.owner, 0.0))),
        worst_kg=each[worst],
        worst=worst,
    )

"""What coalitions are worth: each planned for real, to the door, with several seeds.

Two questions a coalition, after DESIGN's games:

- *equal food*, c(S): every member receives at least the food by family that it gets alone, for
  the least cost;
- *free*, v(S): the week that the policy's objectives ask for, nobody worse off than alone; extra
  food is worth a stated price.

Values are heuristic: the best of the seeds, with what the seeds differ by beside it. What one seed
proved no other searches again.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from models.plan import Plan
from models.scenario import Scenario
from models.sharing import PlannedWeek
from models.travel import TravelMatrix
from solver.cache import Cache, key_of
from solver.may_rise import room_kg
from solver.parallel import Brake, TaskError, Workers, brake
from solver.pooling.coalitions import coalition, needing
from solver.ramasse.planned import Planned
from solver.ramasse.solve import plan_week
from solver.review.check import check
from solver.review.diagnose import diagnose
from solver.review.indicators import balances, totals
from solver.settings import Budget, EngineName
from solver.study_bounds import bounds_of
from solver.study_visits import without_empty_visits

Question = Literal["equal_food", "free"]
Members = tuple[str, ...]
"""Ids of a coalition, in the order of the scenario."""
Asked = tuple[Question, Members]
WHOLE = 5.0
"""Times the effort that the coalition of all is planned with: every share depends on it."""
LEAST = 0.5
"""Part of the effort that even a small coalition may have: it mostly ends sooner."""
VARIED = 3
"""Smaller coalitions, the best first, from whose plans seeds begin in turn."""
SHORT = 1e-3
"""Part of the food asked that rounding may leave out."""


@dataclass(frozen=True)
class Effort:
    """How hard coalitions are planned."""

    time_limit_s: float | None = 8.0
    """Seconds of one plan; a coalition gets as much of it as it has of the members, ``LEAST`` of
    it at least, that of all ``WHOLE`` times."""
    iterations: int | None = None
    seeds: tuple[int, ...] = (1, 2)
    engine: EngineName = "pyvrp"


@dataclass(frozen=True)
class CoalitionTask:
    """One coalition to plan once; sent to a process of its own."""

    scenario: Scenario
    travel: TravelMatrix
    floors: Mapping[str, float]
    time_limit_s: float | None
    iterations: int | None
    seed: int
    engine: EngineName
    begin: Plan | None = None
    """A plan to begin from."""
    met: tuple[Plan, ...] = ()
    """Plans of smaller coalitions, whose rounds are tried together."""
    bounded: bool = False
    """Whether it is asked by how much a longer search may better it."""

    @property
    def key(self) -> str:
        """Its content, for the cache."""
        return key_of(
            self.scenario.model_dump(mode="json", exclude={"id", "label", "variant", "language"}),
            self.travel.digest,
            self.floors,
            self.time_limit_s,
            self.iterations,
            self.seed,
            self.engine,
            None if self.begin is None else self.begin.model_dump(mode="json"),
            self.bounded,
            [plan.model_dump(mode="json") for plan in self.met],
        )


def planned(task: CoalitionTask) -> dict[str, Any]:
    """Plan a coalition and return what it amounts to, as JSON."""
    budget = Budget(task.time_limit_s, task.iterations, brake(), patient=True)
    scenario, travel = task.scenario, task.travel
    made = plan_week(
        scenario,
        travel,
        budget,
        seed=task.seed,
        floors=task.floors,
        engine=task.engine,
        begin=task.begin,
        met=task.met,
    )
    made = replace(made, plan=without_empty_visits(scenario, travel, made.plan))
    summed = totals(scenario, travel, made.plan)
    each = balances(scenario, travel, made.plan)
    return {
        "eur": summed.eur,
        "person_hours": summed.person_hours,
        "km": summed.km,
        "by_family": {one.association: dict(one.received_by_family) for one in each},
        "owner_eur": {one.association: one.eur for one in each if one.eur},
        "bound": None if made.joined else made.bounds.get("cost"),
        "relaxed": made.bounds.get("cost"),
        "sound": not check(scenario, travel, made.plan),
        "may_rise_kg": _may_rise_kg(task, made) if task.bounded else 0.0,
        "whole": not budget.stop.is_set(),
        "settled": made.settled,
        "plan": made.plan.model_dump(mode="json"),
    }


def _may_rise_kg(task: CoalitionTask, made: Planned) -> float:
    """Return the usable kg by which a longer search may better a plan; 0 where it ended."""
    if made.settled:
        return 0.0
    free_kg = diagnose(task.scenario, made.plan).free_logistics_kg
    bounds = bounds_of(task.scenario, task.travel, made, free_kg)
    bound = next((one.bound for one in bounds if one.objective == "food"), None)
    return room_kg(bound, made.plan.usable_kg)


@dataclass
class Values:
    """What each coalition asked for amounts to; those that could not be planned are missing."""

    scenario: Scenario
    travel: TravelMatrix
    effort: Effort
    cache: Cache
    alone_kg: dict[str, dict[str, float]] = field(default_factory=dict)
    """By association and family, what each receives alone: the best of the seeds."""
    found: dict[Asked, PlannedWeek] = field(default_factory=dict)
    short: set[Asked] = field(default_factory=set)
    """Asked for, but no plan within the effort brings what was asked."""
    plans: dict[tuple[Question, Members, int], Plan] = field(default_factory=dict)
    """By question, coalition and seed: what larger coalitions begin from."""
    planned: int = 0
    cached: int = 0

    @property
    def ids(self) -> Members:
        """Every association, in the order of the scenario."""
        return tuple(who.id for who in self.scenario.associations)

    def worth_eur(self, members: Members) -> float | None:
        """Return v(S) of a coalition, euros a week; none when it was not planned.

        Food at its price, less the cost of vehicles and the price of hours.
        """
        week = self.found.get(("free", members))
        return None if week is None else self._worth(week.total_kg, week.eur, week.person_hours)

    def _worth(self, kg: float, eur: float, hours: float) -> float:
        prices = self.scenario.pooling
        return prices.eur_per_kg * kg - eur - prices.eur_per_person_hour * hours

    def alone(self, workers: Workers, stop: Brake, tell: Callable[[int, int], None]) -> None:
        """Plan each association alone, and keep what it receives.

        Parameters
        ----------
        workers, stop
            Who plans side by side, and what ends it.
        tell
            Called with how many plans are there, and how many there will be.

        Raises
        ------
        solver.parallel.TaskError
            When a plan failed.
        """
        self._ask([("free", (who,)) for who in self.ids], workers, stop, tell)
        for who in self.ids:
            week = self.found.get(("free", (who,)))
            self.alone_kg[who] = {} if week is None else dict(week.by_family[who])

    def ask(
        self,
        coalitions: Iterable[Members],
        workers: Workers,
        stop: Brake,
        tell: Callable[[int, int], None],
    ) -> None:
        """Plan coalitions, both questions, those not known yet; ``alone`` comes first.

        Small ones come first: each begins from the best plan of one that lacks a single member.

        Parameters
        ----------
        tell
            Called with how many plans are made, and of how many.
        """
        questions: tuple[Question, ...] = ("equal_food", "free")
        every = sorted(set(coalitions), key=lambda members: (len(members), members))
        asked: list[Asked] = [
            (question, members)
            for members in every
            for question in questions
            if (question, members) not in self.found
        ]
        whole = len(asked) * len(self.effort.seeds)
        done = 0
        for _, group in itertools.groupby(asked, key=lambda one: len(one[1])):
            same = list(group)

            def step(made: int, of: int, before: int = done) -> None:
                del of
                tell(before + made, whole)

            self._ask(same, workers, stop, step)
            done += len(same) * len(self.effort.seeds)

    def _ask(
        self,
        asked: Sequence[Asked],
        workers: Workers,
        stop: Brake,
        tell: Callable[[int, int], None],
    ) -> None:
        """Plan what is asked, seed after seed; what a seed brought to its end is left to it."""
        answers: dict[Asked, dict[int, dict[str, Any]]] = {one: {} for one in asked}
        whole, done = len(asked) * len(self.effort.seeds), 0
        left = list(asked)
        for place, seed in enumerate(self.effort.seeds):
            later = len(self.effort.seeds) - 1 - place

            def step(made: int, before: int = done) -> None:
                tell(before + made, whole)

            found = self._seed(left, seed, workers, stop, step)
            ended = [one for one, answer in found.items() if answer.get("settled")]
            for one, answer in found.items():
                answers[one][seed] = answer
                plan = Plan.model_validate(answer["plan"])
                for other in self.effort.seeds[place:] if answer.get("settled") else (seed,):
                    self.plans[(*one, other)] = plan
            done += len(left) + later * len(ended)
            left = [one for one in left if one not in set(ended)]
            if ended:
                tell(done, whole)
        for one, weeks in answers.items():
            self._keep(one, [weeks[seed] for seed in sorted(weeks)])

    def _seed(
        self,
        asked: Sequence[Asked],
        seed: int,
        workers: Workers,
        stop: Brake,
        tell: Callable[[int], None],
    ) -> dict[Asked, dict[str, Any]]:
        """Return what each asked for amounts to by one seed; ``tell`` hears how many are there."""
        tasks = [self._task(*one, seed) for one in asked]
        keys = [task.key for task in tasks]
        found: dict[Asked, dict[str, Any]] = {}
        left: list[int] = []
        for number, one in enumerate(asked):
            known = self.cache.get(keys[number])
            if known is None:
                left.append(number)
            else:
                self.cached += 1
                found[one] = dict(known)
        tell(len(found))
        done = len(found)

        def came(position: int, answer: dict[str, Any]) -> None:
            nonlocal done
            done += 1
            self.planned += 1
            if answer["whole"]:
                self.cache.put(keys[left[position]], answer)
            tell(done)

        given = [(tasks[number],) for number in left]
        for position, answer in workers.gather(planned, given, stop, came).items():
            if isinstance(answer, TaskError):
                raise answer
            found[asked[left[position]]] = answer
        return found

    def _task(self, question: Question, members: Members, seed: int) -> CoalitionTask:
        effort = self.effort
        part = max(len(members) / len(self.ids), LEAST)
        part = part if len(members) < len(self.ids) else WHOLE
        world = coalition(self.scenario, members)
        floors: dict[str, float] = {}
        if question == "equal_food":
            world = needing(world, {who: self.alone_kg[who] for who in members})
        elif len(members) > 1:
            floors = {
                who: sum(
                    kg * self.scenario.family[family].points_per_kg
                    for family, kg in self.alone_kg[who].items()
                )
                for who in members
            }
        limit = None if effort.time_limit_s is None else effort.time_limit_s * part
        if effort.iterations is not None:
            limit = None
        smaller = self._smaller(question, members, seed)
        return CoalitionTask(
            world,
            self.travel,
            floors,
            limit,
            effort.iterations,
            seed,
            effort.engine,
            next(iter(smaller), None),
            met=smaller,
        )

    def _smaller(self, question: Question, members: Members, seed: int) -> tuple[Plan, ...]:
        """Return the known plans of all but one member, the one to begin from first.

        It is one that brings much to them; each seed begins from another one, so that seeds differ
        as much as plans may.
        """
        known = [
            plan
            for one in itertools.combinations(members, len(members) - 1)
            if (plan := self.plans.get((question, one, seed))) is not None
        ]
        known.sort(key=lambda plan: -plan.usable_kg)
        first = self.effort.seeds.index(seed) % min(len(known), VARIED) if known else 0
        return (*known[first:], *known[:first])

    def _keep(self, asked: Asked, weeks: Sequence[Mapping[str, Any]]) -> None:
        """Keep the best of the seeds that bring what was asked; a proved one stands for all."""
        question, members = asked
        sound = [week for week in weeks if week["sound"] and self._enough(question, members, week)]
        if not sound:
            self.short.add(asked)
            return

        def loss(week: Mapping[str, Any]) -> float:
            if question == "equal_food":
                return float(week["eur"])
            kg = sum(sum(families.values()) for families in week["by_family"].values())
            return -self._worth(kg, week["eur"], week["person_hours"])

        losses = [loss(week) for week in sound]
        best = sound[losses.index(min(losses))]
        by_family = {who: dict(best["by_family"].get(who, {})) for who in members}
        self.found[asked] = PlannedWeek(
            eur=best["eur"],
            person_hours=best["person_hours"],
            km=best["km"],
            kg={who: sum(kg.values()) for who, kg in by_family.items()},
            by_family=by_family,
            owner_eur=best["owner_eur"],
            spread=max(losses) - min(losses),
            bound=best["bound"] if question == "equal_food" else None,
            relaxed=best["relaxed"] if question == "equal_food" else None,
            seeds=len(self.effort.seeds)
            if any(week.get("settled") for week in sound)
            else len(sound),
        )

    def _enough(self, question: Question, members: Members, week: Mapping[str, Any]) -> bool:
        """Tell whether every member has what it gets alone, by family, at equal food."""
        if question == "free":
            return True
        got = week["by_family"]
        return all(
            got.get(who, {}).get(family, 0.0) >= kg * (1 - SHORT) - 0.1
            for who in members
            for family, kg in self.alone_kg[who].items()
        )


def all_coalitions(ids: Members) -> list[Members]:
    """Return every coalition of some associations, in their order; 2**n - 1 of them."""
    return [
        members for size in range(1, len(ids) + 1) for members in itertools.combinations(ids, size)
    ]

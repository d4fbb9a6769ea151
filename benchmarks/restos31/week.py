"""One week of one instance: planned, checked twice, written."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.instances import InstanceError
from benchmarks.restos31.instance import Instance, path_of, read_instance
from benchmarks.restos31.judge import judge
from benchmarks.restos31.reader import to_scenario
from benchmarks.restos31.writer import Written, written
from models.plan import Plan
from models.scenario import Scenario
from models.travel import TravelMatrix
from solver.review.check import check
from solver.settings import Budget

Times = Literal["rule", "peak"]
"""Off-peak times after the peak, as the rule is, or peak times throughout, to compare with those
who plan so."""
Solver = Callable[[Scenario, TravelMatrix, Budget, int], Plan]
"""Scenario, travel, budget, seed: a plan."""


@dataclass(frozen=True)
class Week:
    """A week that can be planned."""

    name: str
    number: int
    """1 for an odd week, 2 for an even one."""
    path: Path
    instance: Instance
    times: Times = "rule"

    def read(self) -> tuple[Scenario, TravelMatrix]:
        """Return it as a scenario and its travel."""
        scenario, travel = to_scenario(self.instance, self.name, self.number)
        if self.times == "peak":
            travel = travel.changed(off_peak_seconds=None, peak_s=None)
        return scenario, travel

    def raw(self) -> dict[str, Any]:
        """Return the instance as it is written, for the judge."""
        content: dict[str, Any] = json.loads(self.path.read_text(encoding="utf-8"))
        if self.times == "peak":
            content["no_traffic_duration_matrix"] = content["duration_matrix"]
        return content


@dataclass(frozen=True)
class Result:
    """What came of one run."""

    row: dict[str, Any]
    plan: Written
    said: tuple[str, ...]
    """Violations, by our checker and by the judge, and what is left."""


def weeks(folder: Path, names: list[str], numbers: list[int], times: list[Times]) -> list[Week]:
    """Return the weeks asked for; every instance of the folder when none is named.

    Raises
    ------
    InstanceError
        With the faults of every instance.
    """
    found: list[Week] = []
    faults: list[str] = []
    known = sorted(path.stem for path in folder.glob("instances/*.json"))
    if not names and not known:
        faults.append(f"{folder}: no instance; expected: a folder that holds instances/*.json.")
    for name in names or known:
        try:
            instance = read_instance(folder, name)
            for number in numbers:
                to_scenario(instance, name, number)
        except InstanceError as error:
            faults.append(str(error))
        else:
            path = path_of(folder, name)
            found += [Week(name, n, path, instance, one) for n in numbers for one in times]
    if faults:
        raise InstanceError("\n".join(faults))
    return found


def plan_week(
    week: Week, solver: Solver, budget: Budget, seed: int, bound: float | None = None
) -> Result:
    """Plan a week and check the plan twice: as a scenario, and as written, from the raw rules.

    Parameters
    ----------
    bound
        What no plan that serves everything costs less than, euros.
    """
    scenario, travel = week.read()
    plan = solver(scenario, travel, budget, seed)
    spent_s = budget.elapsed_s
    violations = check(scenario, travel, plan)
    text = written(week.instance, plan, week.number)
    verdict = judge(week.raw(), text, week.number)
    eur = text["total_costs"]
    row: dict[str, Any] = {
        "instance": week.name,
        "week": week.number,
        "variant": week.times,
        "seed": seed,
        "seconds": budget.time_limit_s,
        "s": spent_s,
        "km": text["total_distance"] / 1000,
        "eur": eur,
        "vehicles": sum(text["vehicles_used"]),
        "bound eur": bound,
        "gap %": None if not bound else 100 * (eur / bound - 1),
        "left": len(verdict.left),
        "violations": len(violations) + len(verdict.faults),
    }
    said = (
        *(f"checker: {one.code}: {one.text.en}" for one in violations),
        *(f"judge: {fault}" for fault in verdict.faults),
        *(f"left: {what}" for what in verdict.left),
    )
    return Result(row, text, said)


def best(results: list[Result]) -> Result:
    """Return the result that keeps every rule, leaves least, and costs least."""
    return min(results, key=lambda one: (one.row["violations"], one.row["left"], one.row["eur"]))


def save_plan(plan: Written, path: Path) -> None:
    """Write a plan, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(plan, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)

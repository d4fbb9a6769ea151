"""How a plan came to be, as its study tells it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from models.base import Model
from models.scenario import Scenario
from models.study import Candidate, Provenance, Termination
from models.travel import TravelMatrix
from solver.settings import Budget, Settings

PACKAGES = ("highspy", "numba", "numpy", "ortools", "pydantic", "pyvrp", "scipy")


@dataclass(frozen=True)
class RunRecord:
    """How a plan came to be."""

    settings: Settings
    ended: Termination
    budget: Budget
    progress: tuple[Candidate, ...] = ()
    """Every better plan met on the way."""
    parent: str | None = None
    """Digest of the study that the plan was made from."""
    revision: int = 0
    """How many calls changed the week before and with it."""

    def provenance(self, scenario: Scenario, travel: TravelMatrix, engine: str) -> Provenance:
        """Return where the plan of a scenario comes from: content, versions, effort, its end."""
        asked = self.settings
        return Provenance(
            ramasse=version("ramasse"),
            input_digest=digest_of(scenario),
            variant=scenario.variant,
            seed=asked.seed,
            engine=engine,
            versions={name: _version(name) for name in PACKAGES},
            travel_source=travel.source,
            travel_digest=travel.digest,
            time_limit_s=None if asked.iterations is not None else asked.time_limit_s,
            iterations=asked.iterations,
            termination=self.ended,
            elapsed_s=round(self.budget.elapsed_s, 3),
            parent=self.parent,
            made_at=datetime.now(UTC).replace(microsecond=0),
            revision=self.revision,
        )


def digest_of(*contents: Model) -> str:
    """Return the SHA-256 of what a run works on, each as JSON, in order; 64 hexadecimal digits."""
    return hashlib.sha256("".join(one.model_dump_json() for one in contents).encode()).hexdigest()


def origin_of(
    scenario: Scenario,
    *packages: str,
    beside: Sequence[Model] = (),
    seed: int | None = None,
    travel: str | None = None,
    elapsed_s: float | None = None,
) -> dict[str, str]:
    """Return where a study comes from, as its page tells it: versions, content, chance, seconds.

    Parameters
    ----------
    packages
        What solved, beside ramasse itself.
    beside
        What else than the scenario it was made of.
    travel
        Where its times and distances come from.
    """
    told = {
        **{name: version(name) for name in ("ramasse", *packages)},
        "input_digest": digest_of(scenario, *beside),
        "variant": scenario.variant,
        "seed": None if seed is None else str(seed),
        "travel_source": travel,
        "elapsed_s": None if elapsed_s is None else f"{elapsed_s:.1f}",
    }
    return {name: value for name, value in told.items() if value is not None}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

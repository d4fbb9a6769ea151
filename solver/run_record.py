"""How a plan came to be, as its study tells it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

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
            input_digest=hashlib.sha256(scenario.model_dump_json().encode()).hexdigest(),
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


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

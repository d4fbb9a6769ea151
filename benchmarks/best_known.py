"""The best plans known, stored with their bounds: what gaps are taken against."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "results" / "best_known"
FOOD_SHARE = 0.97
"""A figure counts only if its plan brings this share of the best plan's usable food."""


@dataclass(frozen=True)
class Best:
    """The three objectives of the best plan known of one instance, and bounds on each."""

    instance: str
    food_kg: float
    hours: float
    eur: float
    food_bound_kg: float | None
    hours_bound: float | None
    eur_bound: float | None
    how: str
    """Seconds, seed and engine of the run that found it."""


def best_known(instance: str) -> Best | None:
    """Return the best plan known of an instance, or none."""
    path = FOLDER / f"{instance}.json"
    return Best(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def keep(best: Best) -> None:
    """Store a plan as the best known."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(best), ensure_ascii=False, indent=2) + "\n"
    (FOLDER / f"{best.instance}.json").write_text(text, encoding="utf-8")

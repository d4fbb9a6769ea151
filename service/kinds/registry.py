"""The kinds of runs: one room each, named here and entered when it is asked for."""

from __future__ import annotations

from importlib import import_module

from service.asking.kinds import Kinds

ROOMS = (
    *("week", "next_week", "comparison", "split", "costs", "levers", "bookings", "warehouse"),
    *("replan", "hand_plan", "rota", "rota_change", "forecast", "month", "watch", "history"),
    *("past", "openings", "openings_change", "orientation", "itinerary", "transfers", "fridge"),
    *("buying", "funders", "territory"),
)
"""In the order in which they are offered."""
KINDS = Kinds(import_module(f"service.kinds.{name}").ROOM for name in ROOMS)

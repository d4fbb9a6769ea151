"""Journals of the tiny town, written line by line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from models.visits import Journal, Visit, Weighed

FIRST = date(2026, 6, 1)
"""A Monday."""


def visit(week: int, weekday: int, donor: str, kg: float = 0.0, **more: Any) -> Visit:
    """A visit of one family, so many weeks and days after the first Monday."""
    who = more.pop("who", "restos")
    thrown = more.pop("thrown", 0.0)
    use_by = more.pop("use_by", None)
    rejected = {"date": thrown} if thrown else {}
    food = (Weighed(family="fruit", kg=kg, rejected_kg=rejected, use_by=use_by),) if kg else ()
    fields: dict[str, Any] = {"association": who, "holder": who, "food": food}
    return Visit(day=FIRST + timedelta(days=7 * week + weekday), donor=donor, **(fields | more))


def told(visits: Iterable[Visit]) -> Journal:
    """The journal of the tiny town that these visits make."""
    ordered = sorted(visits, key=lambda one: (one.day, one.donor))
    weeks = sorted({one.week_of for one in ordered})
    return Journal(town="tiny", weeks=tuple(weeks), visits=tuple(ordered))

"""Days on which places that would open are closed: public holidays, periods when all is closed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from models.base import Language
from models.calendar import DAYS
from models.opening_days import OpeningDays
from models.openings_study import OpeningStudy
from models.outlets import Outlet
from service.kinds.openings import said
from service.kinds.openings.words import say
from service.words.sentences import listed


def exceptions(study: OpeningStudy, outlets: Sequence[Outlet], language: Language) -> Iterator[str]:
    """Yield when some outlets are closed beside their own closures, why, and which these are.

    Where one outlet alone is asked about, it is not named.
    """
    days = OpeningDays(study.scenario)
    asked = [
        (when, when, name.in_(language), [one for one in outlets if not one.public_holidays])
        for when, name in days.public.items()
    ]
    asked += [
        (one.first, one.last, one.label, list(outlets))
        for one in study.scenario.openings.periods
        if one.closed
    ]
    for first, last, name, mine in sorted(asked, key=lambda one: (one[0], one[2])):
        begins, ends = max(first, days.dates[0]), min(last, days.dates[-1])
        shut = [one.label for one in mine if _would_open(study, one, begins, ends)]
        if shut:
            dates = said.closed_said(begins, ends, language)
            key = "closed_because" if len(outlets) == 1 else "closed_because_of"
            yield say(key, language, dates=dates, name=name, outlets=listed(shut, language))


def _would_open(study: OpeningStudy, outlet: Outlet, first: date, last: date) -> bool:
    """Tell whether an outlet has a slot between two dates, outside of its closures."""
    weekdays = {one.day for one in said.open_slots(study.plan, outlet)}
    away = [(begins, ends) for _, begins, ends in said.closures(study, outlet)]
    every = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return any(
        DAYS[when.weekday()] in weekdays
        and not any(begins <= when <= ends for begins, ends in away)
        for when in every
    )

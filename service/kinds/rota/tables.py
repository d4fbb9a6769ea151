"""Parts of a rota as people read them: half-days, skills, who is at a duty, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.base import Language
from models.duties import Duty
from models.rota_study import HallSet, RotaStudy
from service.kinds.rota.words import say
from service.words.sentences import count


def mondays(study: RotaStudy) -> list[date]:
    """Return the Mondays of the weeks of a rota."""
    return [study.first + timedelta(weeks=n) for n in range(study.weeks)]


def week_duties(study: RotaStudy, monday: date) -> list[Duty]:
    """Return the duties of one week, in order."""
    return [one for one in study.duties if 0 <= (one.on - monday).days < 7]


def there(study: RotaStudy, duty: Duty) -> tuple[str, ...]:
    """Return who is at a duty, by pseudonym."""
    return study.plan.people.get(duty.id, ())


def empty(study: RotaStudy, duty: Duty) -> int:
    """Return how many places of a duty are to be filled."""
    return duty.places - len(there(study, duty))


def skills(study: RotaStudy, names: Iterable[str], language: Language) -> str:
    """Return what is needed, in words."""
    known = study.scenario.rota.skill
    told = [known[name].label if name in known else name for name in names]
    return " + ".join(told) or say("anyone", language)


def who(study: RotaStudy, duty: Duty, language: Language) -> str:
    """Return who is at a duty, and how many are to be found."""
    left = empty(study, duty)
    parts = list(there(study, duty))
    if left:
        parts.append(say("still", language, count=left))
    return ", ".join(parts)


def posts(study: RotaStudy, seats: list[Duty], language: Language) -> str:
    """Return who is at each post of one activity, each named where there are several."""
    common = activity_label(seats)
    told = []
    for one in seats:
        post = one.label.removeprefix(common).removeprefix(", ")
        if len(seats) == 1 or not post:
            told.append(who(study, one, language))
            continue
        left = empty(study, one)
        still = f"({say('still', language, count=left)})" if left else ""
        told.append(" ".join(filter(None, (post, ", ".join(there(study, one)), still))))
    return " · ".join(told)


def activity_label(duties: Iterable[Duty]) -> str:
    """Return what the seats of one activity have in common in their names."""
    labels = [one.label for one in duties]
    first = labels[0].partition(", ")[0]
    return first if all(label.startswith(first) for label in labels) else labels[0]


def activities(duties: Iterable[Duty]) -> list[list[Duty]]:
    """Return the seats of each activity together."""
    found: dict[str, list[Duty]] = {}
    for one in duties:
        found.setdefault(one.activity, []).append(one)
    return [sorted(seats, key=lambda one: (one.priority, one.id)) for seats in found.values()]


def by_source(study: RotaStudy) -> dict[tuple[str, str], list[Duty]]:
    """Return the duties by association and source, in the order of associations."""
    order = [one.id for one in study.scenario.associations]
    found: dict[tuple[str, str], list[Duty]] = {}
    for duty in sorted(study.duties, key=lambda one: order.index(one.association)):
        found.setdefault((duty.association, duty.source), []).append(duty)
    return found


def reason(study: RotaStudy, hall: HallSet, language: Language) -> str:
    """Return why places stay empty, as a set of places and of people tells it."""
    if not hall.people:
        return say("nobody", language)
    duties = [study.duty[name] for name in hall.duties]
    needed = set(hall.skills)
    if not all(needed <= set(one.skills) for one in duties):
        key = "hall_wide"
    elif all((one.day, one.shift) == (hall.day, hall.shift) for one in duties):
        key = "hall_half"
    elif all(one.day == hall.day for one in duties):
        key = "hall_day"
    elif hall.skills and len(duties) == len(list(_needing(study, needed))):
        key = "hall_week"
    else:
        key = "hall_wide"
    people = count(len(hall.people), "person", language)
    return say(key, language, places=hall.places, people=people, at_most=hall.at_most)


def _needing(study: RotaStudy, needed: set[str]) -> Iterator[Duty]:
    return (one for one in study.duties if needed <= set(one.skills))

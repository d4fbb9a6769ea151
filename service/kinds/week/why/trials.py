"""What may be tried for a thing of a week, the most promising first: each starts a real search."""

from __future__ import annotations

from collections.abc import Iterator

from models.base import Language, Text
from models.study import Study
from models.words import UNSAID
from service.asking.things import Trial
from service.kinds.week.why.words import why_say
from service.words.sentences import capital
from solver.edits.edit import Edit
from solver.granted_means import EVERY_DAY, ITS_CREW, ITS_PEOPLE, MORE_SHIFTS, own_crew
from solver.ramasse.fairness import LIFTED

COVERED = 0.995
"""Of the need: nothing is tried for whoever has as much."""
LONGEST = 190
"""Of a label."""


def association_trials(study: Study, who: str, language: Language) -> Iterator[Trial]:
    """Yield what may lift an association: what did so when it was tried comes first."""
    mine = next(one for one in study.balances if one.association == who)
    if mine.share_of_need >= COVERED:
        return
    tried = {one.code: one.lift for one in study.tried if one.association == who}
    made = {
        "own_crew": _full_crew(study, who, language),
        "own_van": Trial(picks={"van.owner": (who,), "van.kind": ("reefer",)}),
        "own_days": _every_day(study, who, language),
        "own_people": _more_outings(study, who, language),
    }
    # what was tried to no effect comes after what was not tried
    order = sorted(made, key=lambda code: -tried.get(code, LIFTED))  # type: ignore[call-overload]
    for code in order:
        one = made[code]
        if one is not None:
            yield one


def _every_day(study: Study, who: str, language: Language) -> Trial | None:
    world = study.scenario
    mine = world.association[who]
    missing = [day for day in world.days if day not in {one.day for one in mine.openings}]
    if not mine.openings or not missing:
        return None
    usual = mine.openings[0].changed(weeks="any", of_month=())
    openings = [*mine.openings, *(usual.changed(day=day) for day in missing)]
    value = [one.model_dump(mode="json") for one in openings]
    return _set(f"associations.{who}.openings", value, _said(mine.name, EVERY_DAY, language))


def _full_crew(study: Study, who: str, language: Language) -> Trial | None:
    crew = own_crew(study.scenario, who)
    if not crew:
        return None
    edits = [
        Edit(f"people.{one.id}", one.model_dump(mode="json", exclude_defaults=True), UNSAID)
        for one in crew
    ]
    label = _said(study.scenario.association[who].name, ITS_CREW, language)
    return Trial(changes=tuple(str(one) for one in edits), label=_short(label))


def _more_outings(study: Study, who: str, language: Language) -> Trial | None:
    people = [one for one in study.scenario.people if one.association == who]
    if not people:
        return None
    edits = [
        Edit(f"people.{one.id}.max_shifts", one.most_shifts + MORE_SHIFTS, UNSAID) for one in people
    ]
    name = study.scenario.association[who].name
    label = _said(name, ITS_PEOPLE.format(more=MORE_SHIFTS), language)
    return Trial(changes=tuple(str(one) for one in edits), label=label)


def store_trials(study: Study, store: str, language: Language) -> Iterator[Trial]:
    """Yield what would bring along what is left; the store shared; then the week without it."""
    world = study.scenario
    label = world.donor[store].label
    for one in study.unserved:
        if world.pickups[one.pickup].donor == store and one.changes:
            yield Trial(changes=one.changes, label=_short(_said(label, one.remedy, language)))
    yield Trial(picks={"share.stores": (store,)})
    yield Trial(picks={"drop.store": (store,)})


def person_trials(study: Study, who: str, language: Language) -> Iterator[Trial]:
    """Yield one outing more of a person who has none left, then the week without them."""
    mine = study.scenario.person[who]
    out = sum(who in item.crew for item in study.plan.rounds)
    more = why_say("try_once_more", language, who=mine.label)
    away = why_say("try_away", language, who=mine.label)
    once = _set(f"people.{who}.max_shifts", mine.most_shifts + 1, more)
    if out:
        without = _set(f"people.{who}", None, away)
        yield from (once, without) if out >= mine.most_shifts else (without, once)
    else:
        yield once


def vehicle_trials(study: Study, name: str) -> Iterator[Trial]:
    """Yield the week without a vehicle, then with the vehicle lent to everyone."""
    if any(item.vehicle == name for item in study.plan.rounds):
        yield Trial(picks={"down.vehicles": (name,)})
    yield Trial(picks={"lend.vehicle": (name,), "lend.to": ("*",)})


def _said(of: str, what: Text, language: Language) -> str:
    return why_say("try", language, of=of, what=what.in_(language))


def _set(path: str, value: object, label: str) -> Trial:
    return Trial(changes=(str(Edit(path, value, UNSAID)),), label=capital(label))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

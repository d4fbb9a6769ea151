"""What each receives more or less of in the new plan of a week that runs, and whom to call."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from models.base import Text, clock
from models.calendar import DAY_NAMES
from models.plan import Plan, Round, Stop
from models.replan import MovedShare, ToCall
from models.scenario import Scenario
from models.tally import RETIMED_S, Tally
from solver.review.checks.violations import round_name
from solver.review.tally import made_by

NOTABLE_KG = 1.0
Visit = tuple[Round, Stop]


def shares_moved(scenario: Scenario, before: Plan, after: Plan) -> tuple[MovedShare, ...]:
    """Return the associations that receive at least a kilogram more or less over the week."""
    found = []
    for one in scenario.associations:
        old, new = before.received_kg(one.id), after.received_kg(one.id)
        if abs(new - old) >= NOTABLE_KG:
            found.append(MovedShare(association=one.id, before_kg=old, after_kg=new))
    return tuple(found)


def to_call(
    scenario: Scenario, before: Plan, after: Plan, moved: Tally, told: Collection[str]
) -> tuple[ToCall, ...]:
    """Return who must be told what: people of rounds that change, stores, doors.

    Parameters
    ----------
    told
        People and sites that called themselves.
    """
    found = [
        *_people(scenario, before, after, moved),
        *_donors(scenario, before, after, moved),
        *_associations(scenario, before, after),
    ]
    return tuple(one for one in found if one.id not in told)


def _people(scenario: Scenario, before: Plan, after: Plan, moved: Tally) -> Iterable[ToCall]:
    said: dict[str, list[Text]] = {}
    for one in moved.rounds:
        old, new = before.round.get(one.round), after.round.get(one.round)
        was, now = (old.crew if old else ()), (new.crew if new else ())
        either = new or old
        assert either is not None
        for person in dict.fromkeys((*was, *now)):
            if new is None:
                text = CANCELLED
            elif person not in now:
                text = RELIEVED
            elif person not in was:
                text = ABOARD if new.crew[0] != person else AT_THE_WHEEL
            elif "stops" in one.changes or "times" in one.changes:
                text = NEW_SHEET
            else:
                text = OTHERS if set(was) == set(now) else NEW_MATE
            said.setdefault(person, []).append(
                text.format(
                    round=round_name(scenario, either),
                    at=clock((new or either).stops[0].leave_s),
                )
            )
    for person, texts in said.items():
        yield ToCall(kind="person", id=person, text=_joined(texts))


def _donors(scenario: Scenario, before: Plan, after: Plan, moved: Tally) -> Iterable[ToCall]:
    said: dict[str, list[Text]] = {}
    changed = {one.pickup: one for one in moved.stops}
    at = {p: _visit(plan, p) for plan in (before,) for p in made_by(plan)}
    now = {p: _visit(after, p) for p in made_by(after)}
    for pickup in dict.fromkeys((*changed, *now)):
        if pickup not in scenario.pickups:
            continue
        donor = scenario.pickups[pickup].donor
        one, visit, was = changed.get(pickup), now.get(pickup), at.get(pickup)
        if one is not None and visit is None:
            if one.change == "left":
                said.setdefault(donor, []).append(NOBODY)
        elif visit is not None and was is None:
            said.setdefault(donor, []).append(_comes(scenario, COMES, visit))
        elif visit is not None and was is not None:
            late = abs(visit[1].start_s - was[1].start_s) > RETIMED_S
            if one is not None or late:
                said.setdefault(donor, []).append(
                    _instead(scenario, (INSTEAD, OTHER_VEHICLE), visit, was)
                )
    for donor, texts in said.items():
        yield ToCall(kind="donor", id=donor, text=_joined(texts))


def _visit(plan: Plan, pickup: str) -> Visit | None:
    return next(
        ((item, stop) for item in plan.rounds for stop in item.collected if stop.pickup == pickup),
        None,
    )


def _comes(scenario: Scenario, text: Text, visit: Visit, before: str = "") -> Text:
    item, stop = visit
    return text.format(
        what=scenario.vehicle[item.vehicle].label,
        day=DAY_NAMES[item.day],
        at=clock(stop.start_s),
        before=before,
    )


def _instead(scenario: Scenario, texts: tuple[Text, Text], visit: Visit, was: Visit) -> Text:
    """Return when someone comes instead; that another vehicle does, where it comes at that time."""
    (item, stop), (before, then) = visit, was
    later, other = texts
    if clock(stop.start_s) != clock(then.start_s) or item.day != before.day:
        return _comes(scenario, later, visit, clock(then.start_s))
    if item.vehicle != before.vehicle:
        return _comes(scenario, other, visit, scenario.vehicle[before.vehicle].label)
    return _comes(scenario, SAME_TIME, visit)


def _associations(scenario: Scenario, before: Plan, after: Plan) -> Iterable[ToCall]:
    for one in scenario.associations:
        old, new = _deliveries(before, one.id), _deliveries(after, one.id)
        gone = [old[name] for name in old if name not in new]
        texts = []
        for name, (item, stop) in new.items():
            same_day = [was for was in gone if was[0].day == item.day]
            was = old[name] if name in old else same_day[0] if same_day else None
            if was in gone and was is not None:
                gone.remove(was)
            elif was is not None and abs(stop.start_s - was[1].start_s) <= RETIMED_S:
                continue
            texts.append(
                _comes(scenario, BRINGS, (item, stop))
                if was is None
                else _instead(scenario, (BRINGS_LATER, BRINGS_OTHER), (item, stop), was)
            )
        texts += [
            NO_DROP.format(day=DAY_NAMES[item.day], at=clock(stop.start_s)) for item, stop in gone
        ]
        if texts:
            yield ToCall(kind="association", id=one.id, text=_joined(texts))


def _deliveries(plan: Plan, association: str) -> dict[str, Visit]:
    """Return the last stop of rounds at an association's door, by round."""
    return {
        item.id: (item, stop)
        for item in plan.rounds
        for stop in item.stops
        if stop.site == association and stop.kind in ("drop", "unload")
    }


def _joined(texts: list[Text]) -> Text:
    return Text(fr=" ".join(one.fr for one in texts), en=" ".join(one.en for one in texts))


CANCELLED = Text(fr="Votre tournée est annulée : {round}.", en="Your round is cancelled: {round}.")
RELIEVED = Text(
    fr="Quelqu'un d'autre fait votre tournée : {round}.",
    en="Someone else makes your round: {round}.",
)
ABOARD = Text(
    fr="Pouvez-vous accompagner ? {round}, départ {at}.",
    en="Can you help? {round}, leaving at {at}.",
)
AT_THE_WHEEL = Text(
    fr="Pouvez-vous conduire ? {round}, départ {at}.", en="Can you drive? {round}, leaving at {at}."
)
NEW_SHEET = Text(
    fr="Nouvelle feuille de route : {round}, départ {at}.",
    en="New driver's sheet: {round}, leaving at {at}.",
)
NEW_MATE = Text(
    fr="L'équipage change : {round}, départ {at}.",
    en="The crew changes: {round}, leaving at {at}.",
)
OTHERS = Text(
    fr="Le chauffeur change : {round}, départ {at}.",
    en="The driver changes: {round}, leaving at {at}.",
)
NOBODY = Text(
    fr="Personne ne pourra passer cette fois-ci.", en="Nobody will be able to come this time."
)
COMES = Text(fr="{what} passe le {day} à {at}.", en="{what} comes on {day} at {at}.")
INSTEAD = Text(
    fr="{what} passe le {day} à {at} au lieu de {before}.",
    en="{what} comes on {day} at {at} instead of {before}.",
)
OTHER_VEHICLE = Text(
    fr="{what} passe le {day} à {at}, à la place de : {before}.",
    en="{what} comes on {day} at {at}, in place of {before}.",
)
BRINGS = Text(fr="{what} livre le {day} à {at}.", en="{what} delivers on {day} at {at}.")
BRINGS_LATER = Text(
    fr="{what} livre le {day} à {at} au lieu de {before}.",
    en="{what} delivers on {day} at {at} instead of {before}.",
)
BRINGS_OTHER = Text(
    fr="{what} livre le {day} à {at}, à la place de : {before}.",
    en="{what} delivers on {day} at {at}, in place of {before}.",
)
SAME_TIME = Text(
    fr="{what} vient bien le {day} à {at}, avec une tournée qui change.",
    en="{what} does come on {day} at {at}, on a round that changes.",
)
NO_DROP = Text(
    fr="Pas de livraison le {day} à {at}, contrairement à ce qui était prévu.",
    en="No delivery on {day} at {at}, contrary to what was planned.",
)

"""A calendar of openings changed by hand: what ``ramasse openings-change`` does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import StringConstraints

from models.base import Text
from models.fields import en, fr
from models.openings_study import HandChange, OpeningStudy
from scenarios import Fault
from scenarios.faults import meant
from service.asking import fields
from service.asking.asked import Asked, EarlierRun, Option, RunId
from service.asking.freeing import NOT_DECIDED
from service.asking.freeing import known as known_names
from service.asking.given import Given
from service.asking.kind import Kind, from_studies_alone, no_variant
from service.asking.telling import AnyFault
from service.kinds.openings.kind import OPENINGS, conflict_said, limits_of, made
from service.kinds.openings_change import ROOM
from service.kinds.openings_change.form import CHANGE_FORM
from service.kinds.openings_change.words import say
from service.words.field_faults import FieldFault

EXAMPLE = "epicerie-ccas/thu-0900"
SlotWord = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class OpeningsChangeAsked(Asked):
    """Slots fixed or refused by hand in a calendar of openings."""

    default_s: ClassVar[float | None] = 300.0

    kind: Literal["openings_change"] = "openings_change"
    calendar: Annotated[
        RunId,
        EarlierRun(("openings", "openings_change")),
        Option(argument=True),
        fr("Calendrier gardé", "Le study.json dont le reste change le moins possible."),
        en("Calendar kept", "The study.json of which the rest changes as little as can be."),
    ]
    fix: Annotated[
        tuple[SlotWord, ...],
        Option("--fix", metavar="LIEU/CRÉNEAU"),
        fr("Créneau fixé", f"Ouvert à tout prix, comme {EXAMPLE} ; répétable."),
        en("Slot fixed", f"Open at any price, such as {EXAMPLE}; may be repeated."),
    ] = ()
    forbid: Annotated[
        tuple[SlotWord, ...],
        Option("--forbid", metavar="LIEU/CRÉNEAU"),
        fr("Créneau refusé", f"Fermé à tout prix, comme {EXAMPLE} ; répétable."),
        en("Slot refused", f"Closed at any price, such as {EXAMPLE}; may be repeated."),
    ] = ()
    free: Annotated[
        tuple[SlotWord, ...],
        Option("--free", metavar="LIEU/CRÉNEAU"),
        fr("Créneau rendu libre", f"Décidé à la main avant, comme {EXAMPLE} ; répétable."),
        en("Slot freed again", f"Decided by hand before, such as {EXAMPLE}; may be repeated."),
    ] = ()
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _kept(given: Given) -> OpeningStudy | None:
    found = given.earlier.get("calendar")
    return found if isinstance(found, OpeningStudy) else None


def _names(kept: OpeningStudy) -> dict[str, tuple[str, str]]:
    return {
        f"{one.id}/{slot.name}": (one.id, slot.name)
        for one in kept.scenario.openings.outlets
        for slot in one.slots
    }


def hand_of(asked: OpeningsChangeAsked, kept: OpeningStudy) -> tuple[HandChange, ...]:
    """Return what was changed by hand before and not freed, and now: the last word counts."""
    found = {(one.outlet, one.slot): one for one in kept.hand}
    names = _names(kept)
    for name in asked.free:
        del found[names[name]]
    for wish, chosen in (("fixed", asked.fix), ("forbidden", asked.forbid)):
        for name in chosen:
            outlet, slot = names[name]
            change = {"outlet": outlet, "slot": slot, "wish": wish}
            found[outlet, slot] = HandChange.model_validate(change)
    return tuple(found.values())


def _faults(asked: OpeningsChangeAsked, given: Given) -> Sequence[AnyFault]:
    kept = _kept(given)
    if kept is None:
        return []
    wrong: list[AnyFault] = list(_unknown(asked, kept))
    if not (asked.fix or asked.forbid or asked.free):
        wrong.append(Fault(place="", path="", text=say["nothing_said"]))
    if wrong:
        return wrong
    from solver.openings.conflicts import conflict
    from solver.openings.problem import calendar_problem

    problem = calendar_problem(kept.scenario, hand_of(asked, kept))
    found = conflict(problem, limits_of(asked, given))
    return [] if found is None else [Fault(place="", path="", text=conflict_said(problem, found))]


def _unknown(asked: OpeningsChangeAsked, kept: OpeningStudy) -> Iterator[FieldFault]:
    known = _names(kept)
    for field in ("fix", "forbid"):
        for name in getattr(asked, field):
            if name not in known:
                remedy = meant(name, known, say["choose"])
                told = {"found": name, "example": next(iter(known)), "remedy": remedy}
                yield FieldFault(field, say["unknown_slot"], told)
    by_hand = [f"{one.outlet}/{one.slot}" for one in kept.hand]
    for name in asked.free:
        if name not in by_hand:
            yield FieldFault("free", NOT_DECIDED, {"found": name, "known": known_names(by_hand)})
    for name in asked.fix:
        if name in asked.forbid:
            yield FieldFault("forbid", say["both"], {"found": name})


def _work(asked: OpeningsChangeAsked, given: Given) -> OpeningStudy:
    kept = _kept(given)
    assert kept is not None
    return made(
        kept.scenario,
        limits_of(asked, given),
        given,
        hand=hand_of(asked, kept),
        before=kept,
    )


OPENINGS_CHANGE = Kind(
    room=ROOM,
    resource="openings_changes",
    called=Text(fr="Ouvertures changées à la main", en="Openings changed by hand"),
    study_called=OPENINGS.study_called,
    asked=OpeningsChangeAsked,
    study=OpeningStudy,
    example={
        "kind": "openings_change",
        "scenario": "aubagne-ete",
        "calendar": "5e2b7c1f90a4d836",
        "fix": [EXAMPLE],
    },
    applies=from_studies_alone,
    variants=no_variant,
    faults=_faults,
    work=_work,
    page=OPENINGS.page,
    more=OPENINGS.more,
    agendas=OPENINGS.agendas,
    writes=OPENINGS.writes,
    owned=OPENINGS.owned,
    form=CHANGE_FORM,
    next=OPENINGS.next,
    brief=True,
    whole_limit=True,
)

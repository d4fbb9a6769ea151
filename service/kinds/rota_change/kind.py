"""A rota changed by hand, the rest with the fewest changes: what ``ramasse rota-change`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import StringConstraints

from models.base import Text
from models.fields import en, fr
from models.rota import DatedDecision
from models.rota_study import RotaStudy
from scenarios import Fault
from scenarios.faults import meant
from service.asking import fields
from service.asking.asked import Asked, EarlierRun, Option, RunId
from service.asking.freeing import NOT_DECIDED, known
from service.asking.given import Given
from service.asking.kind import Kind, NoAnswerError, from_studies_alone, no_variant
from service.asking.telling import AnyFault
from service.kinds.rota.kind import ROTA, conflicts_told, made
from service.kinds.rota_change import ROOM
from service.kinds.rota_change.form import CHANGE_FORM
from service.kinds.rota_change.words import say
from service.words.field_faults import FieldFault

MOST = 200
EXAMPLE = "p07:tri_20261201"
Pair = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class RotaChangeAsked(Asked):
    """What is decided by hand in a rota."""

    default_s: ClassVar[float | None] = 10.0

    kind: Literal["rota_change"] = "rota_change"
    rota: Annotated[
        RunId,
        EarlierRun(("rota", "rota_change")),
        Option(argument=True),
        fr("Planning", "Le study.json à changer le moins possible."),
        en("Rota", "The study.json to be changed as little as can be."),
    ]
    comes: Annotated[
        tuple[Pair, ...],
        Option("--comes", metavar="QUI:SERVICE"),
        fr("Vient", f"Qui vient à quoi, comme {EXAMPLE} ; répétable."),
        en("Comes", f"Who comes to what, such as {EXAMPLE}; may be repeated."),
    ] = ()
    excluded: Annotated[
        tuple[Pair, ...],
        Option("--excluded", metavar="QUI:SERVICE"),
        fr("Ne vient pas", f"Qui ne vient pas à quoi, comme {EXAMPLE} ; répétable."),
        en("Does not come", f"Who does not come to what, such as {EXAMPLE}; may be repeated."),
    ] = ()
    free: Annotated[
        tuple[Pair, ...],
        Option("--free", metavar="QUI:SERVICE"),
        fr("Rendu libre", f"Décidé à la main avant, comme {EXAMPLE} ; répétable."),
        en("Freed again", f"Decided by hand before, such as {EXAMPLE}; may be repeated."),
    ] = ()
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def decisions(asked: RotaChangeAsked) -> list[DatedDecision]:
    """Return what is decided, of texts that were found sound."""
    found = []
    for rule in ("comes", "excluded"):
        for text in getattr(asked, rule):
            person, _, duty = text.partition(":")
            found.append(
                DatedDecision.model_validate({"person": person, "duty": duty, "rule": rule})
            )
    return found


def _faults(asked: RotaChangeAsked, given: Given) -> Sequence[AnyFault]:
    kept = given.earlier.get("rota")
    if not isinstance(kept, RotaStudy):
        return []
    names = {one.activity for one in kept.duties} | {one.id for one in kept.duties}
    people = kept.scenario.rota.volunteer
    example = f"{next(iter(people), 'p07')}:{min(names, default='tri_20261201')}"
    wrong: list[AnyFault] = []
    for field in ("comes", "excluded"):
        for text in getattr(asked, field):
            person, colon, duty = text.partition(":")
            values: dict[str, object] = {"example": example}
            if not colon:
                wrong.append(FieldFault(field, say["bad_pair"], {"value": text, **values}))
                continue
            for name, there, key in (
                (person, list(people), "unknown_person"),
                (duty, sorted(names), "unknown_duty"),
            ):
                if name not in there:
                    remedy = meant(name, there, CHOOSE)
                    wrong.append(
                        FieldFault(field, say[key], {"value": name, "remedy": remedy, **values})
                    )
    by_hand = [f"{one.person}:{one.duty}" for one in kept.decisions]
    for text in asked.free:
        if text not in by_hand:
            told_of = {"found": text, "known": known(by_hand)}
            wrong.append(FieldFault("free", NOT_DECIDED, told_of))
    if not (asked.comes or asked.excluded or asked.free):
        wrong.append(Fault(place="", path="", text=say["nothing_said"]))
    if wrong:
        return wrong
    told = conflicts_told(kept.scenario, _asking(asked, kept))
    return [Fault(place="", path="", text=one) for one in told]


def _asking(asked: RotaChangeAsked, kept: RotaStudy) -> Any:
    """Return what is asked: the rota kept, and the decisions."""
    from solver.rota.plan import Asking

    pairs = (text.partition(":") for text in asked.free)
    freed = frozenset((person, duty) for person, _, duty in pairs)
    return Asking(decisions=tuple(decisions(asked)), kept=kept, freed=freed)


def _work(asked: RotaChangeAsked, given: Given) -> RotaStudy:
    kept = given.earlier["rota"]
    if not isinstance(kept, RotaStudy):
        raise NoAnswerError(say["nothing_said"], refused=True)
    return made(kept.scenario, asked, given, _asking(asked, kept))


CHOOSE = Text(fr="Choisissez l'un d'eux.", en="Choose one of them.")

ROTA_CHANGE = Kind(
    room=ROOM,
    resource="rota_changes",
    called=Text(fr="Planning changé à la main", en="Rota changed by hand"),
    study_called=ROTA.study_called,
    asked=RotaChangeAsked,
    study=RotaStudy,
    example={
        "kind": "rota_change",
        "scenario": "aubagne_benevoles",
        "rota": "5e2b7c1f90a4d836",
        "excluded": [EXAMPLE],
    },
    applies=from_studies_alone,
    variants=no_variant,
    faults=_faults,
    work=_work,
    page=ROTA.page,
    files=ROTA.files,
    agendas=ROTA.agendas,
    writes=ROTA.writes,
    owned=ROTA.owned,
    next=ROTA.next,
    form=CHANGE_FORM,
    brief=True,
)

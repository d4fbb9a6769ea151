"""A planned week changed by hand: what ``ramasse edit`` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from models.base import Text
from models.by_hand import HandEdits
from models.fields import en, fr
from models.study import Study
from service.asking import fields
from service.asking.asked import Asked, EarlierRun, Option, RunId, Spelled
from service.asking.given import Given
from service.asking.kind import NoAnswerError, from_studies_alone, no_variant
from service.kinds.hand_plan import ROOM
from service.kinds.hand_plan.editor import EDITOR
from service.kinds.hand_plan.spelling import EditOptions, read_edits
from service.kinds.week.kind import WEEK
from service.words.field_faults import FieldFault


class ByHandAsked(Asked):
    """Changes of a planned week, and whether the search plans the rest again."""

    default_s: ClassVar[float | None] = 5.0

    kind: Literal["hand_plan"] = "hand_plan"
    week: Annotated[
        RunId,
        EarlierRun(("week", "replan", "hand_plan")),
        Option(argument=True),
        fr("Semaine à changer", "Le study.json de la semaine."),
        en("Week to change", "The study.json of the week."),
    ]
    edits: Annotated[HandEdits, Spelled(EditOptions, read_edits), fr("Changements"), en("Changes")]
    mend: Annotated[
        bool,
        Option("--mend"),
        fr("Arranger le reste", "La recherche replanifie autour de ce qui est choisi."),
        en("Mend the rest", "The search plans the rest again around what is chosen."),
    ] = False
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    seed: fields.Seed = 1


def _week(given: Given) -> Study:
    found = given.earlier["week"]
    assert isinstance(found, Study)
    return found


def _faults(asked: ByHandAsked, given: Given) -> Sequence[FieldFault]:
    """Return the first change that cannot be made at all: the later ones rest on it."""
    from solver.by_hand.editing import HandWeek
    from solver.by_hand.words import EditError

    if "week" not in given.earlier:
        return ()
    try:
        HandWeek(_week(given)).after(asked.edits.changes)
    except EditError as error:
        return [FieldFault("", error.text)]
    return ()


def _work(asked: ByHandAsked, given: Given) -> Study:
    from solver.by_hand.study import BrokenError, by_hand
    from solver.settings import Settings

    settings = Settings(asked.limit_s, asked.iterations, asked.seed, weeks=0)
    try:
        return by_hand(
            _week(given),
            asked.edits.changes,
            mend=asked.mend,
            settings=settings,
            watch=given.tell,
            stop=given.stop,
        )
    except BrokenError as error:
        told = [one.text for one in error.findings[:MOST_TOLD]]
        why = Text(fr=" ".join(one.fr for one in told), en=" ".join(one.en for one in told))
        text = UNMENDED if asked.mend else BROKEN
        raise NoAnswerError(text.format(why=why), refused=True) from error


MOST_TOLD = 3
"""Broken rules told, at most."""
BROKEN = Text(
    fr="Ce plan ne peut pas se faire : {why} Changez ce choix, ou laissez la recherche arranger "
    "le reste.",
    en="This plan cannot be driven: {why} Change that choice, or let the search mend the rest.",
)
UNMENDED = Text(
    fr="La recherche n'a rien trouvé qui tienne autour de ces choix : {why} Changez l'un d'eux.",
    en="The search found nothing that holds around these choices: {why} Change one of them.",
)
BY_HAND = replace(
    WEEK,
    room=ROOM,
    resource="edits",
    called=Text(fr="Semaine changée à la main", en="Week changed by hand"),
    asked=ByHandAsked,
    example={
        "kind": "hand_plan",
        "scenario": "aubagne",
        "week": "5e2b7c1f90a4d836",
        "edits": {
            "changes": [{"kind": "remove", "round": "mon-morning-car", "stop": "super-1_mon"}]
        },
        "mend": True,
    },
    applies=from_studies_alone,
    summary=None,
    variants=no_variant,
    faults=_faults,
    work=_work,
    review=None,
    whole_limit=False,
    uses=frozenset(),
    editor=EDITOR,
    brief=True,
)

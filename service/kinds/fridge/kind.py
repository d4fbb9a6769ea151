"""A solidarity fridge: what ``ramasse fridge`` does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from models.base import Text
from models.fields import en, fr
from models.fridge_study import FridgeStudy
from models.rota_study import RotaStudy
from models.scenario import Scenario
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, OnForm, RunId
from service.asking.given import Given
from service.asking.kind import Kind, NoAnswerError
from service.asking.late import Late
from service.asking.papers import Paper
from service.asking.part import Part
from service.asking.telling import AnyFault
from service.asking.towns import of_other_town
from service.kinds.fridge import ROOM
from service.kinds.fridge.summary import summary
from service.kinds.fridge.words import say
from service.sources import opened
from service.words.field_faults import FieldFault

PART = Part("fridge", ("spots",), say["nothing_asked"])


class FridgeAsked(AskedOfScenario):
    """A solidarity fridge to be planned."""

    kind: Literal["fridge"] = "fridge"
    variant: fields.Variant = None
    journal: Annotated[
        bool,
        OnForm(first=True),
        fr(
            "Excédents du journal",
            "Ce qui est rentré avec des dates courtes, à la place des excédents notés.",
        ),
        en(
            "Surplus of the journal",
            "What came in with short dates, instead of the surplus noted.",
        ),
    ] = False
    rota: Annotated[
        RunId | None,
        EarlierRun(("rota", "rota_change"), offered="same"),
        fr("Planning qui le tient", "Sinon un planning est fait avec ce scénario."),
        en("Rota that keeps it", "Else a rota is made of this scenario."),
    ] = None


def _faults(asked: FridgeAsked, given: Given) -> Sequence[AnyFault]:
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    rota = given.earlier.get("rota")
    assert isinstance(rota, RotaStudy | None)
    return PART.lacking(world) or of_other_town("rota", rota, world)


def _rota(world: Scenario, given: Given) -> RotaStudy | None:
    """Return who keeps the fridge: the rota given, else one made of the scenario's duties."""
    from solver.programs.cp_sat import Limits
    from solver.rota.plan import make_rota

    rota = given.earlier.get("rota")
    if isinstance(rota, RotaStudy):
        return rota
    if not world.rota.volunteers or not any(one.kind == "fridge" for one in world.rota.duties):
        return None
    return make_rota(world, Limits(seconds=20.0, stop=given.stop))


def _work(asked: FridgeAsked, given: Given) -> FridgeStudy:
    from solver.fridge.plan import plan_fridge
    from solver.fridge.size import from_journal
    from solver.rota.flow import NoFlowError
    from solver.rota.search import ImpossibleError

    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
    journal = given.journal(world) if asked.journal else None
    if journal is not None and not from_journal(world.fridge, journal):
        raise NoAnswerError(FieldFault("journal", say["no_short_dates"]), refused=True)
    try:
        rota = _rota(world, given)
    except (NoFlowError, ImpossibleError) as error:
        raise NoAnswerError(say["rota_contradicts"], refused=True) from error
    return plan_fridge(world, journal=journal, rota=rota, watch=given.tell)


FRIDGE = Kind(
    room=ROOM,
    resource="fridges",
    lead=Text(
        fr="Quelle taille, où, tenu par qui, et ce qu'il sauverait.",
        en="Which size, where, kept by whom, and what it would save.",
    ),
    called=say["title"],
    study_called=Text(fr="une étude de frigo solidaire", en="a study of a solidarity fridge"),
    asked=FridgeAsked,
    study=FridgeStudy,
    example={"kind": "fridge", "scenario": "aubagne_entraide"},
    applies=PART.stands_in,
    summary=summary,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.fridge.page:fridge_page"),
    papers=(
        Paper(
            "fiche-du-frigo.pdf",
            "service.kinds.fridge.papers:sheet",
            opened=say["sheet_open"],
            lead=say["sheet_lead"],
            purpose=say["sheet_purpose"],
        ),
    ),
    brief=True,
    uses=frozenset(("journal",)),
)

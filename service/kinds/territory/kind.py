"""Who lives near what help: what ``ramasse territory`` does."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from models.base import Text
from models.fields import en, fr
from models.territory_study import TerritoryStudy
from scenarios import Fault, ScenarioError
from service.asking import fields
from service.asking.asked import AskedOfScenario
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.papers import Paper, public_edition
from service.kinds.territory import ROOM
from service.kinds.territory.words import say
from service.sources import opened

MOST_DRAWS = 100_000


class TerritoryAsked(AskedOfScenario):
    """A territory to be mapped."""

    default_s: ClassVar[float | None] = 20.0

    kind: Literal["territory"] = "territory"
    variant: fields.Variant = None
    time_limit_s: fields.TimeLimit = None
    iterations: fields.Iterations = None
    draws: Annotated[
        int,
        Field(ge=0, le=MOST_DRAWS, examples=[1000]),
        fr("Tirages de poids", "Pour dire si le classement tient ; 0 : aucun."),
        en("Draws of weights", "To tell whether the ranking holds; 0: none."),
    ] = 1000
    seed: fields.Seed = 1


def _applies(content: Mapping[str, Any]) -> bool:
    asked = content.get("territory")
    if not isinstance(asked, Mapping):
        return False
    files = asked.get("files")
    return bool(asked.get("zones") or (isinstance(files, Mapping) and files.get("figures")))


def _faults(asked: TerritoryAsked, given: Given) -> Sequence[Fault]:
    from scenarios.territory.facts import facts_of

    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
        try:
            known = facts_of(world, found.folder)
        except ScenarioError as error:
            return error.faults
    if known.facts.zones:
        return []
    return [Fault(place="", path="", text=say["nothing_asked"].format(label=world.label))]


def _work(asked: TerritoryAsked, given: Given) -> TerritoryStudy:
    from scenarios.territory.facts import facts_of
    from solver.territory.plan import Ask, map_territory
    from solver.territory.siting import Effort

    ends = float("inf") if asked.limit_s is None else time.monotonic() + asked.limit_s
    effort = Effort(ends, asked.iterations, asked.seed, given.stop.is_set)
    with opened(given.source, asked.variant, asked.sets) as found:
        known = facts_of(found.scenario, found.folder)
        return map_territory(
            found.scenario,
            known.facts,
            Ask(asked.draws, asked.seed, effort),
            timetable=known.timetable,
            folder=found.folder,
            watch=given.tell,
        )


TERRITORY = Kind(
    room=ROOM,
    resource="territories",
    lead=Text(
        fr="Qui vit loin de tout lieu d'aide, par où commencer, et ce qui y changerait quelque "
        "chose.",
        en="Who lives far from any outlet, where to begin, and what would change it.",
    ),
    called=say["title"],
    study_called=Text(fr="une carte du territoire", en="a map of a territory"),
    asked=TerritoryAsked,
    study=TerritoryStudy,
    example={"kind": "territory", "scenario": "department13"},
    applies=_applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.territory.page:territory_page"),
    papers=(
        Paper(
            "carte.pdf",
            "service.kinds.territory.papers:coordinator_map",
            opened=say["map_open"],
            lead=say["map_purpose"],
            purpose=say["map_purpose"],
        ),
        *public_edition(
            "service.kinds.territory.public:public",
            "service.kinds.territory.papers:public_map",
            say["public_lead"],
        ),
    ),
)

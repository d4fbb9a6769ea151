"""The map of a territory on A3: the coordinator's, and the one that everyone may read."""

from __future__ import annotations

from models.base import Language
from models.dates import full_date
from models.territory_study import TerritoryStudy
from service.kinds.territory.page import answer_of, areas_table
from service.kinds.territory.pictures import pictures
from service.kinds.territory.public import public_answer, public_areas, where_to_begin
from service.kinds.territory.words import say
from service.pages.map_paper import map_paper
from service.pages.page import Table
from service.pages.public_page import public_when


def coordinator_map(study: TerritoryStudy, language: Language) -> bytes:
    """Return the PDF of the map, and of each area behind it."""
    table = areas_table(study, language)
    return _printed(study, table, answer_of(study, language), language, public=False)


def public_map(study: TerritoryStudy, language: Language) -> bytes:
    """Return the PDF of the map without a small count, a camp or a place left."""
    table = public_areas(study, language)
    told = f"{public_answer(study, language)} {where_to_begin(study, language)}".strip()
    return _printed(study, table, told, language, public=True)


def _printed(
    study: TerritoryStudy, table: Table, answer: str, language: Language, *, public: bool
) -> bytes:
    scenario = study.scenario
    picture = pictures(study, language, public=public)[0]
    source = scenario.territory.figures_source
    when = public_when(scenario, language) if public else full_date(scenario.week_of, language)
    foot = [when]
    foot += [say("source", language, source=source)] if source else []
    return map_paper(
        [picture],
        table,
        of=scenario.label,
        foot=" – ".join(foot),
        language=language,
        answer=answer,
    )

"""What stores will give, learned from the journal: what ``ramasse forecast`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from models.base import Text
from models.fields import en, fr
from models.forecast import ForecastStudy
from models.memory import uncollected
from models.study import Study
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, RunId
from service.asking.given import Given
from service.asking.kind import Kind
from service.asking.late import Late
from service.asking.towns import of_other_town
from service.kinds.forecast import ROOM
from service.sources import opened
from service.words.field_faults import FieldFault


class ForecastAsked(AskedOfScenario):
    """Stores to be looked at."""

    kind: Literal["forecast"] = "forecast"
    variant: fields.Variant = None
    week: Annotated[
        RunId | None,
        EarlierRun(("week", "replan", "hand_plan")),
        fr("Semaine planifiée", "Un plan, pour dire le détour et les heures de chaque magasin."),
        en("Planned week", "A plan, to tell the detour and the hours of each store."),
    ] = None


def _applies(content: Mapping[str, Any]) -> bool:
    """Tell whether a scenario has stores."""
    return bool(content.get("donors"))


def _faults(asked: ForecastAsked, given: Given) -> Sequence[FieldFault]:
    """Return that a plan is of another town, if it is."""
    week = given.earlier.get("week")
    if not isinstance(week, Study):
        return ()
    with opened(given.source, asked.variant, asked.sets) as found:
        town = found.scenario
    return of_other_town("week", week, town)


@uncollected()
def _work(asked: ForecastAsked, given: Given) -> ForecastStudy:
    from solver.forecast.study import forecast

    week = given.earlier.get("week")
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
        return forecast(world, given.journal(world), week if isinstance(week, Study) else None)


FORECAST = Kind(
    room=ROOM,
    resource="forecasts",
    lead=Text(
        fr="D'après les passages dits au journal : kg par jour, rebut, absences, et ce qui "
        "change. Un magasin nouveau penche vers ceux de son type.",
        en="From the visits told in the journal: kg by day, rejects, no-shows, and what changes. "
        "A new store leans on those of its kind.",
    ),
    called=Text(fr="Prévision des dons", en="Forecast of gifts"),
    study_called=Text(fr="une prévision des dons", en="a forecast of gifts"),
    asked=ForecastAsked,
    study=ForecastStudy,
    example={"kind": "forecast", "scenario": "aubagne", "variant": "hub"},
    applies=_applies,
    faults=_faults,
    work=_work,
    page=Late("service.kinds.forecast.page:forecast_page"),
    more=Late("service.kinds.forecast.brand_page:brand_files"),
    owned=("enseigne-*.html", "enseigne-*.xlsx"),
    brief=True,
    uses=frozenset(("journal",)),
)

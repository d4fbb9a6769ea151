"""What stores will give, learned from the journal: what ``ramasse forecast`` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from models.base import Language, Text
from models.fields import en, fr
from models.forecast import ForecastStudy
from models.memory import uncollected
from models.study import Study
from service.asking import fields
from service.asking.asked import AskedOfScenario, EarlierRun, RunId
from service.asking.kind import Given, Kind
from service.kinds.forecast import ROOM
from service.sources import opened
from service.words.field_faults import FieldFault

if TYPE_CHECKING:
    from service.pages.page import Page


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
    if week.scenario.id == town.id:
        return ()
    return (FieldFault("week", OTHER_TOWN, {"found": week.scenario.label, "wanted": town.label}),)


@uncollected()
def _work(asked: ForecastAsked, given: Given) -> ForecastStudy:
    from solver.forecast.study import forecast

    week = given.earlier.get("week")
    with opened(given.source, asked.variant, asked.sets) as found:
        world = found.scenario
        return forecast(world, given.journal(world), week if isinstance(week, Study) else None)


def _page(study: ForecastStudy, language: Language) -> Page:
    from service.kinds.forecast.page import forecast_page

    return forecast_page(study, language)


def _files(study: ForecastStudy, language: Language) -> dict[str, bytes]:
    from service.files import contents
    from service.kinds.forecast.brand_page import brand_files

    return {**contents(study, _page(study, language), language), **brand_files(study, language)}


OTHER_TOWN = Text(
    fr="C'est la semaine de {found}. Attendu : une semaine de {wanted}. Donnez-en une, ou aucune.",
    en="This is a week of {found}. Expected: a week of {wanted}. Give one, or none.",
)
FORECAST = Kind(
    room=ROOM,
    resource="forecasts",
    lead=Text(
        fr="D'après les visites racontées au journal : kg par jour, rebut, absences, et ce qui "
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
    page=_page,
    files=_files,
    owned=("enseigne-*.html", "enseigne-*.xlsx"),
    brief=True,
    uses=frozenset(("journal",)),
)

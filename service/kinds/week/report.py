"""The report: one page that opens anywhere, offline."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.base import Language, clock
from models.calendar import DAY_NAMES
from models.study import Study, Usage
from service import pages
from service.kinds.week.against_alone import compare
from service.kinds.week.deliveries import brought, carried_kg, said_at, shares_food
from service.kinds.week.maps import colour, dash, day_map
from service.kinds.week.rounds import by_day, driven_km, label
from service.kinds.week.timeline import timeline
from service.pages.provenance import provenance
from service.words import labels as words

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDERS = (Path(__file__).parent, Path(pages.__file__).parent)


def report(study: Study, language: Language) -> str:
    """Return the page: HTML that refers to nothing outside itself."""
    return _rendered("report.html.j2", study, language)


def report_body(study: Study, language: Language) -> str:
    """Return what the page says, as HTML to be put under another page's title."""
    return _rendered("report_body.html.j2", study, language)


def _rendered(template: str, study: Study, language: Language) -> str:
    return (
        _environment(language)
        .get_template(template)
        .render(
            language=language,
            study=study,
            scenario=study.scenario,
            totals=study.totals,
            compared=compare(study),
            days=[
                (day, rounds, day_map(study.scenario, rounds, study.legs))
                for day, rounds in by_day(study.plan)
            ],
            timeline=timeline(study),
            label=partial(label, study.scenario),
            driven_km=partial(driven_km, study),
            moved_kg=partial(carried_kg, study.scenario, study.plan),
            said_at=partial(said_at, study.scenario, language=language),
            brought=brought(study, language),
            shared=shares_food(study),
            means=partial(_means, study),
            needs={
                family.id: sum(
                    study.scenario.need_kg(one.id, family.id) for one in study.scenario.associations
                )
                for family in study.scenario.families
            },
            provenance=provenance(study, language),
        )
    )


def _environment(language: Language) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        w=words.words(language),
        day_names={day: name.in_(language) for day, name in DAY_NAMES.items()},
        colon=words.colon(language),
        colour=colour,
        dash=dash,
        counted=partial(words.count, language=language),
    )
    environment.filters.update(
        amount=partial(words.amount, language=language),
        capital=words.capital,
        clock=clock,
        code=partial(words.code, language=language),
        date=partial(words.full_date, language=language),
        number=partial(words.number, language=language),
        percent=partial(words.percent, language=language),
        signed=partial(words.signed, language=language),
        text=lambda text: text.in_(language),
    )
    return environment


def _means(study: Study, usage: Usage) -> str:
    """Return what people call a vehicle, a person or the owner of a cold store."""
    scenario = study.scenario
    if usage.kind == "vehicle":
        return scenario.vehicle[usage.id].label
    if usage.kind == "person":
        return scenario.person[usage.id].label
    return scenario.association[usage.id].label

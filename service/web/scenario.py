"""One scenario: shown, changed by a file, planned, downloaded."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Response

from scenarios import ScenarioError
from service.asking.telling import AnyFault
from service.downloads import attachment
from service.made import converted
from service.runs.queue import BadInputError
from service.sources import Form
from service.store import scenarios
from service.web.asking import asked, on_page
from service.web.editing import opened
from service.web.home import uploaded
from service.web.mending import taken
from service.web.shown_scenario import shown_scenario
from service.web.visit import Number, PageRoute, SentForm, Visited

scenario_pages = APIRouter(route_class=PageRoute)


@scenario_pages.get("/scenarios/{scenario}")
def scenario_page(visit: Visited, scenario: str, version: Number | None = None) -> Response:
    """Show a scenario, the last version by default."""
    return shown_scenario(visit, opened(visit.desk.database, scenario, version))


@scenario_pages.post("/scenarios/{scenario}/versions")
def store_version(visit: Visited, sent: SentForm, scenario: str) -> Response:
    """Store an uploaded file as the next version."""
    try:
        upload = uploaded(sent)
    except ScenarioError as error:
        here = opened(visit.desk.database, scenario)
        return shown_scenario(visit, here, faults=error.faults)
    return taken(visit, upload, scenario)


@scenario_pages.post("/scenarios/{scenario}/runs")
def ask(visit: Visited, sent: SentForm, scenario: str) -> Response:
    """Ask for a run."""
    kind, number = visit.desk.kinds.get(sent.text("kind")), sent.number("version")
    if kind is None or not kind.of_scenario or number is None:
        return visit.refuse([visit.say("not_found_lead")])
    wanted, wrong = asked(kind, scenario, number, sent.texts, sent.files)
    faults: Sequence[AnyFault] = wrong
    if wanted is not None:
        try:
            run = visit.desk.jobs.submit(wanted, once=True)
        except BadInputError as error:
            faults = error.faults
        else:
            return visit.go(f"runs/{run.id}")
    before = opened(visit.desk.database, scenario, number)

    def control(field: str) -> str:
        return f"{kind.name}.{field.partition('.')[0]}" if field else ""

    told = on_page(faults, kind.asked, visit.language, control)
    return shown_scenario(visit, before, kind, sent.texts, told)


@scenario_pages.get("/scenarios/{scenario}/versions/{number}/{form}")
def download(visit: Visited, scenario: str, number: Number, form: Form) -> Response:
    """Return the file of a version, in either form."""
    upload = scenarios.upload(visit.desk.database, scenario, number)
    return attachment(*converted(visit.desk.made, upload, form))

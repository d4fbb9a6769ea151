"""The files of addresses that this computer has read, and one more sent by the page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Response

from models.findings import Finding
from scenarios import ScenarioError
from scenarios.faults import Fault
from service.web.first_steps.address_files import FIELD, imported, known_files
from service.web.first_steps.words import step_say
from service.web.visit import UNUSABLE, PageRoute, SentForm, Visit, Visited

address_pages = APIRouter(route_class=PageRoute)
NO_FILE = "no_address_file"
"""Code of what is told of sites for want of a file of addresses."""


@address_pages.get("/addresses")
def address_page(visit: Visited, scenario: str = "") -> Response:
    """Show which files were read, and ask for one."""
    return _page(visit, scenario)


@address_pages.post("/addresses")
def send(visit: Visited, sent: SentForm) -> Response:
    """Read a file; go back to the scenario that wanted it, whose sites are looked up again."""
    scenario = sent.text("scenario")
    try:
        imported(sent.files)
    except ScenarioError as error:
        return _page(visit, scenario, error.faults)
    back = f"scenarios/{quote(scenario, safe='')}" if scenario else "addresses"
    return visit.go(back, "addresses_read")


def on_page(one: Finding) -> Finding:
    """Return what is told of a scenario as the page tells it: of its own ways, not of commands."""
    if one.code != NO_FILE:
        return one
    return one.changed(text=step_say["no_file_on_page"].format(count=len(one.where)))


def _page(visit: Visit, scenario: str, faults: Sequence[Fault] = ()) -> Response:
    return visit.show(
        "addresses.html.j2",
        title=step_say("addresses", visit.language),
        trail=[(visit.say("home"), "")],
        status=UNUSABLE if faults else 200,
        fw=step_say.all_in(visit.language),
        books=known_files(),
        scenario=scenario,
        faults=faults,
        placed={n: FIELD for n, one in enumerate(faults) if one.path == FIELD},
        told={n: one.text.in_(visit.language) for n, one in enumerate(faults) if not one.place},
    )

"""The outlines of communes that this computer has read, and one more file sent by the page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Response

from scenarios import ScenarioError
from scenarios.faults import Fault
from scenarios.outlines.importing import import_outlines
from scenarios.outlines.kept import outline_files, outlines_folder
from service.web.outline_words import outline_say
from service.web.sent_files import read_sent
from service.web.visit import UNUSABLE, PageRoute, SentForm, Visit, Visited

outline_pages = APIRouter(route_class=PageRoute)
FIELD = "outlines"
AT_ONCE = 1_000_000
"""Bytes of a file that is read in no time, by who asks; a larger one by a helper."""


@outline_pages.get("/outlines")
def outline_page(visit: Visited, scenario: str = "") -> Response:
    """Show which files were read, and ask for one."""
    return _page(visit, scenario)


@outline_pages.post("/outlines")
def send_outlines(visit: Visited, sent: SentForm) -> Response:
    """Read a file; go back to the scenario whose map wanted it."""
    scenario = sent.text("scenario")
    try:
        read_sent(
            sent.files,
            FIELD,
            import_outlines,
            outlines_folder(),
            outline_say["no_outlines"],
            apart_from=AT_ONCE,
        )
    except ScenarioError as error:
        return _page(visit, scenario, error.faults)
    back = f"scenarios/{quote(scenario, safe='')}" if scenario else "outlines"
    return visit.go(back, "outlines_read")


def _page(visit: Visit, scenario: str, faults: Sequence[Fault] = ()) -> Response:
    return visit.show(
        "outlines.html.j2",
        title=visit.say("outlines"),
        trail=[(visit.say("home"), "")],
        status=UNUSABLE if faults else 200,
        fw=outline_say.all_in(visit.language),
        files=[(one.name, one.zones) for one in outline_files()],
        scenario=scenario,
        faults=faults,
        placed={n: FIELD for n, one in enumerate(faults) if one.path == FIELD},
        told={n: one.text.in_(visit.language) for n, one in enumerate(faults) if not one.place},
    )
